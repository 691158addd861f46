"""The learner's pace, from the newest answers of the log."""

from contextlib import closing
from pathlib import Path

from flashcards.collection.studying import learner_pace
from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, TODAY, a_collection, a_note, add_notes


def test_cards_moved_by_hundreds_leave_the_pace_as_it_is(tmp_path: Path) -> None:
    with closing(a_collection(tmp_path)) as collection:
        cards = add_notes(collection, "Filing", [a_note(f"n{number}") for number in range(700)])

        def answer(change: Transaction) -> None:
            for card in cards[:100]:
                change.add_review(a_line(card, Rating.GOOD, ReviewKind.REVIEW, 4000))

        collection.transact(Operation.ANSWER_CARD, answer)
        before = collection.read(learner_pace)
        moved = [a_line(card, None, ReviewKind.RESCHEDULED, 0) for card in cards]
        collection.transact(Operation.RESCHEDULE, lambda change: [change.add_review(one) for one in moved])

        assert before.review_s < 8
        assert collection.read(learner_pace) == before


def a_line(card: CardId, rating: Rating | None, kind: ReviewKind, duration_ms: int) -> Review:
    return Review(card, NOON, TODAY, rating, kind, CardState.REVIEW, 1, 12, duration_ms, None, None)
