"""How much study time there is on each day up to an exam: minutes a day, days off, breaks, lighter days."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from flashcards.domain.exam import DaysOff

NO_DAYS_OFF = DaysOff()


TRUSTED_DAYS = 5
"""So many days that were kept are taken for granted before the learner's own count."""


def kept_share(kept: int, planned: int) -> float:
    """Give the share of days of study ahead that will be kept, by those of late: 1 as long as none was missed.

    Args:
        kept: days with study, of those `planned`.
    """
    return (kept + TRUSTED_DAYS) / (planned + TRUSTED_DAYS)


@dataclass(frozen=True, slots=True)
class StudyTime:
    """The time a learner means to spend.

    Attributes:
        minutes_a_day: on a usual day.
        days_off: without study.
        own_minutes: days that have minutes of their own, whatever else holds for them; 0 for a day of a break.
        kept: share of the days ahead that will be kept; see `kept_share`.
    """

    minutes_a_day: int
    days_off: DaysOff = NO_DAYS_OFF
    own_minutes: Mapping[date, int] = field(default_factory=dict)
    kept: float = 1.0

    def minutes(self, day: date) -> int:
        """Give the minutes planned for a day."""
        if day in self.own_minutes:
            return self.own_minutes[day]
        return 0 if self.days_off.has(day) else self.minutes_a_day

    def seconds_back(self, today: date, held_on: date, spent_today_s: float = 0.0) -> tuple[float, ...]:
        """Give the seconds of study of each day up to an exam, as the plan wants them.

        Args:
            today: the first day.
            held_on: the day of the exam; there is no study on it.
            spent_today_s: what today has already taken.

        Returns:
            The last day before the exam first, today last; empty once the exam is today or over. Days ahead have what
            can be expected of them: a part is missed.
        """
        days = [held_on - timedelta(days=back) for back in range(1, (held_on - today).days + 1)]
        seconds = [60.0 * self.minutes(day) for day in days]
        if not seconds:
            return ()
        return (*(self.kept * one for one in seconds[:-1]), max(seconds[-1] - spent_today_s, 0.0))

    def with_break(self, first: date, last: date) -> "StudyTime":
        """Take days off, from the first to the last of them."""
        days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
        return self._with(dict.fromkeys(days, 0))

    def with_minutes(self, day: date, minutes: int) -> "StudyTime":
        """Make one day lighter, or longer."""
        return self._with({day: minutes})

    def _with(self, own: Mapping[date, int]) -> "StudyTime":
        return replace(self, own_minutes={**self.own_minutes, **own})
