"""What looking a collection over reads of every card and note."""

from collections.abc import Iterator
from typing import NamedTuple

from flashcards.domain.ids import CardId, NoteId, NoteTypeId
from flashcards.storage.backup_contents import Contents
from flashcards.storage.reading import FIELD_SEPARATOR
from flashcards.storage.snapshot import Snapshot


class WrittenCard(NamedTuple):
    """A card with what its note says.

    Attributes:
        fields: joined as they are stored; `split_fields` parts them.
    """

    id: CardId
    ordinal: int
    note_id: NoteId
    note_type_id: NoteTypeId
    fields: str


def written_cards(snapshot: Snapshot) -> Iterator[WrittenCard]:
    """Give every card, those of one note together."""
    sql = (
        "SELECT card.id, card.ordinal, note.id, note.note_type_id, note.fields"
        " FROM note JOIN card ON card.note_id = note.id ORDER BY note.id, card.ordinal"
    )
    return (WrittenCard._make(row) for row in snapshot.rows(sql))


def split_fields(fields: str) -> tuple[str, ...]:
    """Part fields that are joined as they are stored."""
    return tuple(fields.split(FIELD_SEPARATOR))


def notes_with_media(snapshot: Snapshot) -> Iterator[tuple[NoteId, str]]:
    """Give the notes that name a media file, perhaps, with their joined fields."""
    sql = (
        "SELECT id, fields FROM note WHERE fields LIKE '%[sound:%' OR fields LIKE '%<%src%' OR fields LIKE '%<object%'"
    )
    return ((NoteId(row[0]), row[1]) for row in snapshot.rows(sql))


def contents(snapshot: Snapshot) -> Contents:
    """Count what a collection holds, as `contents_of` does of a backup."""
    one, two, three = (snapshot.number(f"SELECT count(*) FROM {table}") for table in ("note", "card", "review"))
    return Contents(int(one), int(two), int(three))
