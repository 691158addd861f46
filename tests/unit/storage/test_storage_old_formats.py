"""Files of every format there was, written by the programs of their time, and brought to the newest."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.domain.errors import NothingToUndoError
from flashcards.storage.connections import connect
from flashcards.storage.database import Database
from flashcards.storage.migrations import MIGRATIONS
from tests.builders import NOON
from tests.old_collections import kept_versions, old_collection
from tests.unit.storage.storage_builders import contents, open_database

_LASTING = (
    *("note", "card", "review", "tag", "note_tag"),
    *("exam", "exam_attempt", "exam_answer", "prediction", "undo_step"),
)
"""Tables in which no step may change what a row said."""

each_format = pytest.mark.parametrize("version", kept_versions())


def test_a_file_of_every_format_before_this_one_is_kept() -> None:
    assert set(kept_versions()) >= set(range(1, len(MIGRATIONS))), "python -m scripts.keep_format, before the new step"


@each_format
def test_a_file_is_of_the_format_it_is_kept_for(tmp_path: Path, version: int) -> None:
    with closing(connect(old_collection(version, tmp_path), mode="ro")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)


@each_format
def test_an_older_file_gets_the_schema_of_a_new_one(tmp_path: Path, version: int) -> None:
    (tmp_path / "new").mkdir()
    open_database(tmp_path / "new").close()
    old_collection(version, tmp_path)

    open_database(tmp_path).close()

    assert _schema(tmp_path / "collection.db") == _schema(tmp_path / "new" / "collection.db")


@each_format
def test_an_older_file_keeps_every_row_and_is_sound(tmp_path: Path, version: int) -> None:
    path = old_collection(version, tmp_path)
    before = _rows(path)
    assert before["note"]

    with closing(open_database(tmp_path)) as database:
        assert database.verify() == ()

    after = _rows(path)
    for table, rows in before.items():
        assert [{key: row[key] for key in old} for row, old in zip(after[table], rows, strict=True)] == rows


@each_format
def test_every_step_of_an_older_file_can_be_undone_and_redone(tmp_path: Path, version: int) -> None:
    old_collection(version, tmp_path)

    with closing(open_database(tmp_path)) as database:
        as_it_was = contents(database)
        steps = _undo_all(database)
        undone = contents(database)
        for _ in range(steps):
            database.redo(NOON)
        again = contents(database)
        assert database.verify() == ()

    assert steps >= 4
    assert undone != as_it_was
    assert again == as_it_was


def _undo_all(database: Database) -> int:
    steps = 0
    while True:
        try:
            database.undo(NOON)
        except NothingToUndoError:
            return steps
        steps += 1


def _schema(path: Path) -> dict[tuple[str, str], object]:
    """Give tables by their columns, for altering a table leaves another text than making it; all else by its text."""
    with closing(connect(path, mode="ro")) as connection:
        found = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
        return {
            (kind, name): _columns(connection, name) if kind == "table" else " ".join((sql or "").split())
            for kind, name, sql in found
        }


def _columns(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return connection.execute(f"PRAGMA table_xinfo({table})").fetchall()


def _rows(path: Path) -> dict[str, list[dict[str, object]]]:
    """Give the rows of the lasting tables that a file has, by column."""
    with closing(connect(path, mode="ro")) as connection:
        connection.row_factory = sqlite3.Row
        there = {row["name"] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        return {
            table: [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY id")]
            for table in _LASTING
            if table in there
        }
