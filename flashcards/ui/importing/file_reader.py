"""Reads and plans files on a read thread, one job at a time."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.collection.collection import Look
from flashcards.domain.progress import Progress
from flashcards.memory import give_back
from flashcards.ui.importing.desk import Files, PlannedFile, Read, close_files, close_others, look_up
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.task import Task

Job = Callable[[Progress, Look], Files]


class FileReader(QObject):
    """A new job stops the one before it, of which nothing is heard any more.

    Signals:
        progressed: what is being done, and the share done.
        found: the `Files`, and the names of all decks.
        failed: what went wrong.
    """

    progressed = Signal(str, float)
    found = Signal(object, object)
    failed = Signal(object)

    def __init__(self, runner: CollectionRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._task: Task | None = None
        self._using: Files = ()
        runner.closing.connect(self.stop)

    @property
    def is_busy(self) -> bool:
        """Whether a job is under way."""
        return self._task is not None

    def run(self, job: Job, using: Files = ()) -> None:
        """Begin a job.

        Args:
            using: files it goes on with, which are not let go of should nobody want what it finds.
        """
        self.stop()
        self._using = using
        self._task = task = Task()
        task.progressed.connect(self.progressed)
        self._runner.look(partial(look_up, task, partial(job, task.progress)), self._take, self._fail)

    @Slot()
    def stop(self) -> None:
        """Stop the job under way."""
        if self._task is not None:
            self._task.cancel()
            self._task.progressed.disconnect(self.progressed)
            self._task = None

    def let_go(self, files: Files, kept: Files = ()) -> None:
        """Let go of files off the GUI thread, for they may be large; of those that share a transfer with others not."""
        if not kept:
            self._using = ()
        if files:
            self._runner.work(partial(_close, list(files), list(kept)), self._forget)

    @Slot(object)
    def _take(self, read: Read) -> None:
        if read.ticket is self._task:
            self.stop()
            self.found.emit(read.files, read.decks)
        else:
            self.let_go(read.files, self._using)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self.stop()
        self.failed.emit(error)

    @Slot(object)
    def _forget(self, _nothing: object) -> None:
        """What was let go of is gone."""


def _close(files: list[PlannedFile], kept: list[PlannedFile]) -> None:
    if kept:
        close_others(files, kept)
        kept.clear()
    else:
        close_files(files)
    give_back()
