"""How files are read for a collection: by its study days, with its note types in mind."""

from typing import TYPE_CHECKING

from flashcards.domain.note_type import NoteType
from flashcards.domain.progress import Progress, no_progress
from flashcards.domain.study_day import StudyCalendar
from flashcards.formats.format import Reading
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.collection.collection import Look


def note_types(snapshot: Snapshot) -> tuple[NoteType, ...]:
    """Give every note type, built-in ones first."""
    found = reading.note_types(snapshot)
    return tuple(found[type_id] for type_id in sorted(found))


def reading_for(look: "Look", progress: Progress = no_progress, layout: object | None = None) -> Reading:
    """Say how files are read for a collection.

    Args:
        layout: as in `Reading`.
    """

    def ask(snapshot: Snapshot) -> Reading:
        calendar = StudyCalendar(reading.learning_settings(snapshot).rollover_hour, look.zone)
        return Reading(calendar, look.clock(), layout, note_types(snapshot), progress)

    return look.read(ask)
