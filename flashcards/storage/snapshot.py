"""A consistent view of the collection at one moment."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from flashcards.domain.errors import CancelledError
from flashcards.storage.kept import Kept

Row = tuple[Any, ...]
Parameters = Sequence[int | float | str | None]

PORTION = 5000
"""Rows in one of `Snapshot.portions`."""

_MAX_VARIABLES = 30_000

_INSTRUCTIONS = 10_000
"""Of SQLite's machine, between two questions whether to stop: well below a millisecond."""

_STOPPED = "Stopped. Nothing was changed."


class Snapshot:
    """Read-only access to a collection, inside one open transaction.

    The queries themselves are functions of `storage.reading` and `storage.counts`; only `storage` writes SQL.

    Attributes:
        kept: what earlier queries have worked out.
    """

    def __init__(self, connection: sqlite3.Connection, kept: Kept | None = None) -> None:
        """Read through a connection whose transaction the caller has begun.

        Args:
            kept: what all who read the file share; without it nothing is kept.
        """
        self._connection = connection
        self.kept = kept or Kept()
        self._is_stopped: Callable[[], bool] | None = None

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """Run a query and give its rows as they come."""
        return self._connection.execute(sql, parameters)

    def portions(self, sql: str, parameters: Parameters = ()) -> Iterator[list[Row]]:
        """Run a query of very many rows and give them some thousands at a time.

        SQLite gives Python away and takes it back for every row, and while it does that no other thread comes in; the
        work on a portion lets them.
        """
        cursor = self._connection.execute(sql, parameters)
        while portion := cursor.fetchmany(PORTION):
            yield portion

    @contextmanager
    def stopped_by(self, is_stopped: Callable[[], bool]) -> Iterator[None]:
        """Have the queries run inside stop soon after they are told to, in the middle of their work.

        Args:
            is_stopped: asked before anything is done and then every millisecond or so; may be answered on any thread.

        Raises:
            CancelledError: it said so.
        """
        self._is_stopped = is_stopped
        self.go_on()
        self._connection.set_progress_handler(is_stopped, _INSTRUCTIONS)
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise CancelledError(_STOPPED) from error
            raise
        finally:
            self._connection.set_progress_handler(None, 0)
            self._is_stopped = None

    def go_on(self) -> None:
        """Ask between two pieces of work of our own whether to go on.

        Raises:
            CancelledError: the queries were told to stop.
        """
        if self._is_stopped is not None and self._is_stopped():
            raise CancelledError(_STOPPED)

    def rows_named(self, sql: str, values: Mapping[str, int | float | str | None]) -> Iterator[Row]:
        """Run a query whose values have names, `:name`, and give its rows as they come."""
        return self._connection.execute(sql, values)

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Run a query and give its first row, or None."""
        row: Row | None = self._connection.execute(sql, parameters).fetchone()
        return row

    def number(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a query whose answer is one whole number; NULL counts as 0."""
        row = self.row(sql, parameters)
        return int(row[0] or 0) if row else 0

    def rows_in(self, sql: str, ids: Sequence[int | str]) -> Iterator[Row]:
        """Run a query that ends in `IN`, with as many values as there are.

        Args:
            sql: up to and including the word `IN`.
            ids: any number of values; long lists are asked for in parts.
        """
        for start in range(0, len(ids), _MAX_VARIABLES):
            part = ids[start : start + _MAX_VARIABLES]
            marks = ",".join("?" * len(part))
            # no `yield from`: left half-way, that would close its cursor when the collection is closed already
            for row in self._connection.execute(f"{sql} ({marks})", part):  # noqa: UP028
                yield row


def version(snapshot: Snapshot) -> int:
    """Give how many transactions ever wrote: the same number, the same contents."""
    return snapshot.number("SELECT writes FROM write_count")
