"""What the lanes do for a note that is edited: read it, say what storing it deletes, store it."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from flashcards.domain.ids import NoteId
from flashcards.domain.note import Note

if TYPE_CHECKING:
    from flashcards.collection.editing import Edited
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction


class Opened(NamedTuple):
    """What was read of a note.

    Attributes:
        edited: None when the note is gone.
        tags: those in use.
    """

    note_id: NoteId
    edited: "Edited | None"
    tags: tuple[str, ...]


class Stored(NamedTuple):
    """A note that was stored, and how many cards went with what was taken out of it."""

    note: Note
    deleted: int


def read(snapshot: "Snapshot", *, note_id: NoteId) -> Opened:
    """Read a note to be edited."""
    from flashcards.collection import editing

    return Opened(note_id, editing.open_note(snapshot, note_id), editing.supplies(snapshot).tags)


def lost(snapshot: "Snapshot", *, note: Note) -> int:
    """Count the cards that storing the note as it is deletes."""
    from flashcards.collection import editing

    return len(editing.lost_cards(snapshot, note))


def store(transaction: "Transaction", *, note: Note, now: datetime) -> Stored:
    """Store the note, with its cards."""
    from flashcards.collection import editing

    deleted = len(editing.lost_cards(transaction.snapshot, note))
    return Stored(editing.store_note(transaction, note, now), deleted)
