"""Many rows set alike in few columns: only these are kept, and set back."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.domain.card import MemoryState
from flashcards.domain.changes import Kind, Operation
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.storage.database import Database
from flashcards.storage.hand_schedules import Due
from flashcards.storage.matching import stored_fields
from flashcards.storage.transaction import Transaction
from tests.builders import NOON
from tests.unit.storage.storage_builders import contents, fill, open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path)) as opened:
        fill(opened, 4)
        yield opened


def test_only_what_is_set_is_kept(database: Database) -> None:
    with database.begin(Operation.FLAG, NOON) as transaction:
        transaction.edits().flag([CardId(one) for one in (1, 2, 3)], 4)

    with database.snapshot() as snapshot:
        lines = list(snapshot.rows("SELECT table_name, row_id, last_row_id, image FROM undo_change WHERE step_id = 2"))
    ((table, first, last, image),) = lines
    assert (table, first, last) == ("card", 1, 3)
    assert json.loads(image) == {"is_part": True, "columns": ["id", "flag"], "rows": [[1, 0], [2, 0], [3, 0]]}


def test_what_is_written_again_and_again_in_one_step_is_as_it_was_before_the_first(database: Database) -> None:
    before = contents(database)
    with database.begin(Operation.EDIT_NOTE, NOON) as transaction:
        _write_over_and_over(transaction)
    after = contents(database)

    turned = []
    for turn in (database.undo, database.redo, database.undo, database.redo):
        turn(NOON)
        turned.append(contents(database))

    assert turned == [before, after, before, after]
    assert database.verify() == ()


def _write_over_and_over(transaction: Transaction) -> None:
    """Write parts of cards, parts of these, a whole card after parts, and parts after that; delete one in between."""
    edits = transaction.edits()
    cards = [CardId(one) for one in (1, 2, 3, 4)]
    edits.flag(cards[:3], 1)
    edits.flag(cards, 2)
    edits.schedules.set_due([Due(card, StudyDay(9), 9, MemoryState(1.5, 6.1)) for card in cards[:2]])
    edits.bury(cards[1:3], StudyDay(7))
    transaction.update_card(replace(reading.cards(transaction.snapshot, cards)[cards[2]], flag=3, lapses=5))
    edits.move(cards[:3], transaction.add_deck("Charts").id)
    transaction.delete_notes([NoteId(2)])


def test_what_an_import_brought_is_as_it_was(database: Database) -> None:
    brought = '{"brought": {"tags": []}}'
    with database.begin(Operation.IMPORT, NOON) as transaction:
        note = reading.notes(transaction.snapshot, [NoteId(1)])[NoteId(1)]
        transaction.update_note(note, shipped=brought)
    with database.begin(Operation.FIND_AND_REPLACE, NOON) as transaction:
        transaction.edits().set_fields({NoteId(1): stored_fields(("new", "", ""))})

    found = []
    for turn in (database.undo, database.redo):
        turn(NOON)
        with database.snapshot() as snapshot:
            found.append(reading.shipped(snapshot, [NoteId(1)])[NoteId(1)])

    assert found == [brought, f"{brought}\n" + "\x1f".join(note.fields)]


def test_a_note_set_back_is_newer_than_what_an_open_editor_has(database: Database) -> None:
    with database.begin(Operation.SUSPEND, NOON) as transaction:
        transaction.edits().suspend([CardId(1)], is_suspended=True)

    changes = database.undo(NOON)

    with database.snapshot() as snapshot:
        card = reading.cards(snapshot, [CardId(1)])[CardId(1)]
    assert (card.is_suspended, card.revision) == (False, 2)
    assert changes.kinds == {Kind.CARD}
