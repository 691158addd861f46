from dataclasses import replace
from typing import Any

import pytest

from flashcards.collection import media
from flashcards.collection.card_actions import edit_note, toggle_mark
from flashcards.collection.importing import Reverted, RevertPlan, imports, plan_revert, revert
from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.errors import CancelledError, UnknownImportError
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.note_type import CardTemplate, NoteKind, built_in
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.formats.transfer import Transfer, TransferCard, TransferNote
from flashcards.storage import reading
from tests.builders import TODAY, Clock, a_note, add_notes
from tests.transfer_builders import CUSTOM, a_transfer, a_transfer_note, media_file, reviews
from tests.unit.collection.importing_desk import ImportDesk

CLOZE = [built_in(NoteKind.CLOZE)]
TABLES = ("note", "card", "review", "note_tag", "tag", "deck", "note_type", "media")


def _revert(desk: ImportDesk, import_id: int, *, keep_touched: bool = True) -> Reverted:
    return desk.collection.transact(
        Operation.REVERT_IMPORT, lambda change: revert(change, import_id, keep_touched=keep_touched)
    ).value


def _plan(desk: ImportDesk, import_id: int) -> RevertPlan:
    return desk.collection.read(lambda snapshot: plan_revert(snapshot, import_id))


def _edit(desk: ImportDesk, clock: Clock, note_id: int, back: str) -> None:
    now = clock.forward(minutes=1)
    note = desk.collection.read(lambda snapshot: reading.notes(snapshot, [NoteId(note_id)]))[NoteId(note_id)]
    changed = replace(note, fields=(note.fields[0], back, note.fields[2]))
    desk.collection.transact(Operation.EDIT_NOTE, lambda change: edit_note(change, changed, now))


def _study(desk: ImportDesk, clock: Clock, card_id: int) -> None:
    now = clock.forward(minutes=1)
    review = Review(CardId(card_id), now, TODAY, Rating.GOOD, ReviewKind.LEARNING, CardState.NEW, 0, 1, 900, None, None)
    desk.collection.transact(Operation.ANSWER_CARD, lambda change: change.add_reviews([review]))


def _counts(desk: ImportDesk) -> list[int]:
    return [desk.count(table) for table in TABLES]


def _studied_note(guid: str, source_id: int) -> TransferNote:
    card = TransferCard(0, "Law", state=2, stability=9.0, difficulty=5.0, due_on=TODAY, source_id=source_id)
    return a_transfer_note(guid, guid=guid, deck="Law", cards=(card,))


def test_the_history_tells_what_came_in_newest_first(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note("a"), format="csv"))
    desk.bring(a_transfer(a_transfer_note("b", tags=("x",)), a_transfer_note("a"), format="anki-package"))

    newest, oldest = desk.collection.read(imports)

    assert (newest.format, newest.source, newest.deck, newest.reverted_at) == ("anki-package", "list.txt", "list", None)
    assert (newest.summary["added"], newest.summary["unchanged"]) == (1, 1)
    assert oldest.format == "csv"


def test_reverting_takes_back_all_an_import_made(desk: ImportDesk) -> None:
    before = _counts(desk)
    report = desk.bring(
        a_transfer(
            a_transfer_note(type_place=1, fields=('<img src="a.png">', "b"), deck="New::Deep", tags=("x",)),
            _studied_note("s", 7),
            note_types=[built_in(NoteKind.BASIC), CUSTOM],
            media=[media_file("a.png", b"x")],
            reviews=reviews((7, 1_000_000_000_000, 3, 1, 9, 800)),
            has_schedule=True,
        )
    )

    assert _counts(desk) != before
    assert _revert(desk, report.import_id) == Reverted(removed=2, restored=0, kept=0, media=1)
    assert _counts(desk) == before
    assert desk.collection.verify() == ()


TYPED_LOGO = replace(
    CUSTOM,
    templates=(CardTemplate("Card 1", '<img src="_our logo.png">{{Word}}', "{{Meaning}}"),),
    css="@font-face { src: url(_a%20font.ttf) }",
)
LOGOS = [media_file(name, name.encode()) for name in ("_our logo.png", "_a font.ttf", "_named.png", "_other.png")]


def _with_logos(word: str, **changes: Any) -> Transfer:
    note = a_transfer_note(fields=(word, "b"))
    return a_transfer(note, note_types=[TYPED_LOGO], media=LOGOS, **changes)


def test_pictures_of_templates_go_with_the_templates_and_undo_brings_them_back(desk: ImportDesk) -> None:
    report = desk.bring(_with_logos("a"))
    with_it = _counts(desk)

    done = _revert(desk, report.import_id)

    assert (done.media, desk.count("media")) == (4, 0)
    desk.collection.undo()
    assert _counts(desk) == with_it
    paths = desk.collection.read(
        lambda snapshot: media.media_paths(snapshot, desk.collection.media, [one.name for one in LOGOS])
    )
    assert {name: path.read_bytes().decode() for name, path in paths.items()} == {one.name: one.name for one in LOGOS}


