"""The open collection file: lock, format, transactions, snapshots, checkpoint, close.

Opening and reading go through plain sqlite3. SQLAlchemy is loaded by the first write, or by `warm_up`.
"""

import sqlite3
from collections.abc import Container, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock, get_ident
from typing import TYPE_CHECKING, Self

from flashcards.domain.changes import ChangeSet, Operation
from flashcards.domain.progress import Progress, no_progress
from flashcards.storage import backup, opening, verify
from flashcards.storage.connections import ReadPool
from flashcards.storage.kept import Kept
from flashcards.storage.problems import Place, disk_problems, sqlite_problems
from flashcards.storage.snapshot import Snapshot, version
from flashcards.storage.text_index import index_some
from flashcards.storage.touched import Touched

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from flashcards.storage.late_references import LateReferences
    from flashcards.storage.transaction import Transaction
    from flashcards.storage.writer import Writer

LARGEST_LOG_BYTES = 64 * 1024 * 1024
"""A write-ahead log longer than this is moved into the collection at the next idle moment, else after the next write:
whoever waits for a long import does not wait for that, too."""


class Database:
    """A collection file this process alone has open.

    Any thread may read. What writes (`begin`, `undo`, `redo`, `warm_up`, `checkpoint`, `close`) belongs to one lane; a
    second writer waits.

    Attributes:
        path: the collection file.
        backups: the folder its backups are in.
    """

    def __init__(self, place: Place, connection: sqlite3.Connection, resources: ExitStack) -> None:
        """Take over a checked file; `Database.open` makes one.

        Args:
            connection: the write connection.
            resources: what to let go of at the end, the lock last.
        """
        self.path = place.path
        self.backups = place.backups
        self._place = place
        self._connection = connection
        self._resources = resources
        self._pool = ReadPool(place.path)
        self._kept = Kept()
        self._inode = place.path.stat().st_ino
        self._writer: Writer | None = None
        self._backing_up = Lock()
        self._writing = Lock()
        self._writer_thread: int | None = None

    @classmethod
    def open(cls, path: Path, *, now: datetime, backups: Path) -> Self:
        """Open a collection, or begin one where there is no file.

        Args:
            path: its folder is made when missing.
            backups: the folder for backups, made when the first is written.

        Raises:
            CollectionLockedError: it is open elsewhere.
            CollectionTooNewError: a newer version wrote it.
            CollectionDamagedError: it is not what a collection must be.
            CollectionError: it is the file of another program.
            StorageError: the disk refuses.
        """
        place = Place(path, backups)
        with disk_problems(place), ExitStack() as resources:
            connection = opening.open_collection(place, now, resources)
            return cls(place, connection, resources.pop_all())

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Read the collection as it is now, whatever is written meanwhile; never waits for a writer.

        Raises:
            CollectionDamagedError: damage was found while reading.
            StorageError: the disk refuses.
        """
        with sqlite_problems(self._place), self._pool.transaction() as connection:
            yield Snapshot(connection, self._kept)

    @contextmanager
    def begin(
        self, operation: Operation, now: datetime, *, undoable: bool = True, many: bool = False
    ) -> Iterator["Transaction"]:
        """Write, wholly or not at all, as one step for undo.

        Args:
            operation: what the undo menu calls it.
            undoable: False for housekeeping that is no step of the learner. It cannot be taken back, and with it goes
                what could be undone before, because older images no longer fit.
            many: very many rows come, so that what they refer to is looked up at the end.

        Raises:
            CollectionDamagedError: damage was found.
            StorageError: the disk refuses; nothing was changed.
        """
        refers_late = many and undoable  # the journal tells what is to be looked up
        with self._write(refers_late=refers_late) as (connection, touched):
            from flashcards.storage.gate import Gate
            from flashcards.storage.journal import NewStep, NoStep
            from flashcards.storage.transaction import Transaction

            references = self._late_references() if refers_late else None
            recorder = NewStep(connection, operation, now) if undoable else NoStep(connection)
            gate = Gate(connection, recorder, touched)
            yield Transaction(gate, recorder, Snapshot(self._connection), now)
            if references is not None and recorder.step_id is not None:
                references.check(recorder.step_id, gate.looked_up)

    def undo(self, now: datetime, progress: Progress = no_progress, only: Container[int] | None = None) -> ChangeSet:
        """Take back the newest step and say what it was.

        Raises:
            NothingToUndoError: no step is left.
            OtherStepError: the step is not among `only`, the steps that may be taken.
            CancelledError: `progress` said so; nothing was changed.
            StorageError: the disk refuses; nothing was changed.
        """
        with self._write() as (connection, touched):
            from flashcards.storage.undo import undo_step

            return undo_step(connection, now, progress, touched, only)

    def redo(self, now: datetime, progress: Progress = no_progress, only: Container[int] | None = None) -> ChangeSet:
        """Do again the step undone last and say what it was.

        Raises:
            NothingToUndoError: no step was undone since the last change.
            OtherStepError: as for `undo`.
            CancelledError: `progress` said so; nothing was changed.
            StorageError: the disk refuses; nothing was changed.
        """
        with self._write() as (connection, touched):
            from flashcards.storage.undo import redo_step

            return redo_step(connection, now, progress, touched, only)

    def index_texts(self) -> int:
        """Take some more notes into the index of words, which is no change to the collection; at last, tidy a long log.

        Returns:
            How many; 0 when there is nothing to do.

        Raises:
            StorageError: the disk refuses; nothing was changed.
        """
        with self._alone(), sqlite_problems(self._place):
            taken = index_some(self._connection)
            if not taken and self._is_log_long():
                opening.checkpoint(self._connection)
            return taken

    def warm_up(self) -> None:
        """Load and prepare the write side, so that the first write does not have to."""
        with self._alone():
            self._ready()

    def checkpoint(self) -> None:
        """Move the write-ahead log into the collection, as far as readers allow; waits for nobody."""
        with self._alone(), disk_problems(self._place):
            opening.checkpoint(self._connection)

    def back_up(self, now: datetime) -> Path | None:
        """Write a verified backup if anything was written since the last one, and thin the old ones.

        Returns:
            The new backup, or None when the last one is still current.

        Raises:
            CollectionDamagedError: the copy did not pass its check.
            StorageError: the disk refuses.
        """
        place = replace(self._place, written=self.backups)
        with disk_problems(place), self._backing_up, self._pool.transaction() as connection:
            if not backup.is_backup_due(connection, self.backups):
                return None
            return backup.make_backup(connection, self.backups, now)

    def verify(self) -> tuple[str, ...]:
        """Check the file and what must always hold in it; give what is wrong, one sentence each."""
        with sqlite_problems(self._place), self._pool.transaction() as connection:
            return verify.verify(connection)

    def close(self) -> None:
        """Put everything in the one file and let others open it. Doing it twice is harmless."""
        with self._alone(), self._resources:
            self._pool.close()
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    @contextmanager
    def _write(self, *, refers_late: bool = False) -> Iterator[tuple["Connection", Touched]]:
        with self._alone():
            opening.check_in_place(self.path, self._inode)
            was_long = self._is_log_long()
            writing = self._ready().transaction(refers_late=refers_late)
            with sqlite_problems(self._place, is_writing=True), writing as connection:
                before, touched = self._connection.total_changes, Touched()
                yield connection, touched
                if self._connection.total_changes != before:
                    self._connection.execute("UPDATE write_count SET writes = writes + 1")
                    self._kept.put_down(version(Snapshot(self._connection)), touched)
            if was_long:
                with suppress(sqlite3.Error):  # what is committed must not look like a failure
                    opening.checkpoint(self._connection)

    def _late_references(self) -> "LateReferences":
        from flashcards.storage.late_references import LateReferences  # it is seldom needed

        return LateReferences(self._connection)

    def _is_log_long(self) -> bool:
        return opening.log_bytes(self.path) > LARGEST_LOG_BYTES

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self._writer_thread == get_ident():
            problem = "a transaction is already open on this thread"
            raise RuntimeError(problem)
        with self._writing:
            self._writer_thread = get_ident()
            try:
                yield
            finally:
                self._writer_thread = None

    def _ready(self) -> "Writer":
        if self._writer is None:
            from flashcards.storage.writer import Writer

            self._writer = Writer(self._connection)
        return self._writer
