"""The breaks that are planned, each with what can be done about it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flashcards.domain.breaks import Break
from flashcards.ui.moving.state import break_text, end_text
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.emptying import empty
from flashcards.ui.widgets.text import label


class BreakRows(QWidget):
    """A line for each break that is not over; nothing without one.

    Signals:
        change_wanted: the `Break` that is to have other days.
        end_wanted: the `Break` that is not to be, or to be over.
    """

    change_wanted = Signal(object)
    end_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[Break, ...], date] | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(Space.S)
        self.hide()

    def show_breaks(self, breaks: Sequence[Break], today: date) -> None:
        """Set every row."""
        if self._shown == (tuple(breaks), today):
            return
        self._shown = tuple(breaks), today
        empty(self._rows)
        for one in breaks:
            self._rows.addWidget(self._row(one, today))
        self.setVisible(bool(breaks))

    def _row(self, one: Break, today: date) -> QWidget:
        change, end = button("Change…"), button(end_text(one, today))
        change.setAccessibleDescription(break_text(one, today))
        end.setAccessibleDescription(break_text(one, today))
        change.clicked.connect(partial(self.change_wanted.emit, one))
        end.clicked.connect(partial(self.end_wanted.emit, one))
        buttons = QWidget()
        line = QHBoxLayout(buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addWidget(change)
        line.addWidget(end)
        return Beside(label(break_text(one, today), wraps=True), buttons, characters=30, spacing=Space.L)
