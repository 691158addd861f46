"""The study day: a local day that begins at the rollover hour.

Studying at half past midnight still belongs to the evening before. This module is the only one that turns a time
into a day; everything else counts in the numbers it gives.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NewType

StudyDay = NewType("StudyDay", int)
"""Days since 1970-01-01, by the local calendar."""

_EPOCH = date(1970, 1, 1)


def study_day_of(day: date) -> StudyDay:
    """Give the study day that begins on a calendar date."""
    return StudyDay((day - _EPOCH).days)


def date_of(day: StudyDay) -> date:
    """Give the calendar date on which a study day begins."""
    return _EPOCH + timedelta(days=day)


def weekday_of(day: StudyDay) -> int:
    """Give the weekday on which a study day begins: 0 for Monday, 6 for Sunday."""
    return (day + _EPOCH.weekday()) % 7


@dataclass(frozen=True, slots=True)
class StudyCalendar:
    """Where and when the learner's days begin.

    Attributes:
        rollover_hour: local hour at which a study day begins, 0 to 23.
        zone: the learner's time zone; None asks the operating system.
    """

    rollover_hour: int = 4
    zone: tzinfo | None = None

    def __post_init__(self) -> None:
        """Refuse an hour no clock shows."""
        if not 0 <= self.rollover_hour <= 23:
            problem = f"rollover hour {self.rollover_hour} is not between 0 and 23"
            raise ValueError(problem)

    def day(self, at: datetime) -> StudyDay:
        """Give the study day an instant belongs to.

        The wall clock decides, so a day that loses or gains an hour is still one day.

        Args:
            at: an aware time.

        Raises:
            ValueError: `at` has no time zone.
        """
        if at.tzinfo is None:
            problem = "a study day needs an aware time"
            raise ValueError(problem)
        local = at.astimezone(self.zone)
        day = study_day_of(local.date())
        return day if local.hour >= self.rollover_hour else StudyDay(day - 1)

    def date_at(self, at: datetime) -> date:
        """Give the calendar date of the study day an instant belongs to: what "today" is called.

        Args:
            at: an aware time.

        Raises:
            ValueError: `at` has no time zone.
        """
        return date_of(self.day(at))

    def start(self, day: StudyDay) -> datetime:
        """Give the instant, in UTC, at which a study day begins."""
        wall = datetime.combine(date_of(day), time(self.rollover_hour))
        local = wall.astimezone() if self.zone is None else wall.replace(tzinfo=self.zone)
        return local.astimezone(UTC)

    def end(self, day: StudyDay) -> datetime:
        """Give the instant, in UTC, at which the next study day begins."""
        return self.start(StudyDay(day + 1))
