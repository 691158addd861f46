"""The schedules of a file's cards, made fit for the collection: nothing in them that the collection does not allow."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from flashcards.collection.importing.remembering import memories
from flashcards.collection.importing.review_log import LONGEST_INTERVAL, Ints, Log, read_log
from flashcards.domain.card import CardState
from flashcards.domain.learning import LearningSettings
from flashcards.domain.study_day import StudyCalendar
from flashcards.formats.transfer import Reviews, TransferCard
from flashcards.scheduling.fsrs6 import MAX_STABILITY
from flashcards.scheduling.fsrs6_arrays import Floats
from flashcards.scheduling.study_days import study_days
from flashcards.storage.bulk import CardSchedule

DAY_MS = 24 * 3_600_000
_MOST = 1_000_000
_FARTHEST_DAY = 200_000
"""No card is due later than on this study day, in the year 2517."""

_STEPPING = (CardState.LEARNING, CardState.RELEARNING)


class Schedules:
    """The schedules and reviews of some cards of a file.

    Attributes:
        cards: what was asked for, in order.
        log: their reviews.
    """

    def __init__(
        self,
        cards: Sequence[TransferCard],
        reviews: Reviews,
        settings: LearningSettings,
        calendar: StudyCalendar,
        now_ms: int,
    ) -> None:
        """Read the reviews of cards and work out what they remember where the file does not say so."""
        self.cards = cards
        ids = np.array([card.source_id for card in cards], np.int64)
        self.log = read_log(reviews.chunks() if ids.any() else (), ids[ids != 0], calendar, now_ms + DAY_MS)
        last, answers = _last_answers(self.log, ids)
        given = np.array([card.last_review_at or 0 for card in cards], np.float64)
        self._last_at = np.where((given > 0) & (given <= now_ms + DAY_MS), given, last).astype(np.int64)
        self._last_on = study_days(calendar, self._last_at)
        self._answers = answers
        self._calendar = calendar
        self._today = int(study_days(calendar, np.array([now_ms], np.int64))[0])
        self._stability, self._difficulty = _memories(cards, ids, self.log, settings)

    def rows(self) -> Iterator[CardSchedule]:
        """Give the schedule of each card."""
        columns = (self._stability, self._difficulty, self._last_at, self._last_on, self._answers)
        for card, *worked_out in zip(self.cards, *(column.tolist() for column in columns), strict=True):
            yield self._row(card, *worked_out)

    def _row(
        self, card: TransferCard, stability: float, difficulty: float, last_at: int, last_on: int, answers: int
    ) -> CardSchedule:
        flag = card.flag if 0 <= card.flag <= 7 else 0
        common = (_within(card.reps or answers, _MOST), _within(card.lapses, _MOST), flag, int(card.is_suspended))
        if not _is_seen(card):
            return CardSchedule(0, None, None, None, None, None, 0, None, None, *common)
        is_stepping = card.state in _STEPPING
        return CardSchedule(
            card.state,
            stability,
            difficulty,
            _within(card.step, _MOST) if is_stepping and card.step is not None else None,
            self._due_on(card, last_on if last_at else self._today),
            card.due_at if is_stepping and card.due_at and 0 < card.due_at < _FARTHEST_DAY * DAY_MS else None,
            _within(card.interval_days, LONGEST_INTERVAL),
            last_at or None,
            last_on if last_at else None,
            *common,
        )

    def _due_on(self, card: TransferCard, last_on: int) -> int:
        if card.due_on is not None and abs(card.due_on) <= _FARTHEST_DAY:
            return card.due_on
        if card.due_at is not None and 0 < card.due_at < _FARTHEST_DAY * DAY_MS:
            return int(study_days(self._calendar, np.array([card.due_at], np.int64))[0])
        return last_on + _within(card.interval_days, LONGEST_INTERVAL)


def _memories(cards: Sequence[TransferCard], ids: Ints, log: Log, settings: LearningSettings) -> tuple[Floats, Floats]:
    """Give the memory of each card: the file's own where it makes sense, else what the reviews give."""
    stability = np.array([card.stability or 0.0 for card in cards], np.float64)
    difficulty = np.array([card.difficulty or 0.0 for card in cards], np.float64)
    is_sound = (stability > 0) & (stability <= MAX_STABILITY) & (difficulty >= 1) & (difficulty <= 10)
    lacking = np.flatnonzero(~is_sound & np.array([_is_seen(card) for card in cards], np.bool_))
    if len(lacking):
        some = [cards[place] for place in lacking.tolist()]
        intervals = np.array([_within(card.interval_days, LONGEST_INTERVAL) for card in some], np.float64)
        eases = np.array([_ease(card.ease) for card in some], np.float64)
        worked_out = memories(log, ids[lacking], intervals, eases, settings)
        stability[lacking], difficulty[lacking] = worked_out
    return stability, difficulty


def _last_answers(log: Log, ids: Ints) -> tuple[Ints, Ints]:
    """Give when each card was answered last, in ms, 0 for never; and how often."""
    answers = np.flatnonzero(log.rating > 0)
    low, high = (np.searchsorted(log.card[answers], ids, side=side) for side in ("left", "right"))
    at = np.append(log.at[answers], 0)
    return np.where(low < high, at[high - 1], 0), high - low


def _is_seen(card: TransferCard) -> bool:
    return card.state in (CardState.LEARNING, CardState.REVIEW, CardState.RELEARNING)


def _within(number: int, highest: int) -> int:
    return min(max(number, 0), highest)


def _ease(ease: float) -> float:
    return min(max(ease, 1.3), 10.0) if math.isfinite(ease) and ease > 0 else 0.0
