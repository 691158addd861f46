"""Asking how Hard is used, from the log of a collection."""

from datetime import timedelta

from flashcards.collection.collection import Collection
from flashcards.collection.hard_use import put_away, to_ask
from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay
from tests.builders import NOON, TODAY, a_note, add_notes
from tests.unit.scheduling.rating_learners import Learner


def live(collection: Collection, learner: Learner, cards: int = 150) -> None:
    """Put the reviews of a learner into the log: each card's own, a day apart."""
    ids = add_notes(collection, "Terms", [a_note(f"n{one}") for one in range(cards)])
    lines: list[Review] = []
    card, place = -1, 0
    for seen in learner.reviews(3, cards):
        card, place = (card + 1, 0) if seen.before is None else (card, place + 1)
        lines.append(a_line(ids[card], place, seen.rating, seen.retrievability))
    collection.transact(Operation.IMPORT, lambda change: change.add_reviews(lines))


def a_line(card: CardId, place: int, rating: Rating, retrievability: float) -> Review:
    return Review(
        card_id=card,
        reviewed_at=NOON - timedelta(days=200 - place),
        reviewed_on=StudyDay(TODAY - 200 + place),
        rating=rating,
        kind=ReviewKind.REVIEW,
        state=CardState.REVIEW,
        elapsed_days=1,
        interval_days=1,
        duration_ms=5000,
        retrievability=retrievability,
        memory=None,
    )


def test_an_honest_log_raises_no_question(collection: Collection) -> None:
    live(collection, Learner(effort=0.2, spread=2))

    assert collection.read(to_ask) is None


def test_the_question_is_asked_until_it_is_put_away_and_undo_asks_again(collection: Collection) -> None:
    live(collection, Learner(as_hard=1.0))

    found = collection.read(to_ask)
    assert found is not None
    assert found.again == 0
    assert found.after_hard > 0

    collection.transact(Operation.PUT_ADVICE_AWAY, put_away)
    assert collection.read(to_ask) is None
    collection.undo()
    assert collection.read(to_ask) == found
