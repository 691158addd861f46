"""Buttons in the kinds of the stylesheet."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QPushButton, QToolButton

from flashcards.ui.tokens import Space

ICON_PIXELS = 18


def button(text: str, kind: str = "", *, is_large: bool = False, icon: QIcon | None = None) -> QPushButton:
    """Make a button that says what it does.

    Args:
        kind: primary; "" for the plain button.
        is_large: for the one thing a page is there for.
    """
    made = QPushButton(text)
    made.setProperty("kind", kind)
    if is_large:
        made.setProperty("size", "large")
    if icon is not None:
        wear_icon(made, icon)
    made.setAutoDefault(True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def wear_icon(made: QPushButton, icon: QIcon) -> None:
    """Put an icon before a button's words, with a gap between: its place is wider than it is drawn."""
    made.setIcon(icon)
    made.setIconSize(QSize(ICON_PIXELS + Space.S, ICON_PIXELS))


def icon_button(icon: QIcon, name: str, *, pixels: int = 18) -> QToolButton:
    """Make a button that shows only an icon; its name is its tooltip and what a screen reader says."""
    made = QToolButton()
    made.setIcon(icon)
    made.setIconSize(QSize(pixels, pixels))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def action_button(action: QAction, kind: str = "", *, is_large: bool = False) -> QPushButton:
    """Make a button for an action: its text, its tooltip with the key, enabled when the action is."""
    made = button(action.text(), kind, is_large=is_large)
    keys = action.shortcut().toString()
    made.setToolTip(f"{action.text()} ({keys})" if keys else action.text())
    made.clicked.connect(action.trigger)
    action.enabledChanged.connect(made.setEnabled)
    made.setEnabled(action.isEnabled())
    return made
