"""What is left for later on the Exam page: a sentence and figures, and beside them those of all other cards."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from flashcards.ui.exam.later import NOTHING_LEFT, Figure, Later
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.emptying import empty
from flashcards.ui.widgets.text import label

NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class LaterFigures(QWidget):
    """Hidden while nothing is left."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = NOTHING_LEFT
        self._areas = _Figures()
        self._others = _Figures()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            Beside(self._areas, self._others, characters=36, spacing=Space.XL, is_even=True, is_centred=False)
        )
        self.hide()

    def show_later(self, later: Later) -> None:
        """Set every part; nothing is built anew when nothing changed."""
        self.setVisible(bool(later.said))
        if later != self._shown:
            self._shown = later
            self._areas.show_figures(later.said, later.areas)
            self._others.show_figures(later.others_said, later.others)


class _Figures(QWidget):
    """A sentence over numbers, each before what it counts."""

    def __init__(self) -> None:
        super().__init__()
        self._said = label("", "muted", wraps=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._said)
        column.addLayout(self._grid)
        column.addStretch(1)

    def show_figures(self, said: str, figures: Sequence[Figure]) -> None:
        """Set every part."""
        self.setVisible(bool(said))
        self._said.setText(said)
        empty(self._grid)
        for row, one in enumerate(figures):
            number = label(one.number, "strong")
            number.setAlignment(NUMBER)
            self._grid.addWidget(number, row, 0, NUMBER)
            self._grid.addWidget(label(one.what, wraps=True), row, 1)
