"""Sort what SQLite and the operating system refuse into what the learner is told.

What is not listed here is a bug and is left to crash.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flashcards.domain.errors import CollectionDamagedError, FlashcardsError, StorageError
from flashcards.storage.backup import newest_good_backup
from flashcards.storage.backup_names import backups_in
from flashcards.storage.damaged import RowDamagedError
from flashcards.storage.temporary_room import full_temporary_folder
from flashcards.storage.verify import is_sound

_FULL = "The disk is full: {path} cannot grow. {safe} Free some space, then try again."
_NO_TEMPORARY_ROOM = (
    "The disk of the temporary folder {path} is full. {safe} "
    "Free some space there, or name another folder in TMPDIR, then try again."
)
_READ_ONLY = (
    "{path} cannot be written: it, its folder or its disk is read-only. {safe} "
    "Allow writing there, or choose another place with --collection FILE."
)
_OUT_OF_REACH = (
    "{path} cannot be opened: its folder is missing, is not a folder, or may not be used. {safe} "
    "Check the folder, or choose another place with --collection FILE."
)
_FAILED = (
    "The disk failed while reading or writing {path}. {safe} "
    "Check that the disk is connected and sound, then start Flashcards again."
)
_BUSY = "Another program is using {path} and does not let go of it. {safe} Close that program, then try again."

_STORAGE: dict[int, str] = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _OUT_OF_REACH,
    sqlite3.SQLITE_CANTOPEN: _OUT_OF_REACH,
    sqlite3.SQLITE_IOERR: _FAILED,
    sqlite3.SQLITE_BUSY: _BUSY,
}
_DAMAGE: dict[int, str] = {
    sqlite3.SQLITE_CORRUPT: "its contents contradict each other",
    sqlite3.SQLITE_NOTADB: "it is not a collection file",
}
_SYSTEM: dict[int, str] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EIO: _FAILED,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a collection and its backups are, and what to tell of it.

    Attributes:
        backups: the folder in which the newest good backup is looked for when the file is damaged.
        written: what is being written when it is not the collection; it is named when the disk refuses.
    """

    path: Path
    backups: Path
    written: Path | None = None


def sort_problem(error: sqlite3.Error | OSError, place: Place, *, is_writing: bool = False) -> FlashcardsError | None:
    """Give the expected problem an error stands for, or None when it is a bug.

    Args:
        error: as SQLite or the operating system raised it.
        is_writing: the learner did something that is now not saved.
    """
    safe = "Nothing saved before is lost" + (", but the last action was not saved." if is_writing else ".")
    written = place.written or place.path
    if isinstance(error, OSError):
        sentence = _SYSTEM.get(error.errno or 0, _OUT_OF_REACH)
        return StorageError(sentence.format(path=error.filename or written, safe=safe))
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _DAMAGE:
        return CollectionDamagedError(place.path, finding=_DAMAGE[code], backup=newest_good_backup(place.backups))
    if code == sqlite3.SQLITE_FULL and (folder := full_temporary_folder(written)):
        return StorageError(_NO_TEMPORARY_ROOM.format(path=folder, safe=safe))
    if code in _STORAGE:
        return StorageError(_STORAGE[code].format(path=written, safe=safe))
    return None


@contextmanager
def sqlite_problems(place: Place, *, is_writing: bool = False) -> Iterator[None]:
    """Raise what SQLite refuses inside, and rows that cannot be read, as the problem it is; a bug passes through.

    Raises:
        CollectionDamagedError: the file contradicts itself or is no collection.
        StorageError: the disk refuses.
    """
    try:
        yield
    except sqlite3.Error as error:
        problem = sort_problem(error, place, is_writing=is_writing)
        if problem is None:
            raise
        raise problem from error
    except RowDamagedError as damage:
        sound = next((path for path in backups_in(place.backups) if is_sound(path)), None)
        backup = sound or newest_good_backup(place.backups)  # one of an older format may be good and not sound
        raise CollectionDamagedError(place.path, finding=str(damage), backup=backup) from damage


@contextmanager
def disk_problems(place: Place) -> Iterator[None]:
    """Do the same, and sort what the operating system refuses too; for work on files, not on cards."""
    try:
        with sqlite_problems(place):
            yield
    except OSError as error:
        problem = sort_problem(error, place)
        if problem is None:
            raise
        raise problem from error
