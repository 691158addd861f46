import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.changes import Kind, Operation
from flashcards.domain.deck import Deck
from flashcards.domain.errors import NothingToUndoError, StaleCardError
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.learning import LearningSettings
from flashcards.storage import reading
from flashcards.storage.counts import UndoNames, undo_names
from flashcards.storage.database import Database
from tests.builders import NOON, a_card, a_note
from tests.unit.storage.storage_builders import a_review, contents, fill, open_database


def card_of(database: Database, card_id: CardId) -> Card:
    with database.snapshot() as snapshot:
        return reading.cards(snapshot, [card_id])[card_id]


def names(database: Database) -> UndoNames:
    with database.snapshot() as snapshot:
        return undo_names(snapshot)


def flag(database: Database, card_id: CardId, number: int) -> None:
    card = card_of(database, card_id)
    with database.begin(Operation.FLAG, NOON) as transaction:
        transaction.update_card(replace(card, flag=number))


def fold(database: Database, *, undoable: bool = True) -> None:
    with database.begin(Operation.EDIT_DECK, NOON, undoable=undoable) as transaction:
        transaction.update_deck(replace(reading.decks(transaction.snapshot)[0], is_collapsed=True))


def test_an_answer_is_taken_back_with_its_line_in_the_log(database: Database) -> None:
    (card_id,) = fill(database)
    before = contents(database)
    memory = MemoryState(0.1 + 0.2, 1 + 1 / 3)
    with database.begin(Operation.ANSWER_CARD, NOON) as transaction:
        transaction.update_card(a_card(id=card_id, state=CardState.REVIEW, memory=memory))
        transaction.add_review(a_review(card_id=card_id))
    answered = contents(database)

    undone = database.undo(NOON)

    assert contents(database) == before
    assert (undone.operation, undone.kinds) == (Operation.ANSWER_CARD, frozenset({Kind.CARD, Kind.REVIEW}))
    assert database.redo(NOON) == undone
    assert contents(database) == answered


