"""The plan of today and the blueprint map on the Exam page."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from flashcards.ui.exam.later_figures import LaterFigures
from flashcards.ui.exam.standing import MapRow, PlanState
from flashcards.ui.moving.break_rows import BreakRows
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.emptying import empty
from flashcards.ui.widgets.flowing import Flowing
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.share_bar import ShareBar
from flashcards.ui.widgets.text import label
from flashcards.wording import grouped

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NARROWEST_BAR = 40
BOTTOM = Qt.AlignmentFlag.AlignBottom
HEADS = ("Area", "Weight", "Cards", "Seen", "Recalled\ntoday", "", "Minutes", "Missing")


class PlanPanel(Panel):
    """What today's plan is, what more time would bring, what it leaves out; and days that are different.

    Attributes:
        breaks: those that are planned.
        later: what does not come today.

    Signals:
        study_wanted: begin.
        lighter_wanted: fewer minutes today.
        usual_wanted: the usual minutes today.
        break_wanted: plan a break.
    """

    study_wanted = Signal()
    lighter_wanted = Signal()
    usual_wanted = Signal()
    break_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._headline = label("", "heading", wraps=True)
        self._text = label("", "muted", wraps=True)
        self.later = LaterFigures()
        self.study = button("Study now", "primary")
        self.study.clicked.connect(self.study_wanted)
        self.lighter = button("Lighter today…")
        self.lighter.clicked.connect(self.lighter_wanted)
        self.usual = button("Usual minutes today")
        self.usual.clicked.connect(self.usual_wanted)
        self.pause = button("Take a break…")
        self.pause.clicked.connect(self.break_wanted)
        buttons = QWidget()
        row = Flowing(buttons, Space.S)
        for part in (self.study, self.lighter, self.usual, self.pause):
            row.addWidget(part)
        self.breaks = BreakRows()
        for each in (self._headline, self._text, buttons, self.breaks, self.later):
            self.column.addWidget(each)

    def render_state(self, state: PlanState, today: date) -> None:
        """Set every widget."""
        self.breaks.show_breaks(state.breaks, today)
        self._headline.setText(state.headline)
        self._text.setText(state.text)
        self._text.setVisible(bool(state.text))
        self.later.show_later(state.later)
        self.study.setVisible(state.can_study)
        self.lighter.setVisible(state.can_lighten)
        self.usual.setVisible(state.is_changed)
        self.pause.setVisible(state.can_pause)


class MapPanel(Panel):
    """Weight, cards, recall and time of each area, and where most is missing."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Where you stand")
        self._bars_theme = theme
        self._shown: tuple[MapRow, ...] | None = None
        self._gap = label("", wraps=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(5, 1)
        self.column.addWidget(self._gap)
        self._note = label("", "caption", wraps=True)
        self.column.addLayout(self._grid)
        self.column.addWidget(self._note)

    def show_map(self, rows: Sequence[MapRow], gap: str, note: str = "") -> None:
        """Set every row.

        Args:
            note: which cards are not counted, or "".
        """
        self._gap.setText(gap)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        if self._shown == tuple(rows):
            return
        self._shown = tuple(rows)
        empty(self._grid)
        for column, head in enumerate(HEADS):
            aligned = RIGHT if column else Qt.AlignmentFlag.AlignLeft
            name = label(head, "caption")
            name.setAlignment(aligned)
            self._grid.addWidget(name, 0, column, (aligned & Qt.AlignmentFlag.AlignHorizontal_Mask) | BOTTOM)
        for place, row in enumerate(rows, start=1):
            self._add(place, row)

    def _add(self, place: int, row: MapRow) -> None:
        bar = ShareBar(self._bars_theme, f"{row.name}, recalled today")
        bar.set_share(row.recall if row.cards else None, 0.0, row.recall)
        bar.setMinimumWidth(NARROWEST_BAR)
        texts = (row.name, row.weight, grouped(row.cards), grouped(row.seen), row.recalled)
        parts: list[QWidget] = [label(text, wraps=column == 0) for column, text in enumerate(texts)]
        parts += [bar, label(row.minutes), label(row.missing, "strong")]
        for column, part in enumerate(parts):
            aligned = Qt.AlignmentFlag(0) if column in {0, 5} else RIGHT
            self._grid.addWidget(part, place, column, aligned)
