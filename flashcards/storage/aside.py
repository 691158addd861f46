"""Rows of a file aside, as `review_pages` makes them, added to the collection within a transaction."""

import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

_NAME = "aside"
"""What a connection calls the file."""


def take_over(connection: sqlite3.Connection, path: Path) -> None:
    """Add the lines of a file to the review log, within a transaction; `let_go` is called when that has ended.

    An error ends the transaction, so that SQLite need not copy aside what it writes.
    """
    connection.execute(f"ATTACH ? AS {_NAME}", (str(path),))
    connection.execute(f"INSERT OR ROLLBACK INTO main.review SELECT * FROM {_NAME}.review")
    with suppress(OSError):  # where open files can go, nothing is left behind whatever happens
        shutil.rmtree(path.parent)


def is_free(connection: sqlite3.Connection) -> bool:
    """Say whether no file is being taken over yet: a transaction can take over one."""
    return all(name != _NAME for _, name, _ in connection.execute("PRAGMA database_list"))


def let_go(connection: sqlite3.Connection) -> None:
    """Let go of the file that a transaction has taken over, if it has."""
    for _, name, path in connection.execute("PRAGMA database_list").fetchall():
        if name == _NAME:
            with suppress(sqlite3.Error):  # the write is done: what is left is a small file in the temporary folder
                connection.execute(f"DETACH {_NAME}")
            shutil.rmtree(Path(path).parent, ignore_errors=True)
