"""Takes pictures of the program's window, in both themes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from flashcards import app
from flashcards.settings import ThemeChoice
from flashcards.ui.actions import ActionId
from flashcards.ui.page import PageId
from flashcards.ui.widgets.banner import Banner

SETTLE_MS = 300
PATIENCE_S = 300
"""How long something may take; pictures that would never be taken must not keep the others waiting."""
STEP_MS = 20
LAYOUTS = 8
"""Rounds of layout: each may ask for another, from the inside out."""


def wait(milliseconds: int) -> None:
    """Let the window work. `QTest.qWait` would not do: it keeps the interpreter from the lanes."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Camera:
    """Takes pictures of one window."""

    def __init__(self, opened: app.Opened, folder: Path, suffix: str) -> None:
        self.opened = opened
        self.window = opened.window
        self._folder = folder
        self._suffix = suffix
        self._folder.mkdir(parents=True, exist_ok=True)
        self.window.show()
        self.window.activateWindow()  # without it, no key does what it does for a learner

    def settle(self, milliseconds: int = SETTLE_MS) -> None:
        """Let the window work, for so long at least, and until it waits for nothing and has laid everything out."""
        runner = self.opened.runner
        wait(milliseconds)
        while runner.reading or runner.unsaved:
            wait(STEP_MS)
        for _ in range(LAYOUTS):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def until(self, is_so: Callable[[], object], what: str) -> None:
        """Let the window work until something is so.

        Args:
            what: what is waited for, for the complaint.

        Raises:
            TimeoutError: it takes too long.
        """
        end = monotonic() + PATIENCE_S
        while not is_so():
            if monotonic() > end:
                problem = f"After {PATIENCE_S} s there is still no {what}."
                raise TimeoutError(problem)
            self.settle()

    def go(self, page: PageId) -> None:
        """Show a page and wait for its numbers."""
        self.window.go(page)
        self.settle()

    def press(self, name: ActionId) -> None:
        """Do an action of the window."""
        self.window.commands[name].trigger()
        self.settle()

    def key(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is."""
        self.window.activateWindow()  # a dialog before may have taken the keyboard with it
        QTest.keyClick(self.window.focusWidget(), key)
        self.settle()

    def put_messages_away(self) -> None:
        """Let nothing lie over the page."""
        for banner in self.window.findChildren(Banner):
            banner.hide()

    def take(self, name: str, ready: Callable[[], object] = lambda: None) -> None:
        """Write a picture in each theme.

        Args:
            ready: what is still to be done in each, such as scrolling: another theme lays everything out anew.
        """
        for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            self.opened.services.look.change(replace(self.opened.services.look.preferences, theme=theme))
            self.settle(SETTLE_MS // 3)
            ready()
            self.window.grab().save(str(self._folder / f"{name}-{theme}{self._suffix}.png"))
