"""The last weeks as a calendar of squares: darker where more was done."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

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
SMALLEST_CELL = 8
FULL_DAY = 20
"""Answers that make a square dark even when no day had more; fewer look like fewer."""
WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "")


class Grid(NamedTuple):
    """Where the squares are, in pixels; worked out once for a painting.

    Attributes:
        monday: of the first column.
        cell: the side of a square.
        step: from one square to the next.
    """

    monday: date
    left: int
    top: int
    cell: float
    step: float

    def square(self, day: date) -> QRectF:
        """Give the square of a day."""
        column, row = divmod((day - self.monday).days, 7)
        return QRectF(self.left + column * self.step, self.top + row * self.step, self.cell, self.cell)


class HeatStrip(Painted):
    """Answers a day, a column a week, Monday on top.

    Args:
        weeks: how many columns.
        gap: pixels between squares.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, weeks: int = WEEKS, gap: int = GAP) -> None:
        super().__init__(theme, parent)
        self._weeks = weeks
        self._gap = gap
        self._counts: dict[date, int] = {}
        self._today = date(1970, 1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Last {weeks} weeks")

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
        width = self._left() + self._weeks * (LARGEST_CELL + self._gap)
        return QSize(width, self._top() + 7 * (LARGEST_CELL + self._gap) - self._gap)

    def minimumSizeHint(self) -> QSize:
        """Squares may shrink."""
        return QSize(self._left() + self._weeks * (SMALLEST_CELL + self._gap), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Say under the pointer what a square counts."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self._day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._sentence(day) if day else "", self)
            return True
        return super().event(event)

    def heightForWidth(self, width: int) -> int:
        """Seven squares and the months above them."""
        return self._top() + round(7 * (self._cell(width) + self._gap)) - self._gap

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw months, weekdays and squares."""
        painter = self.painter()
        painter.setFont(self.theme.font(Type.CAPTION))
        grid = self._grid()
        self._write_names(painter, grid)
        most = max(FULL_DAY, *self._counts.values()) if self._counts else FULL_DAY
        for day in self._days():
            self._draw_day(painter, day, grid.square(day), level(self._counts.get(day, 0), most))

    def _draw_day(self, painter: QPainter, day: date, square: QRectF, strength: int) -> None:
        fill(painter, square, QColor(self.theme.palette.heat[strength]), Radius.SMALL)
        if day == self._today:
            ring(painter, square, self.theme.colour("muted"), Radius.SMALL, 1.5)

    def _write_names(self, painter: QPainter, grid: Grid) -> None:
        painter.setPen(self.theme.colour("muted"))
        for row, name in enumerate(WEEKDAYS):
            y = grid.top + row * grid.step
            beside = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip  # large text is higher than a square
            painter.drawText(QRectF(0, y, grid.left, grid.cell), beside, name)
        for column, name in self._months():
            x = grid.left + column * grid.step
            painter.drawText(QRectF(x, 0, 80, grid.top), Qt.AlignmentFlag.AlignTop, name)
        painter.setPen(Qt.PenStyle.NoPen)

    def _months(self) -> list[tuple[int, str]]:
        """Name the months at the columns in which they begin, two columns apart at least."""
        mondays = [self._monday() + timedelta(weeks=column) for column in range(self._weeks)]
        named = [(0, mondays[0])]
        for column, monday in enumerate(mondays):
            if monday.month != named[-1][1].month and column - named[-1][0] >= 2:
                named.append((column, monday))
        if len(named) > 1 and named[1][0] <= 2:
            named.pop(0)
        return [(column, f"{monday:%b}") for column, monday in named]

    def _days(self) -> list[date]:
        monday = self._monday()
        return [monday + timedelta(days=i) for i in range((self._today - monday).days + 1)]

    def _monday(self) -> date:
        """Give the Monday of the first column; the last column holds today."""
        return self._today - timedelta(days=self._today.weekday(), weeks=self._weeks - 1)

    def _grid(self) -> Grid:
        cell = self._cell()
        return Grid(self._monday(), self._left(), self._top(), cell, cell + self._gap)

    def _day_at(self, point: QPointF) -> date | None:
        grid = self._grid()
        return next((day for day in self._days() if grid.square(day).contains(point)), None)

    def _sentence(self, day: date) -> str:
        count = self._counts.get(day, 0)
        return f"{day:%A}, {day_and_month(day)}: {counted(count, 'answer') if count else 'no answers'}"

    def _cell(self, width: int | None = None) -> float:
        room = ((self.width() if width is None else width) - self._left()) / self._weeks - self._gap
        return min(max(room, SMALLEST_CELL), LARGEST_CELL)

    def _left(self) -> int:
        return QFontMetrics(self.theme.font(Type.CAPTION)).horizontalAdvance("Mon") + Space.M

    def _top(self) -> int:
        return QFontMetrics(self.theme.font(Type.CAPTION)).height() + Space.XS


def level(count: int, most: int) -> int:
    """Give the strength of a square, 0 for none to 4 for near the most."""
    return 0 if count <= 0 else 1 + min(3, count * 4 // (most + 1))
