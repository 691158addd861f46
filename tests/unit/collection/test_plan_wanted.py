"""Wanted cards of several missed days keep to what one day has room for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from flashcards.collection import exams, wanted
from flashcards.collection.collection import Collection
from flashcards.collection.plan_shelf import PlanShelf
from flashcards.collection.planning import TodaysPlan, todays_plan
from flashcards.collection.studying import record_answer
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, Exam
from flashcards.domain.ids import CardId, ExamId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.review import Rating
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.scheduler import Scheduler
from flashcards.storage import reading
from tests.builders import CALENDAR, NOON, TODAY, a_note, add_notes

EXAM = Exam(ExamId(0), "RHIT exam", date(2027, 3, 7), (Area("All", 1, deck="RHIT"),), minutes_a_day=25, floor=0)
LATER = NOON + timedelta(days=5)


def fill(collection: Collection, minutes_a_day: int) -> Sequence[CardId]:
    """Want eighty of two hundred new cards, twenty on each of four days."""
    ids = add_notes(collection, "RHIT", [a_note(f"n{one}", fields=(f"Q{one}", "A", "")) for one in range(200)])
    days = {card_id: StudyDay(TODAY + 1 + place // 20) for place, card_id in enumerate(ids[:80])}
    collection.transact(Operation.STUDY_MISSES, lambda change: wanted.add(change, days, TODAY))
    exam = replace(EXAM, minutes_a_day=minutes_a_day)
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam))
    return ids


def plan(collection: Collection, now: datetime = LATER) -> TodaysPlan:
    found = collection.read(lambda snapshot: todays_plan(snapshot, now, PlanShelf(None), CALENDAR.zone))
    assert found is not None
    return found


def easy(collection: Collection, ids: Sequence[CardId], now: datetime) -> None:
    scheduler, settings = Scheduler(LearningSettings(), CALENDAR), LearningSettings()
    for card in collection.read(partial(reading.cards, ids=ids)).values():
        answered = scheduler.answer(card, Rating.EASY, now, 38_000, desired_retention=0.9, load={})
        collection.transact(Operation.ANSWER_CARD, partial(record_answer, answered=answered, settings=settings))


@pytest.mark.parametrize(
    ("minutes_a_day", "number"),
    [
        (25, 26),  # two thirds of the minutes, at 38 seconds a card
        (120, 40),
    ],
)
def test_no_more_come_than_one_day_has_room_for_the_earliest_first(
    collection: Collection, minutes_a_day: int, number: int
) -> None:
    ids = fill(collection, minutes_a_day)

    found = plan(collection)

    assert found.wanted == number
    assert set(found.chosen[:number]) == set(ids[:number])
    assert found.count > number


def test_what_was_studied_today_counts_and_the_rest_moves_on(collection: Collection) -> None:
    ids = fill(collection, 25)
    easy(collection, ids[:20], LATER)

    assert plan(collection, LATER).wanted == 6
    assert plan(collection, LATER + timedelta(days=1)).wanted == 26
