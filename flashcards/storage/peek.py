"""Looking into a collection that somebody else has open. Nothing is locked, migrated or written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flashcards.domain.errors import CollectionError, CollectionTooNewError
from flashcards.storage import verify
from flashcards.storage.connections import ReadPool
from flashcards.storage.migrations import APPLICATION_ID, MIGRATIONS
from flashcards.storage.problems import Place, sqlite_problems
from flashcards.storage.snapshot import Snapshot


class Peek:
    """A collection another process may be writing to, for reading only."""

    def __init__(self, path: Path, *, backups: Path) -> None:
        """Look into a file that exists.

        Raises:
            CollectionTooNewError: a newer version wrote it.
            CollectionError: it is no collection, or of an older format.
        """
        self._place = Place(path, backups)
        self._pool = ReadPool(path)
        with self.snapshot() as snapshot:
            _check(snapshot, path)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Read the collection as it is now."""
        with sqlite_problems(self._place), self._pool.transaction() as connection:
            yield Snapshot(connection)

    def verify(self) -> tuple[str, ...]:
        """Check the file and what must always hold in it; give what is wrong, one sentence each."""
        with sqlite_problems(self._place), self._pool.transaction() as connection:
            return verify.verify(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._pool.close()


def _check(snapshot: Snapshot, path: Path) -> None:
    owner = snapshot.number("PRAGMA application_id")
    version = snapshot.number("PRAGMA user_version")
    newest = len(MIGRATIONS)
    if version > newest:
        raise CollectionTooNewError(path, found=version, newest_known=newest)
    if owner != APPLICATION_ID or version < newest:
        problem = f"{path} is open in another version of Flashcards. Close it there first."
        raise CollectionError(problem)
