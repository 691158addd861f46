"""The minutes a day was said to take, kept on record, beside those it took.

What Today said is kept with the first answer of the day, and with it the pace it was reckoned by. So a day that was
left early, or went on for longer, is judged by the cards that were studied: what the same pace expected of them,
beside the time they took.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flashcards.collection.plan_budget import planned_s
from flashcards.domain.ids import ExamId
from flashcards.domain.study_day import StudyDay, study_day_of
from flashcards.scheduling.pace import Pace
from flashcards.storage import exam_reading, planning
from flashcards.storage.instants import to_ms
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

KIND = "minutes"
"""What these predictions are called; stored, never change it."""

OF_THE_DAY = ExamId(0)
"""Stands for the exam: what a day takes is said of all that is studied."""


@dataclass(frozen=True, slots=True)
class Said:
    """What Today said before the first answer of a day."""

    on: date
    minutes: int
    cards: int


@dataclass(frozen=True, slots=True)
class DaysTime:
    """A day of study, and how long it was to take.

    Attributes:
        said: minutes for all that was to be studied, as Today said.
        expected: minutes for the cards that were studied, by the pace of that morning.
        needed: minutes they took.
    """

    day: StudyDay
    said: int
    expected: float
    needed: float


def keep(transaction: "Transaction", said: Said, pace: Pace, now: datetime) -> None:
    """Keep on record what was said, once a day."""
    if all(one["on"] != said.on.isoformat() for one in _kept(transaction.snapshot)):
        row = {
            "on": said.on.isoformat(),
            "minutes": said.minutes,
            "cards": said.cards,
            "pace": [pace.new_s, pace.review_s, pace.relearning_s],
        }
        transaction.exams.add_prediction(OF_THE_DAY, to_ms(now) or 0, KIND, row)


def days(snapshot: Snapshot, first: StudyDay, last: StudyDay) -> tuple[DaysTime, ...]:
    """Give the days of a period of which something was said, and on which something was studied, oldest first."""
    found = (_day(snapshot, row) for row in _kept(snapshot) if first <= study_day_of(_on(row)) <= last)
    return tuple(sorted((one for one in found if one.needed), key=lambda one: one.day))


def _day(snapshot: Snapshot, row: dict[str, Any]) -> DaysTime:
    day, pace = study_day_of(_on(row)), Pace(*row["pace"])
    expected = sum(planned_s(one, pace) for one in planning.begun_on(snapshot, day)) / 60
    return DaysTime(day, row["minutes"], expected, planning.seconds_on(snapshot, day) / 60)


def _kept(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    return (json.loads(one.value) for one in exam_reading.predictions(snapshot, OF_THE_DAY) if one.kind == KIND)


def _on(row: dict[str, Any]) -> date:
    return date.fromisoformat(row["on"])
