"""What a change of plan costs by exam day, worked out in the background."""

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.forecasting import ChangeWork
    from flashcards.scheduling.exam_plan import Aim
    from flashcards.scheduling.exam_plan_forecast import Forecast

PAUSE_MS = 300
"""Nothing is worked out while the learner is still changing what they ask for."""


class Coster(QObject):
    """Works out one cost at a time, in two parts; the newest question counts, and no other is finished.

    Signals:
        ready: what was asked about, and the `Difference`.
        given_up: it could not be worked out.
    """

    ready = Signal(object, object)
    given_up = Signal()

    def __init__(self, runner: CollectionRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._asked: tuple[Hashable, ChangeWork] | None = None
        self._made: tuple[Forecast, ...] = ()
        self._is_working = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._go_on)

    def ask(self, question: Hashable, work: "ChangeWork") -> None:
        """Ask what a change costs; `ready` gives it."""
        self._asked, self._made = (question, work), ()
        self._pause.start()

    def stop(self) -> None:
        """Work no further: nobody asks any more."""
        self._asked, self._made = None, ()
        self._pause.stop()

    @Slot()
    def _go_on(self) -> None:
        if self._asked is None or self._is_working:
            return
        question, work = self._asked
        aims = work.usual, work.changed
        if len(self._made) == len(aims):
            from flashcards.scheduling.exam_plan_forecast import difference

            self._asked = None
            self.ready.emit(question, difference(*self._made))
            return
        self._is_working = True
        part = partial(_outcome, question, aims[len(self._made)])
        self._runner.work(part, self._take, self._give_up)

    @Slot(object)
    def _take(self, made: "tuple[Hashable, Forecast]") -> None:
        self._is_working = False
        question, found = made
        if self._asked is not None and self._asked[0] == question:
            self._made += (found,)
        if not self._pause.isActive():
            self._go_on()

    @Slot(object)
    def _give_up(self, error: Exception) -> None:
        self._is_working = False
        self.stop()
        self._runner.failed.emit(error)
        self.given_up.emit()


def _outcome(question: Hashable, aim: "Aim") -> "tuple[Hashable, Forecast]":
    from flashcards.collection.forecasting import outcome

    return question, outcome(aim)
