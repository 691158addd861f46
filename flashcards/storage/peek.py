"""Looking into a collection that is open elsewhere, or lies where nothing can be written.

Nothing is locked, migrated or written.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from flashcards.domain.errors import CollectionError, CollectionTooNewError
from flashcards.storage import verify
from flashcards.storage.connections import ReadPool
from flashcards.storage.kept import Kept
from flashcards.storage.migrations import APPLICATION_ID, MIGRATIONS
from flashcards.storage.problems import Place, sqlite_problems
from flashcards.storage.snapshot import Snapshot

IMMUTABLE = "ro&immutable=1"


class Peek:
    """A collection another process may be writing to, for reading only."""

    def __init__(self, path: Path, *, backups: Path) -> None:
        """Look into a file that exists.

        Raises:
            CollectionTooNewError: a newer version wrote it.
            CollectionError: it is no collection, or of an older format.
        """
        self._place = Place(path, backups)
        self._kept = Kept()
        self._copies = ExitStack()
        with sqlite_problems(self._place):
            self._pool = self._reachable(path)
        try:
            with self.snapshot() as snapshot:
                _check(snapshot, path)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Read the collection as it is now."""
        with sqlite_problems(self._place), self._pool.transaction() as connection:
            yield Snapshot(connection, self._kept)

    def verify(self) -> tuple[str, ...]:
        """Check the file and what must always hold in it; give what is wrong, one sentence each."""
        with sqlite_problems(self._place), self._pool.transaction() as connection:
            return verify.verify(connection)

    def close(self) -> None:
        """Let go of the file."""
        with self._copies:
            self._pool.close()

    def _reachable(self, path: Path) -> ReadPool:
        """Read beside a writer; where the folder cannot be written, from the file alone or from a copy with its log."""
        pool = ReadPool(path)
        try:
            with pool.transaction():
                return pool
        except sqlite3.OperationalError:  # sharing the log takes a writable folder
            pool.close()
        log = path.with_name(path.name + "-wal")
        if not log.exists() or log.stat().st_size == 0:
            return ReadPool(path, mode=IMMUTABLE)
        folder = Path(self._copies.enter_context(TemporaryDirectory(prefix="flashcards-")))
        for file in (path, log):
            copyfile(file, folder / file.name)
        return ReadPool(folder / path.name)


def _check(snapshot: Snapshot, path: Path) -> None:
    owner = snapshot.number("PRAGMA application_id")
    version = snapshot.number("PRAGMA user_version")
    newest = len(MIGRATIONS)
    if version > newest:
        raise CollectionTooNewError(path, found=version, newest_known=newest)
    if owner != APPLICATION_ID or version < newest:
        problem = (
            f"{path} has the format of another version of Flashcards, and can only be read as it is. Close it where it "
            "is open, and allow writing there."
        )
        raise CollectionError(problem)
