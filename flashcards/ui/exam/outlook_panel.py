"""What the minutes lead to, on the Exam page: by minutes a day, and by area."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from flashcards.ui.exam.outlook import OutlookRow, OutlookState
from flashcards.ui.exam.path_chart import PathChart
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.emptying import empty
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.progress_bar import ProgressBar
from flashcards.ui.widgets.share_bar import ShareBar
from flashcards.ui.widgets.text import label

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NOTE = (
    "Recall by the weights of the areas, from the plan carried out for imagined learners with your pace and memory, "
    "with the 80 % interval. Recall is not yet an exam score: see Readiness."
)


class OutlookPanel(Panel):
    """Bars with their intervals."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Forecast")
        self._bars_theme = theme
        self._shown: OutlookState | None = None
        self._headline = label("", "heading", wraps=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._path = PathChart(theme)
        self._path.hide()
        self._made = ProgressBar(theme, "Forecast worked out")
        self.column.addWidget(self._headline)
        self.column.addWidget(self._made)
        self._kept = label("", "muted", wraps=True)
        self._kept.hide()
        self.column.addWidget(self._kept)
        self._behind = label("", wraps=True)
        self._behind.hide()
        self.column.addWidget(self._behind)
        self.column.addWidget(self._path)
        self.column.addLayout(self._grid)
        self.column.addWidget(label(NOTE, "caption", wraps=True))

    def show_outlook(self, state: OutlookState) -> None:
        """Set every row; nothing is built anew when nothing changed."""
        before, self._shown = self._shown, state
        if state == before:
            return
        self._headline.setText(state.headline)
        self._made.set_share(state.made)
        self._made.setVisible(state.made < 1)
        self._kept.setText(state.kept)
        self._kept.setVisible(bool(state.kept))
        self._behind.setText(state.behind)
        self._behind.setVisible(bool(state.behind))
        self._path.set_points(state.path)
        if before is None or (state.by_minutes, state.by_area) != (before.by_minutes, before.by_area):
            self._fill(state)

    def _fill(self, state: OutlookState) -> None:
        empty(self._grid)
        self._add(0, "By minutes a day", state.by_minutes)
        self._add(len(state.by_minutes) + 1, "By area, at your minutes", state.by_area)

    def _add(self, start: int, heading: str, rows: Sequence[OutlookRow]) -> None:
        if not rows:
            return
        self._grid.addWidget(label(heading, "caption"), start, 0, 1, 3)
        for place, row in enumerate(rows, start=start + 1):
            bar = ShareBar(self._bars_theme, row.name)
            bar.set_share(row.mean, row.low, row.high)
            self._grid.addWidget(label(row.name, "strong" if row.is_usual else "", wraps=True), place, 0)
            self._grid.addWidget(bar, place, 1)
            self._grid.addWidget(label(row.said, "strong"), place, 2, RIGHT)
