"""What an exam's plan leaves of the due cards, and what it holds for tomorrow."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from flashcards.collection import exams, planning
from flashcards.collection.collection import Collection
from flashcards.collection.plan_left import PlannedDay, planned_day
from flashcards.collection.plan_shelf import PlanShelf
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, DaysOff, Exam
from flashcards.domain.ids import ExamId
from flashcards.domain.study_day import StudyDay
from flashcards.plan_wording import left_text
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from tests.builders import CALENDAR, NOON, TODAY, a_note, add_notes

TOMORROW = StudyDay(TODAY + 1)
EXAM = Exam(ExamId(0), "RHIT", (NOON + timedelta(days=5)).date(), (Area("All", 1, deck="RHIT"),), decks=("RHIT",))


def add_due(collection: Collection, deck: str, number: int, stability: float = 3.0) -> None:
    ids = add_notes(
        collection, deck, [a_note(f"{deck}{one}", fields=(f"{deck} {one}", "A", "")) for one in range(number)]
    )

    def change(transaction: Transaction) -> None:
        for card in reading.cards(transaction.snapshot, ids).values():
            seen = replace(
                card,
                state=CardState.REVIEW,
                memory=MemoryState(stability, 5.0),
                due_on=TODAY,
                interval_days=3,
                last_review_on=StudyDay(TODAY - 3),
                reps=2,
            )
            transaction.update_card(seen)

    collection.transact(Operation.SET_DUE_DATE, change)


def add_exam(collection: Collection, exam: Exam = EXAM) -> None:
    collection.transact(Operation.ADD_EXAM, partial(exams.add, exam=exam))


def tomorrow(collection: Collection) -> PlannedDay | None:
    return collection.read(lambda snapshot: planned_day(snapshot, TOMORROW))


def test_due_cards_that_do_not_fit_the_plan_are_counted_and_those_of_other_decks_are_not(
    collection: Collection,
) -> None:
    add_due(collection, "RHIT", 40)
    add_due(collection, "Hobby", 7)
    add_exam(collection, replace(EXAM, minutes_a_day=2))

    plan = collection.read(lambda snapshot: planning.todays_plan(snapshot, NOON, PlanShelf(None), CALENDAR.zone))

    assert plan is not None
    assert 0 < plan.reviews < 40
    assert plan.left_due == 40 - plan.reviews


def test_tomorrow_is_told_by_the_plans_minutes_and_its_due_cards_apart_from_the_others(collection: Collection) -> None:
    add_due(collection, "RHIT", 4)
    add_due(collection, "Hobby", 2)
    without = tomorrow(collection)
    add_exam(collection, replace(EXAM, minutes_a_day=25))

    assert without is None
    assert tomorrow(collection) == PlannedDay(("RHIT",), minutes=25, due=4, others=2)


def test_on_a_day_off_and_on_the_day_of_the_exam_the_plan_holds_nothing(collection: Collection) -> None:
    add_due(collection, "RHIT", 4)
    day = (NOON + timedelta(days=1)).date()
    add_exam(collection, replace(EXAM, days_off=DaysOff(weekdays=frozenset({day.weekday()}))))
    off = tomorrow(collection)
    add_exam(collection, replace(EXAM, name="Quiz", held_on=day))

    assert off == PlannedDay(("RHIT",), minutes=0, due=4, others=0)
    held = tomorrow(collection)
    assert held is not None
    assert (held.exams, held.due, held.is_exam_day) == (("Quiz",), 0, True)


def test_what_is_left_is_said_with_its_reason() -> None:
    assert left_text(0, 58, 0) == ""
    assert left_text(8, 58, 0) == "8 more are due; the plan leaves them today: new cards add more by your exam."
    assert left_text(1, 58, 3) == "1 more is due; the plan leaves it today: other cards add more by your exam."
    assert left_text(2, 0, 0) == "2 cards are due that the plan leaves today."
