"""Which of two ways a plan for the day of an exam goes: by the recall of that day alone, or also by what is kept.

One price for every second, only dearer towards the exam, does not see that all cards may want the same days. Where
new cards cost much less than reviews, each of them waits for the last days, and then there is no room for all. Such a
plan falls short of its own bound when it is rolled out. A plan that counts half of the worth later (`KEPT_SHARE`) lets
cards wait less: then both are rolled out, and the one that gets further on the day of the exam is taken.
"""

from dataclasses import replace
from typing import NamedTuple

from flashcards.scheduling.exam_plan import Aim
from flashcards.scheduling.exam_plan_rollout import Outlook, roll_out
from flashcards.scheduling.exam_plan_steepness import choose

SHORT = 2.0
"""Points below its bound from which another way is tried."""

CLEARLY = 0.5
"""Points by which the other way must get further."""


class Way(NamedTuple):
    """How a plan is made.

    Attributes:
        steepness: beta of its prices.
        keeps_after: it counts a part of the worth after the exam, see `PlanModel`; asked for, or because that brings
            more on the day of the exam.
    """

    steepness: float
    keeps_after: bool


class Gone(NamedTuple):
    """A way and where it led."""

    way: Way
    outlook: Outlook


def furthest(aim: Aim, learners: int, seed: int) -> Gone:
    """Carry out the plan that leads furthest on the day of the exam, of those the learner leaves open.

    Args:
        aim: the exam; its tables are not used.
        learners: how many to imagine.
        seed: of chance.
    """
    steepness, bound = choose(aim.model, aim.cards, aim.seconds)
    usual = Gone(Way(steepness, aim.model.keeps_after), roll_out(aim, steepness, learners, seed))
    reached = float(usual.outlook.points.mean())
    if aim.model.keeps_after or reached > 100 * bound / aim.cards.worth.sum() - SHORT:
        return usual
    model = replace(aim.model, keeps_after=True)
    steepness, _ = choose(model, aim.cards, aim.seconds)
    other = Gone(Way(steepness, keeps_after=True), roll_out(replace(aim, model=model), steepness, learners, seed))
    return other if float(other.outlook.points.mean()) > reached + CLEARLY else usual
