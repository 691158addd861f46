"""Put a backup in the place of the collection, keeping what was there."""

import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from flashcards.storage.backup import copy_database, is_good, make_backup, sync_folder
from flashcards.storage.backup_names import free_name
from flashcards.storage.connections import connect
from flashcards.storage.lock import FileLock
from flashcards.storage.migrations import known_format
from flashcards.storage.problems import Place, disk_problems


def restore_backup(backup: Path, collection: Path, *, backups: Path, now: datetime) -> Path | None:
    """Put a backup in the place of a collection that is not open.

    What is there now is kept first: as a backup when it is sound, else as it is, beside the backups.

    Args:
        backup: stays where it is.
        backups: the folder backups are kept in.

    Returns:
        Where what was there before is kept; None when there was nothing.

    Raises:
        CollectionLockedError: the collection is open.
        CollectionDamagedError: the backup does not pass its check; nothing was changed.
        CollectionTooNewError: a newer version wrote the backup; nothing was changed.
        StorageError: the disk refuses.
    """
    place = Place(collection, backups)
    with disk_problems(place):
        collection.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock.acquire(collection)
    fresh = collection.with_name(collection.name + ".restoring")
    try:
        with disk_problems(Place(backup, backups)):
            _copy(backup, fresh)
        with disk_problems(place):
            return _replace(collection, fresh, backups, now)
    finally:
        fresh.unlink(missing_ok=True)
        lock.release()


def _copy(backup: Path, fresh: Path) -> None:
    fresh.unlink(missing_ok=True)
    with closing(connect(backup, mode="ro")) as source:
        known_format(source, backup)
        copy_database(source, fresh)


def _replace(collection: Path, fresh: Path, backups: Path, now: datetime) -> Path | None:
    kept = _keep(collection, backups, now)
    for suffix in ("-wal", "-shm"):  # a log must never meet a file it was not written for
        collection.with_name(collection.name + suffix).unlink(missing_ok=True)
    fresh.replace(collection)
    sync_folder(collection.parent)
    return kept


def _keep(collection: Path, backups: Path, now: datetime) -> Path | None:
    if not collection.exists():
        return None
    if is_good(collection):
        with closing(connect(collection, mode="rw")) as connection, suppress(sqlite3.DatabaseError):
            return make_backup(connection, backups, now)
    backups.mkdir(parents=True, exist_ok=True)
    name = free_name(backups, now, prefix="damaged").name
    for suffix in ("", "-wal"):
        with suppress(FileNotFoundError):
            shutil.copyfile(collection.with_name(collection.name + suffix), backups / (name + suffix))
    return backups / name
