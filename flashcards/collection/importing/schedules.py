"""The schedules of a file's cards, made fit for the collection: nothing in them that the collection does not allow."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

import numpy as np

from flashcards.collection.importing.remembering import memories
from flashcards.collection.importing.review_log import LONGEST_INTERVAL, Ints, Log, Mask, read_log
from flashcards.domain.card import CardState
from flashcards.domain.learning import LearningSettings
from flashcards.domain.study_day import StudyCalendar
from flashcards.formats.transfer import Reviews, TransferCard
from flashcards.scheduling.fsrs6 import MAX_STABILITY
from flashcards.scheduling.fsrs6_arrays import Floats
from flashcards.scheduling.study_days import study_days

DAY_MS = 24 * 3_600_000
_MOST = 1_000_000
_FARTHEST_DAY = 200_000
"""No card is due later than on this study day, in the year 2517."""

_NO_DAY = 10 * _FARTHEST_DAY
_LARGEST = 2**62

ScheduleRow = tuple[Any, ...]
"""The columns of a `CardSchedule`."""


class Schedules:
    """The schedules of some cards of a file.

    Attributes:
        cards: what was asked for, in order.
    """

    def __init__(
        self, cards: Sequence[TransferCard], log: Log, settings: LearningSettings, calendar: StudyCalendar, now_ms: int
    ) -> None:
        """Work out what cards remember where their file does not say so.

        Args:
            log: their reviews, as `log_of` gives them.
        """
        self.cards = cards
        self._given = _by_column(cards)
        ids = whole_numbers(self._given["source_id"])
        last, answers = _last_answers(log, ids)
        given = self._or_0("last_review_at")
        self._last_at = np.where((given > 0) & (given <= now_ms + DAY_MS), given, last)
        self._last_on = study_days(calendar, self._last_at)
        self._answers = answers
        self._calendar = calendar
        self._today = int(study_days(calendar, np.array([now_ms], np.int64))[0])
        self._stability, self._difficulty = self._memories(ids, log, settings)

    def rows(self) -> Iterator[ScheduleRow]:
        """Give the schedule of each card."""
        return zip(*self.columns(), strict=True)

    def columns(self) -> Sequence[Sequence[Any]]:
        """Give the schedules of the cards, a sequence for each column of a `CardSchedule`."""
        given = self._given
        state = whole_numbers(given["state"])
        is_seen = (state >= CardState.LEARNING) & (state <= CardState.RELEARNING)
        is_stepping = is_seen & (state != CardState.REVIEW)
        has_review = is_seen & (self._last_at > 0)
        due_at = self._or_0("due_at")
        interval = np.clip(whole_numbers(given["interval_days"]), 0, LONGEST_INTERVAL)
        reps, flag = whole_numbers(given["reps"]), whole_numbers(given["flag"])
        step = whole_numbers(-1 if one is None else one for one in given["step"])
        return (
            np.where(is_seen, state, 0).tolist(),
            _or_none(self._stability, is_seen),
            _or_none(self._difficulty, is_seen),
            _or_none(np.minimum(step, _MOST), is_stepping & (step >= 0)),
            _or_none(self._due_on(due_at, interval), is_seen),
            _or_none(due_at, is_stepping & _is_time(due_at)),
            np.where(is_seen, interval, 0).tolist(),
            _or_none(self._last_at, has_review),
            _or_none(self._last_on, has_review),
            np.clip(np.where(reps > 0, reps, self._answers), 0, _MOST).tolist(),
            np.clip(whole_numbers(given["lapses"]), 0, _MOST).tolist(),
            np.where((flag >= 0) & (flag <= 7), flag, 0).tolist(),
            list(map(int, given["is_suspended"])),
            [self._today + 1 if is_buried else None for is_buried in given["is_buried"]],
        )

    def _due_on(self, due_at: Ints, interval: Ints) -> Ints:
        """Give the day each card is due: as the file says, else that of its time, else by its interval."""
        given = whole_numbers(_NO_DAY if one is None else one for one in self._given["due_on"])
        timed = study_days(self._calendar, np.where(_is_time(due_at), due_at, 0))
        worked_out = np.where(self._last_at > 0, self._last_on, self._today) + interval
        return np.where(np.abs(given) <= _FARTHEST_DAY, given, np.where(_is_time(due_at), timed, worked_out))

    def _or_0(self, name: str) -> Ints:
        return whole_numbers(one or 0 for one in self._given[name])

    def _memories(self, ids: Ints, log: Log, settings: LearningSettings) -> tuple[Floats, Floats]:
        """Give the memory of each card: the file's own where it makes sense, else what the reviews give."""
        stability, difficulty = (
            np.array([one or 0.0 for one in self._given[name]], np.float64) for name in ("stability", "difficulty")
        )
        is_sound = (stability > 0) & (stability <= MAX_STABILITY) & (difficulty >= 1) & (difficulty <= 10)
        state = whole_numbers(self._given["state"])
        lacking = np.flatnonzero(~is_sound & (state >= CardState.LEARNING) & (state <= CardState.RELEARNING))
        if len(lacking):
            some = [self.cards[place] for place in lacking.tolist()]
            intervals = np.array([_within(card.interval_days, LONGEST_INTERVAL) for card in some], np.float64)
            eases = np.array([_ease(card.ease) for card in some], np.float64)
            worked_out = memories(log, ids[lacking], intervals, eases, settings)
            stability[lacking], difficulty[lacking] = worked_out
        return stability, difficulty


def log_of(cards: Sequence[TransferCard], reviews: Reviews, calendar: StudyCalendar, now_ms: int) -> Log:
    """Read the reviews of some cards of a file."""
    ids = source_ids(cards)
    latest_ms = now_ms + DAY_MS  # the clocks of two machines may differ
    return read_log(reviews.chunks() if ids.any() else (), ids[ids != 0], calendar, latest_ms)


def _by_column(cards: Sequence[TransferCard]) -> Mapping[str, Sequence[Any]]:
    """Give what cards hold, by the name of the column: a column at a time, so that other threads come in between."""
    return {name: list(map(itemgetter(place), cards)) for place, name in enumerate(TransferCard._fields)}


def source_ids(cards: Sequence[TransferCard]) -> Ints:
    """Give what the review log of the file calls cards."""
    return np.array([card.source_id for card in cards], np.int64)


def whole_numbers(values: Iterable[int]) -> Ints:
    """Give whole numbers as an array; those too large for one become the largest it takes."""
    numbers = list(values)
    try:
        return np.array(numbers, np.int64)
    except OverflowError:
        return np.array([min(max(number, -_LARGEST), _LARGEST) for number in numbers], np.int64)


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


def _within(number: int, highest: int) -> int:
    return min(max(number, 0), highest)


def _ease(ease: float) -> float:
    return min(max(ease, 1.3), 10.0) if math.isfinite(ease) and ease > 0 else 0.0
