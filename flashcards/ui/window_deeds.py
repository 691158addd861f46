"""What the window does besides showing pages: undo, redo and backing up, each told at the foot."""

from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from flashcards import wording
from flashcards.domain.changes import ChangeSet
from flashcards.domain.errors import OtherStepError
from flashcards.ui.actions import ActionId, Actions
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Page, Services
from flashcards.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from flashcards.collection.collection import Turned


class WindowDeeds(QObject):
    """Keeps the words of Undo and Redo true; the page that is open may have steps of its own.

    A step that an earlier run of the program made, or the terminal, is named first; asking once more takes it.
    """

    def __init__(self, services: Services, commands: Actions, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        runner = services.runner
        self._services = services
        self._named: OtherStepError | None = None
        self._is_turning = False
        self._window = window
        self._page: Page | None = None
        self._stored = ("", "")
        self._runner = runner
        self._commands = commands
        self._banner = banner
        runner.undo_names_changed.connect(self._name_undo)
        runner.undone.connect(self._say_undone)
        runner.withheld.connect(self._name_first)
        runner.changed.connect(self._heed_change)
        self._name()
        runner.ask_undo_names()

    def heed(self, page: Page) -> None:
        """Undo and redo as the page has it that is open now."""
        if self._page is not None:
            self._page.own_steps_changed.disconnect(self._name)
        self._page = page
        self._is_turning = False
        page.own_steps_changed.connect(self._name)
        self._name()

    @Slot()
    def undo(self) -> None:
        """Take the last step back, or name it where it is not of this run."""
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
        self._is_turning = False
        self._banner.say(wording.turned(turned.operation, turned.source, is_undo=is_undo))

    @Slot(object)
    def _name_first(self, error: OtherStepError) -> None:
        """Say which step is next that this run did not make; a page that asked for its own says so itself."""
        if not self._is_turning:
            return
        self._is_turning = False
        self._named = error
        word = "Undo" if error.is_undo else "Redo"
        key = self._commands[ActionId.UNDO if error.is_undo else ActionId.REDO].shortcut().toString()
        again = f"Press {key} again" if key else "Ask again"
        when = _moment(error.at, self._services.clock(), self._services.zone)
        self._banner.say(f"{error.operation}, {when}. {again} to {word.lower()} it.", word, self._turn_named)

    @Slot()
    def _turn_named(self) -> None:
        """Take the step that was named, and no other that became the next one meanwhile."""
        if self._named is not None:
            self._is_turning = True
            self._runner.turn(is_undo=self._named.is_undo, only={self._named.step})

    @Slot(object)
    def _heed_change(self, changes: ChangeSet) -> None:
        if changes.step is not None and self._banner.offers(self._turn_named):
            self._banner.hide()

    @Slot(object)
    def _say_backed_up(self, path: Path | None) -> None:
        self._banner.say(f"Backed up to {path}" if path else "Nothing has changed since the last backup.")

    def _turn(self, *, is_undo: bool) -> None:
        """Undo or redo, but not behind a sheet; its keys rest there, the menu may still be reached."""
        if any(one.isVisible() for one in self._window.findChildren(Overlay)):
            self._banner.say("Something is open over the page. Close it first.")
        elif self._page is not None and self._page.turn(is_undo=is_undo):
            return
        elif self._named is not None and self._named.is_undo is is_undo and self._banner.offers(self._turn_named):
            self._turn_named()
        else:
            self._is_turning = True
            self._runner.turn(is_undo=is_undo, only=self._runner.made)


def _moment(at: datetime, now: datetime, zone: tzinfo | None) -> str:
    """Say when something was done: the hour, and the day unless it is today."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    return f"{local:%H:%M}" if local.date() == today else f"{wording.long_date(local.date())}, {local:%H:%M}"
