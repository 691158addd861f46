"""A large number over what it counts."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.text import label
from flashcards.wording import grouped


class NumberTile(QWidget):
    """A number and its caption; one sentence to a screen reader. Zero steps back."""

    def __init__(self, caption: str, theme: Theme, colour: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colour = colour
        self._caption = caption
        self._value = 0
        self._number = label("", "number")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addWidget(self._number)
        column.addWidget(label(caption, "label"))
        theme.changed.connect(self._dress)
        self.set_value(0)

    def set_value(self, value: int | None) -> None:
        """Show a number, or that it is still to come."""
        self._value = value or 0
        self._number.setText("…" if value is None else grouped(value))
        self.setAccessibleName(f"{self._caption}: {'to come' if value is None else value}")
        self._dress()

    def _dress(self) -> None:
        token = self._colour if self._value else "muted"
        self._number.setStyleSheet(f"color: {getattr(self._theme.palette, token)};")
        font = self._number.font()
        font.setFeature(QFont.Tag("tnum"), 1)
        self._number.setFont(font)
