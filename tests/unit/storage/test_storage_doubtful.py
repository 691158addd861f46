"""Rows that are not read to be checked: each of them could be."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.domain.changes import Operation
from flashcards.storage import reading
from flashcards.storage.connections import connect
from flashcards.storage.damaged import RowDamagedError
from flashcards.storage.verify import verify
from tests.builders import NOON
from tests.unit.storage.storage_builders import a_review, fill, open_database

_ODD = (-(10**18), -1, 0, 3, 4, 6, 8, 11, 10**18, "text", None)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Give a file with a note, its card and a review, which takes whatever is written."""
    with closing(open_database(tmp_path)) as database:
        fill(database)
        with database.begin(Operation.ANSWER_CARD, NOON) as transaction:
            transaction.add_reviews([a_review()])
    with closing(connect(tmp_path / "collection.db", mode="rw")) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("DROP TRIGGER review_is_append_only")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(replace(sql, 'STRICT', ''), 'NOT NULL', '') WHERE type = 'table'"
        )
        connection.execute("PRAGMA writable_schema = RESET")
        yield connection


@pytest.mark.parametrize("table", ["note", "card", "review"])
def test_a_row_that_cannot_be_read_is_named_whatever_is_wrong_with_it(file: sqlite3.Connection, table: str) -> None:
    columns = [row[1] for row in file.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
    unread = 0
    for column in columns:
        for odd in _ODD:
            file.execute("BEGIN")
            file.execute(f"UPDATE OR IGNORE {table} SET {column} = ?", (odd,))
            damaged = _damaged(file)
            assert damaged <= set(verify(file)), (column, odd)
            unread += bool(damaged)
            file.execute("ROLLBACK")
    assert unread > len(_ODD)


def _damaged(file: sqlite3.Connection) -> set[str]:
    """Read every row; give what those say that cannot be read."""
    found = set()
    for sql, read in reading.READERS:
        for row in file.execute(sql.partition(" WHERE (")[0]):
            try:
                read(row)
            except RowDamagedError as damage:
                found.add(str(damage))
    return found
