"""Many cards moved, set aside and flagged: each verb is one step, and undo calls it what it was."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pytest

from flashcards.collection import bulk
from flashcards.collection.collection import Collection
from flashcards.collection.decks import deck_tree
from flashcards.domain.card import Card
from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.domain.errors import CancelledError, StaleCardError
from flashcards.domain.ids import CardId
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, TODAY, a_note, add_notes


def some_cards(collection: Collection, count: int = 3) -> tuple[CardId, ...]:
    return add_notes(collection, "Filing", [a_note(f"n{number}") for number in range(count)])


def cards(collection: Collection, ids: Sequence[CardId]) -> list[Card]:
    found = collection.read(lambda snapshot: reading.cards(snapshot, ids))
    return [found[card_id] for card_id in ids]


def do(collection: Collection, change: Callable[[Transaction], list[CardId]]) -> list[CardId]:
    return collection.transact(Operation.EDIT_NOTE, change).value


def test_cards_are_moved_to_a_deck_that_is_made_when_it_is_missing(collection: Collection) -> None:
    one, two, three = some_cards(collection)

    moved = do(collection, lambda transaction: bulk.move_to_deck(transaction, [one, three], "Release::Subpoenas"))

    tree = collection.read(lambda snapshot: deck_tree(snapshot, NOON))
    assert moved == [one, three]
    assert [(deck.name, deck.cards) for deck in tree] == [("Filing", 1), ("Release", 2), ("Release::Subpoenas", 2)]
    assert cards(collection, [two])[0].deck_id == tree[0].id


def test_only_what_was_not_so_before_is_changed_and_counted(collection: Collection) -> None:
    one, two, three = some_cards(collection)
    do(collection, lambda transaction: bulk.suspend(transaction, [two]))
    before = cards(collection, [two])

    suspended = do(collection, lambda transaction: bulk.suspend(transaction, [one, two, three]))

    assert suspended == [one, three]
    assert cards(collection, [two]) == before
    assert all(card.is_suspended for card in cards(collection, [one, three]))


def test_a_mixed_selection_is_suspended_and_a_suspended_one_released(collection: Collection) -> None:
    ids = some_cards(collection)
    do(collection, lambda transaction: bulk.suspend(transaction, ids[:1]))

    first = collection.transact(Operation.SUSPEND, lambda transaction: bulk.toggle_suspended(transaction, ids))
    name = collection.steps().undo
    second = collection.transact(Operation.SUSPEND, lambda transaction: bulk.toggle_suspended(transaction, ids))

    assert (first.value, first.changes.operation, name) == (list(ids[1:]), Operation.SUSPEND, "Suspend")
    assert second.changes == ChangeSet(Operation.UNSUSPEND, frozenset({Kind.CARD}))
    assert collection.steps().undo == "Unsuspend"
    assert not any(card.is_suspended for card in cards(collection, ids))


def test_a_mixed_selection_is_buried_until_tomorrow_and_a_buried_one_taken_back(collection: Collection) -> None:
    ids = some_cards(collection)
    do(collection, lambda transaction: bulk.bury(transaction, ids[:1], StudyDay(TODAY - 1)))

    do(collection, lambda transaction: bulk.toggle_buried(transaction, ids, TODAY))
    buried = [card.buried_until for card in cards(collection, ids)]
    name = collection.steps().undo
    do(collection, lambda transaction: bulk.toggle_buried(transaction, ids, TODAY))

    assert buried == [TODAY + 1] * 3
    assert (name, collection.steps().undo) == ("Bury", "Unbury")
    assert [card.buried_until for card in cards(collection, ids)] == [None] * 3


def test_the_same_flag_again_takes_it_away_and_another_replaces_it(collection: Collection) -> None:
    ids = some_cards(collection)
    flags, names = [], []

    for number in (3, 4, 4):
        do(collection, partial(bulk.toggle_flag, ids=ids, number=number))
        flags.append({card.flag for card in cards(collection, ids)})
        names.append(collection.steps().undo)

    assert flags == [{3}, {4}, {0}]
    assert names == ["Flag", "Flag", "Remove Flag"]


def test_there_are_seven_flags(collection: Collection) -> None:
    ids = some_cards(collection)

    with pytest.raises(ValueError, match="flag 8 is not between 0 and 7"):
        do(collection, lambda transaction: bulk.flag(transaction, ids, 8))


def test_ids_may_be_those_of_numpy_or_an_array_and_cards_that_are_gone_are_passed_over(collection: Collection) -> None:
    one, two, three = some_cards(collection)

    do(collection, lambda transaction: bulk.flag(transaction, np.array([one, 99_999], np.int64), 1))
    do(collection, lambda transaction: bulk.flag(transaction, array("q", [two, two]), 2))  # type: ignore[arg-type]

    assert [card.flag for card in cards(collection, [one, two, three])] == [1, 2, 0]


def test_nothing_chosen_changes_nothing_and_leaves_no_step(collection: Collection) -> None:
    some_cards(collection)

    done = collection.transact(Operation.SUSPEND, lambda transaction: bulk.toggle_suspended(transaction, []))

    assert (done.value, done.changes.kinds) == ([], frozenset())
    assert collection.steps().undo == "Add Note"


def test_a_card_read_before_a_bulk_edit_cannot_be_written_over_it(collection: Collection) -> None:
    (one,) = some_cards(collection, 1)
    (before,) = cards(collection, [one])
    do(collection, lambda transaction: bulk.flag(transaction, [one], 1))

    with pytest.raises(StaleCardError):
        collection.transact(Operation.FLAG, lambda transaction: transaction.update_card(before))


def test_work_tells_how_far_it_is_and_can_be_stopped_without_a_trace(collection: Collection) -> None:
    ids = some_cards(collection, 4100)
    told: list[tuple[str, float]] = []

    def stop_at_half(doing: str, share: float) -> None:
        told.append((doing, round(share, 2)))
        if share > 0.9:
            message = "Stopped. Nothing was changed."
            raise CancelledError(message)

    with pytest.raises(CancelledError):
        do(collection, lambda transaction: bulk.suspend(transaction, ids, progress=stop_at_half))

    assert told == [("Suspending", 0.0), ("Suspending", 0.49), ("Suspending", 0.98)]
    assert not any(card.is_suspended for card in cards(collection, ids))
    assert collection.steps().undo == "Add Note"
