"""How fast time becomes dearer towards the exam: the steepness beta of the plan, chosen for the cards there are.

At every steepness the price of time gives a bound that no plan can pass (`Price.expected`). The lowest bound comes
from the prices that are nearest to the right ones, and the plan that follows them is the best or nearly so. A wrong
steepness costs up to four points (docs/exam-planning.md).
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from flashcards.scheduling.exam_plan_cards import PlanCards
from flashcards.scheduling.exam_plan_model import PlanModel
from flashcards.scheduling.exam_plan_price import Wanting, price_of_time, weighted_seconds
from flashcards.scheduling.exam_plan_reading import read
from flashcards.scheduling.exam_plan_tables import COARSE, Slice, todays_slice

STEEPNESSES = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
FIRST = 0.2
"""Where the search begins."""


class Chosen(NamedTuple):
    """The steepness that was chosen, and the worth that no plan can pass by its prices."""

    steepness: float
    bound: float


def choose(model: PlanModel, cards: PlanCards, seconds: Sequence[float]) -> Chosen:
    """Choose the steepness for an exam. Builds a few coarse tables: a quarter of a second for 90 days.

    Args:
        model: of the learner.
        cards: studied for the exam.
        seconds: of study on each day, the last before the exam first, today last.
    """
    is_study = [time > 0 for time in seconds]

    @cache
    def bound_at(place: int) -> float:
        return bound(todays_slice(model, STEEPNESSES[place], is_study, COARSE), cards, seconds)

    place = _lowest(bound_at)
    return Chosen(STEEPNESSES[place], bound_at(place))


def choose_steepness(model: PlanModel, cards: PlanCards, seconds: Sequence[float]) -> float:
    """Choose the steepness for an exam; see `choose`."""
    return choose(model, cards, seconds).steepness


def tightest(days: Sequence[Slice], cards: PlanCards, seconds: Sequence[float]) -> float:
    """Choose as `choose_steepness` does, from today's tables for every one of `STEEPNESSES`."""
    return STEEPNESSES[_lowest(lambda place: bound(days[place], cards, seconds))]


def bound(day: Slice, cards: PlanCards, seconds: Sequence[float]) -> float:
    """Give the worth that no plan can pass, by the prices of one steepness."""
    wanting = Wanting(read(day, cards), cards.worth, cards.is_open)
    return price_of_time([wanting], weighted_seconds(seconds, day.steepness)).expected


def _lowest(bound_at: Callable[[int], float]) -> int:
    """Go downhill from `FIRST` to the lowest bound; it has one valley."""
    place = STEEPNESSES.index(FIRST)
    step = 1 if bound_at(place + 1) < bound_at(place) else -1
    while 0 <= place + step < len(STEEPNESSES) and bound_at(place + step) < bound_at(place):
        place += step
    return place
