"""A month that pops up to choose a day from."""

from PySide6.QtCore import QDate, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space


class CalendarPopup(QFrame):
    """Closes when a day is chosen, or by a click elsewhere.

    Signals:
        chosen: a `QDate`.
    """

    chosen = Signal(QDate)

    def __init__(self, parent: QWidget, theme: Theme, icons: Icons) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._owner = parent
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

    def ask(self, beside: QRect, earliest: QDate, shown: QDate) -> None:
        """Pop up below something, or above it, whole within its window and the screen.

        Args:
            beside: where that is on the screen.
        """
        self._days.setMinimumDate(earliest)
        self._dim_before(earliest)
        self._days.setSelectedDate(shown)
        self.move(popup_corner(beside, self.sizeHint(), self._room()))
        self.show()
        self._days.setFocus()

    def _dim_before(self, earliest: QDate) -> None:
        """Let the days of the first month that cannot be chosen look like it."""
        self._days.setDateTextFormat(QDate(), QTextCharFormat())
        dimmed = QTextCharFormat()
        dimmed.setForeground(self._theme.colour("outline"))
        for back in range(1, earliest.day()):
            self._days.setDateTextFormat(earliest.addDays(-back), dimmed)

    def _room(self) -> QRect:
        """Give where it may be: the window as far as it is on the screen, or all of the screen for a small window."""
        screen = self._owner.screen().availableGeometry()
        window = self._owner.window().frameGeometry() & screen
        wanted = self.sizeHint()
        return window if window.width() >= wanted.width() and window.height() >= wanted.height() else screen

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


def popup_corner(beside: QRect, size: QSize, room: QRect) -> QPoint:
    """Give the corner of something that pops up below a part of the screen, or above it, whole within the room."""
    below, above = beside.bottom() + Space.XS, beside.top() - Space.XS - size.height()
    left = beside.left() if beside.left() + size.width() <= room.right() else beside.right() - size.width()
    top = below if below + size.height() <= room.bottom() or above < room.top() else above
    return QPoint(
        max(room.left(), min(left, room.right() - size.width())),
        max(room.top(), min(top, room.bottom() - size.height())),
    )
