from dataclasses import replace
from functools import partial

import pytest

from flashcards.collection import after_exam, exams
from flashcards.collection.after_exam import rescheduled
from flashcards.collection.collection import Collection
from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Afterwards, Exam
from flashcards.domain.ids import CardId, ExamId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.memory_model import model_of
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from tests.builders import CALENDAR, NOON, TODAY, a_card, a_note, add_notes

MODEL = model_of(LearningSettings())
EXAM = Exam(ExamId(0), "RHIT", NOON.date(), decks=("RHIT",))


def a_review(number: int, stability: float, ago: int) -> Card:
    return a_card(
        id=CardId(number),
        state=CardState.REVIEW,
        memory=MemoryState(stability, 5.0),
        due_on=TODAY,
        last_review_on=StudyDay(TODAY - ago),
    )


def test_a_card_not_due_by_its_memory_gets_the_day_it_asks_for() -> None:
    (card,) = rescheduled([a_review(1, 30.0, 5)], MODEL, 0.9, TODAY, 14)

    assert (card.due_on, card.interval_days) == (TODAY + 25, 30)


def test_what_is_due_shares_the_next_days_the_best_remembered_last() -> None:
    cards = [a_review(number, float(number), 20) for number in range(1, 15)]

    found = rescheduled(cards, MODEL, 0.9, TODAY, 14)

    assert [card.due_on for card in found] == [TODAY + number for number in range(1, 15)]


@pytest.mark.parametrize(
    ("afterwards", "new_limit", "retention"),
    [(Afterwards.KEEP, None, None), (Afterwards.MAINTAIN, 0, None), (Afterwards.WIND_DOWN, 0, 0.75)],
)
def test_what_becomes_of_the_cards_is_one_step_that_can_be_undone(
    collection: Collection, afterwards: Afterwards, new_limit: int | None, retention: float | None
) -> None:
    ids = add_notes(collection, "RHIT::One", [a_note("a"), a_note("b", fields=("B", "", ""))])
    other = add_notes(collection, "Hobby", [a_note("c", fields=("C", "", ""))])
    for card in collection.read(lambda look: reading.cards(look, [*ids, *other])).values():
        seen = replace(
            card,
            state=CardState.REVIEW,
            memory=MemoryState(40.0, 5.0),
            due_on=TODAY,
            last_review_on=StudyDay(TODAY - 3),
        )
        collection.transact(Operation.SET_DUE_DATE, partial(Transaction.update_card, card=seen))
    exam = replace(EXAM, id=collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, EXAM)).value)

    def due() -> list[StudyDay | None]:
        return [card.due_on for card in collection.read(lambda look: reading.cards(look, [*ids, *other])).values()]

    before = due()
    moved = collection.transact(
        Operation.EDIT_EXAM,
        lambda change: after_exam.put_away(change, exam, "passed", afterwards, NOON, CALENDAR.zone),
    ).value

    (kept,) = collection.read(exams.exams)
    decks = {deck.name: deck for deck in collection.read(reading.decks)}
    assert (moved, kept.is_past, kept.result) == (2, True, "passed")
    assert (decks["RHIT"].options.new_limit, decks["RHIT"].options.desired_retention) == (new_limit, retention)
    assert decks["Hobby"].preset is None
    assert all(day is not None and day > TODAY + 30 for day in due()[:2])
    assert due()[2] == before[2]
    collection.undo()
    assert due() == before
