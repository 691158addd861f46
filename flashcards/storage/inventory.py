"""What the decks hold, note by note."""

from flashcards.domain.ids import DeckId
from flashcards.storage.snapshot import Snapshot


def notes_by_kind(snapshot: Snapshot) -> list[tuple[DeckId, int, int]]:
    """Count notes by deck and note kind."""
    return _notes_by(snapshot, "note_type.kind", "JOIN note_type ON note_type.id = note.note_type_id")


def notes_by_domain(snapshot: Snapshot) -> list[tuple[DeckId, int, int]]:
    """Count notes by deck and RHIT domain; notes without one are left out."""
    return _notes_by(snapshot, "note.domain", "")


def notes_by_level(snapshot: Snapshot) -> list[tuple[DeckId, int, int]]:
    """Count notes by deck and level; notes without one are left out."""
    return _notes_by(snapshot, "note.level", "")


def _notes_by(snapshot: Snapshot, column: str, join: str) -> list[tuple[DeckId, int, int]]:
    sql = (
        f"SELECT card.deck_id, {column}, count(DISTINCT note.id) FROM card JOIN note ON note.id = card.note_id {join}"
        f" WHERE {column} IS NOT NULL GROUP BY card.deck_id, {column}"
    )
    return [(DeckId(row[0]), row[1], row[2]) for row in snapshot.rows(sql)]
