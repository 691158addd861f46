"""Reviews with how the card was rated the time before."""

from dataclasses import replace
from pathlib import Path

from flashcards.domain.changes import Operation
from flashcards.domain.review import Rating, ReviewKind
from flashcards.storage.rating_habits import RatedRow, rated_reviews
from tests.builders import a_collection, a_note, add_notes
from tests.unit.collection.test_hard_use_asked import a_line


def test_the_newest_come_first_with_the_rating_before_whatever_was_pressed_in_between(tmp_path: Path) -> None:
    collection = a_collection(tmp_path)
    one, other = add_notes(collection, "Terms", [a_note("a"), a_note("b")])
    lines = [
        a_line(one, 0, Rating.AGAIN, 0.9),
        replace(a_line(one, 1, Rating.GOOD, 0.9), kind=ReviewKind.RELEARNING),
        a_line(other, 1, Rating.EASY, 0.7),
        replace(a_line(other, 2, Rating.EASY, 0.7), retrievability=None),
        a_line(one, 2, Rating.HARD, 0.8),
    ]
    collection.transact(Operation.IMPORT, lambda change: change.add_reviews(lines))

    everything = [RatedRow(1, 2, 0.8), RatedRow(None, 4, 0.7), RatedRow(None, 1, 0.9)]
    assert collection.read(lambda look: rated_reviews(look, 9, 99)) == everything
    assert collection.read(lambda look: rated_reviews(look, 2, 99)) == everything[:2]
    assert collection.read(lambda look: rated_reviews(look, 9, 2)) == everything[:1], "only the last two lines"
    collection.close()
