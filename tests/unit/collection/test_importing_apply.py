from dataclasses import replace

import pytest

from flashcards.collection import media
from flashcards.collection.card_actions import edit_note
from flashcards.collection.importing import Bucket, Choice, keep_media
from flashcards.domain.changes import Operation
from flashcards.domain.errors import CancelledError, PlanChangedError
from flashcards.domain.ids import NoteId
from flashcards.domain.media_names import named_in
from flashcards.domain.note import Provenance
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.formats.transfer import TransferCard
from flashcards.storage import reading
from tests.builders import NOON, a_note, add_notes
from tests.transfer_builders import CUSTOM, a_transfer, a_transfer_note, media_file
from tests.unit.collection.importing_desk import ImportDesk, filled


def _edit(desk: ImportDesk, **changes: object) -> None:
    (note,) = desk.notes()
    desk.collection.transact(
        Operation.EDIT_NOTE,
        lambda change: edit_note(change, replace(note, **changes), NOON),  # type: ignore[arg-type]
    )


def _media(desk: ImportDesk, name: str) -> bytes | None:
    return desk.collection.read(lambda snapshot: media.read_media(snapshot, desk.collection.media, name))


@pytest.mark.parametrize("last", [2_000_000_000, 10**30])
def test_of_places_beyond_all_bounds_the_order_stays(desk: ImportDesk, last: int) -> None:
    places = (5, last, 7, last + 1, -3, 5)
    cards = [(TransferCard(0, "Here", position=place),) for place in places]

    desk.bring(a_transfer(*(a_transfer_note(f"note {n}", cards=one) for n, one in enumerate(cards))))

    found = [row[0] for row in desk.rows("SELECT position FROM card ORDER BY id")]
    assert found == [1, 3, 2, 4 if last < 10**10 else 3, 0, 1]


def test_new_notes_come_in_with_decks_tags_and_cards(desk: ImportDesk) -> None:
    report = desk.bring(
        a_transfer(
            a_transfer_note("a", guid="g", deck="Law::HIPAA", tags=("x", "y"), created_at=5, modified_at=9),
            a_transfer_note(type_place=1, fields=("{{c1::a}} {{c2::b}}", ""), deck="Law"),
            note_types=[built_in(NoteKind.BASIC), built_in(NoteKind.CLOZE)],
        )
    )

    assert (report.added, report.cards, report.updated, report.problems) == (2, 3, 0, ())
    first, second = desk.notes()
    assert (first.guid, first.fields, first.tags) == ("g", ("a", "30 days", ""), ("x", "y"))
    assert (first.origin, second.guid) == (f"import:{report.import_id}", "made1.0.000001")
    assert desk.rows(
        "SELECT deck.name, ordinal, position FROM card JOIN deck ON deck.id = deck_id ORDER BY card.id"
    ) == [
        ("Law::HIPAA", 0, 0),
        ("Law", 0, 1),
        ("Law", 1, 1),
    ]
    assert desk.rows("SELECT created_at, modified_at, sort_text FROM note WHERE guid = 'g'") == [(5, 9, "a")]
    assert desk.collection.verify() == ()


def test_new_cards_wait_behind_those_that_wait_already(desk: ImportDesk) -> None:
    add_notes(desk.collection, "Filing", [a_note("n1"), a_note("n2")])

    desk.bring(a_transfer(a_transfer_note("a")))

    assert [row[0] for row in desk.rows("SELECT position FROM card ORDER BY id")] == [0, 1, 2]


def test_new_cards_that_wait_behind_all_others_by_themselves_keep_their_places(desk: ImportDesk) -> None:
    add_notes(desk.collection, "Filing", [a_note("n1"), a_note("n2")])
    cards = [(TransferCard(0, "Here", position=place),) for place in (9, 7)]

    desk.bring(a_transfer(*(a_transfer_note(f"note {one[0].position}", cards=one) for one in cards)))

    assert [row[0] for row in desk.rows("SELECT position FROM card ORDER BY id")] == [0, 1, 9, 7]


def test_new_cards_that_would_wait_among_others_move_behind_them_in_their_order(desk: ImportDesk) -> None:
    add_notes(desk.collection, "Filing", [a_note(f"n{n}") for n in range(8)])
    waiting = (TransferCard(0, "Here", position=9),), (TransferCard(0, "Here", position=7),)
    studied = (TransferCard(0, "Here", 2, 3.0, 4.0, 21_000, interval_days=3, reps=1),)
    notes = [a_transfer_note(f"note {place}", cards=one) for place, one in enumerate((*waiting, studied))]

    desk.bring(a_transfer(*notes, has_schedule=True))

    assert [row[0] for row in desk.rows("SELECT position FROM card ORDER BY id")][8:] == [10, 8, 1]


