"""Finding cards with a search."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import NamedTuple

from numpy.typing import ArrayLike

from flashcards.domain.errors import SearchError
from flashcards.domain.ids import NoteId
from flashcards.domain.study_day import StudyCalendar
from flashcards.scheduling.fsrs6_arrays import FSRS6Arrays
from flashcards.search.language import parse
from flashcards.search.terms import is_of_field
from flashcards.search.words import Word, words_of
from flashcards.storage import reading
from flashcards.storage.catalogue import Floats
from flashcards.storage.globs import glob_matches
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


class Unknown(NamedTuple):
    """What stands before a colon and is no field and no word of the language, and its place in the line."""

    name: str
    start: int
    end: int

    @property
    def sentence(self) -> str:
        """Say so."""
        return f"There is no field and no search word called “{self.name}”. To find the colon itself, write \\: for it."


def unknown_word(snapshot: Snapshot, line: str) -> Unknown | None:
    """Give the first word of a line that looks in a field no note type has: it is no mistake, but finds nothing."""
    words = [token for token, _ in words_of(line) if isinstance(token, Word) and is_of_field(token)]
    if not words:
        return None
    fields = {name for one in reading.note_types(snapshot).values() for name in one.fields}
    unknown = (word for word in words if not any(glob_matches(word.key, name) for name in fields))
    return next((Unknown(word.key, word.start, word.end) for word in unknown), None)


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
