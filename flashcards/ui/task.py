"""Work that takes a while: how far it is, and stopping it."""

import threading
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, Signal

from flashcards.domain.errors import CancelledError
from flashcards.ui.garbage import pass_over_many

TOLD_EVERY_S = 0.05
"""More often than this nobody can read it, and the window would be busy with nothing else."""


class Task(QObject):
    """One piece of work. It calls `progress` on its own thread; what that says arrives on the GUI thread.

    Signals:
        progressed: what is being done, and which share of it is done, 0 to 1.
        ended: it is over, well or not.
    """

    progressed = Signal(str, float)
    ended = Signal()

    def __init__(self, parent: QObject | None = None, *, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._next = 0.0
        self._doing = ""
        self._is_cancelled = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was told to stop."""
        return self._is_cancelled.is_set()

    def cancel(self) -> None:
        """Have the work stop the next time it says how far it is."""
        self._is_cancelled.set()

    def end(self) -> None:
        """Tell whoever follows the work that it is over; to be called by whoever had it done."""
        self.ended.emit()
        self.deleteLater()

    def progress(self, doing: str, share: float) -> None:
        """Take note of how far the work is; the `Progress` of readers and writers.

        Raises:
            CancelledError: the work is to stop.
        """
        if self._is_cancelled.is_set():
            problem = "Stopped. Nothing was changed."
            raise CancelledError(problem)
        pass_over_many()
        now = self._clock()
        if doing != self._doing or now >= self._next:
            self._doing, self._next = doing, now + TOLD_EVERY_S
            self.progressed.emit(doing, share)
