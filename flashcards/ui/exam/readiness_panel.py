"""How ready the learner is, by area, on the Exam page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from flashcards.ui.exam.ready import ReadyRow, ReadyState
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.emptying import empty
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.share_bar import ShareBar
from flashcards.ui.widgets.text import label

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ReadinessPanel(Panel):
    """The share of questions expected right, overall and by area, each with its interval."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Readiness")
        self._bars_theme = theme
        self._shown: tuple[ReadyRow, ...] | None = None
        self._headline = label("", "heading", wraps=True)
        self._text = label("", "muted", wraps=True)
        self._record = label("", "muted", wraps=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._note = label("", "caption", wraps=True)
        self.column.addWidget(self._headline)
        self.column.addWidget(self._text)
        self.column.addLayout(self._grid)
        self.column.addWidget(self._record)
        self.column.addWidget(self._note)

    def show_ready(self, state: ReadyState) -> None:
        """Set every part."""
        for words, text in (
            (self._headline, state.headline),
            (self._text, state.text),
            (self._record, state.record),
            (self._note, state.note),
        ):
            words.setText(text)
            words.setVisible(bool(text))
        self._show_rows(state.rows)

    def _show_rows(self, rows: Sequence[ReadyRow]) -> None:
        if self._shown == tuple(rows):
            return
        self._shown = tuple(rows)
        empty(self._grid)
        for place, row in enumerate(rows):
            bar = ShareBar(self._bars_theme, row.name)
            bar.set_share(row.mean if row.has_evidence else None, row.low, row.high)
            self._grid.addWidget(label(row.name, wraps=True), place, 0)
            self._grid.addWidget(bar, place, 1)
            self._grid.addWidget(label(row.said, "strong" if row.has_evidence else "muted"), place, 2, RIGHT)
