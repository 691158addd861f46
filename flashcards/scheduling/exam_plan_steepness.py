"""How fast time becomes dearer towards the exam: the steepness beta of the plan, chosen for the cards there are.

At every steepness the price of time gives a bound that no plan can pass (`Price.expected`). The lowest bound comes
from the prices that are nearest to the right ones, and the plan that follows them is the best or nearly so. A wrong
steepness costs up to four points (docs/exam-planning.md).
"""

from collections.abc import Mapping, Sequence

from flashcards.scheduling.exam_plan_cards import PlanCards
from flashcards.scheduling.exam_plan_model import PlanModel
from flashcards.scheduling.exam_plan_price import Wanting, price_of_time, weighted_seconds
from flashcards.scheduling.exam_plan_reading import read
from flashcards.scheduling.exam_plan_tables import COARSE, Slice, todays_slice

STEEPNESSES = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
USUAL_STEEPNESS = 0.2
"""Until it is chosen."""


def choose_steepness(model: PlanModel, cards: PlanCards, seconds: Sequence[float]) -> float:
    """Choose the steepness for an exam. Builds coarse tables: half a second for 90 days.

    Args:
        model: of the learner.
        cards: studied for the exam.
        seconds: of study on each day, the last before the exam first, today last.
    """
    is_study = [time > 0 for time in seconds]
    days = {steepness: todays_slice(model, steepness, is_study, COARSE) for steepness in STEEPNESSES}
    return tightest(days, cards, seconds)


def tightest(days: Mapping[float, Slice], cards: PlanCards, seconds: Sequence[float]) -> float:
    """Give the steepness with the lowest bound, of those there are today's tables for."""
    return min(days, key=lambda steepness: _bound(days[steepness], cards, seconds))


def _bound(day: Slice, cards: PlanCards, seconds: Sequence[float]) -> float:
    wanting = Wanting(read(day, cards), cards.worth, cards.is_open)
    return price_of_time([wanting], weighted_seconds(seconds, day.steepness)).expected
