"""What writing a note draws on: the tags in use, and the notes added last."""

from datetime import datetime
from typing import NamedTuple

from flashcards.storage.instants import from_ms
from flashcards.storage.snapshot import Snapshot


class NewestNote(NamedTuple):
    """A note added lately.

    Attributes:
        text: the beginning of its plain first field.
    """

    id: int
    text: str
    note_type_id: int
    added_at: datetime


def all_tags(snapshot: Snapshot) -> tuple[str, ...]:
    """Give every tag in use, by name."""
    return tuple(sorted((row[0] for row in snapshot.rows("SELECT name FROM tag")), key=str.casefold))


def newest_notes(snapshot: Snapshot, most: int) -> tuple[NewestNote, ...]:
    """Give the notes the learner wrote last, the newest first; those of decks and imports are left out."""
    sql = "SELECT id, sort_text, note_type_id, created_at FROM note WHERE origin = '' ORDER BY id DESC LIMIT ?"
    return tuple(NewestNote(row[0], row[1], row[2], from_ms(int(row[3]))) for row in snapshot.rows(sql, (most,)))
