"""A passage with the words that differ marked in colour and in form."""

from collections.abc import Sequence
from enum import Enum
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from flashcards.rendering.difference import Span
from flashcards.ui.theme import Theme


class Side(Enum):
    """Which version a passage is of: the ink and the paper of its marks, their line, and their name."""

    BEFORE = ("again", "again_soft", "line-through", "No longer")
    AFTER = ("good", "good_soft", "underline", "New")


class MarkedText(QLabel):
    """What was taken out is struck through, what is new is underlined."""

    def __init__(self, spans: Sequence[Span], side: Side, theme: Theme) -> None:
        super().__init__()
        self._spans = tuple(spans)
        self._side = side
        self._theme = theme
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName("".join(span.text for span in self._spans))
        marked = ", ".join(span.text.strip() for span in self._spans if span.is_changed)
        self.setAccessibleDescription(f"{side.value[3]}: {marked}" if marked else "")
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        ink, paper, line, _ = self._side.value
        palette = self._theme.palette
        style = f"color:{getattr(palette, ink)}; background-color:{getattr(palette, paper)}; text-decoration:{line}"
        self.setText("".join(_html(span, style) for span in self._spans))


def _html(span: Span, style: str) -> str:
    text = escape(span.text).replace("\n", "<br>")
    return f'<span style="{style}">{text}</span>' if span.is_changed else text
