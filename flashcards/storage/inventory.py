"""What the decks hold, note by note."""

from flashcards.domain.ids import DeckId
from flashcards.domain.note_type import NoteKind
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


def questions_by_level(snapshot: Snapshot) -> list[tuple[DeckId, int, int]]:
    """Count choice notes by deck and level; those without one are left out."""
    choice = f"JOIN note_type ON note_type.id = note.note_type_id AND note_type.kind = {NoteKind.CHOICE:d}"
    return _notes_by(snapshot, "note.level", choice)


def notes_by_use(snapshot: Snapshot) -> list[tuple[DeckId, int, int]]:
    """Count notes by deck and by use: 1 for those kept for practice exams, 0 for those of daily study."""
    return _notes_by(snapshot, "note.is_exam_only", "")


def _notes_by(snapshot: Snapshot, column: str, join: str) -> list[tuple[DeckId, int, int]]:
    sql = (
        f"SELECT card.deck_id, {column}, count(DISTINCT note.id) FROM card JOIN note ON note.id = card.note_id {join}"
        f" WHERE {column} IS NOT NULL GROUP BY card.deck_id, {column}"
    )
    return [(DeckId(row[0]), row[1], row[2]) for row in snapshot.rows(sql)]