def test_pictures_of_templates_that_are_used_since_stay(desk: ImportDesk) -> None:
    report = desk.bring(_with_logos("a"))
    desk.bring(a_transfer(a_transfer_note(fields=("b", '<img src="_named.png">')), note_types=[TYPED_LOGO]))

    done = _revert(desk, report.import_id)

    assert done.media == 1
    assert desk.rows("SELECT name FROM media ORDER BY name") == [("_a font.ttf",), ("_named.png",), ("_our logo.png",)]


def test_no_picture_of_a_template_goes_while_one_makes_names_of_fields(desk: ImportDesk) -> None:
    side = '<img src="_{{Word}}.png">'
    named = replace(CUSTOM, name="Flags", templates=(CardTemplate("Card 1", side, "{{Meaning}}"),))
    desk.bring(a_transfer(a_transfer_note(fields=("other", "b")), note_types=[named]))
    report = desk.bring(_with_logos("a"))

    assert (_revert(desk, report.import_id).media, desk.count("media")) == (0, 4)


def test_a_large_revert_tells_how_far_it_is_and_can_be_stopped(desk: ImportDesk) -> None:
    report = desk.bring(a_transfer(*(a_transfer_note(f"n{number}") for number in range(3000))))
    before, told = _counts(desk), []

    def stop(doing: str, share: float) -> None:
        told.append((doing, share))
        if share > 0.5:
            message = "Stopped. Nothing was changed."
            raise CancelledError(message)

    with pytest.raises(CancelledError):
        desk.collection.transact(
            Operation.REVERT_IMPORT, lambda change: revert(change, report.import_id, keep_touched=True, progress=stop)
        )

    assert {doing for doing, _ in told} == {"Taking back: import"}
    assert _counts(desk) == before
    assert desk.collection.read(imports)[0].reverted_at is None


def test_a_revert_can_be_undone(desk: ImportDesk) -> None:
    report = desk.bring(a_transfer(a_transfer_note("a", tags=("x",))))
    with_it = _counts(desk)
    _revert(desk, report.import_id)

    desk.collection.undo()

    assert _counts(desk) == with_it
    assert desk.collection.read(imports)[0].reverted_at is None
    assert _revert(desk, report.import_id).removed == 1


def test_what_was_edited_or_studied_since_is_named_and_stays(desk: ImportDesk, clock: Clock) -> None:
    report = desk.bring(a_transfer(*(a_transfer_note(word) for word in ("edited", "studied", "neither", "both"))))
    _edit(desk, clock, 1, "mine")
    _edit(desk, clock, 4, "mine")
    _study(desk, clock, 2)
    _study(desk, clock, 4)

    touched = _plan(desk, report.import_id).touched
    done = _revert(desk, report.import_id)

    assert [(note.text, note.is_edited, note.is_studied) for note in touched] == [
        ("edited", True, False),
        ("studied", False, True),
        ("both", True, True),
    ]
    assert done == Reverted(removed=1, restored=0, kept=3)
    assert [note.fields[0] for note in desk.notes()] == ["edited", "studied", "both"]


def test_what_a_later_import_has_changed_is_told_from_what_was_edited(desk: ImportDesk, clock: Clock) -> None:
    first = desk.bring(a_transfer(*(a_transfer_note(word) for word in ("again", "both", "edited", "neither"))))
    clock.forward(minutes=1)
    desk.bring(a_transfer(*(a_transfer_note(word, fields=(word, "60 days", "")) for word in ("again", "both"))))
    _study(desk, clock, 2)
    _edit(desk, clock, 3, "mine")

    touched = _plan(desk, first.import_id).touched

    assert [(note.text, note.is_edited, note.is_studied, note.is_imported_again) for note in touched] == [
        ("again", False, False, True),
        ("both", False, True, True),
        ("edited", True, False, False),
    ]


def test_what_was_studied_since_goes_too_if_the_learner_wants_that(desk: ImportDesk, clock: Clock) -> None:
    report = desk.bring(a_transfer(a_transfer_note("studied")))
    _study(desk, clock, 1)

    assert _revert(desk, report.import_id, keep_touched=False).removed == 1
    assert (desk.count("note"), desk.count("review")) == (0, 1)


