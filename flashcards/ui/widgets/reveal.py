"""Going to a part of a page by a key: it is scrolled to where it is seen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from flashcards.ui.tokens import Space


def go_to(part: QWidget) -> None:
    """Scroll everything that a part lies in until it is seen, and give it the keyboard."""
    reveal(part)
    part.setFocus(Qt.FocusReason.ShortcutFocusReason)


def reveal(part: QWidget) -> None:
    """Scroll everything that a part lies in until it is seen."""
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(part, 0, Space.XXL)
        around = around.parentWidget()
