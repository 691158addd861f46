"""The notes that did not come with a bundled deck."""

from flashcards.domain.ids import NoteId
from flashcards.storage.snapshot import Snapshot


def own_notes(snapshot: Snapshot) -> list[NoteId]:
    """Give the notes the learner wrote or imported, the newest first."""
    sql = "SELECT id FROM note WHERE origin NOT GLOB 'bundled:*' ORDER BY id DESC"
    return [NoteId(row[0]) for row in snapshot.rows(sql)]
