"""A date, or none."""

from datetime import date
from typing import cast

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import icon_button
from flashcards.ui.widgets.segmented import Segmented


class DateField(QWidget):
    """Says first whether there is a date, then which.

    Signals:
        changed: a `date`, or None, when the learner has changed it.
    """

    changed = Signal(object)

    def __init__(self, name: str, none_text: str, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._choice = Segmented(name, (none_text, "On a date"), theme)
        self._choice.chosen.connect(self._choose)
        self._edit = QDateEdit()
        self._edit.setDisplayFormat("d MMMM yyyy")
        self._edit.setAccessibleName(name)
        self._edit.lineEdit().setTextMargins(Space.S, 0, Space.S, 0)
        self._edit.setKeyboardTracking(False)
        self._edit.dateChanged.connect(self._tell)
        self._open = icon_button(icons.icon("calendar"), "Choose from a calendar")
        self._open.clicked.connect(self._show_calendar)
        self._calendar: _Calendar | None = None
        self._day = QWidget()
        row = QHBoxLayout(self._day)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self._edit)
        row.addWidget(self._open)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside(self._choice, self._day, spacing=Space.S))
        self.setFocusProxy(self._choice)

    @property
    def value(self) -> date | None:
        """The date, or None."""
        return cast("date", self._edit.date().toPython()) if self._choice.current else None

    def offer(self, earliest: date, suggestion: date) -> None:
        """Set the earliest date that can be chosen, and the one shown first."""
        self._edit.blockSignals(True)  # noqa: FBT003
        self._edit.setMinimumDate(_qdate(earliest))
        self._edit.setDate(_qdate(suggestion))
        self._edit.blockSignals(False)  # noqa: FBT003

    def set_value(self, value: date | None) -> None:
        """Show a date or none, without telling anybody."""
        self._choice.set_current(0 if value is None else 1)
        if value is not None:
            self._edit.blockSignals(True)  # noqa: FBT003
            self._edit.setMinimumDate(min(self._edit.minimumDate(), _qdate(value)))
            self._edit.setDate(_qdate(value))
            self._edit.blockSignals(False)  # noqa: FBT003
        self._show_parts()

    def _show_parts(self) -> None:
        self._day.setVisible(self._choice.current == 1)
        self.updateGeometry()

    def _choose(self) -> None:
        self._show_parts()
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self.value)

    def _show_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._dress_calendar()
            self._theme.changed.connect(self._dress_calendar)
            self._calendar.days.activated.connect(self._take)
            self._calendar.days.clicked.connect(self._take)
        self._calendar.days.setMinimumDate(self._edit.minimumDate())
        self._calendar.days.setSelectedDate(self._edit.date())
        self._calendar.move(self._open.mapToGlobal(QPoint(0, self._open.height() + Space.XS)))
        self._calendar.show()
        self._calendar.days.setFocus()

    def _dress_calendar(self) -> None:
        if self._calendar is not None:
            self._calendar.dress(self._theme, self._icons)

    def _take(self, day: QDate) -> None:
        self._edit.setDate(day)
        if self._calendar is not None:
            self._calendar.hide()


class _Calendar(QFrame):
    """A month that pops up."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "overlay")
        self.days = QCalendarWidget()
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        QVBoxLayout(self).addWidget(self.days)

    def dress(self, theme: Theme, icons: Icons) -> None:
        """Give weekends and the arrows beside the month the colours of the theme."""
        self.days.setMinimumSize(theme.scaled(300), theme.scaled(260))
        weekend = QTextCharFormat()
        weekend.setForeground(theme.colour("muted"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.days.setWeekdayTextFormat(day, weekend)
        for name, icon in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
            arrow = self.days.findChild(QToolButton, f"qt_calendar_{name}")
            if arrow is not None:
                arrow.setIcon(icons.icon(icon))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
