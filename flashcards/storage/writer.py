"""The write side: one connection, through SQLAlchemy, which is loaded on the first write.

This module loads it; nothing on the way to the first page may import it at the top.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from flashcards.storage import aside, gate, rows_about, transaction, undo

LOADS = (gate, rows_about, transaction, undo)
"""What a write needs, loaded with this module."""


class Writer:
    """Transactions on the one write connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through a connection set up by `connect_for_writing`; it stays the caller's to close."""
        self._raw = connection
        self._engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        event.listen(self._engine, "begin", _begin_immediate)
        self._connection = self._engine.connect()

    @contextmanager
    def transaction(self, *, refers_late: bool = False) -> Iterator[Connection]:
        """Carry out what happens inside wholly, or not at all.

        Args:
            refers_late: SQLite does not look up what rows refer to; see `late_references`.

        Raises:
            sqlite3.Error: SQLite refused; nothing was changed.
        """
        try:
            if refers_late:
                self._raw.execute("PRAGMA foreign_keys = OFF")  # inside a transaction this does nothing
            with self._connection.begin():
                yield self._connection
        except DBAPIError as error:
            if isinstance(error.orig, sqlite3.Error):
                raise error.orig from error
            raise
        finally:
            if refers_late:
                self._raw.execute("PRAGMA foreign_keys = ON")
            aside.let_go(self._raw)

    def close(self) -> None:
        """Let go of the connection, which stays open."""
        self._connection.close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")  # a transaction that begins by reading may be refused its first write
