"""Some of the words of the Today page. No Qt."""

from typing import TYPE_CHECKING

from flashcards.plan_wording import left_text
from flashcards.wording import counted, long_date

if TYPE_CHECKING:
    from flashcards.collection.planning import TodaysPlan
    from flashcards.collection.studying import Today

LEFT_CARDS = 100
"""Due cards in a session of them."""


def done_words(today: "Today") -> str:
    """Say what was done today, beside what was expected; "" for nothing."""
    if not today.reviewed_today:
        return ""
    minutes = max(1, round(today.minutes_today))
    done = f"{counted(today.reviewed_today, 'answer')} in {counted(minutes, 'minute')} today"
    if today.expected_today is None:
        return done
    expected = max(1, round(today.expected_today))
    return f"{done}; as long as expected" if expected == minutes else f"{done}; {counted(expected, 'minute')} expected"


def exam_words(today: "Today") -> tuple[str, str]:
    """Give what is counted down to: what is shown large, and what stands beside it."""
    days, on = today.days_to_exam, today.exam_on
    if days is None or on is None:
        return "", ""
    name = today.exam_name or "exam"
    if days < 0:
        return "", f"The {name} was on {long_date(on)}."
    if days == 0:
        return "Today", f"is the {name}. Good luck."
    return str(days), f"{'day' if days == 1 else 'days'} to the {name}\n{on:%A}, {long_date(on)}"


def left_by_plan(today: "Today", plan: "TodaysPlan | None") -> str:
    """Say how many cards are due that the plan leaves; "" for none, and where no study is meant at all."""
    return "" if plan is None or _is_free(today) else left_text(plan.left_due, plan.new, plan.reviews)


def _is_free(today: "Today") -> bool:
    """Say whether no study is meant today: what is due waits for that reason."""
    return today.is_off or any(one.has(today.on) for one in today.breaks)
