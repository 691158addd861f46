"""One process at a time: a lock file beside the collection.

The operating system holds the lock and lets go of it when the process ends, however it ends. The file itself stays: it
is the lock on it that counts, and removing it would let two processes lock two different files of one name.
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

    def __init__(self, descriptor: int) -> None:
        """Take over an open, locked file."""
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, collection: Path) -> Self:
        """Lock a collection for this process.

        Raises:
            CollectionLockedError: another process, or this one, has it open.
            OSError: the lock file cannot be written.
        """
        path = lock_path(collection)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            _lock(descriptor)
            os.truncate(descriptor, 0)
            os.write(descriptor, f"{os.getpid()}\n".encode("ascii"))
        except BlockingIOError as error:
            os.close(descriptor)
            raise CollectionLockedError(_refusal(collection, path)) from error
        except BaseException:
            os.close(descriptor)
            raise
        return cls(descriptor)

    def release(self) -> None:
        """Let others open the collection. Doing it twice is harmless."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


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
