"""Learning and relearning steps: how long until a card in its steps is shown again, and on which study day."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from flashcards.domain.study_day import StudyCalendar, StudyDay

DAY_S = 86_400
"""Seconds in a step of one day."""


def current_step(step: int | None, steps: Sequence[int]) -> int:
    """Give the step a card stands on, 0-based, moved into the steps there are now."""
    return max(0, min(step or 0, len(steps) - 1))


def hard_delay_s(step: int, steps: Sequence[int]) -> int | None:
    """Give the seconds after which a card answered Hard returns, or None when there are no steps.

    On the first step that is the average of the first two; half as much again when there is only one, but at most a
    day more. More than a day is rounded to whole days. On a later step it is that step again.
    """
    if not steps:
        return None
    if step > 0:
        return steps[step]
    first = steps[0]
    delay = (first + steps[1]) // 2 if len(steps) > 1 else min(first * 3 // 2, first + DAY_S)
    return (delay + DAY_S // 2) // DAY_S * DAY_S if delay > DAY_S else delay


def good_delay_s(step: int, steps: Sequence[int]) -> int | None:
    """Give the seconds after which a card answered Good returns, or None when it has done its steps."""
    return steps[step + 1] if step + 1 < len(steps) else None


class StepDue(NamedTuple):
    """When a card in its steps comes back.

    Attributes:
        at: the instant, UTC, on the same study day; None when it is due from the start of a later one.
    """

    on: StudyDay
    at: datetime | None


def step_due(now: datetime, delay_s: int, calendar: StudyCalendar) -> StepDue:
    """Give when a step begun now is over.

    A step that ends after the study day does is due on a later day, whatever the hour: the next one when less than 24
    hours of it are left at the rollover, and so on. A step of whole days is never shortened by a day of 25 hours.

    Args:
        now: an aware time.
        delay_s: the length of the step.
    """
    start = now.astimezone(UTC)
    today = calendar.day(now)
    left_s = (calendar.end(today) - start).total_seconds()
    if delay_s < left_s and delay_s < DAY_S:
        return StepDue(today, start + timedelta(seconds=delay_s))
    days = max(int((delay_s - left_s) // DAY_S) + 1, delay_s // DAY_S)
    return StepDue(StudyDay(today + days), None)
