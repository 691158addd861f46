"""What rows refer to, looked up once for all: SQLite itself asks for each of very many rows as it comes."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

_REFERENCES = (
    'SELECT made.name, reference."table", reference."from" FROM sqlite_schema AS made'
    " JOIN pragma_foreign_key_list(made.name) AS reference WHERE made.type = 'table'"
)
_REWRITTEN = "SELECT DISTINCT table_name FROM undo_change WHERE step_id = ? AND image IS NOT NULL"
_LAST = 2**63 - 1


class LateReferences:
    """The references of one transaction, begun while SQLite does not look at them (`PRAGMA foreign_keys = OFF`)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Note which rows there are, before any is written."""
        self._connection = connection
        self._references = connection.execute(_REFERENCES).fetchall()
        self._first = {table: self._next_id(table) for table, _, _ in self._references}

    def check(self, step_id: int, looked_up: Mapping[str, Sequence[range]]) -> None:
        """Look up what new rows refer to, and what all rows do where some of them, or of those, were rewritten.

        Args:
            step_id: the step of undo the transaction is; its journal tells which tables were rewritten.
            looked_up: runs of new rows, by their table, that need not be looked at any more.

        Raises:
            sqlite3.IntegrityError: something is not there; the transaction must end.
        """
        rewritten = {name for (name,) in self._connection.execute(_REWRITTEN, (step_id,))}
        for table, parent, column in self._references:
            if rewritten & {table, parent}:
                self._look_up(table, parent, column, range(_LAST))
                continue
            for ids in _between(self._first[table], looked_up.get(table, ())):
                self._look_up(table, parent, column, ids)

    def _look_up(self, table: str, parent: str, column: str, ids: range) -> None:
        lost = f"{column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})"
        found = self._connection.execute(
            f"SELECT id FROM {table} WHERE id >= ? AND id < ? AND {lost} LIMIT 1", (ids.start, ids.stop)
        )
        for (row_id,) in found:
            what = f"{table} {row_id}"
            raise refers_to_nothing(what, parent)

    def _next_id(self, table: str) -> int:
        (last,) = self._connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
        return int(last) + 1


def refers_to_nothing(what: str, parent: str) -> sqlite3.IntegrityError:
    """Give the error that something refers to a row that is not there."""
    return sqlite3.IntegrityError(f"{what} refers to a {parent} that is not there")


def _between(first: int, runs: Sequence[range]) -> Iterator[range]:
    """Give the ids from one on that are in none of some runs."""
    for run in sorted(runs, key=lambda one: one.start):
        yield range(first, run.start)
        first = run.stop
    yield range(first, _LAST)
