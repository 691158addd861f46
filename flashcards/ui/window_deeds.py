"""What the window does besides showing pages: undo, redo and backing up, each told at the foot."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from flashcards import wording
from flashcards.ui.actions import ActionId, Actions
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Page
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from flashcards.collection.collection import Turned


class WindowDeeds(QObject):
    """Keeps the words of Undo and Redo true; the page that is open may have steps of its own."""

    def __init__(self, runner: CollectionRunner, commands: Actions, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._page: Page | None = None
        self._stored = ("", "")
        self._runner = runner
        self._commands = commands
        self._banner = banner
        runner.undo_names_changed.connect(self._name_undo)
        runner.undone.connect(self._say_undone)
        self._name()
        runner.ask_undo_names()

    def heed(self, page: Page) -> None:
        """Undo and redo as the page has it that is open now."""
        if self._page is not None:
            self._page.own_steps_changed.disconnect(self._name)
        self._page = page
        page.own_steps_changed.connect(self._name)
        self._name()

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        self._turn(is_undo=True)

    @Slot()
    def redo(self) -> None:
        """Do it again."""
        self._turn(is_undo=False)

    @Slot()
    def back_up(self) -> None:
        """Make a backup now."""
        self._runner.back_up(self._say_backed_up)

    @Slot(str, str)
    def _name_undo(self, undo: str, redo: str) -> None:
        self._stored = (undo, redo)
        self._name()

    @Slot()
    def _name(self) -> None:
        own = None if self._page is None else self._page.own_steps()
        undo, redo = self._stored if own is None else own
        if own is not None and undo and self._banner.offers(self._runner.undo):
            self._banner.hide()  # what the page has to take back is newer, and would go with what is stored
        for name, word, step in ((ActionId.UNDO, "Undo", undo), (ActionId.REDO, "Redo", redo)):
            self._commands[name].setText(f"{word} {step}".rstrip())
            self._commands[name].setEnabled(bool(step))

    @Slot(object, bool)
    def _say_undone(self, turned: "Turned", is_undo: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        self._banner.say(wording.turned(turned.operation, is_undo=is_undo))

    @Slot(object)
    def _say_backed_up(self, path: Path | None) -> None:
        self._banner.say(f"Backed up to {path}" if path else "Nothing has changed since the last backup.")

    def _turn(self, *, is_undo: bool) -> None:
        """Undo or redo, but not behind a sheet; its keys rest there, the menu may still be reached."""
        if any(one.isVisible() for one in self._window.findChildren(Overlay)):
            self._banner.say("Something is open over the page. Close it first.")
        elif self._page is None or not self._page.turn(is_undo=is_undo):
            self._runner.turn(is_undo=is_undo)
