"""The keys of the window: the learner's own or the usual ones, as far as the page that is open leaves them."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence

from flashcards.ui.actions import Actions
from flashcards.ui.keymap import Keymap
from flashcards.ui.page import PageId
from flashcards.ui.places import rests


class WindowKeys(QObject):
    """Sets the shortcuts whenever another page is open or another key was chosen."""

    def __init__(self, commands: Actions, keymap: Keymap, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._keymap = keymap
        self._page: PageId | None = None
        keymap.changed.connect(self._apply)

    def fit(self, page: PageId) -> None:
        """Leave a page the keys it uses for something else."""
        self._page = page
        self._apply()

    @Slot()
    def _apply(self) -> None:
        page, keymap = self._page, self._keymap
        if page is None:
            return
        for name, command in self._commands:
            free = [key for key in keymap.keys(name) if not rests(name, key, page, keymap)]
            command.setShortcuts([QKeySequence(key) for key in free])
