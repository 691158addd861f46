"""Notes whose first field reads like that of another note of their type."""

from flashcards.storage.first_field import checksum, first_field_text
from flashcards.storage.reading import FIELD_SEPARATOR
from flashcards.storage.snapshot import Snapshot

_TWINS = (
    "SELECT id, note_type_id, fields FROM note"
    " WHERE checksum IN (SELECT checksum FROM note GROUP BY checksum HAVING count(*) > 1)"
)
"""The checksums lie in an index; few notes are left to be read."""

_WITH_CHECKSUM = "SELECT id, fields FROM note WHERE note_type_id = ? AND checksum = ?"


def duplicates(snapshot: Snapshot) -> list[int]:
    """Give every note that has a twin, and its twins; an empty first field has none."""
    groups: dict[tuple[int, str], list[int]] = {}
    for note_id, type_id, fields in snapshot.rows(_TWINS):
        text = first_field_text(fields.partition(FIELD_SEPARATOR)[0])
        if text:
            groups.setdefault((type_id, text), []).append(note_id)
    return [note_id for group in groups.values() if len(group) > 1 for note_id in group]


def alike(snapshot: Snapshot, note_type: int, text: str) -> list[int]:
    """Give the notes of a type whose first field reads like a text; few are read, for the checksums lie in an index."""
    plain = first_field_text(text)
    rows = snapshot.rows(_WITH_CHECKSUM, (note_type, checksum(plain)))
    return [note_id for note_id, fields in rows if first_field_text(fields.partition(FIELD_SEPARATOR)[0]) == plain]
