"""Indexes put away while very many rows of a table come or go, and made again from what is there then."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

FEW = 20_000
"""Fewer rows are not worth making an index anew."""

_INDEXES = (
    "SELECT list.name, made.sql FROM pragma_index_list(?1) AS list"
    " JOIN sqlite_schema AS made ON made.name = list.name AND made.type = 'index'"
    " WHERE list.origin = 'c' AND list.\"unique\" = 0"
)

_INSERT_TRIGGERS = (
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND sql LIKE '% AFTER INSERT ON %'"
)


def put_away(connection: sqlite3.Connection, table: str) -> list[str]:
    """Drop the indexes of a table that say nothing about its rows; give the statements that make them again."""
    found = connection.execute(_INDEXES, (table,)).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    return [sql for _, sql in found]


def put_away_insert_triggers(connection: sqlite3.Connection, table: str) -> list[str]:
    """Drop what looks at each new row of a table; give the statements that make it again.

    Only for rows that get new ids: the triggers are there for those that come back.
    """
    found = connection.execute(_INSERT_TRIGGERS, (table,)).fetchall()
    for name, _ in found:
        connection.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in found]


@contextmanager
def indexes_last(connection: sqlite3.Connection, table: str, rows: int) -> Iterator[None]:
    """Make a table's indexes at the end, if so many rows are written inside that this is quicker.

    An error inside must end the transaction.

    Args:
        rows: how many come, or go.
    """
    again = put_away(connection, table) if rows >= FEW and 2 * rows >= _count(connection, table) else []
    yield
    for sql in again:
        connection.execute(sql)


def _count(connection: sqlite3.Connection, table: str) -> int:
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(count)
