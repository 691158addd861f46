"""A date, or none."""

from datetime import date
from typing import cast

from PySide6.QtCore import QDate, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import icon_button
from flashcards.ui.widgets.calendar_popup import CalendarPopup
from flashcards.ui.widgets.date_text import EXAMPLE, moved, parse_date
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.text import label, set_look
from flashcards.wording import long_date

WIDEST_DATE = "September 30, 2026"
STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}
"""Days to go on by key."""


class DateField(QWidget):
    """Says first whether there is a date, then which: typed in any usual way, or chosen from a calendar.

    Attributes:
        line: where the date is typed.

    Args:
        none_text: what having no date is called; empty where there must be one.

    Signals:
        changed: a `date`, or None, when the learner has changed it.
    """

    changed = Signal(object)

    def __init__(self, name: str, none_text: str, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._earliest = date.min
        self._day = date.min
        self._choice = Segmented(name, (none_text, "On a date"), theme)
        self._is_required = not none_text
        self._choice.chosen.connect(self._choose)
        self.line = _DateLine(name)
        self.line.editingFinished.connect(self._read)
        self.line.stepped.connect(self._step)
        self._open = icon_button(icons.icon("calendar"), "Choose from a calendar")
        self._open.clicked.connect(self._show_calendar)
        self._calendar: CalendarPopup | None = None
        self._problem = label("", "problem")
        self._problem.hide()
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        if self._is_required:
            self._choice.set_current(1)
            self._choice.hide()
        self.setFocusProxy(self.line if self._is_required else self._choice)

    @property
    def value(self) -> date | None:
        """The date, or None."""
        return self._day if self._choice.current else None

    @property
    def earliest(self) -> date:
        """The first date that can be chosen."""
        return self._earliest

    @property
    def is_understood(self) -> bool:
        """Whether what is typed is the date it gives; otherwise it says what is wrong."""
        return self._choice.current == 0 or self._problem.isHidden()

    @property
    def problem(self) -> str:
        """What is wrong with what is typed, or ""."""
        return "" if self.is_understood else self._problem.text()

    def offer(self, earliest: date, suggestion: date) -> None:
        """Set the earliest date that can be chosen, and the one shown first."""
        self._earliest = earliest
        self._show_unless_typed_over(suggestion)

    def set_value(self, value: date | None) -> None:
        """Show a date or none, without telling anybody."""
        self._choice.set_current(0 if value is None else 1)
        if value is not None:
            self._earliest = min(self._earliest, value)
            self._show_unless_typed_over(value)
        self._show_parts()

    @Slot()
    def _read(self) -> None:
        """Take what is typed, or say why not."""
        typed = self.line.text()
        if typed == long_date(self._day):
            self._complain("")
            return
        found = parse_date(typed, self._earliest)
        if found is None:
            self._complain(f"Write it like {EXAMPLE}.")
        elif found < self._earliest:
            self._complain(f"Write {long_date(self._earliest)} or a later day.")
        else:
            self._take(found)

    @Slot(int)
    def _step(self, days: int) -> None:
        self._take(moved(parse_date(self.line.text(), self._earliest) or self._day, days, self._earliest))

    def _take(self, day: date) -> None:
        is_other = day != self._day
        self._show(day)
        if is_other:
            self.changed.emit(self.value)

    def _show_unless_typed_over(self, day: date) -> None:
        """Show a date; one being typed just now stays."""
        if not (self.line.hasFocus() and self.line.isModified()):
            self._show(day)

    def _show(self, day: date) -> None:
        self._day = day
        self.line.setText(long_date(day))
        self._complain("")

    def _complain(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.line.setAccessibleDescription(problem)
        set_look(self.line, "invalid", "true" if problem else "false")

    def _show_parts(self) -> None:
        self._parts.setVisible(self._choice.current == 1)
        self.updateGeometry()

    @Slot()
    def _choose(self) -> None:
        if self._choice.current == 0:
            self._show(self._day)
        self._show_parts()
        self.changed.emit(self.value)

    @Slot()
    def _show_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = CalendarPopup(self, self._theme, self._icons)
            self._calendar.chosen.connect(self._take_from_calendar)
        beside = QRect(self._open.mapToGlobal(QPoint(0, 0)), self._open.size())
        self._calendar.ask(beside, _qdate(self._earliest), _qdate(self._day))

    @Slot(QDate)
    def _take_from_calendar(self, day: QDate) -> None:
        self._take(cast("date", day.toPython()))

    def _dress(self) -> None:
        self.line.setMinimumWidth(self.line.fontMetrics().horizontalAdvance(WIDEST_DATE) + 2 * Space.L)

    def _lay_out(self) -> None:
        self._parts = QWidget()
        parts = QVBoxLayout(self._parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(Space.XS)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.line)
        row.addWidget(self._open)
        parts.addLayout(row)
        parts.addWidget(self._problem)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside(self._choice, self._parts, spacing=Space.S, is_centred=False))


class _DateLine(QLineEdit):
    """A line whose arrow keys go through the days.

    Signals:
        stepped: days to go on.
    """

    stepped = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(EXAMPLE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by the keys that do."""
        days = STEPS.get(Qt.Key(event.key()))
        if days is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(days)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
