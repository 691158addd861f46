"""The fields of many notes changed at once: what triggers do for each row is done all the same."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.domain.changes import Operation
from flashcards.domain.ids import NoteId
from flashcards.storage import reading
from flashcards.storage.database import Database
from flashcards.storage.matching import stored_fields
from flashcards.storage.rewriting import MANY
from flashcards.storage.text_index import index_some
from tests.builders import NOON, a_note
from tests.unit.storage.storage_builders import contents, fill, open_database

BROUGHT = '{"brought": {"tags": []}}'
NEW = stored_fields(("new", "", ""))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path)) as opened:
        fill(opened, 2)
        with opened.begin(Operation.IMPORT, NOON) as transaction:
            transaction.add_notes([a_note("brought", fields=("old", "words", ""))], [BROUGHT])
        index_some(opened._connection, few=0)
        yield opened


def rewrite(database: Database) -> None:
    with database.begin(Operation.FIND_AND_REPLACE, NOON) as transaction:
        edits = transaction.edits()
        with edits.rewriting(MANY):
            edits.set_fields({NoteId(1): NEW, NoteId(3): NEW})


def triggers(database: Database) -> list[tuple[str, ...]]:
    with database.snapshot() as snapshot:
        return list(snapshot.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"))


def test_the_triggers_are_there_again(database: Database) -> None:
    before = triggers(database)

    rewrite(database)

    assert triggers(database) == before


def test_the_index_of_words_is_told_what_it_knew(database: Database) -> None:
    rewrite(database)

    with database.snapshot() as snapshot:
        found = list(snapshot.rows("SELECT id, indexed_fields FROM unindexed_note ORDER BY id"))
    assert [(note_id, fields.split("\x1f")[0]) for note_id, fields in found] == [
        (1, "How long is access to take at most?"),
        (3, "old"),
    ]


def test_what_an_import_brought_is_kept_once_and_the_journal_need_not_have_it(database: Database) -> None:
    before = contents(database)
    rewrite(database)
    after = contents(database)

    with database.snapshot() as snapshot:
        shipped = reading.shipped(snapshot, [NoteId(1), NoteId(3)])
        (image,) = snapshot.row("SELECT image FROM undo_change WHERE step_id = 3 AND table_name = 'note'") or ("",)
    stored = json.loads(image)
    kept = [row[stored["columns"].index("fields")] for row in stored["rows"]]
    assert shipped == {NoteId(3): f"{BROUGHT}\nold\x1fwords\x1f"}
    assert (kept[0] is None, kept[1]) == (False, None)

    turned = []
    for turn in (database.undo, database.redo, database.undo):
        turn(NOON)
        turned.append(contents(database))
    assert turned == [before, after, before]


def test_whoever_writes_fields_in_another_way_meanwhile_is_stopped(database: Database) -> None:
    before = contents(database), triggers(database)

    with pytest.raises(RuntimeError, match="put away"):
        write_in_another_way(database)

    assert (contents(database), triggers(database)) == before


def write_in_another_way(database: Database) -> None:
    with database.begin(Operation.EDIT_NOTE, NOON) as transaction, transaction.edits().rewriting(MANY):
        transaction.types.set_fields([(NoteId(3), ("other", "", ""))])
