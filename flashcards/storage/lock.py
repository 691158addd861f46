"""One process at a time: a lock file beside the collection.

The operating system holds the lock and lets go of it when the process ends, however it ends. The file itself stays: it
is the lock on it that counts, and removing it would let two processes lock two different files of one name.

A collection with hard links has several names, and so several lock files, and SQLite would write a log of its own for
each. Such a file is locked itself as well (not on Windows, where a lock would keep others from reading it).
"""

import os
import sys
from pathlib import Path
from typing import Self

from flashcards.domain.errors import CollectionLockedError

_LOCKED_BYTE = 1 << 30
"""Where Windows locks, far behind the text, so that others can still read who holds it."""


class FileLock:
    """An exclusive lock on a collection, held until `release`."""

    def __init__(self, descriptors: list[int]) -> None:
        """Take over open, locked files."""
        self._descriptors = descriptors

    @classmethod
    def acquire(cls, collection: Path) -> Self:
        """Lock a collection for this process.

        Raises:
            CollectionLockedError: another process, or this one, has it open.
            OSError: the lock file cannot be written.
        """
        path = lock_path(collection)
        held = [os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)]
        try:
            _lock(held[0])
            if _has_other_names(collection):
                held.append(os.open(collection, os.O_RDONLY))
                _lock(held[1])
            os.truncate(held[0], 0)
            os.write(held[0], f"{os.getpid()}\n".encode("ascii"))
        except BlockingIOError as error:
            _close(held)
            refusal = _refusal(collection, path) if len(held) == 1 else _refusal_of_link(collection)
            raise CollectionLockedError(refusal) from error
        except BaseException:
            _close(held)
            raise
        return cls(held)

    def release(self) -> None:
        """Let others open the collection. Doing it twice is harmless."""
        descriptors, self._descriptors = self._descriptors, []
        _close(descriptors)


def lock_path(collection: Path) -> Path:
    """Give the lock file of a collection."""
    return collection.with_name(collection.name + ".lock")


def _refusal(collection: Path, lock: Path) -> str:
    holder = lock.read_text(encoding="ascii", errors="replace").strip()
    who = f" (process {holder})" if holder.isdigit() else ""
    return (
        f"{collection} is already open in another Flashcards window or command{who}. Nothing was changed. "
        "Use that window, or close it and try again."
    )


def _refusal_of_link(collection: Path) -> str:
    return (
        f"{collection} is already open in another Flashcards window or command under another name: the file has "
        "hard links. Nothing was changed. Use that window, or close it and try again."
    )


def _has_other_names(collection: Path) -> bool:
    return sys.platform != "win32" and collection.exists() and collection.stat().st_nlink > 1


def _close(descriptors: list[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