def test_a_card_the_file_lacks_waits_beside_its_siblings(desk: ImportDesk) -> None:
    note = a_transfer_note(fields=("a", "b"), cards=(TransferCard(0, "Here", position=7),))

    desk.bring(a_transfer(note, note_types=[CUSTOM]))

    assert desk.rows("SELECT ordinal, position FROM card ORDER BY ordinal") == [(0, 7), (1, 7)]


def test_undo_takes_the_whole_import_back_and_redo_brings_it_again(desk: ImportDesk) -> None:
    tables = ("note", "card", "note_tag", "tag", "deck", "note_type", "import_run")
    before = [desk.count(table) for table in tables]
    desk.bring(a_transfer(a_transfer_note(fields=("a", "b"), tags=("x",)), note_types=[CUSTOM]))
    after = [desk.count(table) for table in tables]

    assert desk.collection.undo().value.operation is Operation.IMPORT
    assert [desk.count(table) for table in tables] == before

    desk.collection.redo()
    assert [desk.count(table) for table in tables] == after
    assert desk.collection.verify() == ()


def test_an_import_that_brings_nothing_leaves_no_trace(desk: ImportDesk) -> None:
    transfer = a_transfer(a_transfer_note("a"))
    desk.bring(transfer)

    report = desk.bring(transfer)

    assert (report.unchanged, report.added, report.import_id) == (1, 0, 0)
    assert (desk.count("import_run"), desk.count("undo_step")) == (1, 1)


def test_a_changed_note_is_updated_in_place_and_keeps_its_cards(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note(fields=("q", "a", ""), guid="g", tags=("x",))))
    cards = desk.rows("SELECT * FROM card")

    report = desk.bring(a_transfer(a_transfer_note(fields=("q", "b", ""), guid="g", deck="Elsewhere", tags=("y",))))

    assert (report.updated, report.added) == (1, 0)
    (note,) = desk.notes()
    assert (note.fields, note.tags) == (("q", "b", ""), ("y",))
    assert desk.rows("SELECT * FROM card") == cards


def test_a_new_gap_makes_a_card_and_one_that_is_gone_takes_its_card_along(desk: ImportDesk) -> None:
    cloze = [built_in(NoteKind.CLOZE)]
    desk.bring(a_transfer(a_transfer_note(guid="g", fields=("{{c1::a}} {{c2::b}}", "")), note_types=cloze))

    desk.bring(a_transfer(a_transfer_note(guid="g", fields=("{{c1::a}} {{c3::b}}", "")), note_types=cloze))

    assert [row[0] for row in desk.rows("SELECT ordinal FROM card ORDER BY ordinal")] == [0, 2]


def test_of_a_disputed_note_the_learners_words_stay_and_the_rest_is_updated(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note(fields=("q", "a", ""), guid="g")))
    _edit(desk, fields=("q", "mine", ""))
    theirs = a_transfer(a_transfer_note(fields=("q", "theirs", "more"), guid="g"))

    report = desk.bring(theirs)

    assert (report.conflicts, report.updated) == (1, 0)
    assert desk.notes()[0].fields == ("q", "mine", "more")
    assert desk.bring(theirs).unchanged == 1


def test_a_disputed_note_takes_the_files_words_when_that_is_chosen(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note(fields=("q", "a", ""), guid="g")))
    _edit(desk, fields=("q", "mine", ""))

    report = desk.bring(
        a_transfer(a_transfer_note(fields=("q", "theirs", ""), guid="g")), {Bucket.DISPUTED: Choice.TAKE}
    )

    assert (report.conflicts, report.updated) == (0, 1)
    assert desk.notes()[0].fields == ("q", "theirs", "")


def test_a_note_left_as_it_is_is_offered_again(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note(fields=("q", "a", ""), guid="g")))
    changed = a_transfer(a_transfer_note(fields=("q", "b", ""), guid="g"))

    report = desk.bring(changed, {Bucket.CHANGED: Choice.LEAVE})

    assert (report.unchanged, report.updated) == (1, 0)
    assert len(desk.plan(changed).buckets[Bucket.CHANGED]) == 1


