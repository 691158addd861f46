"""What a page says when there is nothing to show: why, and what to do next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.text import label

ICON_PIXELS = 40


class EmptyState(QWidget):
    """An icon, a sentence, what to do, and a button that does it.

    Attributes:
        button: does what the text suggests.
    """

    def __init__(self, icon: str, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._icons = icons
        self._picture = QLabel()
        self._title = label("", "heading", wraps=True)
        self._text = label("", "muted", wraps=True)
        self.button: QPushButton = button("", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XXL, Space.XL, Space.XXL)
        column.setSpacing(Space.S)
        column.addStretch(1)
        for part in (self._picture, self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addSpacing(Space.S)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()

    def say(self, title: str, text: str, action: str = "", icon: str = "") -> None:
        """Set the words, and the icon; without an action there is no button."""
        self._icon = icon or self._icon
        self._dress()
        self._title.setText(title)
        self._text.setText(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))

    def _dress(self) -> None:
        scale = self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap(self._icon, "accent", ICON_PIXELS, scale))
