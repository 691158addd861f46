import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.domain.changes import Kind, Operation
from flashcards.domain.deck import Deck
from flashcards.domain.preset import DeckOptions
from flashcards.storage import reading
from flashcards.storage.database import Database
from tests.builders import NOON, a_preset
from tests.old_collections import old_collection
from tests.unit.storage.storage_builders import open_database


def options_of(database: Database) -> dict[str, DeckOptions]:
    with database.snapshot() as snapshot:
        return {deck.name: deck.options for deck in reading.decks(snapshot)}


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Give the folder of a file whose decks have limits of their own, and the steps that gave them."""
    old_collection(4, tmp_path)
    return tmp_path


def test_what_decks_of_format_4_said_of_their_own_becomes_presets(older: Path) -> None:
    with closing(open_database(older)) as database:
        found = options_of(database)
        with database.snapshot() as snapshot:
            names = [preset.name for preset in reading.presets(snapshot)]
        assert database.verify() == ()

    assert found == {
        "Clerk duties": DeckOptions(new_limit=30),
        "Clerk duties::Filing": DeckOptions(review_limit=50, desired_retention=0.95),
        "Coding": DeckOptions(),
        "Privacy": DeckOptions(new_limit=5),
    }
    assert names == ["Clerk duties", "Filing", "Privacy"]


def test_steps_of_format_4_about_decks_can_still_be_undone_and_redone(older: Path) -> None:
    with closing(open_database(older)) as database:
        now = options_of(database)
        database.undo(NOON)
        one_back = options_of(database)
        for _ in range(3):
            database.undo(NOON)
        untouched = options_of(database)
        for _ in range(4):
            database.redo(NOON)
        again = options_of(database)
        assert database.verify() == ()

    assert one_back["Privacy"] == DeckOptions(new_limit=30)
    assert set(untouched.values()) == {DeckOptions()}
    assert again == now


def test_decks_that_said_the_same_share_a_preset(older: Path) -> None:
    with closing(sqlite3.connect(older / "collection.db")) as connection, connection:
        connection.execute("UPDATE deck SET new_limit = 30")
        connection.execute("UPDATE deck SET review_limit = NULL, desired_retention = NULL")

    with closing(open_database(older)) as database, database.snapshot() as snapshot:
        shared = {deck.preset for deck in reading.decks(snapshot)}

    assert [preset.name for preset in shared if preset is not None] == ["Clerk duties"]


def test_a_preset_is_stored_for_all_its_decks_and_undone_with_them(database: Database) -> None:
    with database.begin(Operation.EDIT_PRESET, NOON) as transaction:
        decks = [transaction.add_deck(name) for name in ("A", "B")]
        preset = transaction.presets.add(a_preset(new_limit=5, buries_siblings=False))
        for deck in decks:
            transaction.update_deck(replace(deck, preset=preset))
    with database.begin(Operation.EDIT_PRESET, NOON) as transaction:
        transaction.presets.update(replace(preset, options=DeckOptions(learning_steps_s=(60, 300))))
        kinds = transaction.kinds

    changed = options_of(database)
    database.undo(NOON)

    assert kinds == {Kind.PRESET}
    assert set(changed.values()) == {DeckOptions(learning_steps_s=(60, 300))}
    assert set(options_of(database).values()) == {DeckOptions(new_limit=5, buries_siblings=False)}


def test_a_preset_that_a_deck_has_cannot_be_deleted(database: Database) -> None:
    with (  # noqa: PT012
        pytest.raises(sqlite3.IntegrityError),
        database.begin(Operation.DELETE_PRESET, NOON) as transaction,
    ):
        preset = transaction.presets.add(a_preset(new_limit=5))
        transaction.update_deck(replace(transaction.add_deck("A"), preset=preset))
        transaction.presets.delete(preset.id)


def test_a_deck_without_a_preset_says_nothing(database: Database) -> None:
    with database.begin(Operation.ADD_DECK, NOON) as transaction:
        deck = transaction.add_deck("A")

    assert deck == Deck(deck.id, "A")
    assert options_of(database) == {"A": DeckOptions()}
