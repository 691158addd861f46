"""Finding cards with a search."""

from collections.abc import Iterable
from datetime import datetime, tzinfo

from numpy.typing import ArrayLike

from flashcards.domain.ids import NoteId
from flashcards.domain.study_day import StudyCalendar
from flashcards.scheduling.fsrs6_arrays import FSRS6Arrays
from flashcards.search.language import parse
from flashcards.storage import reading
from flashcards.storage.catalogue import Floats
from flashcards.storage.search_where import Moment
from flashcards.storage.searching import Found, find_cards
from flashcards.storage.snapshot import Snapshot


def search(snapshot: Snapshot, line: str, now: datetime, zone: tzinfo | None = None) -> list[Found]:
    """Give the cards a search finds, by id.

    Raises:
        SearchError: it cannot be understood.
    """
    return find_cards(snapshot, parse(line), moment_of(snapshot, now, zone))


def moment_of(snapshot: Snapshot, now: datetime, zone: tzinfo | None) -> Moment:
    """Give what a search needs to know of the time and of the learner."""
    settings = reading.learning_settings(snapshot)

    def recall(stability_days: ArrayLike, elapsed_days: ArrayLike) -> Floats:
        return FSRS6Arrays(settings.parameters).retrievability(stability_days, elapsed_days)

    return Moment(now, StudyCalendar(settings.rollover_hour, zone), recall)


def shown_texts(snapshot: Snapshot, ids: Iterable[NoteId]) -> dict[NoteId, str]:
    """Give the plain first field of notes, as lists show them."""
    return reading.sort_texts(snapshot, list(dict.fromkeys(ids)))
