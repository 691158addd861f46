"""What was done, as charts need it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from flashcards.collection.collection import Collection
from flashcards.collection.statistics.asking import Period, Question, asked
from flashcards.collection.statistics.history import History, Recalled, history
from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.errors import SearchError
from flashcards.domain.ids import CardId
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.storage import tally_reading
from tests.builders import NOON, TODAY, a_collection, a_note, add_notes


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with closing(a_collection(tmp_path)) as found:
        yield found


def a_line(card_id: CardId, days_ago: int, rating: Rating, interval_days: int, *, is_new: bool = False) -> Review:
    at = NOON - timedelta(days=days_ago)
    return Review(
        card_id=card_id,
        reviewed_at=at,
        reviewed_on=StudyDay(TODAY - days_ago),
        rating=rating,
        kind=ReviewKind.LEARNING if is_new else ReviewKind.REVIEW,
        state=CardState.NEW if is_new else CardState.REVIEW,
        elapsed_days=0 if is_new else 5,
        interval_days=interval_days,
        duration_ms=30_000,
        retrievability=None if is_new else 0.9,
        memory=None,
    )


def answer(collection: Collection, *lines: Review) -> None:
    collection.transact(Operation.ANSWER_CARD, lambda change: change.add_reviews(lines))


def read(collection: Collection, question: Question) -> History:
    return collection.read(lambda snapshot: history(snapshot, asked(snapshot, question, NOON, UTC)))


def test_days_streak_and_retention_come_from_the_log(collection: Collection) -> None:
    one, two = add_notes(collection, "Filing", [a_note("a"), a_note("b")])
    answer(
        collection,
        a_line(one, 40, Rating.GOOD, 38, is_new=True),
        a_line(two, 2, Rating.GOOD, 1, is_new=True),
        a_line(two, 1, Rating.AGAIN, 1),
        a_line(one, 0, Rating.GOOD, 90),
    )

    found = read(collection, Question(Period.MONTH))

    days = [(day.day - TODAY, day.answers, sum(day.seconds)) for day in found.days]
    assert days == [(-2, 1, 30), (-1, 1, 30), (0, 1, 30)]
    assert (found.streak, found.longest) == (3, 3)
    assert found.heat == {TODAY - 40: 1, TODAY - 2: 1, TODAY - 1: 1, TODAY: 1}
    retention = dict(found.retention)
    assert (retention["Today"].young, retention["Today"].mature) == (Recalled(), Recalled(1, 1))
    assert retention["All time"].both == Recalled(2, 1)
    assert found.standings[-1] == (TODAY, 0, 1, 1)


def test_an_answer_that_the_schedule_left_alone_counts_nowhere(collection: Collection) -> None:
    (one,) = add_notes(collection, "Filing", [a_note("a")])
    answer(collection, a_line(one, 40, Rating.GOOD, 38, is_new=True), a_line(one, 1, Rating.GOOD, 90))
    before = read(collection, Question(Period.ALL))

    uncounted = a_line(one, 20, Rating.AGAIN, 0)
    answer(collection, replace(uncounted, rating=None, kind=ReviewKind.CUSTOM, retrievability=None))

    assert read(collection, Question(Period.ALL)) == before


def test_a_day_that_has_only_begun_does_not_end_a_streak(collection: Collection) -> None:
    (one,) = add_notes(collection, "Filing", [a_note("a")])
    answer(collection, a_line(one, 2, Rating.GOOD, 1, is_new=True), a_line(one, 1, Rating.GOOD, 3))

    assert read(collection, Question()).streak == 2


def test_a_deck_or_a_search_narrows_what_is_counted(collection: Collection) -> None:
    (one,) = add_notes(collection, "Filing::Charts", [a_note("a")])
    (two,) = add_notes(collection, "Billing", [a_note("b")])
    answer(collection, *(a_line(card, 0, Rating.GOOD, 3, is_new=True) for card in (one, two, two)))

    decks = read(collection, Question(deck="Filing"))
    searched = read(collection, Question(search="deck:Billing"))

    assert [day.answers for day in decks.days] == [1]
    assert [day.answers for day in searched.days] == [2]


def test_all_time_begins_with_the_first_answer(collection: Collection) -> None:
    (one,) = add_notes(collection, "Filing", [a_note("a")])
    answer(collection, a_line(one, 500, Rating.GOOD, 3, is_new=True))

    assert read(collection, Question(Period.ALL)).first == TODAY - 500


def test_a_search_that_cannot_be_understood_is_refused(collection: Collection) -> None:
    with pytest.raises(SearchError):
        read(collection, Question(search='"half'))


def test_what_is_kept_of_the_days_follows_answers_undo_and_the_next_day(collection: Collection) -> None:
    (card_id,) = add_notes(collection, "Filing", [a_note("kept")])

    def answers(on: int) -> int:
        rows = collection.read(lambda snapshot: tally_reading.every_day(snapshot, StudyDay(on)))
        return sum(row.answers for row in rows)

    before = answers(TODAY), answers(TODAY - 1), answers(TODAY)
    answer(collection, a_line(card_id, 0, Rating.GOOD, 5))
    answered = answers(TODAY), answers(TODAY - 1)
    collection.undo()

    assert before == (0, 0, 0)
    assert answered == (1, 0)
    assert answers(TODAY) == 0
