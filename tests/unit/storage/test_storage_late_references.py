import sqlite3
from collections.abc import Callable

import pytest

from flashcards.domain.changes import Operation
from flashcards.domain.ids import NoteTypeId
from flashcards.storage.database import Database
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, a_card
from tests.unit.storage.storage_builders import fill

NOWHERE = 99


def _write(database: Database, change: Callable[[Transaction], object]) -> None:
    with database.begin(Operation.IMPORT, NOON, many=True) as transaction:
        change(transaction)


def _counts(database: Database) -> tuple[int, ...]:
    with database.snapshot() as snapshot:
        return tuple(snapshot.number(f"SELECT count(*) FROM {table}") for table in ("note", "note_tag", "card", "deck"))


def _add_card(note: int, deck: int) -> Callable[[Transaction], object]:
    def change(transaction: Transaction) -> None:
        with transaction.bulk() as writer:
            writer.add_new_cards([[note], [deck], [5], [0], [0]])

    return change


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (_add_card(1, NOWHERE), "a new row .99. refers to a deck"),
        (_add_card(NOWHERE, 1), "a new row .99. refers to a note that"),
        (lambda transaction: transaction.add_cards([a_card(note_id=1, deck_id=NOWHERE, ordinal=5)]), "card 2 refers"),
        (lambda transaction: transaction.delete_deck(1), "card 1 refers to a deck that is not there"),
        (lambda transaction: transaction.types.remove(NoteTypeId(1)), "note 1 refers to a note_type"),
    ],
)
def test_rows_that_refer_to_nothing_take_everything_back(
    database: Database, change: Callable[[Transaction], object], problem: str
) -> None:
    fill(database)
    before = _counts(database)

    with pytest.raises(sqlite3.IntegrityError, match=problem):
        _write(database, change)

    assert _counts(database) == before
    assert database.verify() == ()


def test_rows_that_refer_to_what_is_there_stay(database: Database) -> None:
    fill(database)

    _write(database, _add_card(1, 1))

    assert _counts(database)[2] == 2


@pytest.mark.parametrize("fails", [True, False])
def test_other_transactions_look_references_up_at_once(database: Database, *, fails: bool) -> None:
    fill(database)
    if fails:
        with pytest.raises(sqlite3.IntegrityError):
            _write(database, _add_card(1, NOWHERE))
    else:
        _write(database, _add_card(1, 1))

    with (
        pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"),
        database.begin(Operation.IMPORT, NOON) as transaction,
    ):
        transaction.add_cards([a_card(note_id=1, deck_id=NOWHERE, ordinal=6)])
