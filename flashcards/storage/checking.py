"""Checking a collection from outside, with everything left as it is: nothing is begun, brought up to date or tidied."""

from contextlib import ExitStack, closing, suppress
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from flashcards.domain.errors import (
    CollectionDamagedError,
    CollectionError,
    CollectionLockedError,
    CollectionTooNewError,
)
from flashcards.storage.backup import newest_good_backup
from flashcards.storage.connections import connect
from flashcards.storage.database import Database
from flashcards.storage.lock import FileLock, lock_path
from flashcards.storage.migrations import MIGRATIONS
from flashcards.storage.opening import check_owner, has_owner
from flashcards.storage.peek import IMMUTABLE, Peek
from flashcards.storage.problems import Place, disk_problems


def check_file(path: Path, backups: Path, now: datetime) -> tuple[str, ...]:
    """Give what is wrong with a collection, one sentence each; nothing when it is sound.

    It may be open elsewhere. One of an older format is brought up to date in a copy, which is then checked.

    Raises:
        CollectionTooNewError: a newer version wrote it.
        CollectionError: there is none, or it is the file of another program.
        StorageError: the disk refuses.
    """
    if not path.is_file():
        problem = f"There is no collection at {path}."
        raise CollectionError(problem)
    try:
        with disk_problems(Place(path, backups)), ExitStack() as stack:
            return _check(path, now, stack)
    except CollectionDamagedError as error:
        return (str(CollectionDamagedError(path, finding=error.finding, backup=newest_good_backup(backups))),)


def _check(path: Path, now: datetime, stack: ExitStack) -> tuple[str, ...]:
    checked = path
    if _has_log(path) and _is_ours(path, stack):  # a program was killed: reading it in place would tidy its log away
        checked = _copy(path, stack)
    if _version(checked, path) == len(MIGRATIONS):
        with closing(Peek(checked, backups=path.parent)) as peek:
            return peek.verify()
    copy = _copy(checked, stack)
    with closing(Database.open(copy, now=now, backups=copy.parent)) as database:
        return database.verify()


def _version(path: Path, name: Path) -> int:
    """Give the format of a file, which has to be a collection; `name` is what the learner calls it."""
    with closing(connect(path, mode="ro" if _has_log(path) else IMMUTABLE)) as connection:
        check_owner(connection, name)
        if not has_owner(connection):
            raise CollectionDamagedError(name, finding="it is empty", backup=None)
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise CollectionTooNewError(name, found=version, newest_known=len(MIGRATIONS))
    return version


def _is_ours(path: Path, stack: ExitStack) -> bool:
    """Say whether nobody has it open, and keep others from opening it until all is checked."""
    if not lock_path(path).exists():
        return True
    with suppress(CollectionLockedError, OSError):
        stack.callback(FileLock.acquire(path).release)
        return True
    return False


def _copy(path: Path, stack: ExitStack) -> Path:
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="flashcards-")))
    for file in (path, _log(path)):
        if file.exists():
            copyfile(file, folder / file.name)
    return folder / path.name


def _has_log(path: Path) -> bool:
    return _log(path).exists() and _log(path).stat().st_size > 0


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")
