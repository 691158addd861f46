"""Make, verify, thin and restore backups.

A collection is never copied as a file: what is still in its write-ahead log would be missing.
"""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from flashcards.storage.backup_names import backups_in, free_name, superfluous
from flashcards.storage.connections import connect
from flashcards.storage.lock import FileLock

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
        _copy(connection, partial)
        path = free_name(folder, now)
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)
    _sync_folder(folder)
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


def restore_backup(backup: Path, collection: Path, *, folder: Path, now: datetime) -> Path | None:
    """Put a backup in the place of a collection that is not open.

    What is there now is kept first: as a backup when it is sound, else as it is, beside the backups.

    Args:
        backup: stays where it is.
        folder: where backups are kept.

    Returns:
        Where what was there before is kept; None when there was nothing.

    Raises:
        CollectionLockedError: the collection is open.
        sqlite3.DatabaseError: the backup does not pass its check; nothing was changed.
        OSError: a folder cannot be written.
    """
    collection.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock.acquire(collection)
    try:
        fresh = collection.with_name(collection.name + ".restoring")
        with closing(connect(backup, mode="ro")) as source:
            fresh.unlink(missing_ok=True)
            _copy(source, fresh)
        kept = _keep(collection, folder, now)
        for path in _log_files(collection):
            path.unlink(missing_ok=True)
        fresh.replace(collection)
        _sync_folder(collection.parent)
    finally:
        lock.release()
    return kept


def _copy(source: sqlite3.Connection, path: Path) -> None:
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


def _keep(collection: Path, folder: Path, now: datetime) -> Path | None:
    if not collection.exists():
        return None
    if is_good(collection):
        with closing(connect(collection, mode="rw")) as connection:
            return make_backup(connection, folder, now)
    folder.mkdir(parents=True, exist_ok=True)
    name = free_name(folder, now, prefix="damaged").name
    for suffix in ("", "-wal"):
        with suppress(FileNotFoundError):
            shutil.copyfile(collection.with_name(collection.name + suffix), folder / (name + suffix))
    return folder / name


def _log_files(collection: Path) -> tuple[Path, Path]:
    return collection.with_name(collection.name + "-wal"), collection.with_name(collection.name + "-shm")


def _quick_check(connection: sqlite3.Connection) -> str:
    (finding,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return str(finding)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder, and orders renames itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
