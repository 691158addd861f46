"""The foot of a page: what is said at the left, what is done at the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from flashcards.ui.tokens import Space


def page_foot(said: Sequence[QWidget], buttons: Sequence[QWidget]) -> QFrame:
    """Make it of words, one below the other, and buttons side by side."""
    foot = QFrame()
    foot.setProperty("role", "foot")
    row = QHBoxLayout(foot)
    row.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
    row.setSpacing(Space.M)
    words = QVBoxLayout()
    words.setSpacing(0)
    for one in said:
        words.addWidget(one)
    row.addLayout(words, 1)
    for made in buttons:
        row.addWidget(made)
    return foot
