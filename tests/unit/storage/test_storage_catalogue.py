"""What searches keep in memory follows the file, whatever is done to it."""

import random
import tempfile
from contextlib import closing
from dataclasses import fields
from datetime import UTC
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from flashcards.domain.changes import Operation
from flashcards.domain.errors import StaleCardError
from flashcards.domain.study_day import StudyCalendar
from flashcards.storage.answers import answers_since
from flashcards.storage.catalogue import Floats, catalogue_of
from flashcards.storage.database import Database
from flashcards.storage.search_where import LookUp, Moment
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.sort_texts import first_field_places
from flashcards.storage.touched import Touched
from tests.builders import NOON, a_card
from tests.unit.storage.storage_builders import a_review, fill, open_database
from tests.unit.storage.test_storage_undo_property import ACTS, Act, add_notes


def no_recall(_stabilities: ArrayLike, _days: ArrayLike) -> Floats:
    raise AssertionError


def kept(snapshot: Snapshot) -> list[Any]:
    look = LookUp(snapshot, Moment(NOON, StudyCalendar(4, UTC), no_recall))
    catalogue = catalogue_of(snapshot)
    columns = [getattr(part, one.name) for part in (catalogue.cards, catalogue.notes) for one in fields(part)]
    answers = answers_since(look, 30)
    lines = sorted(zip(*(column.tolist() for column in (answers.id, answers.card_id, answers.rating)), strict=True))
    return [*columns, catalogue.note_places, first_field_places(look), np.array(lines)]


def assert_in_step(database: Database) -> None:
    with database.snapshot() as snapshot:
        following = kept(snapshot)
        fresh = kept(Snapshot(snapshot._connection))
    for one, other in zip(following, fresh, strict=True):
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other)


@settings(max_examples=30, deadline=None)
@given(
    steps=st.lists(st.lists(st.sampled_from(ACTS), min_size=1, max_size=4), min_size=1, max_size=6), seed=st.integers()
)
def test_what_is_kept_follows_any_writes_undone_and_done_again(steps: list[list[Act]], seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, closing(open_database(Path(folder))) as database:
        with database.begin(Operation.LOAD_BUNDLED_DECKS, NOON, undoable=False) as transaction:
            add_notes(transaction, chance)
        assert_in_step(database)
        for acts in steps:
            with database.begin(Operation.IMPORT, NOON) as transaction:
                for act in acts:
                    act(transaction, chance)
            if chance.random() < 0.7:
                assert_in_step(database)
        with database.snapshot() as snapshot:
            done = snapshot.number("SELECT count(*) FROM undo_step")
        for _ in range(done):
            database.undo(NOON)
            assert_in_step(database)
        for _ in range(done):
            database.redo(NOON)
        assert_in_step(database)


def write_half(database: Database) -> None:
    with database.begin(Operation.IMPORT, NOON) as transaction:
        transaction.add_review(a_review())
        transaction.update_card(a_card(id=99))


def test_a_write_that_failed_leaves_what_is_kept_as_it_was(database: Database) -> None:
    fill(database, 3)
    assert_in_step(database)

    with pytest.raises(StaleCardError):
        write_half(database)

    assert_in_step(database)


def test_an_older_view_is_not_shown_what_was_written_since(database: Database) -> None:
    fill(database, 3)
    with database.snapshot() as older:
        with database.begin(Operation.DELETE_NOTE, NOON) as transaction:
            transaction.delete_notes([1, 2])  # type: ignore[list-item]
        with database.snapshot() as newer:
            assert catalogue_of(newer).notes.id.tolist() == [3]

        assert catalogue_of(older).notes.id.tolist() == [1, 2, 3]

    assert_in_step(database)


def test_very_many_rows_are_not_put_down_one_by_one() -> None:
    touched = Touched()

    touched.put_down("card", range(1, 100_000))
    touched.put_down("note", [1])
    touched.put_down("deck", [1])

    assert (touched.of("card"), touched.of("note"), touched.of("deck")) == (None, {1}, set())


def test_several_writes_together_are_as_many_as_the_largest() -> None:
    few, many = Touched(), Touched()
    few.put_down("card", [1])
    few.put_down("review", [7])
    many.put_down("card", range(1, 100_000))

    both = Touched.together([few, many, few])

    assert (both.of("card"), both.of("review")) == (None, {7})
