"""Two versions of a note's parts, side by side where there is room."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from flashcards.ui.passages import Passage
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.marked_text import MarkedText, Side
from flashcards.ui.widgets.text import label

NARROWEST = 30
"""Characters in a line of one version; with less room they stand below each other."""


def versions(before: QWidget, after: QWidget) -> Beside:
    """Set two versions beside each other."""
    return Beside(before, after, characters=NARROWEST, is_even=True, spacing=Space.M, is_centred=False)


def passages(several: Sequence[Passage], side: Side, theme: Theme) -> list[QWidget]:
    """Make what shows some passages, each under its label."""
    return [pair(label(one.label, "caption"), MarkedText(one.spans, side, theme)) for one in several]


def well(title: str, content: Sequence[QWidget], role: str) -> QFrame:
    """Make a box with a title over its content.

    Args:
        role: before, after or mine.
    """
    made = QFrame()
    made.setProperty("role", role)
    column = QVBoxLayout(made)
    column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
    column.setSpacing(Space.S)
    column.addWidget(label(title, "strong"))
    for part in content:
        column.addWidget(part)
    column.addStretch(1)
    return made


def pair(above: QLabel, below: QLabel) -> QWidget:
    """Set one text close below another."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.HAIR)
    column.addWidget(above)
    column.addWidget(below)
    return made
