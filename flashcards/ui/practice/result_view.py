"""What came of a practice exam: the share right, by area and level, and how the time went."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from flashcards.ui.icons import Icons
from flashcards.ui.practice.reasons_panel import ReasonsPanel
from flashcards.ui.practice.resulting import OUTCOME_NAMES
from flashcards.ui.practice.state import Line, Result
from flashcards.ui.practice.time_strip import TimeStrip
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.button_row import ButtonRow
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.emptying import empty
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.share_bar import ShareBar
from flashcards.ui.widgets.text import label

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ResultView(PageColumn):
    """Built once, filled anew for each attempt.

    Attributes:
        review: looks at the questions one by one.
        times: how long each took.
        reasons: why they were missed.

    Signals:
        review_wanted: the learner wants to look at the questions.
        question_wanted: the place of one the learner wants to look at.
        print_wanted: the learner wants the result as a PDF.
        done: the learner goes back.
    """

    review_wanted = Signal()
    question_wanted = Signal(int)
    print_wanted = Signal()
    done = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme=theme)
        self._bars_theme = theme
        self._title = label("", "title", wraps=True)
        self._subtitle = label("", "muted", wraps=True)
        self._percent = label("", "display")
        self._interval = label("", "muted", wraps=True)
        self._predicted = label("", "strong", wraps=True)
        self._note = label("", "caption", wraps=True)
        self._areas, self._levels, self._times, self._outcomes = (QGridLayout() for _ in range(4))
        self._outcomes_of = label("", "caption", wraps=True)
        self.times = TimeStrip(theme)
        self.times.chosen.connect(self.question_wanted)
        self._pointed = label("", "muted", wraps=True)
        self.times.pointed.connect(self._pointed.setText)
        self._longest = label("", wraps=True)
        self.reasons = ReasonsPanel("Why questions were missed")
        self.reasons.question_wanted.connect(self.question_wanted)
        self.review = button("Review the questions", "primary", is_large=True)
        self.review.clicked.connect(self.review_wanted)
        printing = button("Save as PDF", is_large=True, icon=icons.icon("files"))
        printing.clicked.connect(self.print_wanted)
        back = button("Back to Exam", is_large=True)
        back.clicked.connect(self.done)
        self._lay_out((self.review, printing, back))

    def show_result(self, result: Result) -> None:
        """Set every part."""
        self._title.setText(result.title)
        self._subtitle.setText(result.subtitle)
        self._percent.setText(result.percent)
        self._interval.setText(result.interval)
        self._predicted.setText(result.predicted)
        self._predicted.setVisible(bool(result.predicted))
        self._note.setText(result.note)
        self._fill_shares(self._areas, result.areas)
        self._fill_shares(self._levels, result.levels)
        _fill_pairs(self._times, result.times)
        _fill_pairs(self._outcomes, [(OUTCOME_NAMES[one], str(number)) for one, number in result.outcomes])
        self._outcomes_of.setText(result.outcomes_of)
        self._outcomes_of.setVisible(bool(result.outcomes_of))
        self.times.show_times(result.spent, result.pace_ms)
        self._longest.setText(result.longest)
        self._longest.setVisible(bool(result.longest))
        self.review.setEnabled(result.can_review)
        self.reasons.show_reasons(result.reasons)
        self.verticalScrollBar().setValue(0)

    def _lay_out(self, buttons: Sequence[QPushButton]) -> None:
        head = Panel()
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        for part in (self._predicted, self._interval):
            lines.addWidget(part)
        head.column.addWidget(Beside(words, self._percent, characters=30))
        self.column.addWidget(self._title)
        self.column.addWidget(self._subtitle)
        self.column.addWidget(head)
        self.column.addWidget(ButtonRow(*buttons))
        self.column.addWidget(_panel("By area", self._areas))
        self.column.addWidget(
            Beside(
                _panel("How it went", self._outcomes, self._outcomes_of),
                _panel("Time", self._times),
                is_even=True,
                spacing=Space.L,
            )
        )
        self.column.addWidget(self.reasons)
        self.column.addWidget(self._times_panel())
        self.column.addWidget(_panel("By level", self._levels))
        self.column.addWidget(self._note)
        self.column.addStretch(1)

    def _times_panel(self) -> Panel:
        panel = Panel("Time by question")
        panel.column.addWidget(self.times)
        for part in (self._pointed, self._longest):
            panel.column.addWidget(part)
        return panel

    def _fill_shares(self, grid: QGridLayout, lines: Sequence[Line]) -> None:
        empty(grid)
        for row, line in enumerate(lines):
            bar = ShareBar(self._bars_theme, line.name)
            bar.set_share(line.share if line.asked else None, line.low, line.high)
            grid.addWidget(label(line.name, wraps=True), row, 0)
            grid.addWidget(bar, row, 1)
            grid.addWidget(label(f"{line.right} of {line.asked}", "strong"), row, 2, RIGHT)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)


def _panel(heading: str, grid: QGridLayout, *below: QWidget) -> Panel:
    panel = Panel(heading)
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.S)
    panel.column.addLayout(grid)
    for one in below:
        panel.column.addWidget(one)
    panel.column.addStretch(1)
    return panel


def _fill_pairs(grid: QGridLayout, pairs: Sequence[tuple[str, str]]) -> None:
    empty(grid)
    for row, (name, value) in enumerate(pairs):
        grid.addWidget(label(name), row, 0)
        grid.addWidget(label(value, "strong"), row, 1, RIGHT)
    grid.setColumnStretch(0, 1)