def test_undo_survives_reopening(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        before = contents(database)
        fill(database)

    with closing(open_database(tmp_path)) as database:
        database.undo(NOON)
        assert contents(database) == before

    with closing(open_database(tmp_path)) as database:
        database.redo(NOON)
        assert len(contents(database)["card"]) == 1


def test_steps_are_undone_and_redone_in_order(database: Database) -> None:
    (card_id,) = fill(database)
    flag(database, card_id, 1)
    flag(database, card_id, 2)

    flags = []
    for turn in (database.undo, database.undo, database.redo, database.redo):
        turn(NOON)
        flags.append(card_of(database, card_id).flag)

    assert flags == [1, 0, 1, 2]


def test_a_new_step_ends_what_could_be_redone(database: Database) -> None:
    (card_id,) = fill(database)
    flag(database, card_id, 1)
    database.undo(NOON)

    flag(database, card_id, 2)

    assert names(database) == UndoNames("Flag", None)
    with pytest.raises(NothingToUndoError, match="nothing to redo"):
        database.redo(NOON)


def test_with_no_step_left_there_is_nothing_to_undo(database: Database) -> None:
    fill(database)
    database.undo(NOON)

    with pytest.raises(NothingToUndoError, match="nothing to undo"):
        database.undo(NOON)


def test_a_transaction_that_writes_nothing_leaves_no_step(database: Database) -> None:
    (card_id,) = fill(database)
    flag(database, card_id, 1)
    database.undo(NOON)

    with database.begin(Operation.BURY, NOON) as transaction:
        transaction.update_cards([])

    assert names(database) == UndoNames("Import", "Flag")


def test_a_writer_that_read_before_an_undo_is_refused_after_it(database: Database) -> None:
    (card_id,) = fill(database)
    unflagged = card_of(database, card_id)
    flag(database, card_id, 1)
    flagged = card_of(database, card_id)
    database.undo(NOON)

    for stale in (unflagged, flagged):
        with pytest.raises(StaleCardError), database.begin(Operation.FLAG, NOON) as transaction:
            transaction.update_card(stale)
    assert card_of(database, card_id).revision == 2


def test_a_card_brought_back_by_undo_has_a_revision_nobody_has_seen(database: Database) -> None:
    (card_id,) = fill(database)
    seen = {card_of(database, card_id).revision}
    with database.begin(Operation.DELETE_NOTE, NOON) as transaction:
        transaction.delete_notes([NoteId(1)])

    for turn in (database.undo, database.redo, database.undo):
        turn(NOON)
        if contents(database)["card"]:
            seen.add(card_of(database, card_id).revision)

    assert seen == {0, 1, 2}


def test_a_deleted_note_comes_back_with_its_cards_and_tags(database: Database) -> None:
    fill(database, 3)
    before = contents(database)
    with database.begin(Operation.DELETE_NOTE, NOON) as transaction:
        transaction.delete_notes([NoteId(1), NoteId(2), NoteId(3)])

    database.undo(NOON)

    assert contents(database) == before


def test_names_that_changed_places_change_back(database: Database) -> None:
    with database.begin(Operation.ADD_DECK, NOON) as transaction:
        one, two = transaction.add_deck("One"), transaction.add_deck("Two")
    before = contents(database)
    with database.begin(Operation.EDIT_DECK, NOON) as transaction:
        transaction.update_deck(replace(one, name="Three"))
        transaction.update_deck(replace(two, name="One"))
        transaction.update_deck(replace(one, name="Two"))

    database.undo(NOON)
    undone = contents(database)
    database.redo(NOON)

    assert undone == before
    with database.snapshot() as snapshot:
        assert {deck.id: deck.name for deck in reading.decks(snapshot)} == {one.id: "Two", two.id: "One"}


def test_a_deck_that_holds_cards_can_be_renamed_and_back(database: Database) -> None:
    fill(database)
    with database.begin(Operation.EDIT_DECK, NOON) as transaction:
        transaction.update_deck(replace(reading.decks(transaction.snapshot)[0], name="Charts"))

    database.undo(NOON)

    with database.snapshot() as snapshot:
        assert [deck.name for deck in reading.decks(snapshot)] == ["Filing"]
        assert snapshot.number("SELECT count(*) FROM card") == 1


def test_a_row_added_and_deleted_in_one_step_leaves_nothing_behind(database: Database) -> None:
    before = contents(database)
    with database.begin(Operation.ADD_NOTE, NOON) as transaction:
        ids = transaction.add_notes([a_note("n1"), a_note("n2", tags=("x",))])
        transaction.delete_notes(ids[:1])
    after = contents(database)

    database.undo(NOON)
    undone = contents(database)
    database.redo(NOON)

    assert (undone, contents(database)) == (before, after)


def test_a_hundred_steps_are_kept(database: Database) -> None:
    (card_id,) = fill(database)
    for number in range(103):
        flag(database, card_id, number % 8)

    for _ in range(100):
        database.undo(NOON)

    with pytest.raises(NothingToUndoError):
        database.undo(NOON)
    assert card_of(database, card_id).flag == 2
    with database.snapshot() as snapshot:
        assert snapshot.number("SELECT count(*) FROM undo_change") == 100


def test_a_run_of_new_rows_is_one_line_of_the_journal(database: Database) -> None:
    fill(database, 2500)

    with database.snapshot() as snapshot:
        lines = list(snapshot.rows("SELECT table_name, row_id, last_row_id, image FROM undo_change ORDER BY sequence"))
    assert lines == [
        ("deck", 1, 1, None),
        ("note", 1, 2500, None),
        ("tag", 1, 1, None),
        ("note_tag", 1, 2500, None),
        ("card", 1, 2500, None),
    ]


def test_many_new_rows_are_taken_back_and_brought_back(database: Database) -> None:
    before = contents(database)
    fill(database, 2500)
    after = contents(database)

    database.undo(NOON)
    undone = contents(database)
    database.redo(NOON)

    assert undone == before
    assert contents(database) == after


def test_housekeeping_cannot_be_undone_and_ends_what_could(database: Database) -> None:
    (card_id,) = fill(database)
    flag(database, card_id, 1)

    with database.begin(Operation.LOAD_BUNDLED_DECKS, NOON, undoable=False) as transaction:
        transaction.add_deck("RHIT")
        transaction.set_bundled("rhit", "aa")

    assert names(database) == UndoNames(None, None)
    with pytest.raises(NothingToUndoError):
        database.undo(NOON)
    with database.snapshot() as snapshot:
        assert snapshot.number("SELECT count(*) FROM undo_change") == 0


@pytest.mark.parametrize("undoable", [True, False])
def test_folding_a_deck_is_no_step_and_ends_none(database: Database, undoable: bool) -> None:
    (card_id,) = fill(database)
    flag(database, card_id, 1)
    database.undo(NOON)

    fold(database, undoable=undoable)

    assert names(database) == UndoNames("Import", "Flag")


def test_undo_leaves_a_deck_as_it_is_folded_now(database: Database) -> None:
    fill(database)
    with database.begin(Operation.EDIT_DECK, NOON) as transaction:
        transaction.update_deck(replace(reading.decks(transaction.snapshot)[0], name="Charts"))
    fold(database)

    database.undo(NOON)

    with database.snapshot() as snapshot:
        (deck,) = reading.decks(snapshot)
    assert deck == Deck(deck.id, "Filing", is_collapsed=True)


def test_changed_settings_are_taken_back(database: Database) -> None:
    with database.begin(Operation.CHANGE_SETTINGS, NOON) as transaction:
        transaction.set_learning_settings(LearningSettings(new_limit=7))
    with database.begin(Operation.CHANGE_SETTINGS, NOON) as transaction:
        transaction.set_learning_settings(LearningSettings(new_limit=9))

    found = []
    for _ in range(2):
        database.undo(NOON)
        with database.snapshot() as snapshot:
            found.append(reading.learning_settings(snapshot).new_limit)

    assert found == [7, 20]


def test_an_image_from_an_older_format_takes_the_defaults_of_newer_columns(database: Database) -> None:
    (card_id,) = fill(database)
    flag(database, card_id, 3)
    columns = {"id": 1, "note_id": 1, "deck_id": 1, "ordinal": 0, "revision": 0}
    image = json.dumps({"columns": list(columns), "rows": [list(columns.values())]})
    with closing(sqlite3.connect(database.path)) as connection, connection:
        connection.execute("UPDATE undo_change SET image = ? WHERE image IS NOT NULL", (image,))

    database.undo(NOON)

    assert card_of(database, card_id) == a_card(id=card_id, revision=2)