def test_what_a_revert_left_can_be_taken_back_later(desk: ImportDesk, clock: Clock) -> None:
    desk.bring(a_transfer(a_transfer_note("was there", guid="g1"), a_transfer_note("back again", guid="g2")))
    report = desk.bring(
        a_transfer(
            *(a_transfer_note(word, guid=word) for word in ("edited", "neither")),
            *(a_transfer_note(f"new {guid}", guid=guid) for guid in ("g1", "g2")),
        )
    )
    _edit(desk, clock, 1, "mine")
    _edit(desk, clock, 3, "mine")
    first = _revert(desk, report.import_id)
    _edit(desk, clock, 2, "put back, then edited")

    plan = _plan(desk, report.import_id)
    second = _revert(desk, report.import_id, keep_touched=False)

    assert (first, [note.text for note in plan.touched]) == (Reverted(1, 1, 2), ["edited", "new g1"])
    assert second == Reverted(removed=1, restored=1, kept=0)
    assert [note.fields[:2] for note in desk.notes()] == [
        ("was there", "30 days"),
        ("back again", "put back, then edited"),
    ]
    with pytest.raises(UnknownImportError, match="taken back already"):
        _plan(desk, report.import_id)


def test_undoing_the_second_part_of_a_revert_leaves_it_to_be_done(desk: ImportDesk, clock: Clock) -> None:
    report = desk.bring(a_transfer(a_transfer_note("edited"), a_transfer_note("neither")))
    _edit(desk, clock, 1, "mine")
    _revert(desk, report.import_id)
    _revert(desk, report.import_id, keep_touched=False)

    desk.collection.undo()

    assert desk.collection.read(imports)[0].kept == (range(1, 2),)
    assert _revert(desk, report.import_id, keep_touched=False) == Reverted(removed=1, restored=0, kept=0)


def test_reviews_that_came_with_the_import_do_not_count_as_studying(desk: ImportDesk) -> None:
    tomorrow = 1_795_500_000_000
    report = desk.bring(
        a_transfer(_studied_note("s", 7), reviews=reviews((7, tomorrow, 3, 1, 9, 800)), has_schedule=True)
    )

    assert desk.count("review") == 1
    assert _plan(desk, report.import_id).touched == ()


def test_a_changed_note_gets_its_words_tags_and_cards_back(desk: ImportDesk) -> None:
    desk.bring(
        a_transfer(a_transfer_note(guid="g", fields=("{{c1::a}} {{c2::b}}", ""), tags=("old", "x")), note_types=CLOZE)
    )
    cards = desk.rows("SELECT id, ordinal FROM card ORDER BY id")
    report = desk.bring(
        a_transfer(a_transfer_note(guid="g", fields=("{{c1::a}} {{c3::b}}", ""), tags=("new", "x")), note_types=CLOZE)
    )
    desk.collection.transact(Operation.MARK, lambda change: toggle_mark(change, NoteId(1)))

    done = _revert(desk, report.import_id)

    (note,) = desk.notes()
    assert done == Reverted(removed=0, restored=1, kept=0)
    assert note.fields == ("{{c1::a}} {{c2::b}}", "")
    assert note.tags == ("marked", "old", "x")
    assert desk.rows("SELECT id, ordinal FROM card ORDER BY id") == cards
    assert desk.collection.verify() == ()


def test_an_older_import_is_reverted_from_under_a_later_one(desk: ImportDesk) -> None:
    first = desk.bring(a_transfer(a_transfer_note("a", deck="Law")))
    desk.bring(a_transfer(a_transfer_note("b", deck="Law")))

    _revert(desk, first.import_id)

    assert [note.fields[0] for note in desk.notes()] == ["b"]
    assert desk.count("deck") == 1


def test_an_import_is_reverted_when_its_step_is_long_forgotten(desk: ImportDesk) -> None:
    report = desk.bring(a_transfer(a_transfer_note("a")))
    desk.collection.transact(Operation.LOAD_BUNDLED_DECKS, lambda change: change.set_value("key", 1), undoable=False)

    assert desk.count("undo_step") == 0
    assert _revert(desk, report.import_id).removed == 1


def test_a_picture_somebody_else_uses_stays(desk: ImportDesk) -> None:
    report = desk.bring(a_transfer(a_transfer_note('<img src="a.png">'), media=[media_file("a.png", b"x")]))
    add_notes(desk.collection, "Mine", [a_note("n", fields=('mine <img src="a.png">', "", ""))])

    _revert(desk, report.import_id)

    collection = desk.collection
    assert collection.read(lambda snapshot: media.read_media(snapshot, collection.media, "a.png")) == b"x"


@pytest.mark.parametrize("times", [0, 1])
def test_an_import_that_is_not_there_or_not_any_more_is_refused(desk: ImportDesk, times: int) -> None:
    import_id = 1
    for _ in range(times):
        import_id = desk.bring(a_transfer(a_transfer_note("a"))).import_id
        _revert(desk, import_id)

    with pytest.raises(UnknownImportError):
        _revert(desk, import_id)
