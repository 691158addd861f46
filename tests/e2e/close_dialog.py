"""Plays a learner who opens the dialog for files to import, puts it away, and closes the window.

Started by test_closing.py.
"""

import sys

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from flashcards import app
from flashcards.ui.main_window import MainWindow
from flashcards.ui.page import PageId

LOOK_EVERY_MS = 100


class Learner(QObject):
    """Does the next thing whenever the last one has come about."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._was_open = False
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if self._window.page_shown is not PageId.IMPORT:
            self._window.go(PageId.IMPORT)
        elif isinstance(dialog, QFileDialog):
            self._was_open = True
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        elif self._was_open:
            sys.stdout.write("put away")
            self._timer.stop()  # closing takes a while
            self._window.close()
        else:
            QTest.keyClick(self._window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)


def main() -> int:
    original = app.Opened.__init__

    def with_a_learner(self: app.Opened, application: QApplication, *rest: object) -> None:
        original(self, application, *rest)  # type: ignore[arg-type]  # handed on as it came
        Learner(self.window)

    app.Opened.__init__ = with_a_learner  # type: ignore[method-assign,assignment]
    return app.run_window(None)


if __name__ == "__main__":
    sys.exit(main())
