"""Plays a learner who closes the window so many milliseconds after it opened. Started by test_closing.py."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from flashcards import app


def main() -> int:
    original = app.Opened.__init__

    def closing_soon(self: app.Opened, application: QApplication, *rest: object) -> None:
        original(self, application, *rest)  # type: ignore[arg-type]  # handed on as it came
        QTimer.singleShot(int(sys.argv[1]), self.window, self.window.close)

    app.Opened.__init__ = closing_soon  # type: ignore[method-assign,assignment]
    return app.run_window(None)


if __name__ == "__main__":
    sys.exit(main())
