"""Cards and tables for the tests of the exam plan."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from flashcards.scheduling.exam_plan import Aim
from flashcards.scheduling.exam_plan_cards import Memory, PlanCards
from flashcards.scheduling.exam_plan_floor import Floor
from flashcards.scheduling.exam_plan_model import PlanModel
from flashcards.scheduling.exam_plan_tables import COARSE, Slice, todays_slice

SHARES = (0.26, 0.14, 0.16, 0.16, 0.15, 0.13)
MODEL = PlanModel()
NO_FLOOR = Floor(0.0)


@cache
def tables(days: int, model: PlanModel = MODEL, steepness: float = 0.3, rest: frozenset[int] = frozenset()) -> Slice:
    """Build today's tables; `rest` has the days left of each day off."""
    return todays_slice(model, steepness, [left not in rest for left in range(1, days + 1)], COARSE)


def some_cards(count: int, *, seed: int = 1, new: float = 0.3, shares: Sequence[float] = SHARES) -> PlanCards:
    """Make cards of many ages and strengths, a part of them new."""
    rng = np.random.default_rng(seed)
    stability = np.exp(rng.uniform(-2, 5, count))
    stability[rng.random(count) < new] = np.nan
    memory = Memory(stability, rng.uniform(1, 10, count), rng.integers(0, 90, count).astype(float))
    return PlanCards.of(np.arange(count), memory, rng.integers(0, len(shares), count), shares)


def new_cards(areas: Sequence[int], shares: Sequence[float] = SHARES) -> PlanCards:
    """Make cards never studied, one for each area named."""
    nothing = np.full(len(areas), np.nan)
    return PlanCards.of(np.arange(len(areas)), Memory(nothing, nothing, nothing), np.array(areas), shares)


def one_card(stability_days: float, elapsed_days: float, difficulty: float = 5.0) -> PlanCards:
    """Make a deck of a single card."""
    memory = Memory(np.array([stability_days]), np.array([difficulty]), np.array([elapsed_days]))
    return PlanCards.of(np.arange(1), memory, np.zeros(1, dtype=np.intp), (1.0,))


def an_aim(cards: PlanCards, days: int = 20, minutes: float = 20, floor: Floor = NO_FLOOR) -> Aim:
    """Make an exam so many days ahead, with the same minutes every day."""
    return Aim(MODEL, cards, (60.0 * minutes,) * days, tables(days), floor)


def closed(cards: PlanCards, places: Sequence[int]) -> PlanCards:
    """Take the cards at some places out of today."""
    is_open = cards.is_open.copy()
    is_open[list(places)] = False
    return replace(cards, is_open=is_open)
