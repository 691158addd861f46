"""What Today says of the next day of study, where nothing is left for today."""

from dataclasses import replace
from datetime import timedelta

from flashcards.collection import moving
from flashcards.collection.collection import Collection
from flashcards.collection.moving_days import Days
from flashcards.collection.studying import Today, today
from flashcards.domain.changes import Operation
from flashcards.domain.learning import LearningSettings
from flashcards.domain.study_day import StudyDay
from flashcards.storage.transaction import Transaction
from tests.builders import CALENDAR, NOON, TODAY, a_note, add_notes, add_review

BURIED = StudyDay(TODAY + 1)


def shown(collection: Collection) -> Today:
    return collection.read(lambda snapshot: today(snapshot, NOON, CALENDAR.zone))


def limit(collection: Collection, *, new_limit: int = 20, review_limit: int = 200) -> None:
    settings = replace(LearningSettings(), new_limit=new_limit, review_limit=review_limit)
    collection.transact(Operation.CHANGE_SETTINGS, lambda change: change.set_learning_settings(settings))


def days_to(day: StudyDay | None) -> int | None:
    return None if day is None else day - TODAY


def test_the_next_card_is_the_next_review(collection: Collection) -> None:
    add_review(collection, "Terms", "later", 5)

    found = shown(collection)

    assert (days_to(found.next_due_on), found.next_new_on) == (5, None)


def test_a_buried_card_comes_back_on_the_next_day(collection: Collection) -> None:
    add_review(collection, "Terms", "later", 5)
    add_review(collection, "Terms", "buried", 0, BURIED)

    assert days_to(shown(collection).next_due_on) == 1


def test_a_review_beyond_the_limit_comes_on_the_next_day(collection: Collection) -> None:
    limit(collection, review_limit=0)
    add_review(collection, "Terms", "over", -2)

    assert days_to(shown(collection).next_due_on) == 1


def test_new_cards_may_come_on_the_next_day_where_there_is_a_limit_for_them(collection: Collection) -> None:
    add_notes(collection, "Terms", [a_note("new")])
    with_limit = shown(collection)
    limit(collection, new_limit=0)

    assert (days_to(with_limit.next_new_on), shown(collection).next_new_on) == (1, None)


def test_days_of_a_break_are_passed_over(collection: Collection) -> None:
    add_review(collection, "Terms", "buried", 0, BURIED)
    add_notes(collection, "Terms", [a_note("new")])
    first, last = (NOON.date() + timedelta(days=days) for days in (1, 3))

    def plan(transaction: Transaction) -> int:
        move = moving.take_break(Days(transaction.snapshot, NOON, CALENDAR.zone), first, last)
        return moving.carry_out(transaction, replace(move, due_on={}), NOON, CALENDAR.zone)

    limit(collection, new_limit=0)
    collection.transact(Operation.PLAN_BREAK, plan)

    assert days_to(shown(collection).next_due_on) == 4
