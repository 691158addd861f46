"""Exams the learner prepares for: kept, changed, put away when they are over."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.domain.deck import is_within
from flashcards.domain.exam import Afterwards, Exam
from flashcards.domain.ids import ExamId
from flashcards.domain.study_day import StudyDay, study_day_of
from flashcards.storage import exam_reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


def exams(snapshot: Snapshot) -> tuple[Exam, ...]:
    """Give every exam: those ahead by date, then past ones, the newest first."""
    return exam_reading.exams(snapshot)


def ahead(snapshot: Snapshot, today: StudyDay) -> tuple[Exam, ...]:
    """Give the exams from today on, the next one first."""
    return tuple(exam for exam in exams(snapshot) if not exam.is_past and study_day_of(exam.held_on) >= today)


def over(snapshot: Snapshot, today: StudyDay) -> tuple[Exam, ...]:
    """Give the exams whose day is behind and that were not put away yet."""
    return tuple(exam for exam in exams(snapshot) if not exam.is_past and study_day_of(exam.held_on) < today)


def counted_down(snapshot: Snapshot, today: StudyDay) -> Exam | None:
    """Give the exam that is counted down to: the next one, else the last that is over and not put away."""
    return next(iter((*ahead(snapshot, today), *reversed(over(snapshot, today)))), None)


def add(transaction: "Transaction", exam: Exam) -> ExamId:
    """Add an exam; its id does not count."""
    return transaction.exams.add(exam)


def edit(transaction: "Transaction", exam: Exam) -> Exam:
    """Store a changed exam.

    Raises:
        StaleCardError: it was changed or deleted elsewhere.
    """
    return transaction.exams.update(exam)


def delete(transaction: "Transaction", exam_id: ExamId) -> None:
    """Delete an exam. Its practice exams stay."""
    transaction.exams.delete(exam_id)


def put_away(transaction: "Transaction", exam: Exam, result: str, afterwards: Afterwards) -> Exam:
    """Keep an exam that is over among the past ones, with what came of it and what shall become of its cards."""
    return edit(transaction, replace(exam, is_past=True, result=result.strip(), afterwards=afterwards))


def area_finder(exam: Exam) -> Callable[[int | None, str], int | None]:
    """Give a function that says which area a note belongs to, by its domain and the full name of its deck.

    The first area that fits counts. Notes of decks not studied for the exam belong to none.
    """
    places = list(enumerate(exam.blueprint))

    def find(domain: int | None, deck: str) -> int | None:
        if not is_studied(exam, deck):
            return None
        for place, area in places:
            if area.domain == domain if area.domain is not None else is_within(deck, area.deck):
                return place
        return None

    return find


def is_studied(exam: Exam, deck: str) -> bool:
    """Say whether a deck, by its full name, is studied for an exam."""
    return not exam.decks or any(is_within(deck, one) for one in exam.decks)
