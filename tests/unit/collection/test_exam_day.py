"""On the day of an exam what is studied for it rests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from flashcards.collection import exams
from flashcards.collection.collection import Collection
from flashcards.collection.decks import deck_tree
from flashcards.collection.plan_shelf import PlanShelf
from flashcards.collection.planning import TodaysPlan, todays_plan
from flashcards.collection.sitting import gather
from flashcards.collection.studying import today
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, Exam
from flashcards.domain.ids import CardId, ExamId
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from flashcards.study.session import Counts
from tests.builders import CALENDAR, NOON, TODAY, a_note, add_notes

HELD = Exam(ExamId(0), "RHIT exam", NOON.date(), (Area("All", 1, deck="RHIT"),), decks=("RHIT",), floor=0)


def fill(collection: Collection, deck: str) -> Sequence[CardId]:
    """Add a new card, one in its steps, and one that is due."""
    ids = add_notes(collection, deck, [a_note(f"{deck}{one}", fields=(f"{deck} {one}", "A", "")) for one in range(3)])

    def change(transaction: Transaction) -> None:
        cards = reading.cards(transaction.snapshot, ids)
        memory = MemoryState(5.0, 5.0)
        seen: dict[str, Any] = {"memory": memory, "due_on": TODAY, "last_review_on": StudyDay(TODAY - 5), "reps": 3}
        transaction.update_card(replace(cards[ids[1]], state=CardState.LEARNING, due_at=NOON, **seen))
        transaction.update_card(replace(cards[ids[2]], state=CardState.REVIEW, interval_days=5, **seen))

    collection.transact(Operation.SET_DUE_DATE, change)
    return ids


def add_exam(collection: Collection, exam: Exam) -> None:
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam))


def plan(collection: Collection) -> TodaysPlan | None:
    return collection.read(lambda snapshot: todays_plan(snapshot, NOON, PlanShelf(None), CALENDAR.zone))


def shown(collection: Collection) -> tuple[Counts, Counts, list[tuple[str, int]]]:
    """Give what Today, Study and the deck tree count."""
    found, zone = plan(collection), CALENDAR.zone
    numbers = collection.read(lambda snapshot: today(snapshot, NOON, zone, found))
    session = collection.read(lambda snapshot: gather(snapshot, NOON, zone=zone, plan=found)).session
    tree = collection.read(lambda snapshot: deck_tree(snapshot, NOON, zone, found))
    counted = [(deck.name, deck.new + deck.learning + deck.due) for deck in tree]
    return Counts(numbers.new, numbers.learning, numbers.due), session.counts(), counted


def test_nothing_of_its_decks_comes_and_others_go_on(collection: Collection) -> None:
    fill(collection, "RHIT::One")
    fill(collection, "Hobby")
    add_exam(collection, HELD)

    assert shown(collection) == (Counts(1, 1, 1), Counts(1, 1, 1), [("Hobby", 3), ("RHIT", 0), ("RHIT::One", 0)])


def test_the_day_before_and_the_day_after_are_as_usual(collection: Collection) -> None:
    fill(collection, "RHIT")
    add_exam(collection, replace(HELD, held_on=NOON.date() - timedelta(days=1)))

    assert shown(collection)[1] == Counts(1, 1, 1)


def test_the_plan_for_a_later_exam_leaves_what_rests_alone(collection: Collection) -> None:
    resting = fill(collection, "RHIT")
    others = fill(collection, "CCA")
    add_exam(collection, HELD)
    add_exam(collection, replace(HELD, name="CCA", held_on=date(2027, 1, 10), decks=()))

    found = plan(collection)

    assert found is not None
    assert set(found.ranking.ids.tolist()) <= set(others)
    assert set(found.ranking.ids.tolist()).isdisjoint(resting)
    assert found.count > 0
