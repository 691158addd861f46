"""Below the card: how the time goes, what is asked about the card, and the buttons that answer it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flashcards.ui.tokens import Space


class Foot(QWidget):
    """Parts one below the other, in the middle and no wider than the text of a page."""

    def __init__(self, across: QWidget, parts: Sequence[QWidget]) -> None:
        """Lay parts out.

        Args:
            across: goes over the whole width, above them.
        """
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.S, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(across)
        for part in parts:
            column.addLayout(_centred(part))


def _centred(part: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(part, 100)
    row.addStretch(1)
    return row
