"""The left navigation: the pages, by icon and word."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.reveal import reveal
from flashcards.ui.widgets.text import label

WIDTH = 196
ICON_PIXELS = 20
ROOM_FOR_WORDS = 860
"""The width of the window, at 100 % text, below which there is only room for icons."""
NARROW_MARGINS = 2 * (Space.M + Space.S + Space.XS)


class Navigation(QFrame):
    """One button a page; the page that is open is on. `foot` actions stand at the bottom."""

    def __init__(self, pages: list[QAction], foot: list[QAction], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._room: int | None = None
        self._is_narrow = False
        self.setProperty("role", "navigation")
        self.setAccessibleName("Pages")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[QAction, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.XL, Space.M, Space.L)
        column.setSpacing(Space.XS)
        self._name = label("Flashcards", "heading")
        self._name.setContentsMargins(Space.M, 0, 0, Space.L)
        column.addWidget(self._name)
        for action in pages:
            column.addWidget(self._page_button(action))
        column.addStretch(1)
        for action in foot:
            column.addWidget(_button(action))
        theme.changed.connect(self._dress)
        self._dress()

    def fit(self, room: int) -> None:
        """Leave the room to the page in a small window, or with large text: show only the icons.

        Args:
            room: the width of both, in pixels.
        """
        self._room = room
        if self._is_narrow is not self._wants_narrow():
            self._dress()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: FBT001  (Qt's name)
        """Let what the keyboard goes to be seen: a page scrolls by itself only where the keyboard was in it before."""
        has_moved = super().focusNextPrevChild(next)
        if has_moved and (now := QApplication.focusWidget()) is not None:
            reveal(now)
        return has_moved

    def mark(self, action: QAction) -> None:
        """Show which page is open."""
        self._buttons[action].setChecked(True)

    def _page_button(self, action: QAction) -> QToolButton:
        made = _button(action)
        made.setCheckable(True)
        self._group.addButton(made)
        self._buttons[action] = made
        return made

    def _wants_narrow(self) -> bool:
        return self._room is not None and self._room < self._theme.scaled(ROOM_FOR_WORDS)

    def _dress(self) -> None:
        self._is_narrow = self._wants_narrow()
        size = self._theme.scaled(ICON_PIXELS)
        self.setFixedWidth(size + NARROW_MARGINS if self._is_narrow else self._theme.scaled(WIDTH))
        self._name.setHidden(self._is_narrow)
        words = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self.findChildren(QToolButton):
            button.setIconSize(QSize(size, size))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly if self._is_narrow else words)


def _button(action: QAction) -> QToolButton:
    keys = action.shortcut().toString()
    made = QToolButton()
    made.setText(f"  {action.iconText()}")
    made.setIcon(action.icon())
    made.setToolTip(f"{action.text()} ({keys})" if keys else action.text())
    made.setAccessibleName(action.text())
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setProperty("role", "nav")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(action.trigger)
    return made
