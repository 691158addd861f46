"""The price of study time: what the next second is worth when all the time up to the exam is spent best.

The price is the one at which what the cards want and what time there is meet. It minimises the dual
`sum over cards of r_c U(c; lam / r_c) + lam sum over days of b(t) s(t)`, which is also the worth the plan expects to
reach (a bound from above).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from flashcards.scheduling.exam_plan_cards import Bools
from flashcards.scheduling.exam_plan_reading import Values
from flashcards.scheduling.exam_plan_tables import HIGHEST_PRICE, LOWEST_PRICE, Grid, dearness
from flashcards.scheduling.fsrs6_arrays import Floats

SAME_WORTH = 1e-3
"""Cards whose worths differ by less than this factor are added up before the price is looked for."""


class Wanting(NamedTuple):
    """Cards that compete for time.

    Attributes:
        values: of an average card's worth; see `exam_plan_reading.read`.
        worth: of each card, shape (cards,).
        is_open: whether each may be studied today, shape (cards,).
        share: how much of each counts here, where other exams want it too; shape (cards,), or 1.
    """

    values: Values
    worth: Floats
    is_open: Bools
    share: Floats | float = 1.0


class Price(NamedTuple):
    """What time costs.

    Attributes:
        per_second: lam, in the worth of an average card.
        expected: worth the plan expects to reach, summed over all cards.
    """

    per_second: float
    expected: float


def weighted_seconds(seconds: Sequence[float], steepness: float) -> float:
    """Add up study time by how dear it is: `sum of b(t) s(t)`.

    Args:
        seconds: of study on each day, the last before the exam first, today last.
        steepness: beta.
    """
    return sum(time * dearness(left, steepness) for left, time in enumerate(seconds, start=1))


def price_of_time(wanting: Sequence[Wanting], paid_seconds: float) -> Price:
    """Find the price at which the cards just fill the time.

    Args:
        wanting: the cards of every exam, read from tables with the same prices.
        paid_seconds: see `weighted_seconds`.
    """
    grid = wanting[0].values.grid
    dual = sum((_demand(one) for one in wanting), grid.prices * paid_seconds)
    best = int(np.argmin(dual))
    if best in (0, grid.prices.size - 1):
        return Price(float(grid.prices[best]), float(dual[best]))
    shift, expected = _lowest_point(dual[best - 1 : best + 2])
    step = np.log(HIGHEST_PRICE / LOWEST_PRICE) / (grid.prices.size - 1)
    return Price(float(grid.prices[best] * np.exp(shift * step)), expected)


def _demand(wanting: Wanting) -> Floats:
    """Give `sum of r_c U(c; lam / r_c)` at every price of the grid."""
    values = wanting.values
    best = np.where(wanting.is_open[:, None], np.maximum(values.study, values.leave), values.leave)
    if np.min(wanting.share) < 1:
        best = best * np.broadcast_to(wanting.share, wanting.worth.shape)[:, None]
    groups, first, member = np.unique(
        np.round(np.log(wanting.worth) / SAME_WORTH), return_index=True, return_inverse=True
    )
    order = np.argsort(member, kind="stable")
    starts = np.searchsorted(member[order], np.arange(groups.size))
    totals = np.add.reduceat(best[order].astype(np.float64), starts, axis=0)
    demand: Floats = np.sum(
        [_shifted(values.grid, *pair) for pair in zip(totals, wanting.worth[first], strict=True)], axis=0
    )
    return demand


def _shifted(grid: Grid, total: Floats, worth: float) -> Floats:
    low, rest = grid.of_price(grid.prices / worth)
    return worth * (total[low] * (1 - rest) + total[low + 1] * rest)


def _lowest_point(three: Floats) -> tuple[float, float]:
    """Give where, -1 to 1 around the middle, and how low the parabola through three points is lowest."""
    left, middle, right = (float(one) for one in three)
    bend = left - 2 * middle + right
    shift = (left - right) / (2 * bend) if bend > 0 else 0.0
    return shift, middle - bend * shift**2 / 2
