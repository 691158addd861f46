"""The columns of a table: what they are called, their first cells, and what they become."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.ui.icons import Icons
from flashcards.ui.importing.laying import Destination, Laid, destinations, samples
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.tab_order import lead_to
from flashcards.ui.widgets.text import label
from flashcards.wording import counted

MOST = 24
"""Columns that are shown, and that are added when more are asked for."""
AT_ONCE = 2
"""Rows that are made before the window may paint again; the first, when the rest of the page is there."""
LONGEST_SAMPLE = 70
SHORT_SAMPLES = 80
"""Characters of all samples that stand side by side; longer ones have a line each."""
NARROWEST = 22


class ColumnRow(QWidget):
    """One column.

    Attributes:
        picker: what it becomes.
    """

    def __init__(self, number: int, icons: Icons) -> None:
        super().__init__()
        self._number = number
        self._name = label("", "strong")
        self._cells = label("", "caption", wraps=True)
        self.picker = Picker(f"Column {number + 1} becomes", icons)
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.HAIR)
        lines.addWidget(self._name)
        lines.addWidget(self._cells)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XS, 0, Space.XS)
        column.addWidget(Beside(words, self.picker, characters=NARROWEST, spacing=Space.L))

    def show_column(self, laid: Laid, choices: list[tuple[str, Destination]]) -> None:
        """Show a column as it is read now."""
        column = laid.layout.columns[self._number]
        self._name.setText(column.name or f"Column {self._number + 1}")
        cells = [cell[:LONGEST_SAMPLE] + "…" * (len(cell) > LONGEST_SAMPLE) for cell in samples(laid, self._number)]
        between = "   ·   " if sum(map(len, cells)) <= SHORT_SAMPLES else "\n"
        self._cells.setText(between.join(cell or "(empty)" for cell in cells))
        self.picker.setAccessibleName(f"{self._name.text()} becomes")
        self.picker.setAccessibleDescription(self._cells.text())
        self.picker.offer(choices, (column.role, column.place))


class ColumnList(QWidget):
    """The first columns, below each other, and a button for more of them.

    Attributes:
        more: the button.

    Signals:
        chosen: the number of a column, from 0, and its `Destination`.
    """

    chosen = Signal(int, object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._laid: Laid | None = None
        self.rows: list[ColumnRow] = []
        self._grow = QTimer(self, singleShot=True, interval=0)
        self._grow.timeout.connect(self._show_some)
        self._most = MOST
        self.more = button("")
        self.more.clicked.connect(self._show_more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def is_whole(self) -> bool:
        """Whether all rows that are to be shown are made."""
        return not self._grow.isActive()

    def show_columns(self, laid: Laid) -> None:
        """Show the columns of a table; rows that are there stay, and keep the keyboard."""
        self._laid = laid
        if len(laid.layout.columns) <= MOST:
            self._most = MOST
        left = len(laid.layout.columns) - self._most
        self.more.setText(f"Show {min(left, MOST)} of {counted(left, 'further column')}")
        self.more.setVisible(left > 0)
        self._show_rows(0, laid)
        self._grow.start()

    @Slot()
    def _show_more(self) -> None:
        """Show further columns; the keyboard goes on with the first of them."""
        if self._laid is not None:
            first, self._most = self._most, self._most + MOST
            self.show_columns(self._laid)
            self._show_some()
            self.rows[first].picker.setFocus()

    @Slot()
    def _show_some(self) -> None:
        """Make the next few rows, and further ones when the window has painted."""
        if self._laid is None:
            return
        have, count = len(self.rows), min(len(self._laid.layout.columns), self._most)
        for _ in range(min(count - have, AT_ONCE)):
            self._add_row()
        self._show_rows(have, self._laid)
        if len(self.rows) < count:
            self._grow.start()

    def _show_rows(self, first: int, laid: Laid) -> None:
        choices = destinations(laid)
        count = min(len(laid.layout.columns), self._most)
        for number, row in enumerate(self.rows[first:], first):
            row.setVisible(number < count)
            if number < count:
                row.show_column(laid, choices)

    def _add_row(self) -> None:
        row = ColumnRow(len(self.rows), self._icons)
        row.picker.chosen.connect(partial(self.chosen.emit, len(self.rows)))
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        lead_to(self.more, [row.picker])
