"""Answers by tag: from columns in memory that follow every write."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.collection import bulk
from flashcards.collection.collection import Collection
from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.storage.answer_log import tags
from flashcards.storage.tally_lines import Standing
from flashcards.storage.tally_reading import Scope
from tests.builders import NOON, TODAY, a_collection, a_note, add_notes


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with closing(a_collection(tmp_path)) as found:
        yield found


def answer(collection: Collection, card_id: CardId, rating: Rating, on: int = TODAY) -> None:
    line = Review(card_id, NOON, StudyDay(on), rating, ReviewKind.REVIEW, CardState.REVIEW, 3, 9, 2_000, None, None)
    collection.transact(Operation.ANSWER_CARD, lambda change: change.add_review(line))


def counted(collection: Collection, first: int = 0, scope: Scope | None = None) -> list[tuple[str, int, int, int]]:
    """Give the answers by tag: name, answers, Again, ms."""

    def ask(snapshot: object) -> list[tuple[str, int, int, int]]:
        names = dict(snapshot.rows("SELECT id, name FROM tag"))  # type: ignore[attr-defined]
        found = tags(snapshot, StudyDay(first), TODAY, scope or Scope())  # type: ignore[arg-type]
        assert all(one.standing is Standing.YOUNG for one in found)
        return sorted((names[one.group], one.answers, one.again, one.duration_ms) for one in found)

    return collection.read(ask)


def test_an_answer_counts_for_every_tag_of_its_note(collection: Collection) -> None:
    one, two = add_notes(collection, "A", [a_note("one", tags=("desk", "form")), a_note("two", tags=("desk",))])
    answer(collection, one, Rating.GOOD)
    answer(collection, two, Rating.AGAIN)

    assert counted(collection) == [("desk", 2, 1, 4_000), ("form", 1, 0, 2_000)]


def test_the_counts_follow_answers_undo_and_other_tags(collection: Collection) -> None:
    (one,) = add_notes(collection, "A", [a_note("one", tags=("desk",))])
    answer(collection, one, Rating.GOOD)
    before = counted(collection)
    answer(collection, one, Rating.AGAIN)
    answered = counted(collection)
    collection.undo()
    undone = counted(collection)
    note_ids = collection.read(lambda snapshot: bulk.notes_of(snapshot, [one]))
    collection.transact(Operation.ADD_TAGS, lambda change: bulk.add_tags(change, note_ids, ("form",)))

    assert before == undone == [("desk", 1, 0, 2_000)]
    assert answered == [("desk", 2, 1, 4_000)]
    assert counted(collection) == [("desk", 1, 0, 2_000), ("form", 1, 0, 2_000)]


def test_only_the_days_and_cards_asked_for_count(collection: Collection) -> None:
    one, two = add_notes(collection, "A", [a_note("one", tags=("desk",)), a_note("two", tags=("desk",))])
    answer(collection, one, Rating.GOOD, on=TODAY - 40)
    answer(collection, two, Rating.GOOD)

    assert counted(collection, first=TODAY - 30) == [("desk", 1, 0, 2_000)]
    assert counted(collection, scope=Scope(cards=[one])) == [("desk", 1, 0, 2_000)]
    assert counted(collection, scope=Scope(decks=[])) == []


def test_answers_to_cards_that_are_gone_have_no_tag(collection: Collection) -> None:
    one, two = add_notes(collection, "A", [a_note("one", tags=("desk",)), a_note("two", tags=("form",))])
    answer(collection, one, Rating.GOOD)
    answer(collection, two, Rating.GOOD)
    note_ids = collection.read(lambda snapshot: bulk.notes_of(snapshot, [two]))
    collection.transact(Operation.DELETE_NOTE, lambda change: bulk.delete_notes(change, note_ids))

    assert counted(collection) == [("desk", 1, 0, 2_000)]
