"""A month that pops up to choose a day from."""

from PySide6.QtCore import QDate, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme


class CalendarPopup(QFrame):
    """Closes when a day is chosen, or by a click elsewhere.

    Signals:
        chosen: a `QDate`.
    """

    chosen = Signal(QDate)

    def __init__(self, parent: QWidget, theme: Theme, icons: Icons) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self._icons = icons
        self.setProperty("role", "overlay")
        self._days = QCalendarWidget()
        self._days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._days.activated.connect(self._choose)
        self._days.clicked.connect(self._choose)
        QVBoxLayout(self).addWidget(self._days)
        theme.changed.connect(self._dress)
        self._dress()

    def ask(self, corner: QPoint, earliest: QDate, shown: QDate) -> None:
        """Pop up at a corner on the screen."""
        self._days.setMinimumDate(earliest)
        self._days.setSelectedDate(shown)
        self.move(corner)
        self.show()
        self._days.setFocus()

    @Slot(QDate)
    def _choose(self, day: QDate) -> None:
        self.hide()
        self.chosen.emit(day)

    @Slot()
    def _dress(self) -> None:
        """Give weekends and the arrows beside the month the colours of the theme."""
        self._days.setMinimumSize(self._theme.scaled(300), self._theme.scaled(260))
        weekend = QTextCharFormat()
        weekend.setForeground(self._theme.colour("muted"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._days.setWeekdayTextFormat(day, weekend)
        for name, icon in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
            arrow = self._days.findChild(QToolButton, f"qt_calendar_{name}")
            if arrow is not None:
                arrow.setIcon(self._icons.icon(icon))
