"""Any bulk edits, undone, leave every table as it was; redone, as it was after."""

import random
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.collection import bulk, splitting
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.domain.review import Rating
from flashcards.storage import reading
from flashcards.storage.tables import JOURNALLED
from flashcards.storage.transaction import Transaction
from tests.builders import FIELDS, NOON, TODAY, a_collection, a_note, add_notes
from tests.unit.collection.test_sitting import make_due

Act = Callable[[Transaction, random.Random], object]

TAGS = ("desk", "Desk", "billing", "rhit::privacy", "marked")


def cards(transaction: Transaction, chance: random.Random) -> list[CardId]:
    return [CardId(one) for one in some(transaction, chance, "card")]


def notes(transaction: Transaction, chance: random.Random) -> list[NoteId]:
    return [NoteId(one) for one in some(transaction, chance, "note")]


def some(transaction: Transaction, chance: random.Random, table: str) -> list[int]:
    ids = [row[0] for row in transaction.snapshot.rows(f"SELECT id FROM {table} ORDER BY id")]
    return chance.sample(ids, chance.randint(0, len(ids)))


def guids(chance: random.Random) -> Callable[[], str]:
    return lambda: f"{chance.random()}"


def change_type(transaction: Transaction, chance: random.Random) -> None:
    chosen = notes(transaction, chance)
    types = reading.note_types(transaction.snapshot)
    by_type = {note.id: note.note_type_id for note in reading.notes(transaction.snapshot, chosen).values()}
    old = types[chance.choice(list(by_type.values()))] if by_type else None
    new = types[built_in(chance.choice((NoteKind.BASIC, NoteKind.REVERSED, NoteKind.CLOZE))).id]
    if old is not None:
        mapping = bulk.suggested(old, new)
        if mapping.cards is not None:
            mapping = bulk.TypeMapping(mapping.fields, tuple(reversed(mapping.cards)))
        same = [note_id for note_id in chosen if by_type[note_id] == old.id]
        bulk.change_note_type(transaction, same, new.id, mapping)


def split(transaction: Transaction, chance: random.Random) -> None:
    for note in reading.notes(transaction.snapshot, notes(transaction, chance)[:1]).values():
        keeps_old = chance.random() < 0.5
        splitting.split_note(transaction, note.id, [note.fields, note.fields], guids(chance), keeps_old=keeps_old)


ACTS: tuple[Act, ...] = (
    lambda transaction, chance: bulk.move_to_deck(
        transaction, cards(transaction, chance), chance.choice(("Filing", "A::B"))
    ),
    lambda transaction, chance: bulk.toggle_suspended(transaction, cards(transaction, chance)),
    lambda transaction, chance: bulk.toggle_buried(transaction, cards(transaction, chance), TODAY),
    lambda transaction, chance: bulk.toggle_flag(transaction, cards(transaction, chance), chance.randint(0, 7)),
    lambda transaction, chance: bulk.add_tags(transaction, notes(transaction, chance), chance.sample(TAGS, 2)),
    lambda transaction, chance: bulk.remove_tags(
        transaction, notes(transaction, chance), [chance.choice(("rhit", "d*", "marked"))]
    ),
    lambda transaction, chance: bulk.toggle_marked(transaction, notes(transaction, chance)),
    lambda transaction, chance: bulk.copy_notes(transaction, notes(transaction, chance)[:2], guids(chance), NOON),
    lambda transaction, chance: bulk.reset(
        transaction, cards(transaction, chance), UTC, keeps_counts=chance.random() < 0.5, keeps_position=False
    ),
    lambda transaction, chance: bulk.set_due(
        transaction, cards(transaction, chance), bulk.DueDays(0, 9, restarts=chance.random() < 0.5), chance, UTC
    ),
    lambda transaction, chance: bulk.reposition(
        transaction, cards(transaction, chance), bulk.Places(chance.randint(0, 3), 2, shifts=True, chance=chance)
    ),
    lambda transaction, chance: bulk.grade_now(
        transaction, cards(transaction, chance), chance.choice(list(Rating)), UTC
    ),
    lambda transaction, chance: bulk.replace_in(
        transaction, notes(transaction, chance), bulk.Replacement.read(chance.choice("ado"), chance.choice("xy"))
    ),
    lambda transaction, chance: bulk.replace_in(
        transaction, notes(transaction, chance), bulk.Replacement.read("{{c2", "{{c3", bulk.Manner.SOURCE)
    ),
    change_type,
    split,
    lambda transaction, chance: bulk.delete_notes(transaction, notes(transaction, chance)[:2]),
)


@pytest.mark.parametrize("place", range(len(ACTS)))
def test_each_bulk_edit_undone_and_redone_leaves_everything_as_it_was(place: int) -> None:
    for seed in range(2):
        check([place], seed)


@settings(max_examples=12, deadline=None)
@given(places=st.lists(st.integers(0, len(ACTS) - 1), min_size=2, max_size=6), seed=st.integers())
def test_any_bulk_edits_undone_and_redone_leave_everything_as_it_was(places: list[int], seed: int) -> None:
    check(places, seed)


def check(places: list[int], seed: int) -> None:
    """Do bulk edits one after another, take all back and do them again, twice."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, closing(a_collection(Path(folder))) as collection:
        begin(collection)
        states = [contents(collection)]
        for place in places:
            done = collection.transact(Operation.EDIT_NOTE, partial(act, place, chance=chance))
            if done.changes.kinds:
                states.append(contents(collection))

        for _ in range(2):
            for state in reversed(states[:-1]):
                collection.undo()
                assert contents(collection) == state
            for state in states[1:]:
                collection.redo()
                assert contents(collection) == state

        assert collection.verify() == ()


def act(place: int, transaction: Transaction, chance: random.Random) -> object:
    return ACTS[place](transaction, chance)


def begin(collection: Collection) -> None:
    """Give a collection a note of each kind, twice, some of them studied."""
    found = [
        a_note(f"{kind.name}{number}", kind, tags=TAGS[number : number + 2]) for kind in FIELDS for number in range(2)
    ]
    ids = add_notes(collection, "Filing", found)
    make_due(collection, {card_id: 3.0 + card_id for card_id in ids[::2]})


def contents(collection: Collection) -> dict[str, list[tuple[Any, ...]]]:
    """Give every row of every table that undo covers, revisions left out."""
    return collection.read(lambda snapshot: {table.name: rows(snapshot, table.name) for table in JOURNALLED})


def rows(snapshot: Any, table: str) -> list[tuple[Any, ...]]:
    columns = [row[1] for row in snapshot.rows(f"PRAGMA table_info({table})") if row[1] != "revision"]
    return list(snapshot.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id"))
