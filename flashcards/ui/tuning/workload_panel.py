"""What a desired retention costs in minutes a day, and what it brings: a curve, a what-if, and a table."""

from PySide6.QtCore import Signal, Slot

from flashcards.domain.ranges import Range
from flashcards.ui.page import Services
from flashcards.ui.tuning.state import TuningState, nearest, what_if
from flashcards.ui.tuning.table import Table
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.button_row import ButtonRow
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.curves import Axis, Curve, Curves
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.setting_row import SettingRow
from flashcards.ui.widgets.stepper import Stepper
from flashcards.ui.widgets.text import label
from flashcards.wording import grouped, percent

SHOWN = (0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97)
"""Levels in the table."""

ASKED = Range(70, 97)
"""Percent that can be asked about; above, the cost grows past all use."""

NOTE = (
    "A year rolled out with your cards, your pace, your ratings, the model above and the new cards a day of Settings. "
    "The full dot is where you are, the ring is what you ask about. What the exam plan brings comes on top."
)


class WorkloadPanel(Panel):
    """Retention against minutes a day.

    Attributes:
        retention: what is asked about.
        use: makes it the learner's.

    Signals:
        wanted: a desired retention, 0 to 1, that is to hold from now on.
    """

    wanted = Signal(float)

    def __init__(self, services: Services) -> None:
        super().__init__("Retention and minutes")
        self._state = TuningState()
        self._curves = Curves("Minutes a day by desired retention", services.theme)
        self.retention = Stepper("What if", services.icons, within=ASKED, unit=" %")
        self._answer = label("", wraps=True)
        self.use = button("")
        self._table = Table(("Desired retention", "Minutes a day", "Reviews a day", "Known after a year"))
        self._is_asked = False
        self.column.addWidget(self._curves)
        self.column.addWidget(
            SettingRow("What if", "Another desired retention, looked at before it is chosen.", self.retention)
        )
        self.column.addWidget(Beside(self._answer, ButtonRow(self.use)))
        self.column.addWidget(self._table)
        self.column.addWidget(label(NOTE, "caption", wraps=True))
        self.retention.changed.connect(self._ask)
        self.use.clicked.connect(self._want)

    def render_state(self, state: TuningState) -> None:
        """Set every part."""
        self._state = state
        outlook = state.outlook
        self.setVisible(outlook is not None and bool(outlook.levels) and state.known is not None)
        if outlook is None or not outlook.levels or state.known is None:
            return
        if not self._is_asked:
            self.retention.set_value(round(state.known.retention * 100))
        asked = nearest(outlook, self.retention.value / 100)
        self._answer.setText(what_if(outlook, asked.retention))
        self.use.setText(f"Use {percent(self.retention.value / 100)}")
        self.use.setVisible(round(state.known.retention * 100) != self.retention.value)
        points = tuple((level.retention, level.minutes) for level in outlook.levels)
        current = outlook.current or asked
        self._curves.show_curves(
            (Curve("minutes a day", points),),
            Axis(points[0][0], points[-1][0], percent),
            Axis(0, max(minutes for _, minutes in points), lambda minutes: f"{round(minutes)} min"),
            ((current.retention, current.minutes), (asked.retention, asked.minutes)),
        )
        self._curves.setAccessibleDescription(self._answer.text())
        shown = [level for level in outlook.levels if level.retention in SHOWN or level == outlook.current]
        self._table.show_rows(
            [
                (
                    percent(level.retention),
                    f"{level.minutes:.0f}",
                    f"{level.reviews:.0f}",
                    f"{grouped(round(level.known))} of {grouped(level.cards)}",
                )
                for level in shown
            ],
            strong=shown.index(outlook.current) if outlook.current in shown else -1,
        )

    @Slot(int)
    def _ask(self, _percent: int) -> None:
        self._is_asked = True
        self.render_state(self._state)

    @Slot()
    def _want(self) -> None:
        self._is_asked = False
        self.wanted.emit(self.retention.value / 100)
