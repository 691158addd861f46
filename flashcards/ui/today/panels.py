"""The parts of the Today page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from flashcards.ui.page import Services
from flashcards.ui.today.view_model import TodayState
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.number_tile import NumberTile
from flashcards.ui.widgets.panel import Panel, line
from flashcards.ui.widgets.text import label

BOTTOM = Qt.AlignmentFlag.AlignBottom


class DuePanel(Panel):
    """Minutes, large; the one button; and what is due, in three numbers.

    Attributes:
        study: the button.
        adjust: for a day that is not as usual.
        study_due: what is due, whether the plan takes it or not.
    """

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.study = button("Study now", "primary", is_large=True)
        self.study.setToolTip("Study today’s cards (S)")
        self.adjust = button("Adjust…")
        self.adjust.setToolTip("A lighter day, a break, or studying ahead")
        self._minutes = label("", "display")
        self.study_due = button("Study what is due…")
        self.study_due.setToolTip("A session of all cards that are due, the plan's and the others")
        self._left = label("", wraps=True)
        self._left_row = Beside(self._left, self.study_due, spacing=Space.M)
        self._unit = label("", "lead")
        self._plan = label("", "caption", wraps=True)
        self._tiles = {name: NumberTile(name.capitalize(), services.theme, name) for name in ("new", "learning", "due")}
        self.column.setContentsMargins(Space.XXL, Space.L, Space.XXL, Space.XL)
        self.column.setSpacing(Space.L)
        self.column.addWidget(self._headline())
        self.column.addWidget(line())
        self.column.addLayout(self._numbers())
        self.column.addWidget(self._left_row)
        self.column.addWidget(self._plan)

    def render_state(self, state: TodayState) -> None:
        """Set every widget."""
        self._minutes.setText(state.minutes)
        self._unit.setText(state.unit)
        for name, tile in self._tiles.items():
            tile.set_value(None if state.is_pending else getattr(state, name))
        self._plan.setText(state.plan_text)
        self._plan.setVisible(bool(state.plan_text))
        self._left.setText(state.left_text)
        self._left_row.setVisible(bool(state.left_text))

    def _headline(self) -> QWidget:
        words = QWidget()
        row = QHBoxLayout(words)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self._minutes)
        self._unit.setContentsMargins(0, 0, 0, Space.M)
        row.addWidget(self._unit, 0, BOTTOM)
        row.addStretch(1)
        acts = QWidget()
        beside = QHBoxLayout(acts)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(Space.M)
        beside.addWidget(self.adjust)
        beside.addWidget(self.study)
        return Beside(words, acts, spacing=Space.M)

    def _numbers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.XXXL)
        for tile in self._tiles.values():
            tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(tile, 1)
        return row


class Countdown(QWidget):
    """Days to the exam, at the right of the heading."""

    def __init__(self) -> None:
        super().__init__()
        self._days = label("", "number")
        self._text = label("", "label")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self._days)
        row.addWidget(self._text)

    def render_state(self, state: TodayState) -> None:
        """Set every widget; without an exam there is nothing."""
        self._days.setText(state.exam_days)
        self._days.setVisible(bool(state.exam_days))
        self._text.setText(state.exam_text)
        self.setVisible(bool(state.exam_text))
        self.setAccessibleName(f"{state.exam_days} {state.exam_text}".replace("\n", ", ").strip())


class ChartPanel(Panel):
    """A heading, a line that sums up, and a picture."""

    def __init__(self, heading: str, picture: QWidget) -> None:
        super().__init__()
        self._summary = label("", "caption")
        head = QHBoxLayout()
        head.addWidget(label(heading, "strong"))
        head.addStretch(1)
        head.addWidget(self._summary)
        self.column.addLayout(head)
        self.column.addWidget(picture, 1)
        self.setAccessibleName(heading)

    def set_summary(self, text: str) -> None:
        """Say what the picture adds up to."""
        self._summary.setText(text)


def heading(title: QWidget, below: QWidget) -> QWidget:
    """Put a page's title over the line below it."""
    words = QWidget()
    column = QVBoxLayout(words)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XS)
    column.addWidget(title)
    column.addWidget(below)
    return words
