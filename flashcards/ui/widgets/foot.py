"""The foot of a page: what is said at the left, what is done at the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside


def page_foot(said: Sequence[QWidget], buttons: Sequence[QWidget], *, characters: int = 0) -> QFrame:
    """Make it of words, one below the other, and buttons side by side.

    Args:
        characters: how narrow the words may get before the buttons go below them.
    """
    foot, words, acts = QFrame(), QWidget(), QWidget()
    foot.setProperty("role", "foot")
    whole, lines, row = QHBoxLayout(foot), QVBoxLayout(words), QHBoxLayout(acts)
    whole.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
    for layout, spacing, parts in ((lines, 0, said), (row, Space.M, buttons)):
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(spacing)
        for part in parts:
            layout.addWidget(part)
    whole.addWidget(Beside(words, acts, characters=characters, spacing=Space.M))
    return foot


def in_a_column(*parts: QWidget) -> QWidget:
    """Stand what belongs to the foot one below the other, as one that is not to be covered."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return whole
