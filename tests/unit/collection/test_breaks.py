"""Breaks that are planned, changed and ended."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from flashcards.collection import breaks, exams, moving, pausing, planning
from flashcards.collection.breaks import PlannedBreak
from flashcards.collection.collection import Collection
from flashcards.collection.moving_days import Days
from flashcards.collection.plan_shelf import PlanShelf
from flashcards.collection.sitting import gather
from flashcards.collection.studying import today
from flashcards.domain.breaks import Break
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Exam
from flashcards.domain.ids import ExamId
from flashcards.domain.review import Rating
from flashcards.domain.study_day import StudyDay, study_day_of
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.transaction import Transaction
from tests.builders import CALENDAR, NOON, TODAY
from tests.unit.collection.test_moving import add_new, add_reviews, due

ON = NOON.date()
ZONE = CALENDAR.zone


def day(ahead: int) -> date:
    return ON + timedelta(days=ahead)


def plan_break(collection: Collection, first: int, last: int, without: PlannedBreak | None = None) -> Break:
    def move(snapshot: Snapshot) -> moving.Move:
        plan = planning.todays_plan(snapshot, NOON, PlanShelf(None), ZONE)
        return moving.take_break(Days(snapshot, NOON, ZONE, plan, without), day(first), day(last))

    found = collection.read(move)
    collection.transact(Operation.MOVE_REVIEWS, partial(moving.carry_out, move=found, now=NOON, zone=ZONE))
    return Break(day(first), day(last))


def end_break(collection: Collection, days: Break, days_later: int = 0) -> int:
    now = NOON + timedelta(days=days_later)
    return collection.transact(Operation.MOVE_REVIEWS, lambda change: pausing.end(change, days, now, ZONE)).value


def known(collection: Collection) -> tuple[Break, ...]:
    return collection.read(lambda snapshot: breaks.ahead(snapshot, ON))


def test_a_planned_break_is_known_until_it_is_over(collection: Collection) -> None:
    days = plan_break(collection, 3, 5)

    assert known(collection) == (days,)
    assert collection.read(lambda snapshot: breaks.ahead(snapshot, day(5))) == (days,)
    assert collection.read(lambda snapshot: breaks.ahead(snapshot, day(6))) == ()
    assert collection.read(lambda snapshot: today(snapshot, NOON, ZONE)).breaks == (days,)


def test_ending_a_break_gives_reviews_their_days_back(collection: Collection) -> None:
    ids = add_reviews(collection, "Terms", [3, 4, 5, 9])
    days = plan_break(collection, 3, 5)
    assert sorted(due(collection, ids)) == [6, 7, 8, 9]

    assert end_break(collection, days) == 3

    assert due(collection, ids) == [3, 4, 5, 9]
    assert known(collection) == ()
    collection.undo()
    assert sorted(due(collection, ids)) == [6, 7, 8, 9]
    assert known(collection) == (days,)


def test_a_review_that_was_moved_since_stays_where_it_is(collection: Collection) -> None:
    ids = add_reviews(collection, "Terms", [3, 4])
    days = plan_break(collection, 3, 5)
    card = collection.read(lambda snapshot: reading.cards(snapshot, ids))[ids[0]]
    moved = replace(card, due_on=StudyDay(TODAY + 30))
    collection.transact(Operation.SET_DUE_DATE, partial(Transaction.update_card, card=moved))

    assert end_break(collection, days) == 1

    assert due(collection, ids) == [30, 4]


def test_a_break_that_has_begun_keeps_the_days_that_were_free(collection: Collection) -> None:
    ids = add_reviews(collection, "Terms", [3, 4, 6])
    days = plan_break(collection, 3, 7)

    end_break(collection, days, days_later=5)

    assert due(collection, ids) == [5, 5, 6], "what is over comes today"
    assert collection.read(lambda snapshot: breaks.ahead(snapshot, day(5))) == ()
    assert [one.days for one in collection.read(breaks.planned)] == [Break(day(3), day(4))]


def test_a_changed_break_moves_its_reviews_from_their_own_days(collection: Collection) -> None:
    ids = add_reviews(collection, "Terms", [3, 4, 9])
    plan_break(collection, 3, 5)
    (before,) = collection.read(breaks.planned)

    after = plan_break(collection, 4, 5, without=before)

    assert known(collection) == (after,)
    assert due(collection, ids) == [3, 6, 9]
    assert end_break(collection, after) == 1
    assert due(collection, ids) == [3, 4, 9]


def test_no_new_card_comes_in_a_break_and_all_come_when_it_ends(collection: Collection) -> None:
    add_new(collection, "Terms", 4)
    days = plan_break(collection, 0, 2)
    tomorrow = NOON + timedelta(days=1)

    assert collection.read(lambda snapshot: today(snapshot, tomorrow, ZONE)).new == 0
    assert collection.read(lambda snapshot: gather(snapshot, tomorrow, zone=ZONE)).session.counts().new == 0
    end_break(collection, days)
    assert collection.read(lambda snapshot: today(snapshot, NOON, ZONE)).new == 4
    assert collection.read(lambda snapshot: gather(snapshot, NOON, zone=ZONE)).session.counts().new == 4


def test_an_answer_keeps_clear_of_a_break_as_its_button_says(collection: Collection) -> None:
    (card_id,) = add_reviews(collection, "Terms", [0])
    plan_break(collection, 5, 200)

    sitting = collection.read(lambda snapshot: gather(snapshot, NOON, zone=ZONE))
    card = collection.read(lambda snapshot: reading.cards(snapshot, [card_id]))[card_id]
    promised = sitting.outcomes(card, NOON)[Rating.GOOD].interval_days
    answered = sitting.answer(card, Rating.GOOD, NOON, 9000)

    assert promised == (answered.after.due_on or 0) - TODAY
    assert promised > 200


def test_the_days_of_a_break_have_no_minutes_and_do_not_count_as_missed(collection: Collection) -> None:
    add_reviews(collection, "RHIT", [0] * 4)
    exam = Exam(ExamId(0), "RHIT", day(9), minutes_a_day=10)
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam))
    collection.transact(Operation.REPLAN, lambda change: planning.set_minutes(change, {day(1): 5, day(2): 5}))

    days = plan_break(collection, 2, 3)

    assert collection.read(planning.own_minutes) == {day(1): 5, day(2): 0, day(3): 0}
    end_break(collection, days)
    assert collection.read(planning.own_minutes) == {day(1): 5, day(2): 5}
    again = plan_break(collection, 2, 3)
    end_break(collection, again, days_later=3)
    kept = collection.read(lambda snapshot: planning.Known.of(snapshot, study_day_of(day(4))))
    assert kept.study_time(exam).minutes(day(2)) == 0


def test_old_breaks_are_forgotten_when_one_is_planned(collection: Collection) -> None:
    for ahead in (0, 70):
        add = partial(pausing.add, days=Break(day(ahead), day(ahead + 1)), moved={}, today=day(ahead))
        collection.transact(Operation.MOVE_REVIEWS, add)

    assert [one.days.first for one in collection.read(breaks.planned)] == [day(70)]
