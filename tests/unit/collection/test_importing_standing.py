"""Notes a file knows by their first field only: bundled ones stay, others are updated in the deck they are in."""

from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.collection import bundled, importing
from flashcards.collection.card_actions import edit_note
from flashcards.collection.importing import Bucket, Choice
from flashcards.domain.changes import Operation
from flashcards.formats.transfer import Transfer, WhenMatched
from tests.builders import NOON, a_note, add_notes
from tests.transfer_builders import a_transfer, a_transfer_note
from tests.unit.collection.importing_desk import ImportDesk, filled

HEAD = "---\ndeck: Clerk duties::Filing\nchecked: 2026-11-23\nsource: AHIMA\ndomain: 1\n---\n\n"


@pytest.fixture
def bundled_desk(desk: ImportDesk, tmp_path: Path) -> ImportDesk:
    """Load two bundled notes."""
    (tmp_path / "clerk").mkdir()
    notes = "## one\nQ: What is filed?\nA: Charts\n\n## two\nQ: Who files?\nA: The clerk\n"
    (tmp_path / "clerk" / "filing.md").write_text(HEAD + notes, encoding="utf-8")
    desk.collection.transact(
        Operation.LOAD_BUNDLED_DECKS, lambda change: bundled.load(change, tmp_path, ["clerk"], NOON), undoable=False
    )
    return desk


def _list(*rows: tuple[str, str], **changes: object) -> Transfer:
    notes = [
        a_transfer_note(fields=(front, back, ""), deck="", line=line) for line, (front, back) in enumerate(rows, 2)
    ]
    return a_transfer(*notes, **changes)


FILED = _list(("What is filed?", "My professor says: nothing"), ("What is new?", "This"))


def test_a_bundled_note_known_by_its_first_field_stays_and_is_listed(bundled_desk: ImportDesk) -> None:
    before = bundled_desk.notes()
    plan = bundled_desk.plan(FILED)

    promised = importing.expected(plan, bundled_desk.collection)
    done = bundled_desk.apply(plan)

    assert filled(plan) == {"new": [1], "bundled": [0]}
    assert bundled_desk.notes()[:2] == before
    assert (done.added, done.updated, done.conflicts, done.bundled) == (1, 0, 1, 1)
    assert replace(done, import_id=0) == promised
    (problem,) = done.problems
    assert (problem.line, problem.message) == (
        2,
        "there is a bundled note with this text in “Clerk duties › Filing”, which says something else; "
        "that one stays as it is.",
    )


def test_a_bundled_note_is_updated_when_that_is_chosen(bundled_desk: ImportDesk) -> None:
    done = bundled_desk.bring(FILED, {Bucket.BUNDLED: Choice.TAKE})

    assert bundled_desk.notes()[0].fields[1] == "My professor says: nothing"
    assert (done.updated, done.conflicts, done.bundled, done.problems) == (1, 0, 0, ())


def test_one_bundled_note_can_be_updated_apart(bundled_desk: ImportDesk) -> None:
    plan = bundled_desk.plan(_list(("What is filed?", "Forms"), ("Who files?", "Everyone")))

    done = bundled_desk.apply(replace(plan, exceptions={1: Choice.TAKE}))

    assert [note.fields[1] for note in bundled_desk.notes()] == ["Charts", "Everyone"]
    assert (done.updated, done.bundled, len(done.problems)) == (1, 1, 1)


def test_a_bundled_note_is_updated_by_its_guid(bundled_desk: ImportDesk) -> None:
    guid = bundled_desk.notes()[0].guid
    package = a_transfer(a_transfer_note(fields=("What is filed?", "Forms", ""), guid=guid))

    plan = bundled_desk.plan(package)

    assert filled(plan) == {"changed": [0]}
    assert bundled_desk.apply(plan).updated == 1


def test_a_bundled_note_the_learner_changed_stays_in_whole(bundled_desk: ImportDesk) -> None:
    note = bundled_desk.notes()[0]
    mine = replace(note, fields=("What is filed?", "Mine", ""))
    bundled_desk.collection.transact(Operation.EDIT_NOTE, lambda change: edit_note(change, mine, NOON))

    bundled_desk.bring(a_transfer(a_transfer_note(fields=("What is filed?", "Theirs", "More"))))

    assert bundled_desk.notes()[0].fields == ("What is filed?", "Mine", "")


def test_a_bundled_note_the_file_has_word_for_word_is_identical(bundled_desk: ImportDesk) -> None:
    assert filled(bundled_desk.plan(_list(("What is filed?", "Charts")))) == {"identical": [0]}


@pytest.mark.parametrize(
    ("asked", "choice"),
    [(WhenMatched.UPDATE, Choice.LEAVE), (WhenMatched.KEEP, Choice.LEAVE), (WhenMatched.BOTH, Choice.BOTH)],
)
def test_a_file_may_ask_to_add_beside_a_bundled_note_but_not_to_update_it(
    bundled_desk: ImportDesk, asked: WhenMatched, choice: Choice
) -> None:
    plan = bundled_desk.plan(_list(("What is filed?", "Forms"), when_matched=asked))

    assert plan.choice(Bucket.BUNDLED) is choice


def test_a_later_file_that_knows_a_bundled_note_by_its_guid_updates_it(bundled_desk: ImportDesk) -> None:
    guid = bundled_desk.notes()[0].guid
    first = bundled_desk.plan(_list(("What is filed?", "Nothing")))
    earlier = importing.Earlier()
    earlier.add(first)
    package = a_transfer(a_transfer_note(fields=("What is filed?", "Forms", ""), guid=guid))

    done = bundled_desk.apply(first, bundled_desk.plan(package, earlier))

    assert bundled_desk.notes()[0].fields[1] == "Forms"
    assert (done.updated, done.bundled) == (1, 1)


def test_many_bundled_notes_that_stay_are_counted_rather_than_listed(desk: ImportDesk, tmp_path: Path) -> None:
    (tmp_path / "clerk").mkdir()
    text = HEAD + "\n".join(f"## n{n}\nQ: Which is {n}?\nA: It\n" for n in range(205))
    (tmp_path / "clerk" / "filing.md").write_text(text, encoding="utf-8")
    desk.collection.transact(
        Operation.LOAD_BUNDLED_DECKS, lambda change: bundled.load(change, tmp_path, ["clerk"], NOON), undoable=False
    )

    done = desk.bring(_list(*((f"Which is {n}?", "Another") for n in range(205))))

    assert (done.bundled, len(done.problems)) == (205, 201)
    assert done.problems[-1].message == "more bundled notes stay as they are: 5"


def test_a_note_of_another_deck_is_updated_there_and_its_deck_named(desk: ImportDesk) -> None:
    add_notes(desk.collection, "HIM", [a_note("roi", fields=("ROI", "Release of information", ""))])
    add_notes(desk.collection, "Finance", [a_note("npv", fields=("NPV", "?", ""))])
    plan = desk.plan(_list(("ROI", "Return on investment"), ("NPV", "Net present value")), deck="finance")

    promised = importing.expected(plan, desk.collection)
    done = desk.apply(plan)

    assert (done.updated, dict(done.updated_elsewhere)) == (2, {"HIM": 1})
    assert dict(promised.updated_elsewhere) == {"HIM": 1}
    assert importing.as_json(done)["updated_elsewhere"] == {"HIM": 1}
