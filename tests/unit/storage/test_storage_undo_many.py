"""Steps of very many rows: SQLite itself writes their images."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import ChangeSet, Operation
from flashcards.domain.errors import CancelledError
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.progress import Progress
from flashcards.storage import reading
from flashcards.storage.bulk_rows import BulkReviews
from flashcards.storage.clearing import counting
from flashcards.storage.database import Database
from flashcards.storage.id_runs import runs_of
from tests.builders import NOON, TODAY, a_card, a_note
from tests.unit.storage.storage_builders import a_review, contents, open_database

NOTES = 300
REVIEWS = 24_000
TEXTS = ('"quoted" \\ back\\slash', "tab\tnew\nline\x1f\x01", "ends with nul\0and more", "ü🙂 €", "")

Turn = Callable[[Database, Progress], ChangeSet]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A collection that lately got notes with text and numbers of all kinds, and a long review log."""
    chance = random.Random(7)
    with closing(open_database(tmp_path)) as opened:
        with opened.begin(Operation.IMPORT, NOON) as transaction:
            deck = transaction.add_deck("Law")
            texts = [f"{number} {chance.choice(TEXTS)}" for number in range(NOTES)]
            notes = transaction.add_notes([a_note(text, tags=("law", f"t{len(text)}")) for text in texts])
            memory = [MemoryState(chance.uniform(1e-4, 9e4), chance.uniform(1, 10)) for _ in notes]
            transaction.add_cards(
                [
                    a_card(note_id=note, deck_id=deck.id, state=CardState.REVIEW, memory=one, due_on=TODAY)
                    for note, one in zip(notes, memory, strict=True)
                ]
            )
            transaction.add_reviews([a_review(memory=one, retrievability=chance.random()) for one in memory])
            with transaction.bulk() as bulk:
                columns = [
                    np.arange(REVIEWS, dtype=np.int64) % divisor for divisor in (300, 99991, 99, 5, 5, 4, 9, 9, 8)
                ]
                list(bulk.add_reviews(BulkReviews(columns, np.arange(REVIEWS))))
        yield opened


def undo(database: Database, progress: Progress) -> ChangeSet:
    return database.undo(NOON, progress)


def redo(database: Database, progress: Progress) -> ChangeSet:
    return database.redo(NOON, progress)


def schema(database: Database) -> list[tuple[str, str]]:
    with database.snapshot() as snapshot:
        return [(row[0], row[1]) for row in snapshot.rows("SELECT name, sql FROM sqlite_schema ORDER BY name")]


def test_what_is_undone_and_done_again_is_the_same_to_the_last_digit(database: Database) -> None:
    before = contents(database)

    database.undo(NOON)
    gone = contents(database)
    database.redo(NOON)

    assert {len(gone[table]) for table in ("note", "card", "review", "note_tag", "tag", "deck")} == {0}
    assert contents(database) == before
    assert database.verify() == ()


def test_the_indexes_are_there_again_after_each_turn(database: Database) -> None:
    before = schema(database)

    database.undo(NOON)
    undone = schema(database)
    database.redo(NOON)

    assert undone == before
    assert schema(database) == before


def test_deleting_many_notes_is_undone_with_what_was_done_to_them_since(database: Database) -> None:
    before = contents(database)
    with database.begin(Operation.DELETE_NOTE, NOON) as transaction:
        card = reading.cards(transaction.snapshot, [CardId(5)])[CardId(5)]
        transaction.update_card(replace(card, flag=3))  # the image of before is the one that counts
        transaction.delete_notes([NoteId(one) for one in range(1, NOTES + 1) if one % 50])

    with database.snapshot() as snapshot:
        assert snapshot.number("SELECT count(*) FROM card") == NOTES // 50
    database.undo(NOON)

    assert contents(database) == before


@pytest.mark.parametrize("turn", [undo, redo])
def test_a_turn_tells_how_far_it_is(database: Database, turn: Turn) -> None:
    told: list[tuple[str, float]] = []
    if turn is redo:
        database.undo(NOON)

    turn(database, lambda doing, share: told.append((doing, share)))

    assert {doing for doing, _ in told} == {"Taking back: import" if turn is undo else "Doing again: import"}
    shares = [share for _, share in told]
    assert len(shares) > 40
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)


@pytest.mark.parametrize("turn", [undo, redo])
@pytest.mark.parametrize("at", [0.0, 0.5, 0.99])
def test_a_turn_that_is_stopped_changes_nothing(database: Database, turn: Turn, at: float) -> None:
    if turn is redo:
        database.undo(NOON)
    before, indexes = contents(database), schema(database)

    with pytest.raises(CancelledError):
        turn(database, _stop_at(at))

    assert (contents(database), schema(database)) == (before, indexes)
    turn(database, lambda _doing, _share: None)  # and it can be done after all
    assert contents(database) != before


def test_a_step_of_few_rows_tells_nothing(tmp_path: Path) -> None:
    told: list[float] = []
    with closing(open_database(tmp_path)) as database:
        with database.begin(Operation.ADD_DECK, NOON) as transaction:
            transaction.add_deck("Law")
        database.undo(NOON, lambda _doing, share: told.append(share))

    assert told == []


def test_rows_are_counted_to_the_end_and_no_further() -> None:
    told: list[float] = []
    count = counting(10_000, "Deleting", lambda _doing, share: told.append(share))

    for rows in (5000, 5000, 5000):
        count(rows)

    assert told == [0.5, 1.0, 1.0]


@pytest.mark.parametrize(
    ("ids", "runs"),
    [([], []), ([3], [range(3, 4)]), ([0, 1, 2, 5, 7, 8], [range(3), range(5, 6), range(7, 9)])],
)
def test_ids_are_put_together_as_runs(ids: list[int], runs: list[range]) -> None:
    assert runs_of(ids) == runs


def _stop_at(share: float) -> Progress:
    def progress(_doing: str, done: float) -> None:
        if done >= share:
            message = "Stopped. Nothing was changed."
            raise CancelledError(message)

    return progress