def test_kept_both_a_note_stands_beside_the_other_with_its_own_guid(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note(fields=("q", "a", ""), guid="g")))

    report = desk.bring(a_transfer(a_transfer_note(fields=("q", "b", ""), guid="g")), {Bucket.CHANGED: Choice.BOTH})

    assert (report.added, report.cards) == (1, 1)
    assert [(note.guid, note.fields[1]) for note in desk.notes()] == [("g", "a"), ("made2.0.000001", "b")]


def test_one_note_may_be_chosen_otherwise_than_its_bucket(desk: ImportDesk) -> None:
    plan = desk.plan(a_transfer(a_transfer_note("a"), a_transfer_note("b"), a_transfer_note("a")))

    report = desk.apply(replace(plan, exceptions={0: Choice.LEAVE, 2: Choice.BOTH}))

    assert (report.added, report.duplicates) == (2, 0)
    assert [note.fields[0] for note in desk.notes()] == ["b", "a"]


def test_tags_the_file_wants_on_all_notes_come_on_top_of_those_they_have(desk: ImportDesk) -> None:
    add_notes(desk.collection, "Filing", [a_note("g", fields=("q", "a", ""), tags=("own",))])
    notes = [a_transfer_note(fields=("q", "b", ""), guid="g", tags=None), a_transfer_note("new", tags=("x",))]

    desk.bring(replace(a_transfer(*notes), added_tags=("book",)))

    assert [note.tags for note in desk.notes()] == [("book", "own"), ("book", "x")]
    assert filled(desk.plan(replace(a_transfer(*notes), added_tags=("book",)))) == {"identical": [0, 1]}


def test_tags_that_are_wished_for_are_given_to_what_comes_in(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note("a", tags=("x",)), a_transfer_note("b", tags=None)), tags=("from-class",))

    assert [note.tags for note in desk.notes()] == [("from-class", "x"), ("from-class",)]


@pytest.mark.parametrize("tags", [("x",), None])
def test_tags_that_were_wished_for_once_stay_when_the_file_comes_again_without_the_wish(
    desk: ImportDesk, tags: tuple[str, ...] | None
) -> None:
    file = a_transfer(a_transfer_note(fields=("q", "a", ""), guid="g", tags=tags))
    changed = a_transfer(a_transfer_note(fields=("q", "b", ""), guid="g", tags=tags))
    desk.bring(file, tags=("from-class",))

    again = filled(desk.plan(file))
    desk.bring(changed, tags=("week-3",))
    later = filled(desk.plan(changed))

    assert (again, later) == ({"identical": [0]}, {"identical": [0]})
    assert desk.notes()[0].tags == ("from-class", "week-3", *(tags or ()))


def test_a_source_comes_along(desk: ImportDesk) -> None:
    source = Provenance("45 CFR 164.524", domain=2, facts=("P-1",), is_exam_only=True)

    desk.bring(a_transfer(a_transfer_note("a", provenance=source)))

    assert desk.notes()[0].provenance == source
    assert desk.rows("SELECT is_reserved FROM card") == [(1,)]


def test_cards_of_one_note_may_lie_in_different_decks(desk: ImportDesk) -> None:
    cards = (TransferCard(0, "Here", position=7), TransferCard(1, "There", position=3))

    desk.bring(a_transfer(a_transfer_note(fields=("a", "b"), cards=cards), note_types=[CUSTOM]))

    found = desk.rows("SELECT deck.name, position FROM card JOIN deck ON deck.id = deck_id ORDER BY ordinal")
    assert found == [("Here", 7), ("There", 3)]


@pytest.mark.parametrize("moment", ["Adding notes", "Saving"])
def test_cancelling_takes_everything_back(desk: ImportDesk, moment: str) -> None:
    plan = desk.plan(a_transfer(*(a_transfer_note(f"note {n}") for n in range(10)), media=[media_file("a.png", b"x")]))
    before = desk.rows("SELECT * FROM sqlite_sequence")

    def stop(doing: str, share: float) -> None:
        if doing == moment and share in {0.0, 1.0}:
            raise CancelledError

    with pytest.raises(CancelledError):
        desk.apply(plan, progress=stop)

    assert [desk.count(table) for table in ("note", "card", "deck", "media", "undo_step")] == [0, 0, 0, 0, 0]
    assert desk.rows("SELECT * FROM sqlite_sequence") == before
    assert list(desk.collection.media.files()) == []


