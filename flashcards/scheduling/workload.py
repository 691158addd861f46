"""What a desired retention costs in minutes a day, and what it brings: a year of study rolled out at every level.

Cards are followed from one review to the next, not day by day, all of them and all levels at once. Chance is drawn for
each card and each of its reviews and is the same at every level, so that levels differ by nothing else.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from flashcards.scheduling.exam_plan_model import AGAIN, GOOD, HARD, Habits
from flashcards.scheduling.fsrs6_arrays import Floats, FSRS6Arrays
from flashcards.scheduling.pace import Pace

Ints = NDArray[np.intp]

LEVELS: tuple[float, ...] = tuple(percent / 100 for percent in range(70, 98))
"""The desired retentions that are rolled out. Above 97 % the cost grows past all use."""

DAYS = 365
MOST_CARDS = 4000
"""Cards that are followed; of more, as many are drawn and stand for all."""

MOST_REVIEWS = 400
"""Reviews after which a card is followed no further: nobody reviews a card more than daily."""


class Level(NamedTuple):
    """What one desired retention leads to.

    Attributes:
        minutes: of study a day, on average over the year.
        reviews: of cards seen before, a day.
        known: cards that would be recalled at the end, out of `cards`.
    """

    retention: float
    minutes: float
    reviews: float
    known: float
    cards: int


@dataclass(frozen=True, eq=False)
class Collection:
    """The cards a year begins with; shape (cards,) each.

    Attributes:
        stability_days, difficulty: not a number for a card nobody has seen.
        elapsed_days: study days since the last review.
    """

    stability_days: Floats
    difficulty: Floats
    elapsed_days: Floats


@dataclass(frozen=True)
class Learner:
    """Who studies.

    Attributes:
        parameters: of the memory model.
        new_a_day: how many cards are introduced a day, while there are some.
    """

    parameters: tuple[float, ...]
    pace: Pace
    habits: Habits
    new_a_day: int


def workload(learner: Learner, cards: Collection, seed: int, levels: tuple[float, ...] = LEVELS) -> tuple[Level, ...]:
    """Roll a year out at every level.

    Args:
        levels: desired retentions, 0 to 1, rising.

    Returns:
        One for each level; nothing without cards.
    """
    total = cards.stability_days.size
    if not total:
        return ()
    rng = np.random.default_rng(seed)
    chosen = rng.choice(total, MOST_CARDS, replace=False) if total > MOST_CARDS else np.arange(total)
    year = _Year(learner, _part(cards, chosen), np.array(levels), rng, total / chosen.size)
    year.introduce()
    for _ in range(MOST_REVIEWS):
        if not year.review():
            break
    return year.results(levels)


def _part(cards: Collection, chosen: Ints) -> Collection:
    return Collection(cards.stability_days[chosen], cards.difficulty[chosen], cards.elapsed_days[chosen])


class _Year:
    """Every followed card at every level, shape (levels, cards)."""

    def __init__(
        self, learner: Learner, cards: Collection, levels: Floats, rng: np.random.Generator, stands_for: float
    ) -> None:
        self._learner, self._cards, self._rng, self._stands_for = learner, cards, rng, stands_for
        self._model = FSRS6Arrays(learner.parameters)
        self._levels = levels
        shape = levels.size, cards.stability_days.size
        self._stability = np.tile(cards.stability_days, (levels.size, 1))
        self._difficulty = np.tile(cards.difficulty, (levels.size, 1))
        self._last = np.tile(-cards.elapsed_days, (levels.size, 1))
        self._is_seen = np.tile(~np.isnan(cards.stability_days), (levels.size, 1))
        self._seconds = np.zeros(levels.size)
        self._reviews = np.zeros(levels.size)
        self._shape = shape

    def introduce(self) -> None:
        """Answer new cards for the first time, as many a day as the learner wants."""
        new = np.flatnonzero(np.isnan(self._cards.stability_days))
        if not self._learner.new_a_day:
            return
        day = np.floor(np.arange(new.size) * self._stands_for / self._learner.new_a_day)
        new, day = new[day < DAYS], day[day < DAYS]
        ratings = 1 + np.searchsorted(np.cumsum(self._learner.habits.first)[:-1], self._drawn()[: new.size])
        stability, difficulty = self._after_steps(*self._model.first(ratings), ratings)
        self._stability[:, new], self._difficulty[:, new], self._last[:, new] = stability, difficulty, day
        self._is_seen[:, new] = True
        self._seconds += self._learner.pace.new_s * new.size

    def review(self) -> bool:
        """Answer every card once more that is due within the year; say whether there was one."""
        chance, luck = self._drawn(), self._drawn()
        interval = np.full(self._shape, np.inf)
        for row, level in enumerate(self._levels):
            interval[row] = np.maximum(1, np.round(self._model.interval(self._stability[row], float(level))))
        due = np.maximum(self._last + interval, 0.0)
        rows, columns = np.nonzero(self._is_seen & (due < DAYS))
        if not rows.size:
            return False
        stability, difficulty = self._stability[rows, columns], self._difficulty[rows, columns]
        elapsed = due[rows, columns] - self._last[rows, columns]
        is_recalled = chance[columns] < self._model.retrievability(stability, elapsed)
        passes = HARD + np.searchsorted(np.cumsum(self._learner.habits.passes)[:-1], luck[columns])
        ratings = np.where(is_recalled, passes, AGAIN)
        after = self._model.following(stability, difficulty, elapsed, ratings)
        self._stability[rows, columns], self._difficulty[rows, columns] = self._after_steps(*after, ratings)
        self._last[rows, columns] = due[rows, columns]
        cost = np.where(is_recalled, self._learner.pace.review_s, self._learner.pace.relearning_s)
        self._seconds += np.bincount(rows, weights=cost, minlength=self._levels.size)
        self._reviews += np.bincount(rows, minlength=self._levels.size)
        return True

    def results(self, levels: tuple[float, ...]) -> tuple[Level, ...]:
        """Say what every level has led to."""
        recall = np.where(self._is_seen, self._model.retrievability(self._stability, DAYS - self._last), 0.0)
        known = recall.sum(axis=1) * self._stands_for
        minutes = self._seconds * self._stands_for / 60 / DAYS
        reviews = self._reviews * self._stands_for / DAYS
        cards = round(self._shape[1] * self._stands_for)
        return tuple(
            Level(level, float(minutes[row]), float(reviews[row]), float(known[row]), cards)
            for row, level in enumerate(levels)
        )

    def _drawn(self) -> Floats:
        """Draw a chance for each card, spread evenly from 0 to 1: luck then hardly moves a sum over many cards."""
        count = self._shape[1]
        drawn: Floats = (self._rng.permutation(count) + self._rng.random(count)) / count
        return drawn

    def _after_steps(self, stability: Floats, difficulty: Floats, ratings: Ints) -> tuple[Floats, Floats]:
        """Give the memory of cards that were not known after one more look the same day."""
        again = self._model.following(stability, difficulty, np.zeros(stability.size), np.full(stability.size, GOOD))
        is_again = ratings == AGAIN
        return np.where(is_again, again[0], stability), np.where(is_again, again[1], difficulty)
