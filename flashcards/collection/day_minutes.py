"""The minutes the learner means to study on a day that no exam's plan keeps to minutes."""

from datetime import datetime, tzinfo
from typing import NamedTuple

from flashcards.collection import exams
from flashcards.collection.studying import learner_calendar
from flashcards.domain.study_day import StudyDay
from flashcards.storage import planning, reading
from flashcards.storage.snapshot import Snapshot


class DayMinutes(NamedTuple):
    """How much of a day is meant for study, and how much of that is over.

    Attributes:
        meant: minutes.
        spent_s: seconds of answers so far.
    """

    day: StudyDay
    meant: int
    spent_s: float


def day_minutes(snapshot: Snapshot, now: datetime, zone: tzinfo | None = None) -> DayMinutes | None:
    """Give the minutes of today; None with an exam ahead, whose plan keeps within its own."""
    today = learner_calendar(snapshot, zone).day(now)
    if exams.ahead(snapshot, today):
        return None
    meant = reading.learning_settings(snapshot).minutes_a_day
    return DayMinutes(today, meant, planning.seconds_on(snapshot, today))
