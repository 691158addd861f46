"""The open collection: the one gate through which it is read, changed and undone."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, Self, TypeVar

from flashcards.collection.media import media_folder
from flashcards.domain.changes import ChangeSet, Operation
from flashcards.domain.errors import StorageError
from flashcards.domain.ids import CardId
from flashcards.domain.progress import Progress, no_progress
from flashcards.storage import counts
from flashcards.storage.database import Database
from flashcards.storage.import_history import source_of_newest_step
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.peek import Peek
    from flashcards.storage.transaction import Transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a change gave back, and the kinds of thing it wrote."""

    value: T
    changes: ChangeSet


@dataclass(frozen=True, slots=True)
class Turned:
    """A step that was undone or redone.

    Attributes:
        card_id: the card it was about first, or None when it was about none.
        step: which it is, as in `ChangeSet`.
        source: the names of the files, if it is an import; else empty.
    """

    operation: Operation
    card_id: CardId | None
    step: int | None = None
    source: str = ""


class Steps(NamedTuple):
    """What undo and redo would do, as the menu names it; "" when there is nothing."""

    undo: str
    redo: str


class Look:
    """A collection to be read, on any thread.

    Attributes:
        path: the collection file.
        media: where its pictures and sounds are (`collection.media`).
        clock: gives the time, aware.
        zone: the learner's time zone; None asks the operating system.
    """

    def __init__(
        self, store: "Database | Peek", path: Path, clock: Callable[[], datetime], zone: tzinfo | None = None
    ) -> None:
        """Read from an open file."""
        self.path = path
        self.media = media_folder(path)
        self.clock = clock
        self.zone = zone
        self._store = store

    @classmethod
    def into(cls, path: Path, *, backups: Path, clock: Callable[[], datetime], zone: tzinfo | None = None) -> "Look":
        """Look into a collection that is open elsewhere, or lies where nothing can be written.

        Raises:
            CollectionError: it cannot be read.
        """
        from flashcards.storage.peek import Peek

        return Look(Peek(path, backups=backups), path, clock, zone)

    @staticmethod
    def check(path: Path, *, backups: Path, now: datetime) -> tuple[str, ...]:
        """Check a file that may be open elsewhere, and leave it as it is; give what is wrong, one sentence each.

        Raises:
            CollectionError: there is none, a newer version wrote it, or it is the file of another program.
            StorageError: the disk refuses.
        """
        from flashcards.storage.checking import check_file

        return check_file(path, backups, now)

    def read(self, query: Callable[[Snapshot], T]) -> T:
        """Answer a question from one consistent view."""
        with self._store.snapshot() as snapshot:
            return query(snapshot)

    def has_notes(self) -> bool:
        """Say whether there is anything in it."""
        return self.read(counts.has_notes)

    def steps(self) -> Steps:
        """Give what undo and redo would do."""
        names = self.read(counts.undo_names)
        return Steps(names.undo or "", names.redo or "")

    def verify(self) -> tuple[str, ...]:
        """Check the whole file; give what is wrong, one sentence each."""
        return self._store.verify()

    def close(self) -> None:
        """Let go of the file; a collection puts everything in it first."""
        self._store.close()


class Collection(Look):
    """Everything one learner has, in one file, open here alone.

    Everything that writes (`transact`, `undo`, `redo`, `warm_up`, `checkpoint`, `close`) belongs to the one write lane.

    Attributes:
        made: the steps of undo that were made, undone or done again since the collection was opened.
    """

    def __init__(
        self, database: Database, path: Path, clock: Callable[[], datetime], zone: tzinfo | None = None
    ) -> None:
        """Wrap an open database."""
        super().__init__(database, path, clock, zone)
        self._database = database
        self.made: set[int] = set()

    @classmethod
    def open(cls, path: Path, *, backups: Path, clock: Callable[[], datetime], zone: tzinfo | None = None) -> Self:
        """Open a collection, or begin one where there is no file.

        Raises:
            CollectionLockedError: it is open elsewhere.
            CollectionTooNewError: a newer version wrote it.
            CollectionDamagedError: it fails its check.
            StorageError: the disk refuses.
        """
        if path.is_dir() or not path.name:
            problem = f"{path} is a folder, not a collection file. Give the path of a file."
            raise StorageError(problem)
        file = path.resolve()  # whatever leads to it, one file has one lock
        return cls(Database.open(file, now=clock(), backups=backups), path, clock, zone)

    def transact(
        self,
        operation: Operation,
        change: "Callable[[Transaction], T]",
        *,
        undoable: bool = True,
        many: bool = False,
    ) -> Done[T]:
        """Carry out a change as one step: wholly or not at all.

        Args:
            operation: what the undo menu calls it.
            change: does the work.
            undoable: False for housekeeping the learner did not ask for.
            many: it adds rows by the ten thousand.

        Raises:
            StorageError: the disk refuses; nothing was changed.
        """
        with self._database.begin(operation, self.clock(), undoable=undoable, many=many) as transaction:
            value = change(transaction)
        called = transaction.operation or operation
        if transaction.step is not None:
            self.made.add(transaction.step)
        return Done(value, ChangeSet(called, frozenset(transaction.kinds), transaction.step))

    def undo(self, progress: Progress = no_progress, only: Container[int] | None = None) -> Done[Turned]:
        """Take back the newest step.

        Args:
            progress: is told how far it is.
            only: the steps that may be taken; None for any.

        Raises:
            NothingToUndoError: no step is left.
            OtherStepError: it is not among `only`; nothing was changed.
            CancelledError: `progress`, which is only told of large steps, said so; nothing was changed.
            StorageError: the disk refuses; nothing was changed.
        """
        card_id, source = self.read(
            lambda snapshot: (counts.card_of_step(snapshot, is_undone=False), source_of_newest_step(snapshot))
        )
        return self._turned(self._database.undo(self.clock(), progress, only), card_id, source)

    def redo(self, progress: Progress = no_progress, only: Container[int] | None = None) -> Done[Turned]:
        """Do again the step undone last; the arguments are those of `undo`.

        Raises:
            NothingToUndoError: no step was undone since the last change.
            OtherStepError: it is not among `only`; nothing was changed.
            CancelledError: as for `undo`.
            StorageError: the disk refuses; nothing was changed.
        """
        card_id = self.read(lambda snapshot: counts.card_of_step(snapshot, is_undone=True))
        changes = self._database.redo(self.clock(), progress, only)
        return self._turned(changes, card_id, self.read(source_of_newest_step))

    def warm_up(self) -> None:
        """Load what the first write needs, so that it does not have to."""
        self._database.warm_up()

    def index_texts(self) -> int:
        """Take some more notes into the index of words; give how many, 0 when all are in. For idle moments."""
        return self._database.index_texts()

    def checkpoint(self) -> None:
        """Tidy the write-ahead log; for idle moments."""
        self._database.checkpoint()

    def back_up(self) -> Path | None:
        """Write a verified backup if anything changed since the last one; give its path."""
        return self._database.back_up(self.clock())

    def _turned(self, changes: ChangeSet, card_id: CardId | None, source: str) -> Done[Turned]:
        if changes.step is not None:
            self.made.add(changes.step)
        return Done(Turned(changes.operation, card_id, changes.step, source), changes)
