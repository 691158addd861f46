"""What more time for a plan would bring, in words. No Qt, and nothing that loads numpy."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flashcards.collection.planning import TodaysPlan

FEW_POINTS = 0.05
"""Below this no number of points is given."""


def more_text(plan: "TodaysPlan") -> str:
    """Say what ten more minutes would add, today and on every day until the exam."""
    if not plan.has_tables:
        return "The plan is still being worked out; until then the simpler rule chooses."
    if plan.is_enough:
        return "This is enough: ten more minutes would bring next to nothing."
    points = plan.ranking.gain_of_more(plan.count)
    today = f"about {points:.1f} points" if points >= FEW_POINTS else "less than 0.1 points"
    if plan.days_left == 1:
        return f"Ten more minutes today would add {today} by exam day."
    return f"Ten more minutes today would add {today} by exam day; every day, up to {round(points * plan.days_left)}."
