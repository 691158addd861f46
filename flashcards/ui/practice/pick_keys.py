"""The keys that pick an option of a practice exam's question, or give a reason when looking back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from flashcards.ui.actions import ActionId, action

LETTERS = "ABCDE"


class PickKeys:
    """Each key picks its own place; all rest where there is nothing to pick, so that the window has its letters."""

    def __init__(self, owner: QWidget, pick: Callable[[int], object]) -> None:
        self._shortcuts = []
        for key in action(ActionId.PICK_ANSWER).keys:
            place = LETTERS.index(key) if key in LETTERS else int(key) - 1
            shortcut = QShortcut(QKeySequence(key), owner, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(pick, place))
            self._shortcuts.append(shortcut)

    def enable(self, *, are_wanted: bool) -> None:
        """Have them work, or rest."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(are_wanted)
