"""Has the collection looked over, and what was found dealt with; lists its backups."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.collection import backups, media, upkeep
from flashcards.collection.backups import Backup
from flashcards.collection.other_collections import Known, known_collections
from flashcards.collection.upkeep import Contents, Overview
from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.domain.errors import CancelledError
from flashcards.domain.progress import Progress
from flashcards.ui.care.words import size as in_words
from flashcards.ui.page import Services
from flashcards.ui.task import Task
from flashcards.wording import counted

if TYPE_CHECKING:
    from flashcards.collection.collection import Look
    from flashcards.storage.transaction import Transaction

CONCERNS = (Kind.NOTE, Kind.CARD, Kind.NOTE_TYPE, Kind.MEDIA)
"""What an overview is made from."""


REMEMBERED = "collections"
"""The name under which this machine remembers collections that lie elsewhere."""

NOTHING = Contents(0, 0, 0)
"""Before anything is counted."""


@dataclass(frozen=True, slots=True)
class CareState:
    """Everything on the page.

    Attributes:
        overview: what was found, or None before it was looked for, and once something else changed.
        contents: what the collection holds now.
        backups: newest first; None before they are read.
        collections: the usual one first; none before they are read.
    """

    is_busy: bool = False
    overview: Overview | None = None
    contents: Contents = NOTHING
    backups: tuple[Backup, ...] | None = None
    collections: tuple[Known, ...] = ()


class CareModel(QObject):
    """One thing at a time; the window shows how far what takes long is, and can stop it.

    Signals:
        changed: `state` is another now.
        done: a sentence that says what was done; it can be undone.
        said: a sentence.
        failed: what went wrong; nothing was changed.
    """

    changed = Signal()
    done = Signal(str)
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = services.runner
        self._folder = services.folders.backups
        self._collection = services.folders.collection
        self._usual = services.folders.usual_or_open
        self._shape = services.shape
        self._task: Task | None = None
        self._asked = 0
        self.state = CareState()
        self._runner.changed.connect(self._heed)

    @Slot()
    def refresh(self) -> None:
        """List the backups, and the collections."""
        self._asked += 1
        remembered = tuple(map(Path, self._remembered()))
        job = partial(_listed, number=self._asked, folder=self._folder, usual=self._usual, remembered=remembered)
        self._runner.look(job, self._take_listed, self.failed.emit)

    def remember(self, collection: Path) -> None:
        """List a collection from now on, wherever it lies."""
        if self._shape is not None:
            self._shape.setValue(REMEMBERED, sorted({*self._remembered(), str(collection)}))

    def _remembered(self) -> list[str]:
        stored = [] if self._shape is None else self._shape.value(REMEMBERED, [])
        several = stored if isinstance(stored, list) else [stored]  # one is given without its list
        return [str(one) for one in several if one]

    @Slot()
    def look_over(self) -> None:
        """Look the whole collection over."""
        if not self.state.is_busy:
            self._runner.look(partial(_look_over, progress=self._begin()), self._take_overview, self._fail)

    @Slot()
    def delete_empty(self) -> None:
        """Delete the cards that ask nothing. It can be undone."""
        if not self.state.is_busy:
            work = partial(_delete_empty, progress=self._begin())
            self._runner.write(Operation.DELETE_EMPTY, work, self._say_deleted, self._fail)

    @Slot()
    def forget_unused(self) -> None:
        """Take the files no note uses off the list. It can be undone."""
        self._write(Operation.FORGET_MEDIA, partial(_forget, collection=self._collection), self._say_forgotten)

    @Slot()
    def delete_loose(self) -> None:
        """Delete the files nothing uses any more from the disk, for good."""
        folder = media.media_folder(self._collection)
        self._write(Operation.FORGET_MEDIA, partial(_clean_up, folder=folder), self._say_freed, undoable=False)

    def _write(
        self,
        operation: Operation,
        work: "Callable[[Transaction], int]",
        on_done: Callable[[int], None],
        *,
        undoable: bool = True,
    ) -> None:
        if not self.state.is_busy:
            self._begin()
            self._runner.write(operation, work, on_done, self._fail, undoable=undoable)

    def _begin(self) -> Progress:
        task = self._task = Task(self)
        self._runner.turning.emit(task)
        self._set(is_busy=True)
        return task.progress

    def _end(self) -> None:
        if self._task is not None:
            self._task.end()
        self._task = None
        self._set(is_busy=False)

    def _set(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]  # the fields of the state
        self.changed.emit()

    @Slot(object)
    def _take_listed(self, found: "_Listed") -> None:
        if found.number == self._asked:  # an older answer may come late
            self._set(backups=found.backups, contents=found.contents, collections=found.collections)

    @Slot(object)
    def _take_overview(self, overview: Overview) -> None:
        self._end()
        self._set(overview=overview, contents=overview.contents)

    @Slot(object)
    def _say_deleted(self, cards: int) -> None:
        self._end()
        self.done.emit(f"{counted(cards, 'card')} deleted.")
        self.look_over()

    @Slot(object)
    def _say_forgotten(self, files: int) -> None:
        self._end()
        self.done.emit(f"{counted(files, 'file')} taken off the list.")
        self.look_over()

    @Slot(object)
    def _say_freed(self, size: int) -> None:
        self._end()
        self.said.emit(f"{in_words(size)} freed." if size else "Nothing could be deleted: the files are in use.")
        self.look_over()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._end()
        if isinstance(error, CancelledError):
            self.said.emit(str(error))
        else:
            self.failed.emit(error)

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        """What was found is not known to hold any more."""
        if self.state.overview is not None and changes.touches(*CONCERNS):
            self._set(overview=None)


class _Listed(NamedTuple):
    """What there is, and how many times that was asked before."""

    number: int
    backups: tuple[Backup, ...]
    contents: Contents
    collections: tuple[Known, ...]


def _listed(look: "Look", *, number: int, folder: Path, usual: Path, remembered: tuple[Path, ...]) -> _Listed:
    known = known_collections(look.path, usual, remembered)
    return _Listed(number, backups.list_backups(folder), look.read(upkeep.contents), known)


def _look_over(look: "Look", *, progress: Progress) -> Overview:
    return upkeep.look_over(look, progress=progress)


def _delete_empty(transaction: "Transaction", *, progress: Progress) -> int:
    return upkeep.delete_empty(transaction, progress=progress)


def _forget(transaction: "Transaction", *, collection: Path) -> int:
    return media.forget_unused(transaction, upkeep.waiting_fields(collection))


def _clean_up(transaction: "Transaction", *, folder: media.MediaFolder) -> int:
    return media.clean_up(transaction.snapshot, folder)
