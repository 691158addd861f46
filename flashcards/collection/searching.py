"""Finding cards with a search."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo

from numpy.typing import ArrayLike

from flashcards.domain.errors import SearchError
from flashcards.domain.ids import NoteId
from flashcards.domain.study_day import StudyCalendar
from flashcards.scheduling.fsrs6_arrays import FSRS6Arrays
from flashcards.search.language import parse
from flashcards.search.words import Word, words_of
from flashcards.storage import reading
from flashcards.storage.catalogue import Floats
from flashcards.storage.search_where import Moment
from flashcards.storage.searching import Found, find_cards
from flashcards.storage.snapshot import Snapshot

_PATTERN_KEYS = frozenset({"re", "w", "nc"})


def search(snapshot: Snapshot, line: str, now: datetime, zone: tzinfo | None = None) -> list[Found]:
    """Give the cards a search finds, by id.

    Raises:
        SearchError: it cannot be understood.
    """
    node = parse(line)
    with located(line):
        return find_cards(snapshot, node, moment_of(snapshot, now, zone))


@contextmanager
def located(line: str) -> Iterator[None]:
    """Have a pattern that is refused inside, while it is tried, say where it stands in the line."""
    try:
        yield
    except SearchError as error:
        if error.end:
            raise
        tokens = [token for token, _ in words_of(line) if isinstance(token, Word)]
        start, end = next(((one.start, one.end) for one in tokens if _is_pattern(one)), (0, len(line)))
        raise SearchError(str(error), start, end) from error


def _is_pattern(word: Word) -> bool:
    return word.key.lower() in _PATTERN_KEYS or word.text.partition(":")[0].lower() in _PATTERN_KEYS


def moment_of(snapshot: Snapshot, now: datetime, zone: tzinfo | None) -> Moment:
    """Give what a search needs to know of the time and of the learner."""
    settings = reading.learning_settings(snapshot)

    def recall(stability_days: ArrayLike, elapsed_days: ArrayLike) -> Floats:
        return FSRS6Arrays(settings.parameters).retrievability(stability_days, elapsed_days)

    return Moment(now, StudyCalendar(settings.rollover_hour, zone), recall)


def shown_texts(snapshot: Snapshot, ids: Iterable[NoteId]) -> dict[NoteId, str]:
    """Give the plain first field of notes, as lists show them."""
    return reading.sort_texts(snapshot, list(dict.fromkeys(ids)))
