"""The collection as the window uses it: every question and change off the GUI thread, answers back on it."""

from collections import deque
from collections.abc import Callable, Container
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import ChangeSet, Operation
from flashcards.domain.errors import CancelledError, OtherStepError
from flashcards.ui.background import Lane
from flashcards.ui.newest import Newest
from flashcards.ui.outbox import Outbox
from flashcards.ui.task import Task

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.collection.collection import Collection, Done, Look, Steps, Turned
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction

T = TypeVar("T")

READ_THREADS = 4


class CollectionRunner(QObject):
    """Runs writes on the one write lane, in order, and reads on up to four threads.

    What may wait until the window has painted waits in one queue, which whatever writes empties first: an undo takes
    back the answer given just before it. Once the collection closes, nothing is begun any more, and what a read still
    meets is told to nobody.

    Attributes:
        last_operation: what was asked of the collection last, for a crash report.
        made: the steps of undo that are this run's; those before are taken back only once they were named.

    Signals:
        closing: the collection is about to be closed.
        turning: a `Task` that may take long was given to the write lane; the window follows it until it has `ended`.
        changed: a `ChangeSet`, once a write, an undo or a redo is stored; before its `on_done`.
        undo_names_changed: what undo and redo would do now, "" for nothing.
        undone: the step (a `Turned`) that was undone or done again, and whether it was undone; before `changed`.
        withheld: an `OtherStepError`: the step that was to be turned is none of those `turn` may take.
        stopped: a sentence: an undo, a redo or a revert was stopped by the learner, and nothing was changed.
        failed: an error nobody else has asked for.
        backed_up: the file of a backup that was made, whoever asked for it; before its `on_done`.
        closed: the collection is backed up and closed.
        closed_badly: the collection is closed, but this went wrong.
    """

    changed = Signal(object)
    undo_names_changed = Signal(str, str)
    undone = Signal(object, bool)
    withheld = Signal(object)
    stopped = Signal(str)
    failed = Signal(object)
    closing = Signal()
    turning = Signal(object)
    backed_up = Signal(object)
    closed = Signal()
    closed_badly = Signal(object)
    _stored = Signal(object)

    def __init__(self, collection: "Collection", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collection = collection
        self.made: Container[int] = collection.made
        self._writes = Lane("write", 1, self)
        self._reads = Lane("read", READ_THREADS, self)
        self.last_operation = "Open Collection"
        self._is_closing = False
        self._turns: deque[Task] = deque()
        self._outbox = Outbox(self)
        self._undo_names = Newest(self, self._tell_undo_names, self)
        self._stored.connect(self._announce)

    @property
    def unsaved(self) -> int:
        """How many changes are not known to be stored yet."""
        return self._writes.pending

    @property
    def reading(self) -> int:
        """How many answers have not arrived yet."""
        return self._reads.pending

    def write(
        self,
        operation: Operation,
        change: "Callable[[Transaction], T]",
        on_done: Callable[[T], None] | None = None,
        on_failed: Callable[[Exception], None] | None = None,
        *,
        undoable: bool = True,
        many: bool = False,
        once_painted: bool = False,
        steps: set[int] | None = None,
    ) -> None:
        """Change the collection as one step.

        Args:
            operation: what the undo menu calls it.
            change: does the work, on the write lane.
            on_done: receives what `change` returned, once it is stored.
            on_failed: receives what was raised; nothing was changed. Without it, `failed` is emitted.
            undoable: False for housekeeping the learner did not ask for.
            many: it adds rows by the ten thousand.
            once_painted: begin when the window has painted, for another thread would hold up the painting.
            steps: is given the step it became, before the write lane does anything else.
        """
        if not self._is_closing:
            self.last_operation = str(operation)
            transact = partial(self._collection.transact, operation, change, undoable=undoable, many=many)
            job = partial(self._transact, transact, steps)
            self._outbox.begin(self._writes.prepare(job, on_done, on_failed or self._fail), once_painted=once_painted)

    def read(
        self,
        query: "Callable[[Snapshot], T]",
        on_done: Callable[[T], None],
        on_failed: Callable[[Exception], None] | None = None,
        *,
        once_painted: bool = False,
    ) -> None:
        """Ask the collection something, from one consistent view.

        Args:
            query: does the work, on a read thread.
            on_done: receives the answer.
            on_failed: receives what was raised. Without it, `failed` is emitted.
            once_painted: begin when the window has painted, for another thread would hold up the painting.
        """
        self.work(partial(self._collection.read, query), on_done, on_failed, once_painted=once_painted)

    def look(
        self,
        job: "Callable[[Look], T]",
        on_done: Callable[[T], None],
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do something slow that reads the collection more than once, or its media, on a read thread."""
        self.work(partial(job, self._collection), on_done, on_failed)

    def work(
        self,
        job: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[Exception], None] | None = None,
        *,
        once_painted: bool = False,
    ) -> None:
        """Do something slow that writes nothing to the collection, on a read thread."""
        if self._is_closing:
            return
        begin = self._reads.prepare(job, on_done, on_failed or self._fail)
        if once_painted:
            self._outbox.begin(begin, once_painted=True)
        else:
            begin()  # overtakes what waits: reading changes nothing

    @Slot()
    def undo(self) -> None:
        """Take back the last step; `undone` says which, or `failed` that there was none."""
        self.turn(is_undo=True)

    @Slot()
    def redo(self) -> None:
        """Do the last undone step again."""
        self.turn(is_undo=False)

    def turn(self, *, is_undo: bool, only: Container[int] | None = None) -> None:
        """Take back the last step, or do the one undone last again.

        Args:
            is_undo: which of the two.
            only: the steps that may be taken, asked once everything before is stored; `withheld` tells of another.
        """
        if self._is_closing:
            return
        self.last_operation = "Undo" if is_undo else "Redo"
        turn = self._collection.undo if is_undo else self._collection.redo
        work = partial(turn, self._next_turn().progress, only)
        self._outbox.begin(
            self._writes.prepare(work, self._say_undone if is_undo else self._say_redone, self._fail_turn)
        )

    @Slot()
    def ask_undo_names(self) -> None:
        """Have `undo_names_changed` emitted with what is stored."""
        self._undo_names.work(self._collection.steps)

    def back_up(self, on_done: "Callable[[Path | None], None]") -> None:
        """Make a verified backup now; `on_done` receives its file, or None when nothing had changed."""
        if not self._is_closing:
            self.last_operation = "Back Up"
            self.work(self._back_up, on_done)

    def index_texts(self, on_done: Callable[[int], None]) -> None:
        """Take some more notes into the index of words, which other screens need not hear of.

        Args:
            on_done: receives how many; 0 when there is nothing to do.
        """
        if not self._is_closing:
            self._outbox.begin(self._writes.prepare(self._collection.index_texts, on_done, self._fail))

    def warm_up(self) -> None:
        """Load what the first write needs, so that it does not wait for it."""
        if not self._is_closing:
            self._outbox.begin(self._writes.prepare(self._collection.warm_up, None, self._fail))

    def close(self) -> None:
        """Finish every write, back up, close the collection, then emit `closed` or `closed_badly`."""
        if self._is_closing:
            return
        self.last_operation = "Close Collection"
        self._is_closing = True
        self._reads.mute()
        self.closing.emit()
        self._outbox.begin(self._writes.prepare(self._finish, self._end, self._end_badly))

    def stop(self) -> None:
        """End the threads. Blocks until what they do is done."""
        self._is_closing = True
        self._outbox.send()
        self._reads.close()
        self._writes.close()

    def _transact(self, transact: "Callable[[], Done[T]]", steps: set[int] | None) -> T:
        done = transact()
        if steps is not None and done.changes.step is not None:
            steps.add(done.changes.step)
        self._stored.emit(done.changes)
        return done.value

    def _back_up(self) -> "Path | None":
        path = self._collection.back_up()
        if path is not None:
            self.backed_up.emit(path)
        return path

    def _next_turn(self) -> Task:
        task = Task(self)
        self._turns.append(task)
        self.turning.emit(task)
        return task

    def _end_turn(self) -> None:
        self._turns.popleft().end()

    def _finish(self) -> None:
        """Back up and close; the collection is closed even when the backup cannot be made."""
        try:
            self._collection.back_up()
        finally:
            self._collection.close()

    @Slot(object)
    def _announce(self, changes: ChangeSet) -> None:
        self.changed.emit(changes)
        self.ask_undo_names()

    def _tell_undo_names(self, steps: "Steps") -> None:
        self.undo_names_changed.emit(steps.undo, steps.redo)

    @Slot(object)
    def _say_undone(self, done: "Done[Turned]") -> None:
        self._say_turned(done, is_undo=True)

    @Slot(object)
    def _say_redone(self, done: "Done[Turned]") -> None:
        self._say_turned(done, is_undo=False)

    def _say_turned(self, done: "Done[Turned]", *, is_undo: bool) -> None:
        self._end_turn()
        self.undone.emit(done.value, is_undo)
        self._announce(done.changes)

    @Slot(object)
    def _fail_turn(self, error: Exception) -> None:
        self._end_turn()
        if isinstance(error, CancelledError):
            self.stopped.emit(str(error))
        elif isinstance(error, OtherStepError):
            self.withheld.emit(error)
        else:
            self._fail(error)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)

    @Slot(object)
    def _end(self, _nothing: object) -> None:
        self.closed.emit()

    @Slot(object)
    def _end_badly(self, error: Exception) -> None:
        self.closed_badly.emit(error)
