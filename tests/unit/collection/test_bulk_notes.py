"""Many notes tagged, marked, copied and deleted: each verb is one step, and undo calls it what it was."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from flashcards.collection import bulk
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.errors import StaleCardError
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, Clock, a_note, add_notes
from tests.unit.collection.test_sitting import make_due


def some_notes(collection: Collection, *tags: tuple[str, ...]) -> list[NoteId]:
    cards = add_notes(collection, "Filing", [a_note(f"n{place}", tags=each) for place, each in enumerate(tags)])
    return collection.read(lambda snapshot: bulk.notes_of(snapshot, cards))


def notes(collection: Collection, ids: Sequence[NoteId]) -> list[Note]:
    found = collection.read(lambda snapshot: reading.notes(snapshot, ids))
    return [found[note_id] for note_id in ids]


def tags(collection: Collection, ids: Sequence[NoteId]) -> list[tuple[str, ...]]:
    return [note.tags for note in notes(collection, ids)]


def all_tags(collection: Collection) -> list[str]:
    return collection.read(lambda snapshot: [row[0] for row in snapshot.rows("SELECT name FROM tag ORDER BY name")])


def do(collection: Collection, change: Callable[[Transaction], list[NoteId]]) -> list[NoteId]:
    return collection.transact(Operation.EDIT_NOTE, change).value


def test_tags_are_added_beside_those_that_are_there_in_the_spelling_they_have(collection: Collection) -> None:
    ids = some_notes(collection, ("Coding",), (), ("coding", "new"))

    tagged = do(collection, lambda transaction: bulk.add_tags(transaction, ids, ["CODING", "new"]))

    assert tagged == ids[:2]
    assert tags(collection, ids) == [("Coding", "new")] * 3


def test_a_tag_for_notes_that_are_gone_is_not_made(collection: Collection) -> None:
    do(collection, lambda transaction: bulk.add_tags(transaction, [NoteId(99)], ["desk"]))

    assert all_tags(collection) == []


def test_a_tag_is_taken_off_with_those_below_it_and_is_gone_with_its_last_note(collection: Collection) -> None:
    ids = some_notes(collection, ("rhit", "rhit::coding", "rhitual"), ("RHIT::privacy", "desk"), ("desk",))

    freed = do(collection, lambda transaction: bulk.remove_tags(transaction, ids, ["rhit"]))

    assert freed == ids[:2]
    assert tags(collection, ids) == [("rhitual",), ("desk",), ("desk",)]
    assert all_tags(collection) == ["desk", "rhitual"]


def test_a_star_in_a_tag_to_take_off_is_any_text_and_a_low_line_only_itself(collection: Collection) -> None:
    ids = some_notes(collection, ("import_1", "import_2", "importx1", "desk"))

    do(collection, lambda transaction: bulk.remove_tags(transaction, ids, ["import_*"]))

    assert tags(collection, ids) == [("desk", "importx1")]


def test_notes_are_marked_unless_all_of_them_are(collection: Collection) -> None:
    ids = some_notes(collection, ("marked",), ("desk",))

    first = do(collection, lambda transaction: bulk.toggle_marked(transaction, ids))
    name, marked = collection.steps().undo, tags(collection, ids)
    second = do(collection, lambda transaction: bulk.toggle_marked(transaction, ids))

    assert (first, name, marked) == (ids[1:], "Mark", [("marked",), ("desk", "marked")])
    assert (second, collection.steps().undo, tags(collection, ids)) == (ids, "Remove Mark", [(), ("desk",)])


def test_tagging_a_note_says_when_and_keeps_an_open_editor_from_writing_over_it(
    collection: Collection, clock: Clock
) -> None:
    ids = some_notes(collection, ())
    (before,) = notes(collection, ids)
    clock.forward(hours=1)

    do(collection, lambda transaction: bulk.add_tags(transaction, ids, ["desk"]))

    assert notes(collection, ids)[0].modified_at == NOON + timedelta(hours=1)
    with pytest.raises(StaleCardError):
        collection.transact(Operation.EDIT_NOTE, lambda transaction: transaction.update_note(before))


def test_deleted_notes_come_back_with_cards_tags_and_schedule_by_undo(collection: Collection) -> None:
    ids = some_notes(collection, ("desk",), ("desk", "billing"))
    cards = collection.read(lambda snapshot: bulk.cards_of(snapshot, ids))
    make_due(collection, {cards[0]: 30.0})
    before = collection.read(lambda snapshot: reading.cards_of_notes(snapshot, ids))

    deleted = do(collection, lambda transaction: bulk.delete_notes(transaction, [*ids, NoteId(999)]))
    left = (collection.has_notes(), all_tags(collection))
    collection.undo()

    after = collection.read(lambda snapshot: reading.cards_of_notes(snapshot, ids))
    assert (deleted, left) == (ids, (False, []))
    assert tags(collection, ids) == [("desk",), ("billing", "desk")]
    assert [(card.id, card.due_on, card.memory) for card in after] == [
        (card.id, card.due_on, card.memory) for card in before
    ]


def test_copies_are_the_learners_own_with_new_cards_in_the_same_decks(collection: Collection) -> None:
    cards = add_notes(
        collection,
        "Filing",
        [a_note("one", NoteKind.REVERSED, tags=("desk",), origin="bundled:rhit"), a_note("two")],
    )
    make_due(collection, dict.fromkeys(cards, 30.0))
    ids = collection.read(lambda snapshot: bulk.notes_of(snapshot, cards))
    guids = iter(("copy 1", "copy 2"))

    copies = do(collection, lambda transaction: bulk.copy_notes(transaction, reversed(ids), guids.__next__, NOON))

    found = notes(collection, copies)
    made: list[CardId] = collection.read(lambda snapshot: bulk.cards_of(snapshot, copies))
    new = collection.read(lambda snapshot: reading.cards(snapshot, made))
    assert [(note.guid, note.origin, note.tags) for note in found] == [("copy 1", "", ()), ("copy 2", "", ("desk",))]
    assert sorted((card.note_id, card.ordinal, int(card.state), card.memory) for card in new.values()) == [
        (copies[0], 0, 0, None),
        (copies[1], 0, 0, None),
        (copies[1], 1, 0, None),
    ]
