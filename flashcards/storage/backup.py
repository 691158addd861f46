"""Make, verify and thin backups.

A collection is never copied as a file: what is still in its write-ahead log would be missing.
"""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from flashcards.storage.backup_names import backups_in, free_name, superfluous
from flashcards.storage.connections import connect

_WRITE_COUNT = "SELECT writes FROM write_count"


def make_backup(connection: sqlite3.Connection, folder: Path, now: datetime) -> Path:
    """Write a verified copy of the collection, then drop the backups that are no longer needed.

    Args:
        connection: an open one; readers and writers may go on.
        folder: made when missing.

    Raises:
        sqlite3.DatabaseError: the copy does not pass its check, or the disk refuses.
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / "backup.partial"
    partial.unlink(missing_ok=True)
    try:
        copy_database(connection, partial)
        path = free_name(folder, now)
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(folder)
    for old in superfluous(backups_in(folder), now):
        old.unlink(missing_ok=True)
    return path


def is_backup_due(connection: sqlite3.Connection, folder: Path) -> bool:
    """Say whether anything was written since the newest backup."""
    newest = backups_in(folder)[:1]
    if not newest:
        return True
    try:
        with closing(connect(newest[0], mode="ro")) as backup:
            (then,) = backup.execute(_WRITE_COUNT).fetchone()
    except sqlite3.Error:
        return True  # it is unreadable, or of a version that did not count
    (writes,) = connection.execute(_WRITE_COUNT).fetchone()
    return bool(writes != then)


def newest_good_backup(folder: Path) -> Path | None:
    """Give the newest backup that passes its check, or None."""
    return next((path for path in backups_in(folder) if is_good(path)), None)


def is_good(path: Path) -> bool:
    """Say whether a file is a sound SQLite database with a collection's tables."""
    try:
        with closing(connect(path, mode="ro")) as connection:
            connection.execute("SELECT count(*) FROM note").fetchone()
            return _quick_check(connection) == "ok"
    except sqlite3.Error:
        return False


def copy_database(source: sqlite3.Connection, path: Path) -> None:
    """Write a verified copy to a path where nothing is.

    Raises:
        sqlite3.DatabaseError: the copy does not pass its check, or the disk refuses.
        OSError: the folder cannot be written.
    """
    with closing(connect(path, mode="rwc")) as target:
        target.execute("PRAGMA synchronous = OFF")  # the file is synchronised once, below
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # a backup is one file
        finding = _quick_check(target)
    if finding != "ok":
        path.unlink()
        error = sqlite3.DatabaseError(finding)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _quick_check(connection: sqlite3.Connection) -> str:
    (finding,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return str(finding)


def sync_folder(folder: Path) -> None:
    """Make what was renamed in a folder survive a power cut."""
    if os.name == "nt":  # Windows cannot open a folder, and orders renames itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
