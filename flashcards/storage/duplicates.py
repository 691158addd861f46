"""Notes whose first field reads like that of another note of their type."""

from flashcards.storage.first_field import first_field_text
from flashcards.storage.reading import FIELD_SEPARATOR
from flashcards.storage.snapshot import Snapshot

_ALIKE = (
    "SELECT id, note_type_id, fields FROM note"
    " WHERE checksum IN (SELECT checksum FROM note GROUP BY checksum HAVING count(*) > 1)"
)
"""The checksums lie in an index; few notes are left to be read."""


def duplicates(snapshot: Snapshot) -> list[int]:
    """Give every note that has a twin, and its twins; an empty first field has none."""
    groups: dict[tuple[int, str], list[int]] = {}
    for note_id, type_id, fields in snapshot.rows(_ALIKE):
        text = first_field_text(fields.partition(FIELD_SEPARATOR)[0])
        if text:
            groups.setdefault((type_id, text), []).append(note_id)
    return [note_id for group in groups.values() if len(group) > 1 for note_id in group]
