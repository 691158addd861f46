"""Very many rows written at once: thousands to a statement, on a thread of their own, indexes made last.

A statement for each row costs more than the row: with thousands in one, a million reviews go in within a second. SQLite
works meanwhile without Python's lock, so that the caller makes the next rows at the same time.
"""

import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from queue import Queue
from threading import Thread

from flashcards.storage.aside import take_over
from flashcards.storage.indexes import FEW, put_away, put_away_insert_triggers
from flashcards.storage.rows import Value

_AHEAD = 22
"""How many portions may wait: each holds some thousands of rows."""

_SWITCH_S = 0.0005
"""How long Python may keep the rows waiting ready to be written: what makes them is ahead anyway."""

_MOST_VARIABLES = 30_000
"""Values in one statement, where SQLite takes as many."""

_Job = Callable[[], None]


class Pourer:
    """Inserts rows on a thread of its own, in the order they come.

    From the first portion until `settle`, the connection belongs to that thread. Once something has failed, whatever
    waits is dropped, and the failure is raised by the next call.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through a connection whose transaction the caller has begun."""
        self._connection = connection
        self._jobs: Queue[_Job | None] = Queue(_AHEAD)
        self._failure: BaseException | None = None
        self._switch_s = sys.getswitchinterval()
        sys.setswitchinterval(min(self._switch_s, _SWITCH_S))
        self._thread = Thread(target=self._work, name="pour", daemon=True)
        self._thread.start()

    def pour(self, table: str, columns: Sequence[str], values: Sequence[Value]) -> int:
        """Insert rows, soon; give their number.

        Args:
            columns: names, or a name and an expression over `?`, such as `"rating = nullif(?, 0)"`.
            values: of one row after another, flat. They are not to be changed any more.
        """
        if values:
            self._do(partial(insert_rows, self._connection, table, columns, values))
        return len(values) // len(columns)

    def take_over(self, path: Path) -> None:
        """Add the lines of the review log that a file holds, soon; see `review_pages`."""
        self._do(partial(take_over, self._connection, path))

    @contextmanager
    def indexes_last(self, table: str, rows: int, *, few: int = FEW) -> Iterator[None]:
        """Make a table's indexes when the rows poured inside are in, if there come more than there are.

        An error inside must end the transaction.

        Args:
            rows: how many come.
            few: fewer than this are not worth it.
        """
        self.settle()
        (there,) = self._connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
        again = put_away(self._connection, table) if rows >= max(few, there) else []
        again += put_away_insert_triggers(self._connection, table) if rows >= few else []
        yield
        for sql in again:
            self._do(partial(_run, self._connection, sql))

    def settle(self) -> None:
        """Wait until all is written; then the connection is the caller's again.

        Raises:
            sqlite3.Error: SQLite refused something.
        """
        self._jobs.join()
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """End the thread; what waits is dropped if something failed, and written otherwise."""
        self._jobs.put(None)
        self._thread.join()
        sys.setswitchinterval(self._switch_s)

    def drop(self) -> None:
        """End the thread without writing what waits."""
        self._failure = self._failure or InterruptedError()
        self.stop()

    def _do(self, job: _Job) -> None:
        if self._failure is not None:
            self.settle()
        self._jobs.put(job)

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            try:
                if job is not None and self._failure is None:
                    job()
            except BaseException as error:  # noqa: BLE001 - carried to the caller, who asked for it
                self._failure = error
            finally:
                self._jobs.task_done()
            if job is None:
                return


def insert_rows(connection: sqlite3.Connection, table: str, columns: Sequence[str], values: Sequence[Value]) -> None:
    """Insert rows, as many to a statement as it takes; see `Pourer.pour`.

    An error must end the transaction: rows before the one that is refused stay. To be able to take them back by
    themselves, SQLite would copy every page it writes aside.
    """
    most = min(_MOST_VARIABLES, connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER))
    rows = most // len(columns)
    width = rows * len(columns)
    whole = len(values) // width * width
    if whole:
        blocks = (values[start : start + width] for start in range(0, whole, width))
        connection.executemany(_insertion(table, columns, rows), blocks)
    if whole < len(values):
        rest = values[whole:]
        connection.execute(_insertion(table, columns, len(rest) // len(columns)), rest)


def _run(connection: sqlite3.Connection, sql: str) -> None:
    connection.execute(sql)


def _insertion(table: str, columns: Sequence[str], rows: int) -> str:
    pairs = [column.partition(" = ") for column in columns]
    names = ", ".join(name for name, _, _ in pairs)
    row = f"({', '.join(expression or '?' for _, _, expression in pairs)})"
    return f"INSERT OR FAIL INTO {table} ({names}) VALUES {', '.join([row] * rows)}"
