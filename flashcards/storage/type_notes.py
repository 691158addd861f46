"""The notes and cards of one note type, as far as changing the type needs them."""

from collections.abc import Iterator
from typing import NamedTuple

from flashcards.domain.ids import DeckId, NoteId, NoteTypeId
from flashcards.storage.reading import FIELD_SEPARATOR
from flashcards.storage.snapshot import Snapshot


class TypeCount(NamedTuple):
    """How much there is of a note type."""

    notes: int = 0
    cards: int = 0


class CardPlace(NamedTuple):
    """Where a card stands."""

    id: int
    note_id: NoteId
    ordinal: int
    deck_id: DeckId
    position: int
    is_reserved: int


def counts_by_type(snapshot: Snapshot) -> dict[int, TypeCount]:
    """Count notes and cards by note type; types without notes are left out."""
    notes: dict[int, int] = dict(snapshot.rows("SELECT note_type_id, count(*) FROM note GROUP BY note_type_id"))
    of_cards = "SELECT note_type_id, count(*) FROM card JOIN note ON note.id = card.note_id GROUP BY note_type_id"
    cards: dict[int, int] = dict(snapshot.rows(of_cards))
    return {type_id: TypeCount(count, cards.get(type_id, 0)) for type_id, count in notes.items()}


def fields_of_type(snapshot: Snapshot, type_id: NoteTypeId) -> Iterator[tuple[NoteId, tuple[str, ...]]]:
    """Give the fields of every note of a type, by id."""
    for row in snapshot.rows("SELECT id, fields FROM note WHERE note_type_id = ? ORDER BY id", (type_id,)):
        yield NoteId(row[0]), tuple(row[1].split(FIELD_SEPARATOR))


def cards_of_type(snapshot: Snapshot, type_id: NoteTypeId) -> list[CardPlace]:
    """Give where every card of a type stands, by note and ordinal."""
    sql = (
        "SELECT card.id, note_id, ordinal, deck_id, position, is_reserved FROM card JOIN note ON note.id = note_id"
        " WHERE note_type_id = ? ORDER BY note_id, ordinal"
    )
    return [CardPlace(*row) for row in snapshot.rows(sql, (type_id,))]


def notes_of_type(snapshot: Snapshot, type_id: NoteTypeId) -> list[NoteId]:
    """Give every note of a type, by id."""
    return [NoteId(row[0]) for row in snapshot.rows("SELECT id FROM note WHERE note_type_id = ?", (type_id,))]


def newest_note_of_type(snapshot: Snapshot, type_id: NoteTypeId) -> NoteId | None:
    """Give the note of a type that was added last, or None."""
    row = snapshot.row("SELECT max(id) FROM note WHERE note_type_id = ?", (type_id,))
    return None if row is None or row[0] is None else NoteId(row[0])
