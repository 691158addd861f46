"""Very many rows written at once: several to a statement, and indexes made when they are all there.

A statement for each row costs more than the row: with fifty in one, a million reviews go in within a second. They pass
the write gate as a run of new ids, so that undo and the journal know them like any others.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from flashcards.storage.rows import Value

_VARIABLES = 900
"""Values in one statement. Old builds of SQLite take 999."""

_FEW = 20_000
"""Fewer rows are not worth making an index anew."""

_INDEXES = (
    "SELECT list.name, made.sql FROM pragma_index_list(?1) AS list"
    " JOIN sqlite_schema AS made ON made.name = list.name AND made.type = 'index'"
    " WHERE list.origin = 'c' AND list.\"unique\" = 0"
)


def pour(connection: sqlite3.Connection, table: str, columns: Sequence[str], values: Iterable[Value]) -> int:
    """Insert rows and give their number.

    Args:
        columns: names, or a name and an expression over `?`, such as `"rating = nullif(?, 0)"`.
        values: of one row after another, flat.
    """
    width = len(columns) * max(1, min(100, _VARIABLES // len(columns)))
    flat = iter(values)
    rest: list[list[Value]] = []
    before = connection.total_changes
    connection.executemany(_insertion(table, columns, width // len(columns)), _blocks(flat, width, rest))
    for block in rest:
        connection.execute(_insertion(table, columns, len(block) // len(columns)), block)
    return connection.total_changes - before


@contextmanager
def indexes_last(connection: sqlite3.Connection, table: str, rows: int, *, few: int = _FEW) -> Iterator[None]:
    """Make a table's indexes when the rows are in, if there come more than there are.

    An error inside must end the transaction.

    Args:
        rows: how many come.
        few: fewer than this are not worth it.
    """
    (there,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
    found = connection.execute(_INDEXES, (table,)).fetchall() if rows >= max(few, there) else []
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, sql in found:
        connection.execute(sql)


def _blocks(flat: Iterator[Value], width: int, rest: list[list[Value]]) -> Iterator[list[Value]]:
    while block := list(islice(flat, width)):
        if len(block) == width:
            yield block
        else:
            rest.append(block)


def _insertion(table: str, columns: Sequence[str], rows: int) -> str:
    pairs = [column.partition(" = ") for column in columns]
    names = ", ".join(name for name, _, _ in pairs)
    row = f"({', '.join(expression or '?' for _, _, expression in pairs)})"
    return f"INSERT INTO {table} ({names}) VALUES {', '.join([row] * rows)}"
