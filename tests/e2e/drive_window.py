"""Plays a learner in a process of its own: begins, answers some cards by keyboard, and is killed at the next one.

Prints how many cards are left for today when it is killed. Started by test_kill.py.
"""

import os
import signal
import sqlite3
import sys
from contextlib import closing

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from flashcards import app, paths
from flashcards.ui.study.state import Phase
from flashcards.ui.study.view import StudyPage

LOOK_EVERY_MS = 30
KEYS = (Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_4)
"""1 picks an option or is typed, Return shows or submits, 4 rates; on other cards 1 does nothing yet."""


class Learner(QObject):
    """Presses a key whenever what the last ones did is on the disk."""

    def __init__(self, answers: int, parent: QObject) -> None:
        super().__init__(parent)
        self._answers = answers
        self._pressed = 0
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        window = QApplication.activeWindow()
        if window is None:
            return
        if not notes():
            press(window, Qt.Key.Key_Return)
            self._timer.setInterval(1500)
            return
        self._timer.setInterval(LOOK_EVERY_MS)
        if answered() < self._pressed or not is_studying(window):
            return
        if self._pressed == self._answers:
            sys.stdout.write(f"{left(window)}\n")
            sys.stdout.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        self._pressed += 1
        for key in KEYS:
            press(window, key)
            QCoreApplication.sendPostedEvents()


def press(window: QWidget, key: Qt.Key) -> None:
    focused: QWidget | None = QApplication.focusWidget()
    QTest.keyClick(window if focused is None else focused, key)


def is_studying(window: QWidget) -> bool:
    page = window.findChild(StudyPage)
    return page is not None and page.isVisible() and page.view_model.state.phase is Phase.QUESTION


def left(window: QWidget) -> int:
    page = window.findChild(StudyPage)
    assert page is not None
    return page.view_model.state.counts.total


def notes() -> int:
    return ask("SELECT count(*) FROM note")


def answered() -> int:
    return ask("SELECT count(*) FROM review")


def ask(sql: str) -> int:
    with closing(sqlite3.connect(paths.collection())) as file:
        return int(file.execute(sql).fetchone()[0])


def main() -> int:
    original = app.make_application

    def with_learner(arguments: list[str]) -> QApplication:
        application = original(arguments)
        Learner(int(sys.argv[1]), application)
        return application

    app.make_application = with_learner
    return app.run_window(None)


if __name__ == "__main__":
    sys.exit(main())
