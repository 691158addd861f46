"""All that is known of one card, in words and numbers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from flashcards.ui.icons import Icons
from flashcards.ui.study.state import History
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import action_button, icon_button
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.text import label

COLUMNS = ("When", "Kind", "Rating", "Next in", "Took")
FACTS = 7
"""The most facts there are; their labels are built once."""


class InfoPanel(PageColumn):
    """State, prospects and history of a card.

    Signals:
        closed: the learner has seen enough.
    """

    closed = Signal()

    def __init__(self, theme: Theme, icons: Icons, release: QAction) -> None:
        super().__init__(theme=theme)
        self._shown: History | None = None
        self._title = label("", "heading", wraps=True)
        self._why = label("", "lead", wraps=True)
        self._facts = [(label("", "muted"), label("", wraps=True)) for _ in range(FACTS)]
        self._empty = label("It was never answered.", "muted")
        self.table = _table()
        self.close_button = icon_button(icons.icon("x"), "Back to the card (Esc)")
        self.close_button.clicked.connect(self.closed)
        self.release = action_button(release)
        self._lay_out()

    def show_history(self, history: History | None) -> None:
        """Show a card's history; the panel is empty until it is known."""
        self._whole.setVisible(history is not None)
        if history is None or history == self._shown:
            return
        self._shown = history
        self._title.setText(history.title)
        self._why.setText(history.why)
        self.release.setVisible(history.can_release)
        for index, (name, value) in enumerate(self._facts):
            has_fact = index < len(history.facts)
            _set(name, history.facts[index][0] if has_fact else "")
            _set(value, history.facts[index][1] if has_fact else "")
        self._fill(history)

    def _fill(self, history: History) -> None:
        self._empty.setVisible(not history.rows)
        self.table.setVisible(bool(history.rows))
        self.table.setRowCount(len(history.rows))
        for row, cells in enumerate(history.rows):
            for column, cell in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(cell))
        self.table.resizeRowsToContents()
        height = sum(self.table.rowHeight(row) for row in range(len(history.rows)))
        beside = (
            self.table.horizontalHeader().sizeHint().height() + self.table.horizontalScrollBar().sizeHint().height()
        )
        self.table.setFixedHeight(height + beside)

    def _lay_out(self) -> None:
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        why = QHBoxLayout()
        why.addWidget(self._why, 1)
        why.addWidget(self.release, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(why)
        facts = Panel()
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.XL)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self._facts):
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        facts.column.addLayout(grid)
        column.addWidget(facts)
        log = Panel("Review log")
        log.column.setContentsMargins(Space.M, Space.L, Space.M, Space.M)
        log.column.addWidget(self._empty)
        log.column.addWidget(self.table)
        column.addWidget(log)
        self.column.addWidget(self._whole)
        self.column.addStretch(1)


def _table() -> QTableWidget:
    table = QTableWidget(0, len(COLUMNS))
    table.setHorizontalHeaderLabels(list(COLUMNS))
    table.setAccessibleName("Review log")
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setStretchLastSection(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    header.setHighlightSections(False)
    return table


def _set(part: QLabel, text: str) -> None:
    part.setText(text)
    part.setVisible(bool(text))
