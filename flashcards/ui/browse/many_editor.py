"""Carrying out an edit of many cards: off the GUI thread, as one step of undo, stoppable when it takes long."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.browsing import Unit
from flashcards.domain.errors import CancelledError
from flashcards.ui.browse.edits import Done, Edit, carry_out
from flashcards.ui.page import Services
from flashcards.ui.task import Task


class ManyEditor(QObject):
    """Does one edit at a time.

    Signals:
        done: a `Done`.
    """

    done = Signal(object)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._task is not None

    def carry_out(self, edit: Edit, unit: Unit, ids: Sequence[int]) -> None:
        """Do something to cards or notes; nothing while something else is being done."""
        if self._task is not None or not ids:
            return
        task = self._task = Task(self)
        self._services.runner.turning.emit(task)
        change = partial(carry_out, edit=edit, unit=unit, ids=tuple(ids), progress=task.progress)
        self._services.runner.write(edit.operation, change, self._say_done, self._say_failed)

    @Slot(object)
    def _say_done(self, done: Done) -> None:
        self._end()
        if done.count:
            self._services.notices.say(done.sentence, "Undo", self._services.runner.undo)
        else:
            self._services.notices.say(done.sentence)
        self.done.emit(done)

    @Slot(object)
    def _say_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, CancelledError):
            self._services.notices.say(str(error))
        else:
            self._services.notices.problem(error)

    def _end(self) -> None:
        if self._task is not None:
            self._task.end()
        self._task = None
