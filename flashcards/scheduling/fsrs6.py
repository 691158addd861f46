"""FSRS-6: how stability and difficulty change with every answer.

The formulae are written once, for any kind of number. `FSRS6` works on plain floats, which is what the four buttons of
one card need; `fsrs6_arrays` hands the same formulae numpy arrays, for whole collections.

Source:
    Open Spaced Repetition, FSRS-6: https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from flashcards.domain.card import MemoryState
from flashcards.domain.review import Rating
from flashcards.scheduling.forgetting import ForgettingCurve, Number, power

NAME = "fsrs-6"

MIN_STABILITY = 0.001
MAX_STABILITY = 36500.0
MIN_DIFFICULTY = 1.0
MAX_DIFFICULTY = 10.0

BOUNDS: tuple[tuple[float, float], ...] = (
    *((MIN_STABILITY, 100.0),) * 4,
    (MIN_DIFFICULTY, MAX_DIFFICULTY),
    (0.001, 4.0),
    (0.001, 4.0),
    (0.001, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    (0.0, 2.0),
    (0.0, 2.0),
    (0.0, 0.8),
    (0.1, 0.8),
)
"""The lowest and the highest value each parameter may have. Source: fsrs-rs, parameter clipper."""


def clipped(parameters: Sequence[float]) -> tuple[float, ...]:
    """Give parameters moved into `BOUNDS`, as every FSRS-6 engine does before using them.

    Raises:
        ValueError: there are not 21 of them, or one is not a finite number.
    """
    if len(parameters) != len(BOUNDS) or not all(math.isfinite(value) for value in parameters):
        problem = f"FSRS-6 needs {len(BOUNDS)} finite parameters"
        raise ValueError(problem)
    return tuple(min(max(float(value), low), high) for value, (low, high) in zip(parameters, BOUNDS, strict=True))


@dataclass(frozen=True, slots=True)
class Arithmetic(Generic[Number]):
    """The few operations that plain numbers and arrays do not share.

    Attributes:
        exp: the exponential.
        choose: for each element, the second argument where the first holds, else the third.
        clip: moves each element between two bounds.
    """

    exp: Callable[[Number], Number]
    choose: Callable[[Any, Number, Number], Number]
    clip: Callable[[Number, float, float], Number]


class Formulas(Generic[Number]):
    """The FSRS-6 formulae over one kind of number, for one set of 21 parameters `w`.

    Ratings are 1 to 4 as numbers of that kind; S is stability in days, D difficulty, t study days, R retrievability.
    """

    def __init__(self, parameters: Sequence[float], arithmetic: Arithmetic[Number]) -> None:
        """Work out what depends on the parameters alone.

        Raises:
            ValueError: the parameters are not 21 finite numbers.
        """
        self.w = w = clipped(parameters)
        self.curve = ForgettingCurve(w[20])
        self._arithmetic: Arithmetic[Number] = arithmetic
        self._growth = math.exp(w[8])
        self._lapse_divisor = math.exp(w[17] * w[18])
        self._easy_start = w[4] - math.exp(w[5] * 3) + 1

    def first(self, rating: Number) -> tuple[Number, Number]:
        """Give S and D after the very first answer: `w[rating - 1]` and `w4 - e^(w5 (rating - 1)) + 1`."""
        w, choose = self.w, self._arithmetic.choose
        nothing = rating * 0
        low = choose(rating == 1, nothing + w[0], nothing + w[1])
        high = choose(rating == 3, nothing + w[2], nothing + w[3])
        stability = choose(rating <= 2, low, high)
        difficulty = w[4] - self._arithmetic.exp(w[5] * (rating - 1)) + 1
        return stability, self._arithmetic.clip(difficulty, MIN_DIFFICULTY, MAX_DIFFICULTY)

    def following(
        self, stability: Number, difficulty: Number, elapsed_days: Number, rating: Number
    ) -> tuple[Number, Number]:
        """Give S and D after a later answer.

        Args:
            elapsed_days: study days since the answer before; 0 or less is the same study day.
        """
        choose, clip = self._arithmetic.choose, self._arithmetic.clip
        before = clip(stability, MIN_STABILITY, MAX_STABILITY)
        recall = self.curve.retrievability(clip(elapsed_days, 0.0, math.inf), before)
        passed = self.after_recall(before, difficulty, recall, rating)
        failed = self.after_lapse(before, difficulty, recall)
        later = choose(rating == 1, failed, passed)
        after = choose(elapsed_days <= 0, self.within_a_day(before, rating), later)
        return clip(after, MIN_STABILITY, MAX_STABILITY), self.next_difficulty(difficulty, rating)

    def after_recall(self, stability: Number, difficulty: Number, recall: Number, rating: Number) -> Number:
        """`S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1 - R)) - 1) h)`, h the hard penalty w15 or the easy bonus w16."""
        w, nothing = self.w, rating * 0
        bonus = self._arithmetic.choose(rating == 4, nothing + w[16], nothing + 1)
        weight = self._arithmetic.choose(rating == 2, nothing + w[15], bonus)
        surprise = self._arithmetic.exp(w[10] * (1 - recall)) - 1
        return stability * (1 + self._growth * (11 - difficulty) * power(stability, -w[9]) * surprise * weight)

    def after_lapse(self, stability: Number, difficulty: Number, recall: Number) -> Number:
        """`w11 D^-w12 ((S + 1)^w13 - 1) e^(w14 (1 - R))`, at most `S e^-(w17 w18)`."""
        w = self.w
        surprise = self._arithmetic.exp(w[14] * (1 - recall))
        after = w[11] * power(difficulty, -w[12]) * (power(stability + 1, w[13]) - 1) * surprise
        highest = stability / self._lapse_divisor
        return self._arithmetic.choose(after < highest, after, highest)

    def within_a_day(self, stability: Number, rating: Number) -> Number:
        """`S e^(w17 (rating - 3 + w18)) S^-w19`; only Again makes S smaller."""
        w, nothing = self.w, rating * 0
        factor = self._arithmetic.exp(w[17] * (rating - 3 + w[18])) * power(stability, -w[19])
        shrinks = (factor < 1) & (rating >= 2)
        return stability * self._arithmetic.choose(shrinks, nothing + 1, factor)

    def next_difficulty(self, difficulty: Number, rating: Number) -> Number:
        """`D - w6 (rating - 3) (10 - D) / 9`, then drawn towards that of an Easy start by w7."""
        w = self.w
        moved = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
        return self._arithmetic.clip(w[7] * self._easy_start + (1 - w[7]) * moved, MIN_DIFFICULTY, MAX_DIFFICULTY)


def _choose(condition: Any, yes: float, no: float) -> float:  # noqa: ANN401 - a bool here, an array of them elsewhere
    return yes if condition else no


def _clip(value: float, low: float, high: float) -> float:
    return low if value < low else min(value, high)


PLAIN: Arithmetic[float] = Arithmetic(exp=math.exp, choose=_choose, clip=_clip)
"""Arithmetic on floats."""


class FSRS6:
    """FSRS-6 for one card at a time: a `MemoryModel`.

    Attributes:
        name: what the settings call this model.
        has_short_term: the parameters tell reviews within one day apart, so that a card may return within hours.
    """

    name = NAME

    def __init__(self, parameters: Sequence[float]) -> None:
        """Take 21 parameters.

        Raises:
            ValueError: they are not 21 finite numbers.
        """
        self._formulas: Formulas[float] = Formulas(parameters, PLAIN)
        self._curve = self._formulas.curve
        self.has_short_term = self._formulas.w[17] > 0 and self._formulas.w[18] > 0

    def next_states(self, memory: MemoryState | None, elapsed_days: int) -> dict[Rating, MemoryState]:
        """Give the memory after each possible answer; see `MemoryModel`."""
        return {rating: self._next(memory, elapsed_days, rating) for rating in Rating}

    def replay(self, history: Iterable[tuple[int, Rating]], start: MemoryState | None = None) -> MemoryState | None:
        """Give the memory after a history of answers; see `MemoryModel`."""
        memory = start
        for elapsed_days, rating in history:
            memory = self._next(memory, elapsed_days, rating)
        return memory

    def retrievability(self, stability_days: float, elapsed_days: int) -> float:
        """Give the probability of recall; see `MemoryModel`."""
        return self._curve.retrievability(float(max(elapsed_days, 0)), max(stability_days, MIN_STABILITY))

    def interval(self, stability_days: float, desired_retention: float) -> float:
        """Give the days until recall falls to `desired_retention`; see `MemoryModel`."""
        return self._curve.days_until(desired_retention, max(stability_days, MIN_STABILITY))

    def _next(self, memory: MemoryState | None, elapsed_days: int, rating: Rating) -> MemoryState:
        if memory is None:
            return MemoryState(*self._formulas.first(float(rating)))
        return MemoryState(
            *self._formulas.following(memory.stability_days, memory.difficulty, float(elapsed_days), float(rating))
        )
