"""Carries out an import: a backup, the media, then everything in one step."""

import secrets
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.collection.importing import ImportPlan, ImportReport, are_many
from flashcards.domain.changes import Operation
from flashcards.ui.importing.desk import Ready, carry_out, keep_media
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.task import Task

LARGE = 500
"""An import of as many notes is preceded by a backup."""


class Carrier(QObject):
    """Media are copied on a read thread first: answers given meanwhile need not wait for that.

    Signals:
        progressed: what is being done, and the share done.
        done: an `ImportReport`.
        failed: what went wrong, or a `CancelledError`; nothing was changed.
    """

    progressed = Signal(str, float)
    done = Signal(object)
    failed = Signal(object)

    def __init__(
        self, runner: CollectionRunner, parent: QObject | None = None, *, new_stem: Callable[[], str] | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._new_stem = new_stem or _new_stem
        self._plans: list[ImportPlan] = []
        self._steps: set[int] = set()
        self._task = Task()
        runner.closing.connect(self.stop)

    @property
    def is_stopped(self) -> bool:
        """Whether it was told to stop."""
        return self._task.is_cancelled

    @property
    def step(self) -> int | None:
        """The step that the import became; None when it had nothing to change."""
        return next(iter(self._steps), None)

    def begin(self, plans: list[ImportPlan]) -> None:
        """Carry out plans, as one import."""
        self._plans = plans
        self._steps = set()
        self._task = Task()
        self._task.progressed.connect(self.progressed)
        if sum(len(plan.transfer.notes) for plan in plans) >= LARGE:
            self.progressed.emit("Backing up first", 0.0)
            self._runner.back_up(self._prepare)
        else:
            self._prepare(None)

    @Slot()
    def stop(self) -> None:
        """Stop it, and change nothing; what is being saved at this moment is done all the same."""
        self._task.cancel()

    @Slot(object)
    def _prepare(self, _backup: object) -> None:
        work = partial(keep_media, self._plans, self._task.progress)
        self._runner.look(work, self._write, self._fail)

    @Slot(object)
    def _write(self, ready: Ready) -> None:
        change = partial(carry_out, ready, self._new_stem(), self._task.progress)
        many = are_many(ready.plans)
        self._runner.write(Operation.IMPORT, change, self._finish, self._fail, many=many, steps=self._steps)

    @Slot(object)
    def _finish(self, report: ImportReport) -> None:
        self._plans = []
        self.done.emit(report)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._plans = []
        self.failed.emit(error)


def _new_stem() -> str:
    return secrets.token_urlsafe(8)
