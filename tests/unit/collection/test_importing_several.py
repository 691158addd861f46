"""Several files as one import: what the plans say is what happens."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO

import pytest

from flashcards.collection import importing
from flashcards.collection.importing import Bucket, Choice, ImportPlan, ImportReport, keep_media
from flashcards.collection.media import read_media
from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.media_names import named_in
from flashcards.domain.note import Provenance
from flashcards.formats.transfer import MediaFile, Transfer, TransferNote
from tests.builders import a_note, add_notes
from tests.transfer_builders import CUSTOM, a_transfer, a_transfer_note, media_file
from tests.unit.collection.importing_desk import ImportDesk, filled

PICTURES = (("One", b"x"), ("Two", b"y"), ("Three", b"y"), ("Four", b"x"))
"""What notes of several files say and show, all under one name."""


def _file(name: str, *notes: TransferNote, **changes: object) -> Transfer:
    return a_transfer(*notes, source=Path(name), **changes)


def _answered(front: str, answer: str, line: int = 0) -> TransferNote:
    return a_transfer_note(front, fields=(front, answer, ""), line=line)


def _plans(desk: ImportDesk, files: Sequence[Transfer]) -> list[ImportPlan]:
    earlier = importing.Earlier()
    plans = []
    for file in files:
        plans.append(desk.plan(file, earlier=earlier))
        earlier.add(plans[-1])
    return plans


def _promised_and_done(desk: ImportDesk, *files: Transfer) -> tuple[ImportReport, ImportReport]:
    plans = _plans(desk, files)
    promised = importing.total(importing.expected(plan, desk.collection) for plan in plans)
    return promised, replace(desk.apply(*plans), import_id=0)


def test_a_note_of_a_file_before_is_repeated_and_the_first_comes_in(desk: ImportDesk) -> None:
    first = _file("f1.csv", _answered("Alpha", "one", 2), _answered("Beta", "zwei", 3))
    second = _file("f2.csv", _answered("Alpha", "ONE DIFFERENT", 2), _answered("Beta", "zwei", 3), _answered("C", "3"))

    promised, done = _promised_and_done(desk, first, second)

    assert promised == done
    assert (done.added, done.updated, done.duplicates) == (3, 0, 2)
    assert [(one.path.name, one.line, one.message) for one in done.problems] == [
        (
            "f2.csv",
            2,
            "it repeats line 2 of f1.csv, but says something else; the first comes in, and this is left out.",
        )
    ]
    assert [note.fields[:2] for note in desk.notes()] == [("Alpha", "one"), ("Beta", "zwei"), ("C", "3")]


def test_what_a_file_before_changes_is_not_changed_again(desk: ImportDesk) -> None:
    add_notes(desk.collection, "Filing", [a_note("n", fields=("Alpha", "old", ""))])
    files = [_file(f"{answer}.csv", _answered("Alpha", answer)) for answer in ("new", "newer", "old")]

    promised, done = _promised_and_done(desk, *files)

    assert promised == done
    assert (done.updated, done.duplicates, len(done.problems)) == (1, 2, 2)
    assert desk.notes()[0].fields == ("Alpha", "new", "")


@pytest.mark.parametrize("guids", [("", ""), ("n", "n"), ("n", ""), ("", "n")])
@pytest.mark.parametrize("answers", [("one", "uno"), ("uno", "one")])
def test_of_files_that_differ_the_first_counts_and_the_other_is_listed(
    desk: ImportDesk, guids: tuple[str, str], answers: tuple[str, str]
) -> None:
    add_notes(desk.collection, "Filing", [a_note("n", fields=("Alpha", "one", ""))])
    files = [
        _file(f"f{n}.csv", _answered("Alpha", answer, 2)._replace(guid=guid))
        for n, (guid, answer) in enumerate(zip(guids, answers, strict=True))
    ]

    promised, done = _promised_and_done(desk, *files)

    assert promised == done
    changes = answers[0] == "uno"
    assert (done.unchanged, done.updated, done.duplicates) == (not changes, changes, 1)
    assert [(one.path.name, one.line) for one in done.problems] == [("f1.csv", 2)]
    assert [note.fields[:2] for note in desk.notes()] == [("Alpha", answers[0])]


def test_a_note_of_another_type_is_remembered_for_the_files_after(desk: ImportDesk) -> None:
    add_notes(desk.collection, "Filing", [a_note("n", fields=("Alpha", "one", ""))])
    other = a_transfer_note(guid="n", fields=("Alpha", "un"), line=2)
    files = [
        _file("f1.apkg", other, note_types=[CUSTOM]),
        _file("f2.apkg", other._replace(fields=("Alpha", "deux")), note_types=[CUSTOM]),
        _file("f3.csv", _answered("Alpha", "uno", 2)._replace(guid="n")),
    ]

    promised, done = _promised_and_done(desk, *files)

    assert promised == done
    assert (done.conflicts, done.duplicates, done.updated, done.added) == (1, 1, 1, 0)
    assert [(one.path.name, one.message.split(";")[0]) for one in done.problems] == [
        ("f1.apkg", "there is a note of another type with this text"),
        ("f2.apkg", "it repeats line 2 of f1.apkg, but says something else"),
    ]
    assert desk.notes()[0].fields == ("Alpha", "uno", "")


def test_of_files_with_the_same_note_of_another_type_both_are_added_beside_only_where_wanted(desk: ImportDesk) -> None:
    add_notes(desk.collection, "Filing", [a_note("n", fields=("Alpha", "one", ""))])
    file = _file("f.apkg", a_transfer_note(guid="n", fields=("Alpha", "un")), note_types=[CUSTOM])
    plans = [replace(plan, choices={Bucket.MISFIT: Choice.BOTH}) for plan in _plans(desk, [file, file])]

    done = desk.apply(*plans)

    assert (done.added, done.duplicates, len(desk.notes())) == (1, 1, 2)


@pytest.mark.parametrize("of_one_file", [True, False])
def test_a_repeated_note_that_says_something_else_of_its_source_is_listed(
    desk: ImportDesk, *, of_one_file: bool
) -> None:
    notes = [
        _answered("Alpha", "one", line)._replace(provenance=source)
        for line, source in (
            (2, Provenance(citation="45 CFR 164")),
            (3, Provenance(citation="42 CFR 2")),
            (4, Provenance()),
        )
    ]
    files = [_file("f.csv", *notes)] if of_one_file else [_file(f"f{note.line}.csv", note) for note in notes]

    promised, done = _promised_and_done(desk, *files)

    assert promised == done
    assert (done.added, done.duplicates) == (1, 2)
    assert [(one.line, one.message.partition(", but ")[2]) for one in done.problems] == [
        (3, "says something else of its source; the first comes in, and this is left out.")
    ]


@pytest.mark.parametrize("guid", ["n", ""])
def test_a_file_that_is_known_is_repeated_when_it_is_given_twice(desk: ImportDesk, guid: str) -> None:
    add_notes(desk.collection, "Filing", [a_note("n", fields=("Alpha", "one", ""))])
    file = _file("f.csv", _answered("Alpha", "one")._replace(guid=guid))

    promised, done = _promised_and_done(desk, file, file, file)

    assert promised == done
    assert (done.unchanged, done.updated, done.duplicates, done.problems) == (1, 0, 2, ())


def test_many_known_notes_in_order_are_repeated_in_a_file_after(desk: ImportDesk) -> None:
    notes = [_answered(f"Term {number}", "same") for number in range(5000)]
    others = [*notes[:-1], _answered("Term 4999", "other", 5001)]
    desk.bring(_file("f0.csv", *notes))

    promised, done = _promised_and_done(desk, _file("f1.csv", *notes), _file("f2.csv", *others))

    assert promised == done
    assert (done.unchanged, done.updated, done.duplicates) == (5000, 0, 5000)
    assert [(one.path.name, one.line) for one in done.problems] == [("f2.csv", 5001)]


def test_what_is_there_just_so_is_not_listed_though_a_file_before_says_less(desk: ImportDesk) -> None:
    there = a_transfer_note("Alpha", fields=("Alpha", "one", "more"), tags=("renal",))
    desk.bring(_file("f0.csv", there))
    less = there._replace(fields=("Alpha", "one", None), tags=None)

    for files in ([less, there], [there, less]):
        promised, done = _promised_and_done(desk, *(_file(f"f{n}.csv", note) for n, note in enumerate(files)))

        assert promised == done
        assert (done.unchanged, done.duplicates, done.problems) == (1, 1, ())


@pytest.mark.parametrize("guids", [("g", "g"), ("g", ""), ("", "g"), ("", "")])
@pytest.mark.parametrize("kept", ["Alpha", "other"])
def test_the_plan_holds_with_and_without_guids(desk: ImportDesk, guids: tuple[str, str], kept: str) -> None:
    files = [
        _file(f"f{n}.csv", a_transfer_note(front, guid=guid))
        for n, (front, guid) in enumerate(zip(("Alpha", kept), guids, strict=True))
    ]

    promised, done = _promised_and_done(desk, *files)

    assert promised == done
    assert done.updated == 0
    is_repeated = guids == ("g", "g") or (kept == "Alpha" and not guids[1])
    assert done.duplicates == is_repeated


def test_note_types_that_a_file_before_makes_are_known(desk: ImportDesk) -> None:
    word = TransferNote(guid="", type_place=0, fields=("chart", "record"), deck="Words")
    others = replace(CUSTOM, fields=("Word", "Sense"))
    plain = _file("f1.csv", word, note_types=[CUSTOM])

    promised, done = _promised_and_done(desk, plain, plain, _file("f3.csv", word, note_types=[others]))

    assert promised == done
    assert (done.added, done.duplicates) == (2, 1)


def test_within_decks_the_same_text_in_another_deck_is_another_note(desk: ImportDesk) -> None:
    files = [
        _file(f"f{n}.txt", a_transfer_note("Alpha", deck=deck), within_deck=True)
        for n, deck in enumerate(("One", "Two", "ONE"))
    ]

    promised, done = _promised_and_done(desk, *files)

    assert promised == done
    assert (done.added, done.duplicates) == (2, 1)


def test_of_many_notes_in_order_the_plan_holds_too(desk: ImportDesk) -> None:
    notes = [_answered(f"Term {number}", "same") for number in range(5000)]

    plans = _plans(desk, [_file("f1.csv", *notes), _file("f2.csv", *notes)])
    done = desk.apply(*plans)

    assert filled(plans[1]) == {"repeated": list(range(5000))}
    assert (done.added, done.duplicates, done.unchanged, done.updated) == (5000, 5000, 0, 0)


def _with_picture(name: str, text: str, picture: bytes | None, shown: str = "a.png") -> Transfer:
    media = [] if picture is None else [media_file(shown, picture)]
    return _file(name, a_transfer_note(f'<img src="{shown}"> {text}'), media=media)


def _pictures(desk: ImportDesk) -> list[bytes | None]:
    """Give what each note shows."""
    folder = desk.collection.media
    names = [next(named_in(note.fields[0])) for note in desk.notes()]
    return [desk.collection.read(partial(read_media, media=folder, name=name)) for name in names]


def test_a_picture_that_two_files_bring_counts_once(desk: ImportDesk) -> None:
    promised, done = _promised_and_done(
        desk, _with_picture("one.apkg", "One", b"x"), _with_picture("two.apkg", "Two", b"x")
    )

    assert promised == done
    assert (done.media, desk.count("media"), done.problems) == (1, 1, ())


def test_another_picture_of_the_same_name_gets_one_of_its_own_in_the_plan_already(desk: ImportDesk) -> None:
    files = [_with_picture(f"{n}.apkg", text, data) for n, (text, data) in enumerate(PICTURES)]

    plans = _plans(desk, files)
    promised, done = _promised_and_done(desk, *files)

    assert [list(plan.renames) for plan in plans] == [[], ["a.png"], ["a.png"], []]
    assert promised == done
    assert (done.added, done.media) == (4, 2)
    assert _pictures(desk) == [data for _, data in PICTURES]
    assert [plan.media for plan in _plans(desk, files)] == [()] * 4  # all are there now


def test_the_same_text_with_another_picture_says_something_else(desk: ImportDesk) -> None:
    promised, done = _promised_and_done(
        desk, _with_picture("one.apkg", "One", b"x"), _with_picture("two.apkg", "One", b"y")
    )

    assert promised == done
    assert len(desk.notes()) == done.added


def test_a_picture_that_only_a_file_before_brings_is_not_missing(desk: ImportDesk) -> None:
    promised, done = _promised_and_done(
        desk, _with_picture("one.apkg", "One", b"x"), _with_picture("two.apkg", "Two", None)
    )

    assert promised == done
    assert (done.problems, _pictures(desk)) == ((), [b"x", b"x"])


def test_a_picture_that_cannot_be_read_in_one_file_comes_from_the_next(desk: ImportDesk) -> None:
    broken = replace(_with_picture("one.apkg", "One", b"x"), media=[MediaFile("a.png", 1, _refuse)])
    plans = [keep_media(desk.collection.media, plan) for plan in _plans(desk, [broken, *_again()])]

    done = desk.apply(*plans)

    assert (done.media, len(done.problems)) == (2, 1)
    assert _pictures(desk) == [b"x", b"x", b"z"]


def _again() -> list[Transfer]:
    return [_with_picture("two.apkg", "Two", b"x"), _with_picture("three.apkg", "Three", b"z", "z.png")]


def _refuse() -> IO[bytes]:
    problem = "it is damaged"
    raise ImportRefusedError(problem, Path("one.apkg"))
