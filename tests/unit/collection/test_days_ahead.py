"""What Today shows of the next days where some are off."""

from datetime import timedelta

from flashcards.collection import exams, wanted
from flashcards.collection.collection import Collection
from flashcards.collection.studying import today
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, DaysOff, Exam
from flashcards.domain.ids import CardId, ExamId
from flashcards.domain.study_day import StudyDay
from tests.builders import CALENDAR, NOON, TODAY, a_note, add_notes, add_review

ON = NOON.date()


def add_wanted(collection: Collection, deck: str, name: str, on: int) -> CardId:
    (card_id,) = add_notes(collection, deck, [a_note(name)])
    days = {card_id: StudyDay(TODAY + on)}
    collection.transact(Operation.STUDY_MISSES, lambda change: wanted.add(change, days, TODAY))
    return card_id


def add_exam(collection: Collection, *off: int) -> None:
    days = DaysOff(dates=tuple(ON + timedelta(days=one) for one in off))
    exam = Exam(ExamId(0), "RHIT", ON + timedelta(days=30), (Area("All", 1, deck="RHIT"),), ("RHIT",), days_off=days)
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam))


def ahead(collection: Collection) -> tuple[int, ...]:
    return collection.read(lambda snapshot: today(snapshot, NOON, CALENDAR.zone)).ahead


def is_off(collection: Collection) -> bool:
    return collection.read(lambda snapshot: today(snapshot, NOON, CALENDAR.zone)).is_off


def test_what_is_studied_for_an_exam_comes_after_days_off(collection: Collection) -> None:
    add_review(collection, "RHIT", "exam", 1)
    add_review(collection, "Terms", "free", 1)
    add_wanted(collection, "RHIT", "missed", 2)
    add_exam(collection, 1, 2)

    assert ahead(collection) == (1, 0, 2, 0, 0, 0, 0)


def test_without_days_off_each_card_stands_on_its_day(collection: Collection) -> None:
    add_review(collection, "RHIT", "exam", 1)
    add_wanted(collection, "RHIT", "missed", 2)
    add_exam(collection)

    assert ahead(collection) == (1, 1, 0, 0, 0, 0, 0)


def test_what_comes_after_the_days_shown_is_left_out(collection: Collection) -> None:
    add_review(collection, "RHIT", "exam", 7)
    add_exam(collection, 7)

    assert ahead(collection) == (0,) * 7


def test_a_day_is_off_when_every_exam_ahead_says_so(collection: Collection) -> None:
    without_exam = is_off(collection)
    add_exam(collection, 0)
    with_one = is_off(collection)
    add_exam(collection)

    assert (without_exam, with_one, is_off(collection)) == (False, True, False)
