"""The schedules of a file's cards, made fit for the collection: nothing in them that the collection does not allow."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from flashcards.collection.importing.remembering import memories
from flashcards.collection.importing.review_log import LONGEST_INTERVAL, Ints, Log, Mask, read_log
from flashcards.domain.card import CardState
from flashcards.domain.learning import LearningSettings
from flashcards.domain.study_day import StudyCalendar
from flashcards.formats.card_columns import NONE, CardColumns
from flashcards.formats.transfer import Reviews
from flashcards.scheduling.fsrs6 import MAX_STABILITY
from flashcards.scheduling.fsrs6_arrays import Floats
from flashcards.scheduling.study_days import study_days

DAY_MS = 24 * 3_600_000
_MOST = 1_000_000
_FARTHEST_DAY = 200_000
"""No card is due later than on this study day, in the year 2517."""

ScheduleRow = tuple[Any, ...]
"""The columns of a `CardSchedule`."""


class Schedules:
    """The schedules of some cards of a file."""

    def __init__(
        self, cards: CardColumns, log: Log, settings: LearningSettings, calendar: StudyCalendar, now_ms: int
    ) -> None:
        """Work out what cards remember where their file does not say so.

        Args:
            log: their reviews, as `log_of` gives them.
        """
        self._given = cards
        last, answers = _last_answers(log, cards.source_id)
        given = _or_0(cards.last_review_at)
        self._last_at = np.where((given > 0) & (given <= now_ms + DAY_MS), given, last)
        self._last_on = study_days(calendar, self._last_at)
        self._answers = answers
        self._calendar = calendar
        self._today = int(study_days(calendar, np.array([now_ms], np.int64))[0])
        self._stability, self._difficulty = self._memories(log, settings)

    def rows(self) -> Iterator[ScheduleRow]:
        """Give the schedule of each card."""
        return zip(*self.columns(), strict=True)

    def columns(self) -> Sequence[Sequence[Any]]:
        """Give the schedules of the cards, a sequence for each column of a `CardSchedule`."""
        given, state = self._given, self._given.state
        is_seen = _are_seen(state)
        is_stepping = is_seen & (state != CardState.REVIEW)
        has_review = is_seen & (self._last_at > 0)
        due_at = _or_0(given.due_at)
        interval = np.clip(given.interval_days, 0, LONGEST_INTERVAL)
        return (
            np.where(is_seen, state, 0).tolist(),
            _or_none(self._stability, is_seen),
            _or_none(self._difficulty, is_seen),
            _or_none(np.minimum(given.step, _MOST), is_stepping & (given.step >= 0)),
            _or_none(self._due_on(due_at, interval), is_seen),
            _or_none(due_at, is_stepping & _is_time(due_at)),
            np.where(is_seen, interval, 0).tolist(),
            _or_none(self._last_at, has_review),
            _or_none(self._last_on, has_review),
            np.clip(np.where((given.reps > 0) | ~is_seen, given.reps, self._answers), 0, _MOST).tolist(),
            np.clip(given.lapses, 0, _MOST).tolist(),
            np.where((given.flag >= 0) & (given.flag <= 7), given.flag, 0).tolist(),
            given.is_suspended.astype(np.int64).tolist(),
            _or_none(np.full(len(given), self._today + 1), given.is_buried),
        )

    def _due_on(self, due_at: Ints, interval: Ints) -> Ints:
        """Give the day each card is due: as the file says, else that of its time, else by its interval."""
        given = self._given.due_on
        timed = study_days(self._calendar, np.where(_is_time(due_at), due_at, 0))
        worked_out = np.where(self._last_at > 0, self._last_on, self._today) + interval
        is_given = (given >= -_FARTHEST_DAY) & (given <= _FARTHEST_DAY)
        return np.where(is_given, given, np.where(_is_time(due_at), timed, worked_out))

    def _memories(self, log: Log, settings: LearningSettings) -> tuple[Floats, Floats]:
        """Give the memory of each card: the file's own where it makes sense, else what the reviews give."""
        given = self._given
        stability, difficulty = given.stability.copy(), given.difficulty.copy()
        is_sound = (stability > 0) & (stability <= MAX_STABILITY) & (difficulty >= 1) & (difficulty <= 10)
        lacking = np.flatnonzero(~is_sound & _are_seen(given.state))
        if len(lacking):
            intervals = np.clip(given.interval_days[lacking], 0, LONGEST_INTERVAL).astype(np.float64)
            eases = _eases(given.ease[lacking])
            worked_out = memories(log, given.source_id[lacking], intervals, eases, settings)
            stability[lacking], difficulty[lacking] = worked_out
        return stability, difficulty


def log_of(cards: CardColumns, reviews: Reviews, calendar: StudyCalendar, now_ms: int) -> Log:
    """Read the reviews of some cards of a file."""
    ids = cards.source_id
    return read_log(reviews.chunks() if ids.any() else (), ids[ids != 0], calendar, latest(now_ms))


def latest(now_ms: int) -> int:
    """Give the latest time a review may have, in ms: the clocks of two machines may differ by a day."""
    return now_ms + DAY_MS


def _or_0(values: Ints) -> Ints:
    return np.where(values == NONE, 0, values)


def _are_seen(state: Ints) -> Mask:
    found: Mask = np.logical_and(state >= CardState.LEARNING, state <= CardState.RELEARNING)
    return found


def _is_time(at_ms: Ints) -> Mask:
    found: Mask = np.logical_and(at_ms > 0, at_ms < _FARTHEST_DAY * DAY_MS)
    return found


def _or_none(values: Ints | Floats, holds: Mask) -> list[Any]:
    found = values.tolist()
    for place in np.flatnonzero(~holds).tolist():
        found[place] = None
    return list(found)


def _last_answers(log: Log, ids: Ints) -> tuple[Ints, Ints]:
    """Give when each card was answered last, in ms, 0 for never; and how often."""
    answers = np.flatnonzero(log.rating > 0)
    low, high = (np.searchsorted(log.card[answers], ids, side=side) for side in ("left", "right"))
    at = np.append(log.at[answers], 0)
    return np.where(low < high, at[high - 1], 0), high - low


def _eases(eases: Floats) -> Floats:
    """Give eases as they may be; 0 for what is none."""
    return np.where(np.isfinite(eases) & (eases > 0), np.clip(eases, 1.3, 10.0), 0.0)
