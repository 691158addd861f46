"""Reviews that came in without a prediction, predicted afterwards."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from flashcards.collection.collection import Collection
from flashcards.collection.statistics.asking import Period, Question, asked
from flashcards.collection.statistics.memory import Memory, memory
from flashcards.collection.statistics.unpredicted import NEWEST, predict_afterwards
from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.fsrs6_arrays import FSRS6Arrays
from tests.builders import NOON, TODAY, a_collection, a_note, add_notes


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with closing(a_collection(tmp_path)) as found:
        yield found


def study(collection: Collection, deck: str, name: str, *ago: int, recall: float | None = None) -> CardId:
    """Answer a new card Good on some days, the first of them as a new one."""
    (card_id,) = add_notes(collection, deck, [a_note(name)])
    lines = [
        Review(
            card_id=card_id,
            reviewed_at=NOON - timedelta(days=days),
            reviewed_on=StudyDay(TODAY - days),
            rating=Rating.GOOD,
            kind=ReviewKind.LEARNING if place == 0 else ReviewKind.REVIEW,
            state=CardState.NEW if place == 0 else CardState.REVIEW,
            elapsed_days=0 if place == 0 else ago[place - 1] - days,
            interval_days=5,
            duration_ms=6_000,
            retrievability=None if place == 0 else recall,
            memory=None,
        )
        for place, days in enumerate(ago)
    ]
    collection.transact(Operation.IMPORT, lambda change: change.add_reviews(lines))
    return card_id


def told(collection: Collection, newest: int = NEWEST, **question: object) -> Memory:
    found = collection.read(lambda snapshot: predict_afterwards(snapshot, newest))
    wanted = Question(**{"period": Period.ALL, **question})  # type: ignore[arg-type]  # what a test passes
    return collection.read(lambda snapshot: memory(snapshot, asked(snapshot, wanted, NOON, UTC), found))


def test_an_imported_review_is_predicted_from_the_answers_before_it(collection: Collection) -> None:
    study(collection, "Filing", "one", 8, 3)
    model = FSRS6Arrays(FSRS6_DEFAULT_PARAMETERS)
    stability, _ = model.first([int(Rating.GOOD)])
    (expected,) = model.retrievability(stability, [5])

    found = told(collection)

    assert (found.afterwards, found.left_out, found.recalled) == (1, 0, 1.0)
    assert found.predicted == pytest.approx(expected, abs=1e-6)


def test_what_was_predicted_when_it_was_answered_counts_once(collection: Collection) -> None:
    study(collection, "Filing", "one", 8, 3, recall=0.5)

    found = told(collection)

    assert (found.afterwards, found.predicted) == (0, 0.5)


def test_only_the_period_and_the_deck_asked_for_count(collection: Collection) -> None:
    study(collection, "Filing", "one", 200, 190, 3)
    study(collection, "Privacy", "two", 9, 4)

    month = told(collection, period=Period.MONTH)
    privacy = told(collection, deck="Privacy")

    assert told(collection).afterwards == 3
    assert month.afterwards == 2
    assert privacy.afterwards == 1


def test_reviews_older_than_the_newest_are_left_out_and_counted(collection: Collection) -> None:
    study(collection, "Filing", "one", 200, 190, 3)
    study(collection, "Privacy", "two", 9, 4)

    found = told(collection, newest=2)

    assert (found.afterwards, found.left_out) == (2, 1)
