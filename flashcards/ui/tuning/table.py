"""A small table of words under headings."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from flashcards.ui.tokens import Space
from flashcards.ui.widgets.emptying import empty
from flashcards.ui.widgets.text import label

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Table(QWidget):
    """The first column names, the others say; built anew only when something changed."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.XL)
        self._grid.setVerticalSpacing(Space.S)
        for column in range(len(self._headings)):
            self._grid.setColumnStretch(column, 1 if column else 2)

    def show_rows(self, rows: Sequence[Sequence[str]], strong: int = -1) -> None:
        """Show rows, one of them set off."""
        found = tuple(tuple(row) for row in rows)
        if found == self._rows:
            return
        self._rows = found
        empty(self._grid)
        for column, heading in enumerate(self._headings):
            self._put(label(heading, "caption", wraps=True), 0, column)
        for place, row in enumerate(found):
            for column, words in enumerate(row):
                role = "strong" if place == strong else "" if column == 0 else "muted"
                made = label(words, role, wraps=column == 0)
                made.setAccessibleName(f"{row[0]}, {self._headings[column]}: {words}" if column else words)
                self._put(made, place + 1, column)

    def _put(self, made: QLabel, row: int, column: int) -> None:
        made.setAlignment(RIGHT if column else LEFT)
        self._grid.addWidget(made, row, column)
