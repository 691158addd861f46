"""Finding cards with a search."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from flashcards.collection.studying import learner_calendar
from flashcards.domain.ids import NoteId
from flashcards.scheduling.memory_model import model_of
from flashcards.search.language import parse
from flashcards.storage import reading
from flashcards.storage.search_where import Moment
from flashcards.storage.searching import Found, find_cards
from flashcards.storage.snapshot import Snapshot


def search(snapshot: Snapshot, line: str, now: datetime, zone: tzinfo | None = None) -> list[Found]:
    """Give the cards a search finds, by id.

    Raises:
        SearchError: it cannot be understood.
    """
    model = model_of(reading.learning_settings(snapshot))
    return find_cards(snapshot, parse(line), Moment(now, learner_calendar(snapshot, zone), model.retrievability))


def shown_texts(snapshot: Snapshot, found: Sequence[Found]) -> dict[NoteId, str]:
    """Give the plain first field of the notes that were found, as lists show them."""
    return reading.sort_texts(snapshot, list(dict.fromkeys(one.note_id for one in found)))