def test_pictures_come_in_and_one_whose_name_is_taken_gets_another(desk: ImportDesk) -> None:
    collection = desk.collection
    collection.transact(Operation.IMPORT, lambda change: media.add_media(change, collection.media, "a.png", b"mine"))
    transfer = a_transfer(
        a_transfer_note('<img src="a.png"> <img src="b.png">'),
        media=[media_file("a.png", b"theirs"), media_file("b.png", b"b")],
    )

    report = desk.bring(transfer)

    first, second = (_media(desk, name) for name in named_in(desk.notes()[0].fields[0]))
    assert (report.media, first, second) == (2, b"theirs", b"b")
    assert report.problems == ()
    assert _media(desk, "a.png") == b"mine"
    assert desk.bring(transfer).unchanged == 1


def test_media_kept_beforehand_are_not_copied_again(desk: ImportDesk) -> None:
    plan = desk.plan(a_transfer(a_transfer_note("a"), media=[media_file("a.png", b"x")]))

    kept = keep_media(desk.collection.media, plan)
    report = desk.apply(replace(kept, media=kept.media))

    assert (list(kept.kept), report.media) == (["a.png"], 1)


def test_several_files_are_one_import_and_see_each_other(desk: ImportDesk) -> None:
    first = desk.plan(a_transfer(a_transfer_note("a"), format="csv"))
    second = desk.plan(a_transfer(a_transfer_note("a"), a_transfer_note("b"), format="text"))

    report = desk.apply(first, second)

    assert (report.format, report.added, report.duplicates) == ("csv, text", 2, 1)
    assert (desk.count("note"), desk.count("import_run"), desk.count("undo_step")) == (2, 1, 1)


def test_a_plan_is_made_anew_when_something_was_written_since(desk: ImportDesk) -> None:
    plan = desk.plan(a_transfer(a_transfer_note("a")))
    desk.bring(a_transfer(a_transfer_note("a")))

    report = desk.apply(plan)

    assert (report.added, report.unchanged) == (0, 1)


def test_a_plan_that_would_do_something_else_by_now_may_be_refused(desk: ImportDesk) -> None:
    note = a_transfer_note('<img src="a.png">')
    plan = keep_media(desk.collection.media, desk.plan(a_transfer(note, media=[media_file("a.png", b"x")])))
    desk.bring(a_transfer(note))

    with pytest.raises(PlanChangedError):
        desk.apply(plan, as_planned=True)

    assert (desk.count("note"), desk.count("import_run")) == (1, 1)
    assert list(desk.collection.media.folder.iterdir()) == []


def test_an_imported_note_of_a_bundled_deck_keeps_what_was_shipped_of_it(desk: ImportDesk) -> None:
    note = a_note("g", origin="bundled:rhit", fields=("q", "a", ""))
    shipped = (
        '{"deck": "Law", "fields": ["q", "a", ""], "kind": 1, "provenance": {"as_of": "", "checked_on": null,'
        ' "citation": "", "domain": null, "facts": [], "is_exam_only": false, "level": null, "tests": [],'
        ' "tolerance": null}, "tags": []}'
    )
    add_notes(desk.collection, "Law", [note])
    desk.collection.transact(
        Operation.EDIT_NOTE, lambda change: change.update_note(replace(note, id=NoteId(1)), shipped=shipped)
    )

    desk.bring(a_transfer(a_transfer_note(fields=("q", "b", ""), guid="g")))

    assert desk.notes()[0].fields == ("q", "b", "")
    assert desk.rows("SELECT shipped FROM note") == [(shipped,)]


def _kept(desk: ImportDesk) -> str:
    return desk.collection.read(lambda snapshot: reading.shipped(snapshot, [NoteId(1)]))[NoteId(1)]


def test_what_was_brought_is_written_down_when_it_is_first_changed(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note(fields=('say "a"', "b", ""), guid="g", tags=("x", "y"))))
    untouched = _kept(desk)
    _edit(desk, fields=('say "a"', "mine", ""))
    edited = _kept(desk)
    _edit(desk, fields=('say "a"', "mine again", ""))

    assert untouched == '{"brought": {"tags": ["x", "y"]}}'
    assert edited == _kept(desk) == f'{untouched}\nsay "a"\x1fb\x1f'
    desk.collection.undo()
    desk.collection.undo()
    assert _kept(desk) == untouched


def test_two_imports_in_a_row_compare_with_the_later_one(desk: ImportDesk) -> None:
    for back in ("one", "two"):
        desk.bring(a_transfer(a_transfer_note(fields=("q", back, ""), guid="g")))
    _edit(desk, fields=("q", "mine", ""))

    assert desk.bring(a_transfer(a_transfer_note(fields=("q", "two", ""), guid="g"))).unchanged == 1
    assert desk.bring(a_transfer(a_transfer_note(fields=("q", "one", ""), guid="g"))).conflicts == 1
