"""What is left of a day's plan only shrinks while it is studied."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from flashcards.collection import exams
from flashcards.collection.collection import Collection
from flashcards.collection.plan_shelf import PlanShelf
from flashcards.collection.planning import TodaysPlan, todays_plan
from flashcards.collection.sitting import Sitting, gather
from flashcards.collection.studying import record_answer, today
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, Exam
from flashcards.domain.ids import CardId, ExamId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.review import Rating
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from tests.builders import CALENDAR, NOON, TODAY, a_note, add_notes

EXAM = Exam(ExamId(0), "RHIT exam", date(2027, 3, 7), (Area("All", 1, deck="RHIT"),), minutes_a_day=25, floor=0)


@pytest.fixture
def filled(collection: Collection) -> Collection:
    """Forty reviews and a hundred new cards."""
    notes = [a_note(f"n{one}", fields=(f"Question {one}", "A", "")) for one in range(140)]
    ids = add_notes(collection, "RHIT", notes)
    collection.transact(Operation.SET_DUE_DATE, lambda change: _studied(change, ids[:40]))
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, EXAM))
    return collection


def _studied(transaction: Transaction, ids: Sequence[CardId]) -> None:
    for card in reading.cards(transaction.snapshot, ids).values():
        seen = replace(card, state=CardState.REVIEW, memory=MemoryState(6.0, 5.0), due_on=TODAY, interval_days=6)
        transaction.update_card(replace(seen, last_review_on=StudyDay(TODAY - 6), reps=3))


def plan(collection: Collection, now: datetime = NOON) -> TodaysPlan:
    found = collection.read(lambda snapshot: todays_plan(snapshot, now, PlanShelf(None), CALENDAR.zone))
    assert found is not None
    return found


def sitting(collection: Collection, now: datetime = NOON) -> Sitting:
    found = plan(collection, now)
    return collection.read(lambda snapshot: gather(snapshot, now, zone=CALENDAR.zone, plan=found))


def minutes_on_today(collection: Collection, now: datetime) -> int:
    found = plan(collection, now)
    return collection.read(lambda snapshot: today(snapshot, now, CALENDAR.zone, found)).minutes


def answer(collection: Collection, number: int, seconds: int, rating: Rating = Rating.GOOD) -> tuple[Sitting, datetime]:
    """Answer the first cards of the day, each in so many seconds."""
    studied, now = sitting(collection), NOON
    for _ in range(number):
        item = studied.session.advance(now)
        assert item is not None
        studied.session.supply(collection.read(partial(reading.cards, ids=[item.card_id])))
        now += timedelta(seconds=seconds)
        answered = studied.session.answer(rating, now, seconds * 1000)
        store = partial(record_answer, answered=answered, settings=LearningSettings())
        collection.transact(Operation.ANSWER_CARD, store)
    studied.session.advance(now)
    return studied, now


@pytest.mark.parametrize("seconds", [0, 1, 8, 50])
@pytest.mark.parametrize("rating", [Rating.AGAIN, Rating.GOOD, Rating.EASY])
def test_coming_back_to_study_brings_no_more_than_was_left(filled: Collection, seconds: int, rating: Rating) -> None:
    left, now = answer(filled, 12, seconds, rating)

    again = sitting(filled, now)

    before, after = left.session.counts(), again.session.counts()
    assert after.total <= before.total
    assert after.new <= before.new
    assert again.minutes_left() <= left.minutes_left()


@pytest.mark.parametrize("seconds", [0, 1, 8, 50])
def test_today_and_study_say_the_same_minutes_within_those_of_the_day(filled: Collection, seconds: int) -> None:
    assert minutes_on_today(filled, NOON) == sitting(filled).minutes_left() <= 25

    _, now = answer(filled, 12, seconds)

    said = minutes_on_today(filled, now)
    assert said == sitting(filled, now).minutes_left()
    assert said <= 25 - 12 * seconds // 60


def test_the_whole_day_can_be_studied_in_a_moment_and_is_done_then(filled: Collection) -> None:
    whole = plan(filled).count

    _, now = answer(filled, whole, 1, Rating.EASY)

    assert plan(filled, now).count <= 1


def test_steps_of_yesterday_take_their_part_of_the_minutes(filled: Collection) -> None:
    usual = plan(filled)
    ids = [CardId(int(one)) for one in usual.ranking.ids[-10:]]

    def begin(change: Transaction) -> None:
        for card in reading.cards(change.snapshot, ids).values():
            change.update_card(
                replace(card, state=CardState.LEARNING, memory=MemoryState(1.0, 5.0), due_on=TODAY, due_at=NOON)
            )

    filled.transact(Operation.SET_DUE_DATE, begin)

    assert plan(filled).seconds == usual.seconds - 10 * 13
    assert minutes_on_today(filled, NOON) <= 25
