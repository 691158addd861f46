"""What more time for a plan would bring, in words. No Qt, and nothing that loads numpy."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flashcards.collection.planning import More, TodaysPlan
    from flashcards.domain.exam import Exam

FEW_POINTS = 0.05
"""Below this no number of points is given."""


def more_text(plan: "TodaysPlan", exam: "Exam | None" = None) -> str:
    """Say what ten more minutes would add, today and on every day until the exam.

    Points of several exams are never added up: each is told what it would gain by all of these minutes.

    Args:
        exam: the only one that is spoken of; None for all.
    """
    if not plan.has_tables:
        return "The plan is still being worked out; until then the simpler rule chooses."
    if plan.is_enough:
        return "This is enough: ten more minutes would bring next to nothing."
    told = [one for one in plan.more if exam is None or one.exam.id == exam.id]
    if len(plan.more) == 1:
        return f"Ten more minutes today would add {_of_one(plan.more[0])}."
    if len(told) == 1:
        return f"Ten more minutes today, all for this exam, would add {_of_one(told[0])}."
    return f"Ten more minutes today for one exam alone would add {_of_each(told)}." if told else ""


def _of_one(one: "More") -> str:
    every = "" if one.days == 1 else f"; every day, up to {round(one.points * one.days)}"
    return f"{_points(one)} by exam day{every}"


def _of_each(told: "Sequence[More]") -> str:
    today = " or ".join(f"{_points(one)} for the {one.exam.name}" for one in told)
    return f"{today}; every day, up to {' or '.join(str(round(one.points * one.days)) for one in told)}"


def _points(one: "More") -> str:
    return f"about {one.points:.1f} points" if one.points >= FEW_POINTS else "less than 0.1 points"
