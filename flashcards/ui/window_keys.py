"""The keys of the window: the learner's own or the usual ones, as far as the page that is open leaves them."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence

from flashcards.ui.actions import Actions
from flashcards.ui.keymap import Keymap
from flashcards.ui.page import Page, PageId
from flashcards.ui.places import rests


class WindowKeys(QObject):
    """Sets the shortcuts whenever another page is open or another key was chosen."""

    def __init__(self, commands: Actions, keymap: Keymap, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._keymap = keymap
        self._page_id: PageId | None = None
        self._page: Page | None = None
        keymap.changed.connect(self.apply)

    def fit(self, page_id: PageId, page: Page) -> None:
        """Leave the page that is open the keys it uses for something else."""
        self._page_id, self._page = page_id, page
        self.apply()

    @Slot()
    def apply(self) -> None:
        """Set every shortcut."""
        page_id, page, keymap = self._page_id, self._page, self._keymap
        if page_id is None or page is None:
            return
        keeps = page.keeps_letters()
        for name, command in self._commands:
            free = [key for key in keymap.keys(name) if not rests(name, key, page_id, keymap, keeps_letters=keeps)]
            command.setShortcuts([QKeySequence(key) for key in free])
