"""What happens between a path and an open, checked collection. Cheap: the whole file is never read."""

import sqlite3
from contextlib import ExitStack, closing, suppress
from datetime import datetime
from pathlib import Path

from flashcards.domain.errors import CollectionDamagedError, CollectionError, StorageError
from flashcards.storage.backup import make_backup, newest_good_backup
from flashcards.storage.connections import BUSY_TIMEOUT_MS, connect_for_writing
from flashcards.storage.lock import FileLock
from flashcards.storage.migrations import APPLICATION_ID, MIGRATIONS, migrate
from flashcards.storage.problems import Place
from flashcards.storage.tables import ALL_TABLES

_MAGIC = b"SQLite format 3\0"


def open_collection(place: Place, now: datetime, resources: ExitStack) -> sqlite3.Connection:
    """Lock a collection, check it, bring it to the newest format, and give its write connection.

    Args:
        resources: gets what must be let go of at the end.

    Raises:
        CollectionError: the file cannot be used; it is left as it is.
        sqlite3.Error: SQLite refuses.
        OSError: the operating system refuses.
    """
    place.path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock.acquire(place.path)
    resources.callback(lock.release)
    _check_header(place)
    connection = connect_for_writing(place.path)
    resources.callback(_close, connection)
    check_owner(connection, place.path)
    migrate(connection, place.path, back_up=lambda: make_backup(connection, place.backups, now), steps=MIGRATIONS)
    connection.execute("PRAGMA journal_mode = WAL")
    _check_schema(connection, place)
    return connection


def checkpoint(connection: sqlite3.Connection) -> None:
    """Move the write-ahead log into the collection, as far as readers allow, without waiting for them."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")


def log_bytes(path: Path) -> int:
    """Give how long the write-ahead log of a file is."""
    log = path.with_name(path.name + "-wal")
    return log.stat().st_size if log.exists() else 0


def check_in_place(path: Path, inode: int) -> None:
    """Make sure the open file is still the one of that name: what is written to a deleted file is lost.

    Raises:
        StorageError: it was moved, deleted or replaced.
    """
    try:
        is_same = path.stat().st_ino == inode
    except OSError:
        is_same = False
    if not is_same:
        message = (
            f"{path} was moved, deleted or replaced while it was open. The last action was not saved; "
            "the file that was moved holds everything before it. Put it back, then start Flashcards again."
        )
        raise StorageError(message)


def _close(connection: sqlite3.Connection) -> None:
    with closing(connection), suppress(sqlite3.DatabaseError):  # what stays in the log is read at the next start
        checkpoint(connection)


def _check_header(place: Place) -> None:
    if not place.path.exists():
        return
    with place.path.open("rb+") as file:  # asks for writing too, so that a read-only file is refused now
        magic = file.read(len(_MAGIC))
    if magic and magic != _MAGIC:
        raise _damaged(place, "it is not a collection file")
    if not magic and newest_good_backup(place.backups) is not None:
        raise _damaged(place, "it is empty")


def has_owner(connection: sqlite3.Connection) -> bool:
    """Say whether a file is ours; one that is still empty is not yet."""
    return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)


def check_owner(connection: sqlite3.Connection, path: Path) -> None:
    """Make sure that a file is ours, or empty.

    Raises:
        CollectionError: it is another program's.
    """
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    is_empty = owner == 0 and version == 0 and tables == 0
    if not has_owner(connection) and not is_empty:
        message = (
            f"{path} belongs to another program: it is not a Flashcards collection. Nothing was changed. "
            "To bring in an Anki deck, import its .apkg file. To open another collection, use --collection FILE."
        )
        raise CollectionError(message)


def _check_schema(connection: sqlite3.Connection, place: Place) -> None:
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    missing = sorted(ALL_TABLES - found)
    if missing:
        raise _damaged(place, f"it lacks {', '.join(missing)}")


def _damaged(place: Place, finding: str) -> CollectionDamagedError:
    return CollectionDamagedError(place.path, finding=finding, backup=newest_good_backup(place.backups))
