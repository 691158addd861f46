"""A fit as the window has it done: on a read thread that waits for another process, and stored when it is better."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import Operation
from flashcards.domain.errors import CancelledError
from flashcards.domain.fit import Fit
from flashcards.ui.page_model import Asker
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.task import Task

if TYPE_CHECKING:
    from flashcards.collection.collection import Look
    from flashcards.domain.progress import Progress
    from flashcards.storage.transaction import Transaction


class Fitter(Asker):
    """One fit at a time.

    Signals:
        progressed: what is being done, and which share of it is done, 0 to 1.
        fitted: what came of it (a `Fit`), not stored yet; None when there are too few reviews.
        adopted: what came of it, now that it is stored, and how many cards are remembered otherwise.
        stopped: it was stopped; nothing was changed.
        failed: what went wrong.
    """

    progressed = Signal(str, float)
    fitted = Signal(object)
    adopted = Signal(object, int)
    stopped = Signal()
    failed = Signal(object)

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._task: Task | None = None
        self._fit: Fit | None = None
        runner.closing.connect(self.stop)

    @property
    def is_busy(self) -> bool:
        """Whether something is going on."""
        return self._task is not None

    def begin(self) -> None:
        """Fit; `fitted` gives what comes of it."""
        if not self.is_busy:
            task = self._begin_task()
            job = partial(_try, now=self._clock(), zone=self._zone, progress=task.progress)
            self._runner.look(job, self._take_fit, self._take_failure)

    def adopt(self, fit: Fit) -> None:
        """Store what came of a fit, with its parameters if they are better."""
        self._fit = fit
        task = self._begin_task()
        self._runner.write(Operation.TUNE, partial(_adopt, fit, task.progress), self._take_adopted, self._take_failure)

    @Slot()
    def stop(self) -> None:
        """Stop what is going on."""
        if self._task is not None:
            self._task.cancel()

    def _begin_task(self) -> Task:
        self._task = Task(self)
        self._task.progressed.connect(self.progressed)
        return self._task

    def _end_task(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
            self._task = None

    @Slot(object)
    def _take_fit(self, fit: Fit | None) -> None:
        self._end_task()
        self.fitted.emit(fit)

    @Slot(object)
    def _take_adopted(self, cards: int) -> None:
        self._end_task()
        self.adopted.emit(self._fit, cards)

    @Slot(object)
    def _take_failure(self, error: Exception) -> None:
        self._end_task()
        if isinstance(error, CancelledError):
            self.stopped.emit()
        else:
            self.failed.emit(error)


def _try(look: "Look", *, now: datetime, zone: tzinfo | None, progress: "Progress") -> Fit | None:
    from flashcards.collection.tuning.trying import try_fit

    return try_fit(look, now, zone, progress)


def _adopt(fit: Fit, progress: "Progress", transaction: "Transaction") -> int:
    from flashcards.collection.tuning.adopting import adopt

    return adopt(transaction, fit, progress)
