"""The last twelve weeks as a calendar of squares: darker where more was done."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius, Space, Type
from flashcards.ui.widgets.painted import Painted, fill, ring
from flashcards.wording import counted, day_and_month

WEEKS = 12
GAP = 4
LARGEST_CELL = 23
FULL_DAY = 20
"""Answers that make a square dark even when no day had more; fewer look like fewer."""
WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "")


class HeatStrip(Painted):
    """Answers a day, a column a week, Monday on top."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._counts: dict[date, int] = {}
        self._today = date(1970, 1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Last 12 weeks")

    def set_days(self, counts: Sequence[int], today: date) -> None:
        """Show counts of consecutive days, the last of them today."""
        first = today - timedelta(days=len(counts) - 1)
        self._counts = {first + timedelta(days=i): count for i, count in enumerate(counts)}
        self._today = today
        active = sum(count > 0 for count in counts)
        self.setAccessibleDescription(f"{sum(counts)} answers on {active} of the last {len(counts)} days")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the squares at their best size, and the months above them."""
        width = self._left() + WEEKS * (LARGEST_CELL + GAP)
        return QSize(width, self._top() + 7 * (LARGEST_CELL + GAP) - GAP)

    def minimumSizeHint(self) -> QSize:
        """Squares may shrink by half."""
        return QSize(self._left() + WEEKS * (LARGEST_CELL // 2 + GAP), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Say under the pointer what a square counts."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self._day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._sentence(day) if day else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw months, weekdays and squares."""
        painter = self.painter()
        painter.setFont(self.theme.font(Type.CAPTION))
        self._write_names(painter)
        most = max(FULL_DAY, *self._counts.values()) if self._counts else FULL_DAY
        for day in self._days():
            square = self._square(day)
            fill(painter, square, QColor(self.theme.palette.heat[level(self._counts.get(day, 0), most)]), Radius.SMALL)
            if day == self._today:
                ring(painter, square, self.theme.colour("muted"), Radius.SMALL, 1.5)

    def _write_names(self, painter: QPainter) -> None:
        painter.setPen(self.theme.colour("muted"))
        for row, name in enumerate(WEEKDAYS):
            y = self._top() + row * (self._cell() + GAP)
            painter.drawText(QRectF(0, y, self._left(), self._cell()), Qt.AlignmentFlag.AlignVCenter, name)
        for column, name in self._months():
            x = self._left() + column * (self._cell() + GAP)
            painter.drawText(QRectF(x, 0, 80, self._top()), Qt.AlignmentFlag.AlignTop, name)
        painter.setPen(Qt.PenStyle.NoPen)

    def _months(self) -> list[tuple[int, str]]:
        """Name the months at the columns in which they begin, two columns apart at least."""
        mondays = [self._monday() + timedelta(weeks=column) for column in range(WEEKS)]
        named = [(0, mondays[0])]
        for column, monday in enumerate(mondays):
            if monday.month != named[-1][1].month and column - named[-1][0] >= 2:
                named.append((column, monday))
        if len(named) > 1 and named[1][0] <= 2:
            named.pop(0)
        return [(column, f"{monday:%b}") for column, monday in named]

    def _days(self) -> list[date]:
        days = (self._today - self._monday()).days + 1
        return [self._monday() + timedelta(days=i) for i in range(days)]

    def _monday(self) -> date:
        """Give the Monday of the first column; the last column holds today."""
        return self._today - timedelta(days=self._today.weekday(), weeks=WEEKS - 1)

    def _square(self, day: date) -> QRectF:
        column, row = divmod((day - self._monday()).days, 7)
        step = self._cell() + GAP
        return QRectF(self._left() + column * step, self._top() + row * step, self._cell(), self._cell())

    def _day_at(self, point: QPointF) -> date | None:
        return next((day for day in self._days() if self._square(day).contains(point)), None)

    def _sentence(self, day: date) -> str:
        count = self._counts.get(day, 0)
        return f"{day:%A}, {day_and_month(day)}: {counted(count, 'answer') if count else 'no answers'}"

    def _cell(self) -> float:
        room = (self.width() - self._left()) / WEEKS - GAP
        return min(max(room, LARGEST_CELL // 2), LARGEST_CELL)

    def _left(self) -> int:
        return QFontMetrics(self.theme.font(Type.CAPTION)).horizontalAdvance("Mon") + Space.M

    def _top(self) -> int:
        return QFontMetrics(self.theme.font(Type.CAPTION)).height() + Space.XS


def level(count: int, most: int) -> int:
    """Give the strength of a square, 0 for none to 4 for near the most."""
    return 0 if count <= 0 else 1 + min(3, count * 4 // (most + 1))
