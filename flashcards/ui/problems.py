"""How errors are shown: the only place that turns one into words on screen."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot, qVersion

from flashcards.domain.errors import FlashcardsError


class Problems(QObject):
    """Sorts errors into the learner's (a sentence) and ours (the crash report), and logs ours.

    Lane errors, notices of problems and whatever nobody caught arrive here. Nothing is swallowed.

    Signals:
        sentence: an expected problem, in words for the learner.
        crashed: a bug, as the text of its report.
    """

    sentence = Signal(str)
    crashed = Signal(str)
    _arrived = Signal(object)

    def __init__(self, log_file: Path, last_operation: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_file = log_file
        self._last_operation = last_operation
        self._arrived.connect(self.show)

    @Slot(object)
    def show(self, error: BaseException) -> None:
        """Show an error of either kind."""
        if isinstance(error, FlashcardsError):
            self.sentence.emit(str(error))
            return
        from flashcards.crash_log import report_of  # only a crash needs it

        report = report_of(error, self._last_operation(), self._log_file, qt=qVersion() or "")
        self._keep(report)
        self.crashed.emit(report)

    def catch_everything(self) -> None:
        """Receive what nobody caught: on this thread, on any other, and where Python could not raise it."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_on_thread
        sys.unraisablehook = self._unraisable

    def let_go(self) -> None:
        """Leave to Python again what nobody caught; nobody is there any more to show it."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__

    def log(self, text: str) -> None:
        """Keep what a developer should know and a learner need not."""
        self._keep(f"{text}\n")

    def _keep(self, text: str) -> None:
        from flashcards.crash_log import keep  # only a crash needs it

        keep(text, self._log_file)

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._arrived.emit(error)

    def _uncaught_on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self._arrived.emit(args.exc_value)

    def _unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        if args.exc_value is not None:
            self._arrived.emit(args.exc_value)
