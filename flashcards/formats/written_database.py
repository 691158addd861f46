"""SQLite files written for other programs."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Self

from flashcards.domain.errors import ExportRefusedError
from flashcards.formats.foreign_database import Value, by_folded_text

_MOST_VARIABLES = 9_000
"""Values in one statement, where SQLite takes as many."""

_WRITING = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE")


class WrittenDatabase:
    """An SQLite file made for another program. Use it as a context; it is whole once that ends without an error.

    Its methods raise `ExportRefusedError` when the disk is full.
    """

    def __init__(self, path: Path) -> None:
        """Begin a file, or go on with one made before."""
        self._path = path
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.create_collation("unicase", by_folded_text)
        for pragma in _WRITING:
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("BEGIN")

    def run(self, statement: str) -> None:
        """Run a statement without values."""
        with self._refusals():
            self._connection.execute(statement)

    def root(self, table: str) -> int:
        """Give the root page of a table."""
        found = self._connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        return int(found[0])

    def insert(self, table: str, rows: Iterable[Sequence[Value]], columns: int) -> None:
        """Add rows to a table, many to a statement: each statement costs as much as several rows."""
        row = f"({','.join('?' * columns)})"
        most = min(_MOST_VARIABLES, self._connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER))
        rest = iter(rows)
        while some := list(islice(rest, most // columns)):
            with self._refusals():
                values = list(chain.from_iterable(some))
                self._connection.execute(f"INSERT INTO {table} VALUES {','.join([row] * len(some))}", values)  # noqa: S608 - a constant

    def __enter__(self) -> Self:
        """Give the database."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the file, or leave it unfinished when there was an error."""
        try:
            if error is None:
                self.run("COMMIT")
        finally:
            self._connection.close()

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Raise what the disk refuses as `ExportRefusedError`."""
        try:
            yield
        except sqlite3.OperationalError as error:
            problem = (
                f"A working copy cannot be written to {self._path.parent} ({error}). Free some space, then try again."
            )
            raise ExportRefusedError(problem) from error
