"""The sheet that asks for a lighter day, a break, or reviews ahead of their day."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flashcards.domain.breaks import Break
from flashcards.domain.ranges import Range
from flashcards.ui.moving.model import MovingModel
from flashcards.ui.moving.state import Way, Wish
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.date_field import DateField
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.setting_row import SettingRow
from flashcards.ui.widgets.stepper import Stepper
from flashcards.ui.widgets.text import label

MINUTES = Range(0, 600)
REVIEWS = Range(1, 500)
USUAL_MINUTES = 10
USUAL_REVIEWS = 20
WIDTH, TEXT_HEIGHT = 600, 96
"""Of the words at least, so that the sheet keeps its size while they change."""


class MovingSheet(Overlay):
    """Shows what a wish would do before it is done.

    Attributes:
        way: which kind of day.
        minutes, first, last, count: what is asked of it.
        act: does it.

    Signals:
        done: what was done, in words; it can be undone.
    """

    done = Signal(str)

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self.setAccessibleName("Not as usual")
        theme, icons = services.theme, services.icons
        self.view_model = MovingModel(services.runner, services.clock, services.zone, services.folders.plans, self)
        self.way = Segmented("Kind of day", ("Lighter today", "Take a break", "Study ahead"), theme)
        self.minutes = Stepper("Minutes left for today", icons, within=MINUTES, step=5)
        self.first = DateField("First day off", "", theme, icons)
        self.last = DateField("Last day off", "", theme, icons)
        self.count = Stepper("Cards to bring forward", icons, within=REVIEWS, step=10)
        self._rows = {
            Way.LIGHTER: (SettingRow("Minutes left", "How long you still want to study today.", self.minutes),),
            Way.BREAK: (
                SettingRow("From", "The first day without study.", self.first),
                SettingRow("To", "The last one.", self.last),
            ),
            Way.AHEAD: (SettingRow("Cards", "How many to bring forward to today.", self.count),),
        }
        self._heading = label("", "heading")
        self._text = label("", wraps=True)
        self._cost = label("", "muted", wraps=True)
        self.act = button("", "primary")
        self._instead_of: Break | None = None
        self._lay_out()
        self._connect()

    def ask(self, way: Way, today: date, minutes: int = USUAL_MINUTES) -> None:
        """Open with a kind of day.

        Args:
            minutes: offered for a lighter day.
        """
        self._change(None)
        self.minutes.set_value(minutes)
        self.count.set_value(USUAL_REVIEWS)
        for day in (self.first, self.last):
            day.offer(today, today)
            day.set_value(today)
        self.show_way(way)
        self.open()

    def change_break(self, days: Break, today: date) -> None:
        """Open with a planned break, to be given other days."""
        self.ask(Way.BREAK, today)
        self._change(days)
        self.first.offer(min(today, days.first), days.first)
        self.last.offer(today, days.last)
        self._ask()
        self.place()
        self.take_focus()

    def show_way(self, way: Way) -> None:
        """Show what is asked of another kind of day."""
        self.way.set_current(way)
        self._show_way()

    def close_sheet(self) -> None:
        """Put the sheet away; nothing is worked out any more."""
        self.view_model.forget()
        super().close_sheet()

    def take_focus(self) -> None:
        """Begin with the kind of day, or with the days of the break that is changed."""
        (self.way if self._instead_of is None else self.first).setFocus()

    def _change(self, days: Break | None) -> None:
        self._instead_of = days
        self._heading.setText("Not as usual" if days is None else "Change the break")
        self.way.setVisible(days is None)

    def wish(self) -> Wish:
        """Give what is asked for now."""
        first, last = self.first.value, self.last.value
        return Wish(
            Way(self.way.current),
            self.minutes.value,
            first or date.min,
            last or date.min,
            self.count.value,
            self._instead_of,
        )

    def _lay_out(self) -> None:
        self.column.addWidget(self._heading)
        self.column.addWidget(self.way)
        for rows in self._rows.values():
            for row in rows:
                self.column.addWidget(row)
        self._words = QWidget()
        self._words.setMinimumSize(WIDTH, TEXT_HEIGHT)
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(Space.S)
        words.addWidget(self._text)
        words.addWidget(self._cost)
        words.addStretch(1)
        self.column.addWidget(self._words, 1)
        cancel = button("Cancel")
        cancel.clicked.connect(self.close_sheet)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.act)
        self.column.addLayout(foot)

    def _connect(self) -> None:
        self.way.chosen.connect(self._show_way)
        self.first.changed.connect(self._follow)
        for part in (self.minutes, self.count, self.first, self.last):
            part.changed.connect(self._ask)
        self.act.clicked.connect(self._act)
        self.view_model.changed.connect(self._render)
        self.view_model.done.connect(self.done)

    @Slot()
    def _show_way(self) -> None:
        for way, rows in self._rows.items():
            for row in rows:
                row.setVisible(way == self.way.current)
        for words in (self._text, self._cost):
            words.clear()
        self._ask()
        self.place()

    @Slot()
    def _ask(self) -> None:
        self.act.setEnabled(False)
        self.view_model.ask(self.wish())

    @Slot(object)
    def _follow(self, first: date) -> None:
        """A break does not end before it begins."""
        self.last.offer(first, max(first, self.last.value or first))

    @Slot()
    def _act(self) -> None:
        """Do it, unless a date cannot be read: it says so, and waits for another."""
        unread = next((one for one in (self.first, self.last) if one.isVisible() and not one.is_understood), None)
        if unread is not None:
            unread.line.setFocus()
            return
        self.view_model.carry_out()
        self.close_sheet()

    @Slot()
    def _render(self) -> None:
        state = self.view_model.state
        self._text.setText(state.text)
        self._cost.setText(state.cost)
        self.act.setText(state.action)
        self.act.setEnabled(state.can_do)
        self._words.setMinimumHeight(max(TEXT_HEIGHT, self._words.heightForWidth(self._words.width())))
        self.place()
