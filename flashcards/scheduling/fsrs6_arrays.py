"""FSRS-6 for many cards at once: the formulae of `fsrs6` over numpy arrays.

For planning, forecasts, statistics and imports. Arrays of one call have the same length, one element a card.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.scheduling.forgetting import ForgettingCurve
from flashcards.scheduling.fsrs6 import BOUNDS, MAX_STABILITY, MIN_STABILITY, Arithmetic, Formulas

Floats = NDArray[np.float64]


def _clip(values: Floats, low: float, high: float) -> Floats:
    return np.minimum(np.maximum(values, low), high)


_exp: Callable[[Floats], Floats] = np.exp

ARRAYS: Arithmetic[Floats] = Arithmetic(exp=_exp, choose=np.where, clip=_clip)
"""Arithmetic on numpy arrays."""


class FSRS6Arrays:
    """FSRS-6 for many cards at a time, with the same results as `fsrs6.FSRS6`."""

    def __init__(self, parameters: Sequence[float]) -> None:
        """Take 21 parameters.

        Raises:
            ValueError: they are not 21 finite numbers.
        """
        self._formulas: Formulas[Floats] = Formulas(parameters, ARRAYS)

    def first(self, ratings: ArrayLike) -> tuple[Floats, Floats]:
        """Give stability in days and difficulty after first answers.

        Args:
            ratings: 1 to 4, shape (cards,).
        """
        return self._formulas.first(_floats(ratings))

    def following(
        self, stability_days: ArrayLike, difficulty: ArrayLike, elapsed_days: ArrayLike, ratings: ArrayLike
    ) -> tuple[Floats, Floats]:
        """Give stability in days and difficulty after later answers.

        Args:
            elapsed_days: study days since the answer before, shape (cards,); 0 or less is the same study day.
            ratings: 1 to 4, shape (cards,).
        """
        return self._formulas.following(
            _floats(stability_days), _floats(difficulty), _floats(elapsed_days), _floats(ratings)
        )

    def replay(self, histories: Iterable[tuple[ArrayLike, ArrayLike]]) -> tuple[Floats, Floats]:
        """Give stability in days and difficulty after whole histories, review by review.

        Args:
            histories: for the first review of every card, then the second, and so on: study days since the review
                before and ratings, each of shape (cards,). Rating 0 means that a card has no further review.

        Returns:
            Stability and difficulty, shape (cards,); not a number for a card without any review.

        Raises:
            ValueError: there is no review at all.
        """
        stability = difficulty = np.empty(0)
        for column, (elapsed_days, ratings) in enumerate(histories):
            rating = _floats(ratings)
            if column == 0:
                after = self._formulas.first(rating)
                stability = difficulty = np.full_like(rating, np.nan)
            else:
                after = self._formulas.following(stability, difficulty, _floats(elapsed_days), rating)
            stability = np.where(rating > 0, after[0], stability)
            difficulty = np.where(rating > 0, after[1], difficulty)
        if stability.size == 0:
            problem = "there is no review to replay"
            raise ValueError(problem)
        return stability, difficulty

    def retrievability(self, stability_days: ArrayLike, elapsed_days: ArrayLike) -> Floats:
        """Give the probability of recall, shape (cards,), `elapsed_days` study days after the last review."""
        stability = np.maximum(_floats(stability_days), MIN_STABILITY)
        return self._formulas.curve.retrievability(np.maximum(_floats(elapsed_days), 0.0), stability)

    def interval(self, stability_days: ArrayLike, desired_retention: float) -> Floats:
        """Give the days, unrounded, shape (cards,), until recall falls to `desired_retention` (0 to 1)."""
        stability = np.maximum(_floats(stability_days), MIN_STABILITY)
        return self._formulas.curve.days_until(desired_retention, stability)


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


class FSRS6Sets:
    """FSRS-6 under many parameter sets at a time, over the same cards; results have the shape (sets, cards)."""

    def __init__(self, sets: Floats) -> None:
        """Take parameter sets, shape (sets, 21); they are moved into their bounds."""
        self._formulas = _SetFormulas(sets)

    def first(self, ratings: Floats) -> tuple[Floats, Floats]:
        """Give stability in days and difficulty after first answers, ratings 1 to 4 of shape (cards,)."""
        stability, difficulty = self._formulas.first(ratings)
        return stability, difficulty

    def following(
        self, stability_days: Floats, difficulty: Floats, elapsed_days: Floats, ratings: Floats, recall: Floats
    ) -> tuple[Floats, Floats]:
        """Give both after later answers; the memory has the shape (sets, cards), the rest (cards,).

        Each formula is worked out only for the answers it is for; quickest when these stand side by side.

        Args:
            recall: what `retrievability` gave, shape (sets, cards).
        """
        formulas = self._formulas
        before = _clip(stability_days, MIN_STABILITY, MAX_STABILITY)
        after = np.empty_like(before)
        is_later, is_lapse = elapsed_days > 0, ratings == 1
        for place in _places(is_later & ~is_lapse):
            at = np.s_[:, place]
            after[at] = formulas.after_recall(before[at], difficulty[at], recall[at], ratings[place])
        for place in _places(is_later & is_lapse):
            at = np.s_[:, place]
            after[at] = formulas.after_lapse(before[at], difficulty[at], recall[at])
        for place in _places(~is_later):
            after[:, place] = formulas.within_a_day(before[:, place], ratings[place])
        return _clip(after, MIN_STABILITY, MAX_STABILITY), formulas.next_difficulty(difficulty, ratings)

    def retrievability(self, stability_days: Floats, elapsed_days: Floats) -> Floats:
        """Give the probability of recall so many study days after the last review."""
        before = _clip(stability_days, MIN_STABILITY, MAX_STABILITY)
        return self._formulas.curve.retrievability(np.maximum(elapsed_days, 0.0), before)


def _places(condition: NDArray[np.bool_]) -> list[slice | NDArray[np.intp]]:
    """Give where something holds: as one slice where that can be, which copies nothing; none when it holds nowhere."""
    found = np.flatnonzero(condition)
    if not found.size:
        return []
    is_run = found[-1] - found[0] + 1 == found.size
    return [slice(int(found[0]), int(found[-1]) + 1) if is_run else found]


class _SetFormulas(Formulas[Floats]):
    """The same formulae with a column of values for each parameter, shape (sets, 1)."""

    def __init__(self, sets: Floats) -> None:
        low, high = np.array(BOUNDS).T
        columns: Any = np.clip(sets, low, high).T[:, :, None]
        super().__init__(FSRS6_DEFAULT_PARAMETERS, ARRAYS)
        self.w = columns
        self.curve = ForgettingCurve(columns[20])
        self._growth = np.exp(columns[8])
        self._lapse_divisor = np.exp(columns[17] * columns[18])
        self._easy_start = columns[4] - np.exp(columns[5] * 3) + 1
