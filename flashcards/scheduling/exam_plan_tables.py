"""Value tables of the exam plan: what studying a card today is worth, and what leaving it is worth.

A finite-horizon dynamic programme for one card, with a price on study time. With T study days to the exam, price
`lam(T) = lam s(T)`, `s(T) = 1.5 T^-beta`, elapsed days e, stability S, difficulty D and retrievability R:

    Q_T(e, S, D) = -lam(T) c(R) + sum over ratings g of P(g) V_T(S_g, D_g)      study it today
    W_T(e, S, D) = max(Q, W)_(T-1)(e + 1, S, D),     W_1 = R(e + 1, S)           leave it today
    V_T(S, D)    = W_T(0, S, D)

On a day without study max(Q, W) is W. Everything is in the worth of an average card; prices are worth for a second.
Tables hold S on a logarithmic grid, D on an even one, e day by day at first and ever coarser later. Between grid
points they are read linearly.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from flashcards.scheduling.exam_plan_model import PlanModel, memory_of
from flashcards.scheduling.fsrs6 import MAX_DIFFICULTY, MIN_DIFFICULTY
from flashcards.scheduling.fsrs6_arrays import Floats

Table = NDArray[np.float32]
Ints = NDArray[np.intp]

SHORTEST_DAYS = 0.03
LONGEST_DAYS = 800.0
"""Stabilities the tables reach to; what lies outside is read at the edge."""

LOWEST_PRICE = 1e-4
HIGHEST_PRICE = 8e-2
"""Worth of an average card for a second of study."""

DAILY_AGES = 32
AGE_GROWTH = 1.2
OLDEST_DAYS = 730
"""Elapsed days are held one by one up to the first; each later one is about this much longer, up to the last."""


class GridSize(NamedTuple):
    """How many points the tables have."""

    stabilities: int
    difficulties: int
    prices: int


FINE = GridSize(36, 8, 18)
"""For the plan of a day."""

COARSE = GridSize(24, 5, 10)
"""For roll-outs, which need the tables of every day."""


def ages() -> tuple[int, ...]:
    """Give the elapsed days the tables are held for."""
    found = list(range(DAILY_AGES + 1))
    while found[-1] < OLDEST_DAYS:
        found.append(min(max(found[-1] + 2, round(found[-1] * AGE_GROWTH)), OLDEST_DAYS))
    return tuple(found)


class Grid:
    """The points of the tables, and where a value lies between them.

    Attributes:
        stability_days: shape (stabilities,).
        difficulty: shape (difficulties,).
        elapsed_days: shape (ages,).
        prices: shape (prices,).
    """

    def __init__(self, size: GridSize) -> None:
        """Lay the points out."""
        self.size = size
        self.stability_days = np.geomspace(SHORTEST_DAYS, LONGEST_DAYS, size.stabilities)
        self.difficulty = np.linspace(MIN_DIFFICULTY, MAX_DIFFICULTY, size.difficulties)
        self.elapsed_days = np.array(ages(), dtype=np.float64)
        self.prices = np.geomspace(LOWEST_PRICE, HIGHEST_PRICE, size.prices)
        self._log_shortest = np.log(SHORTEST_DAYS)
        self._log_step = np.log(LONGEST_DAYS / SHORTEST_DAYS) / (size.stabilities - 1)
        self._difficulty_step = (MAX_DIFFICULTY - MIN_DIFFICULTY) / (size.difficulties - 1)
        self._log_price_step = np.log(HIGHEST_PRICE / LOWEST_PRICE) / (size.prices - 1)

    def of_stability(self, stability_days: Floats) -> tuple[Ints, Floats]:
        """Give the point below each stability and how far, 0 to 1, it is to the next."""
        return _split((np.log(stability_days) - self._log_shortest) / self._log_step, self.size.stabilities)

    def of_difficulty(self, difficulty: Floats) -> tuple[Ints, Floats]:
        """Give the point below each difficulty and how far it is to the next."""
        return _split((difficulty - MIN_DIFFICULTY) / self._difficulty_step, self.size.difficulties)

    def of_elapsed(self, elapsed_days: Floats) -> tuple[Ints, Floats]:
        """Give the point below each number of elapsed days and how far it is to the next."""
        points = self.elapsed_days
        low = np.clip(np.searchsorted(points, elapsed_days, side="right") - 1, 0, points.size - 2)
        return low, np.clip((elapsed_days - points[low]) / (points[low + 1] - points[low]), 0.0, 1.0)

    def of_price(self, price: Floats) -> tuple[Ints, Floats]:
        """Give the point below each price and how far it is to the next."""
        return _split(np.log(np.maximum(price, 1e-12) / LOWEST_PRICE) / self._log_price_step, self.size.prices)


def _split(place: Floats, points: int) -> tuple[Ints, Floats]:
    held = np.clip(place, 0.0, points - 1.0)
    low = np.minimum(held.astype(np.intp), points - 2)
    return low, held - low


@dataclass(frozen=True, slots=True, eq=False)
class Slice:
    """The tables of one day.

    Attributes:
        days_left: T, study days to the exam; 1 on the last.
        is_rest: no study is planned on this day.
        grid: the points the tables are held for.
        steepness: beta, how fast time becomes dearer towards the exam.
        study, leave: Q and W, shape (difficulties, ages, stabilities, prices).
        new_study, new_leave: the same for a card not yet introduced, shape (prices,).
    """

    days_left: int
    is_rest: bool
    grid: Grid
    steepness: float
    study: Table
    leave: Table
    new_study: Table
    new_leave: Table

    @property
    def dearness(self) -> float:
        """How dear a second is on this day: s(T)."""
        return dearness(self.days_left, self.steepness)


def dearness(days_left: int, steepness: float) -> float:
    """Give `s(T) = 1.5 T^-beta`: what a second costs T days before the exam, in the price of the plan."""
    return float(1.5 * days_left**-steepness)


def slices(model: PlanModel, steepness: float, is_study: Sequence[bool], size: GridSize = FINE) -> Iterator[Slice]:
    """Build the tables from the last study day backwards.

    Args:
        steepness: beta.
        is_study: whether there is any study on each day, from the last one before the exam back to today.
        size: how fine the tables are.

    Yields:
        The tables of each day, in the same order; today's come last. Stopping in between costs nothing.
    """
    yield from _Builder(model, steepness, Grid(size)).backwards(is_study)


def slices_forwards(
    model: PlanModel, steepness: float, is_study: Sequence[bool], size: GridSize = FINE
) -> Iterator[Slice]:
    """Build the tables of every day as `slices` does, but give today's first and the last day's last.

    Most are built twice, so that no more than about twice the root of all days are held at a time.
    """
    stride = max(math.isqrt(len(is_study)), 1)
    builder = _Builder(model, steepness, Grid(size))
    marks = [day for day in builder.backwards(is_study) if (day.days_left - 1) % stride == 0]
    for mark in reversed(marks):
        end = mark.days_left - 1 + stride
        yield from reversed(list(builder.backwards(is_study[:end], mark)))


def todays_slice(model: PlanModel, steepness: float, is_study: Sequence[bool], size: GridSize = FINE) -> Slice:
    """Give today's tables only; see `slices`.

    Raises:
        ValueError: there is no day before the exam.
    """
    found = None
    for found in slices(model, steepness, is_study, size):  # noqa: B007 - only the last is wanted
        pass
    if found is None:
        problem = "the exam is over: there is no day to plan"
        raise ValueError(problem)
    return found


class _Builder:
    """One step of the recursion, with everything that does not change from day to day worked out before."""

    def __init__(self, model: PlanModel, steepness: float, grid: Grid) -> None:
        self._memory = memory_of(model)
        self._steepness = steepness
        self._grid = grid
        self._prices = grid.prices.astype(np.float32)
        elapsed, stability = np.meshgrid(grid.elapsed_days, grid.stability_days, indexing="ij")
        self._elapsed, self._stability = elapsed.ravel(), stability.ravel()
        recall = self._memory.recall(self._stability, self._elapsed)
        self._cost = self._memory.cost_s(recall)
        by_difficulty = [self._transition(difficulty) for difficulty in grid.difficulty]
        self._moves = [one[0] for one in by_difficulty]
        self._turns = [one[1] for one in by_difficulty]
        self._first = self._first_state_weights()
        self._older = grid.of_elapsed(grid.elapsed_days + 1)

    def backwards(self, is_study: Sequence[bool], start: Slice | None = None) -> Iterator[Slice]:
        """Give the tables of each day from the last one, or from a day that is there already, back to today."""
        if start is None:
            leave, new_leave = self.last_day()
            first = 1
        else:
            yield start
            leave, new_leave = self.day_before(start)
            first = start.days_left + 1
        for days_left, studies in enumerate(is_study[first - 1 :], start=first):
            found = self.slice(days_left, leave, new_leave, is_rest=not studies)
            yield found
            leave, new_leave = self.day_before(found)

    def last_day(self) -> tuple[Table, Table]:
        """Give W_1 and its counterpart for new cards."""
        worth = self._memory.worth_on_exam_day(self._stability, self._elapsed + 1).astype(np.float32)
        size = self._grid.size
        shape = (size.difficulties, self._grid.elapsed_days.size, size.stabilities, size.prices)
        held = worth.reshape(1, shape[1], shape[2], 1)
        return np.broadcast_to(held, shape).copy(), np.zeros(size.prices, dtype=np.float32)

    def slice(self, days_left: int, leave: Table, new_leave: Table, *, is_rest: bool) -> Slice:
        """Work out what studying is worth on a day on which leaving is worth this."""
        price = self._prices * np.float32(dearness(days_left, self._steepness))
        value = leave[:, 0]
        study = np.empty_like(leave)
        for place, (moves, turns) in enumerate(zip(self._moves, self._turns, strict=True)):
            after = np.tensordot(turns, value, axes=(1, 0)).reshape(-1, price.size)
            np.matmul(moves, np.vstack([after, price]), out=study[place].reshape(-1, price.size))
        new_study = self._first @ value.reshape(-1, price.size) - price * np.float32(self._memory.model.pace.new_s)
        return Slice(days_left, is_rest, self._grid, self._steepness, study, leave, new_study, new_leave)

    def day_before(self, day: Slice) -> tuple[Table, Table]:
        """Give W of the day before: the better of studying and leaving, a day older."""
        if day.is_rest:
            best, new_best = day.leave, day.new_leave
        else:
            best, new_best = np.maximum(day.study, day.leave), np.maximum(day.new_study, day.new_leave)
        low, rest = self._older
        part = rest.astype(np.float32)[None, DAILY_AGES:, None, None]
        older = np.empty_like(best)
        older[:, :DAILY_AGES] = best[:, 1 : DAILY_AGES + 1]
        coarse = low[DAILY_AGES:]
        older[:, DAILY_AGES:] = best[:, coarse] * (1 - part) + best[:, coarse + 1] * part
        return older, new_best

    def _transition(self, difficulty: float) -> tuple[Table, Table]:
        """Give how a review moves a card of one difficulty.

        Returns:
            Weights on stability after each outcome, with the seconds it costs as a last column, below 0; shape
            (ages * stabilities, outcomes * stabilities + 1). Weights on difficulty after each outcome, shape
            (outcomes, difficulties).
        """
        size, rows = self._grid.size, self._stability.size
        outcomes = self._memory.after_review(self._stability, np.full(rows, difficulty), self._elapsed)
        count = len(outcomes.chance)
        moves = np.zeros((rows, count, size.stabilities), dtype=np.float32)
        turns = np.zeros((count, size.difficulties), dtype=np.float32)
        for place in range(count):
            low, rest = self._grid.of_stability(outcomes.stability_days[place])
            moves[np.arange(rows), place, low] = outcomes.chance[place] * (1 - rest)
            moves[np.arange(rows), place, low + 1] = outcomes.chance[place] * rest
            low, rest = self._grid.of_difficulty(outcomes.difficulty[place, :1])
            turns[place, low], turns[place, low + 1] = 1 - rest, rest
        return np.hstack([moves.reshape(rows, -1), -self._cost[:, None].astype(np.float32)]), turns

    def _first_state_weights(self) -> Table:
        """Give the weights of a new card's first states on (difficulties, stabilities), flat."""
        size, outcomes = self._grid.size, self._memory.after_first
        weights = np.zeros((size.difficulties, size.stabilities), dtype=np.float32)
        stability, along_stability = self._grid.of_stability(outcomes.stability_days[:, 0])
        difficulty, along_difficulty = self._grid.of_difficulty(outcomes.difficulty[:, 0])
        for right in (0, 1):
            for up in (0, 1):
                share = np.abs(1 - right - along_stability) * np.abs(1 - up - along_difficulty)
                np.add.at(weights, (difficulty + up, stability + right), outcomes.chance[:, 0] * share)
        return weights.ravel()
