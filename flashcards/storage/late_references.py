"""What rows refer to, looked up once for all: SQLite itself asks for each of very many rows as it comes."""

import sqlite3

_REFERENCES = (
    'SELECT made.name, reference."table", reference."from" FROM sqlite_schema AS made'
    " JOIN pragma_foreign_key_list(made.name) AS reference WHERE made.type = 'table'"
)
_REWRITTEN = "SELECT DISTINCT table_name FROM undo_change WHERE step_id = ? AND image IS NOT NULL"


class LateReferences:
    """The references of one transaction, begun while SQLite does not look at them (`PRAGMA foreign_keys = OFF`)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Note which rows there are, before any is written."""
        self._connection = connection
        self._references = connection.execute(_REFERENCES).fetchall()
        self._first = {table: self._next_id(table) for table, _, _ in self._references}

    def check(self, step_id: int) -> None:
        """Look up what the new rows refer to, and what all rows do where some of them, or of those, were rewritten.

        Args:
            step_id: the step of undo the transaction is; its journal tells which tables were rewritten.

        Raises:
            sqlite3.IntegrityError: something is not there; the transaction must end.
        """
        rewritten = {name for (name,) in self._connection.execute(_REWRITTEN, (step_id,))}
        for table, parent, column in self._references:
            first = 0 if rewritten & {table, parent} else self._first[table]
            lost = f"{column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})"
            found = self._connection.execute(f"SELECT id FROM {table} WHERE id >= ? AND {lost} LIMIT 1", (first,))
            for (row_id,) in found:
                problem = f"{table} {row_id} refers to a {parent} that is not there"
                raise sqlite3.IntegrityError(problem)

    def _next_id(self, table: str) -> int:
        (last,) = self._connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
        return int(last) + 1
