"""What storage tests share: an open file, a review, and everything a file holds."""

from pathlib import Path
from typing import Any

from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.storage.database import Database
from flashcards.storage.tables import JOURNALLED
from tests.builders import NOON, TODAY, a_card, a_note


def open_database(folder: Path) -> Database:
    """Open the collection of a folder."""
    return Database.open(folder / "collection.db", now=NOON, backups=folder / "backups")


def a_review(**changes: Any) -> Review:
    """Give the log line of a first answer."""
    values: dict[str, Any] = {
        "card_id": CardId(1),
        "reviewed_at": NOON,
        "reviewed_on": TODAY,
        "rating": Rating.GOOD,
        "kind": ReviewKind.LEARNING,
        "state": CardState.NEW,
        "elapsed_days": 0,
        "interval_days": 3,
        "duration_ms": 4200,
        "retrievability": None,
        "memory": MemoryState(3.173, 5.3),
    } | changes
    return Review(**values)


def fill(database: Database, count: int = 1, deck: str = "Filing", tag: str = "desk") -> tuple[CardId, ...]:
    """Store notes named n1, n2 … with one card each, as one step; give the cards."""
    with database.begin(Operation.IMPORT, NOON) as transaction:
        deck_id: DeckId = transaction.add_deck(deck).id
        notes = transaction.add_notes([a_note(f"n{number}", tags=(tag,)) for number in range(1, count + 1)])
        return transaction.add_cards([_card(note_id, deck_id, place) for place, note_id in enumerate(notes)])


def contents(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Give every row of every table that undo covers, revisions left out."""
    with database.snapshot() as snapshot:
        return {table.name: _rows(snapshot, table.name) for table in JOURNALLED}


def _rows(snapshot: Any, table: str) -> list[tuple[Any, ...]]:
    columns = [row[1] for row in snapshot.rows(f"PRAGMA table_info({table})") if row[1] != "revision"]
    return list(snapshot.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id"))


def _card(note_id: NoteId, deck_id: DeckId, place: int) -> Any:
    return a_card(note_id=note_id, deck_id=deck_id, position=place)
