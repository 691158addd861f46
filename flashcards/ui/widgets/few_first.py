"""Rows of which the first few are shown until the others are asked for."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import line


class FewFirst(QWidget):
    """Rows with quiet lines between them, made when they are shown.

    Attributes:
        more: shows the others; hidden where there are none. Whoever has the rows puts it below them.
        rows: those that are shown.

    Args:
        few: how many are shown at first.
        make: makes the row of an entry.

    Signals:
        filled: there are other rows now.
    """

    filled = Signal()

    def __init__(self, few: int, make: Callable[[Any], QWidget]) -> None:
        super().__init__()
        self._few = few
        self._make = make
        self._entries: Sequence[object] = ()
        self._is_whole = False
        self._lines: list[QWidget] = []
        self.rows: list[QWidget] = []
        self.more = button("Show all")
        self.more.clicked.connect(self._show_all)
        self.more.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def fill(self, entries: Sequence[object]) -> None:
        """Show other entries, or the same as they are now."""
        self._entries = entries
        for old in (*self.rows, *self._lines):
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        shown = entries if self._is_whole else entries[: self._few]
        self.rows = [self._make(one) for one in shown]
        self._lines = [line() for _ in self.rows[1:]]
        for place, row in enumerate(self.rows):
            if place:
                self._column.addWidget(self._lines[place - 1])
            self._column.addWidget(row)
        self.more.setVisible(len(shown) < len(entries))
        self.filled.emit()

    @Slot()
    def _show_all(self) -> None:
        self._is_whole = True
        self.fill(self._entries)
