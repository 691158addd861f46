"""The review log counted beside everything else."""

import pytest
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.collection.statistics import counting
from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.storage import tallying
from flashcards.ui.review_counter import ReviewCounter
from flashcards.ui.runner import CollectionRunner
from tests.builders import NOON, TODAY, a_note, add_notes


def answer(collection: Collection, times: int) -> None:
    (card,) = add_notes(collection, "Filing", [a_note("one")])
    line = Review(
        card_id=card,
        reviewed_at=NOON,
        reviewed_on=TODAY,
        rating=Rating.GOOD,
        kind=ReviewKind.LEARNING,
        state=CardState.NEW,
        elapsed_days=0,
        interval_days=1,
        duration_ms=1000,
        retrievability=None,
        memory=None,
    )
    collection.transact(Operation.ANSWER_CARD, lambda change: change.add_reviews([line] * times))


def through(collection: Collection) -> int:
    return collection.read(tallying.reach).through


def test_a_long_log_is_counted_to_its_end(
    runner: CollectionRunner, collection: Collection, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "LONG_TAIL", 5)
    answer(collection, 6)
    counter = ReviewCounter(runner)

    with qtbot.waitSignal(counter.counted, check_params_cb=lambda share: share == 1.0):
        counter.begin_if_needed()

    assert through(collection) == 6


def test_a_short_log_is_left_for_when_it_is_asked_for(
    runner: CollectionRunner, collection: Collection, qtbot: QtBot
) -> None:
    answer(collection, 6)
    counter = ReviewCounter(runner)

    counter.begin_if_needed()
    qtbot.waitUntil(lambda: runner.reading == 0)

    assert through(collection) == 0


def test_a_counter_that_is_stopped_says_no_more(runner: CollectionRunner, collection: Collection, qtbot: QtBot) -> None:
    answer(collection, 6)
    counter = ReviewCounter(runner)
    told: list[float] = []
    counter.counted.connect(told.append)

    counter.begin()
    counter.stop()
    qtbot.waitUntil(lambda: runner.unsaved == 0)

    assert told == []
