"""Buttons in the kinds of the stylesheet."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QPushButton, QStyle, QToolButton

from flashcards.ui.tokens import Space


class IconBeforeWords(QPushButton):
    """A button with an icon that grows with the text, and a gap behind it: its place is wider than it is drawn."""

    def __init__(self, text: str, icon: QIcon) -> None:
        super().__init__(text)
        self.setIcon(icon)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text, which comes with the stylesheet."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        pixels = self.style().pixelMetric(QStyle.PixelMetric.PM_ButtonIconSize, None, self)
        self.setIconSize(QSize(pixels + Space.S, pixels))


def button(text: str, kind: str = "", *, is_large: bool = False, icon: QIcon | None = None) -> QPushButton:
    """Make a button that says what it does.

    Args:
        kind: primary; "" for the plain button.
        is_large: for the one thing a page is there for.
    """
    made = QPushButton(text) if icon is None else IconBeforeWords(text, icon)
    made.setProperty("kind", kind)
    if is_large:
        made.setProperty("extent", "large")
    made.setAutoDefault(True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def icon_button(icon: QIcon, name: str, *, size: str = "") -> QToolButton:
    """Make a button that shows only an icon; its name is its tooltip and what a screen reader says.

    Args:
        size: small, smallest; none for the usual one. The stylesheet has them grow with the text.
    """
    made = QToolButton()
    made.setProperty("extent", size)
    made.setIcon(icon)
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def action_button(action: QAction, kind: str = "", *, is_large: bool = False, icon: QIcon | None = None) -> QPushButton:
    """Make a button for an action: its text, its tooltip with the key, enabled when the action is."""
    made = button(action.text(), kind, is_large=is_large, icon=icon)
    keys = action.shortcut().toString()
    made.setToolTip(f"{action.text()} ({keys})" if keys else action.text())
    made.clicked.connect(action.trigger)
    action.enabledChanged.connect(made.setEnabled)
    made.setEnabled(action.isEnabled())
    return made
