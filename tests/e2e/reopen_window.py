"""Plays a learner who goes back to a backup, and closes the window that opens then. Started by test_closing.py."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from flashcards import app
from flashcards.ui.reopening import Reopening


def main() -> int:
    original = app.Opened.__init__
    windows: list[app.Opened] = []

    def acting_soon(self: app.Opened, application: QApplication, *rest: object) -> None:
        original(self, application, *rest)  # type: ignore[arg-type]  # handed on as it came
        windows.append(self)
        wanted = Reopening(self.services.folders.collection, Path(sys.argv[1]))
        act = self.window.close if windows[1:] else (lambda: self.window.reopen(wanted))
        QTimer.singleShot(700, self.window, act)

    app.Opened.__init__ = acting_soon  # type: ignore[method-assign,assignment]
    code = app.run_window(None)
    sys.stdout.write(str(len(windows)))
    return code


if __name__ == "__main__":
    sys.exit(main())
