"""The open collection: the one gate through which it is read, changed and undone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Generic, Self, TypeVar

from flashcards.domain.changes import ChangeSet, Operation
from flashcards.storage.database import Database
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.transaction import Transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a change gave back, and the kinds of thing it wrote."""

    value: T
    changes: ChangeSet


class Collection:
    """Everything one learner has, in one file.

    `read` may be called on any thread. Everything that writes (`transact`, `undo`, `redo`, `warm_up`, `close`)
    belongs to the one write lane.

    Attributes:
        path: the collection file.
        clock: gives the time, aware.
        zone: the learner's time zone; None asks the operating system.
    """

    def __init__(self, database: Database, path: Path, clock: Callable[[], datetime], zone: tzinfo | None) -> None:
        """Wrap an open database."""
        self.path = path
        self.clock = clock
        self.zone = zone
        self._database = database

    @classmethod
    def open(cls, path: Path, *, backups: Path, clock: Callable[[], datetime], zone: tzinfo | None = None) -> Self:
        """Open a collection, or begin one where there is no file.

        Raises:
            CollectionLockedError: it is open elsewhere.
            CollectionTooNewError: a newer version wrote it.
            CollectionDamagedError: it fails its check.
            StorageError: the disk refuses.
        """
        return cls(Database.open(path, now=clock(), backups=backups), path, clock, zone)

    def read(self, query: Callable[[Snapshot], T]) -> T:
        """Answer a question from one consistent view."""
        with self._database.snapshot() as snapshot:
            return query(snapshot)

    def transact(self, operation: Operation, change: Callable[[Transaction], T], *, undoable: bool = True) -> Done[T]:
        """Carry out a change as one step: wholly or not at all.

        Args:
            operation: what the undo menu calls it.
            change: does the work.
            undoable: False for housekeeping the learner did not ask for.

        Raises:
            StorageError: the disk refuses; nothing was changed.
        """
        with self._database.begin(operation, self.clock(), undoable=undoable) as transaction:
            value = change(transaction)
        return Done(value, ChangeSet(operation, frozenset(transaction.kinds)))
