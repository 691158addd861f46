"""Cards by when they were answered, also those answered again since."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from flashcards.collection.collection import Collection
from flashcards.collection.searching import search
from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.storage import answer_log
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.tally_reading import Scope
from tests.builders import NOON, TODAY, a_collection, a_note, add_notes


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """Card 1 was answered today and ten days ago, card 2 ten days ago and, rated Again, eleven."""
    made = a_collection(tmp_path)
    first, second = add_notes(made, "Filing", [a_note("a"), a_note("b")])
    with closing(made):
        for card, days, rating in ((first, 0, 3), (first, 10, 3), (second, 10, 3), (second, 11, 1)):
            answer(made, card, days, Rating(rating))
        yield made


def answer(collection: Collection, card: CardId, days_ago: int, rating: Rating) -> None:
    at, day = NOON - timedelta(days=days_ago), StudyDay(TODAY - days_ago)
    review = Review(card, at, day, rating, ReviewKind.REVIEW, CardState.REVIEW, 1, 12, 900, None, None)
    collection.transact(Operation.ANSWER_CARD, lambda change: change.add_review(review))


@pytest.mark.parametrize(
    ("query", "cards"),
    [
        ("rated:1", [1]),
        ("rated:2-10", []),
        ("rated:11-11", [1, 2]),
        ("rated:12-12", [2]),
        ("rated:2-11:1", []),
        ("rated:2-12:1", [2]),
        ("rated:1-400", [1, 2]),
        ("rated:13-400", []),
    ],
)
def test_cards_are_found_by_the_days_they_were_answered_on(
    collection: Collection, query: str, cards: list[int]
) -> None:
    found = collection.read(lambda look: search(look, query, NOON))

    assert [one.card_id for one in found] == cards


def test_searches_and_charts_by_tag_keep_their_own_answers(collection: Collection) -> None:
    def by_tag(look: Snapshot) -> int:
        return sum(one.answers for one in answer_log.tags(look, StudyDay(0), TODAY, Scope()))

    def rated(look: Snapshot) -> int:
        return len(search(look, "rated:1", NOON))

    charted = collection.read(by_tag)
    found = collection.read(rated)

    assert (charted, found) == (0, 1)
    assert collection.read(by_tag) == charted
