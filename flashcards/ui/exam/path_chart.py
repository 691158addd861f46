"""The way to the exam as a curve: what is recalled day by day, with its interval."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from flashcards.ui.exam.outlook import PathPoint
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space, Type
from flashcards.ui.widgets.painted import Painted
from flashcards.wording import day_and_month, percent

HEIGHT = 150
GRID = (0.0, 0.25, 0.5, 0.75, 1.0)
LINE, DOT = 2.0, 4.0


class PathChart(Painted):
    """A band for the interval, a line in it, and the share on the day at its end. The mouse reads off any day."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._points: tuple[PathPoint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Recall on the way to the exam")

    def set_points(self, points: Sequence[PathPoint]) -> None:
        """Show days in their order; with fewer than two there is no curve."""
        self._points = tuple(points)
        self.setAccessibleDescription(", ".join(_said(point) for point in self._points))
        self.setVisible(len(self._points) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(320, self.theme.scaled(HEIGHT))

    def event(self, event: QEvent) -> bool:
        """Read off the day under the mouse."""
        if isinstance(event, QHelpEvent) and self._points:
            x = event.pos().x()
            nearest = min(self._points, key=lambda point: abs(self._place(point, point.mean).x() - x))
            QToolTip.showText(event.globalPos(), _said(nearest), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw grid, band and line."""
        if len(self._points) < 2:
            return
        painter = self.painter()
        self._draw_grid(painter)
        upper = [self._place(point, point.high) for point in self._points]
        lower = [self._place(point, point.low) for point in reversed(self._points)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.palette.heat[1]))
        painter.drawPolygon(QPolygonF([*upper, *lower]))
        accent = self.theme.colour("accent")
        painter.setPen(QPen(accent, LINE))
        way = [self._place(point, point.mean) for point in self._points]
        for start, end in pairwise(way):
            painter.drawLine(start, end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(way[-1], DOT, DOT)

    def _draw_grid(self, painter: QPainter) -> None:
        painter.setFont(self.theme.font(Type.CAPTION))
        room, line = self._room(), self._line()
        for share in GRID:
            y = room.bottom() - share * room.height()
            painter.setPen(QPen(self.theme.colour("border"), 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(self.theme.colour("muted"))
            beside = QRectF(0, y - line / 2, room.left() - Space.S, line)
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, percent(share))
        below = QRectF(room.left(), room.bottom() + Space.XS, room.width(), line)
        middle = self._points[len(self._points) // 2]
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "Today")
        if middle.on not in {self._points[0].on, self._points[-1].on}:
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, day_and_month(middle.on))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, day_and_month(self._points[-1].on))

    def _room(self) -> QRectF:
        """Give where the curve is drawn."""
        line = self._line()
        left = QFontMetrics(self.theme.font(Type.CAPTION)).horizontalAdvance(percent(1.0)) + Space.S
        return QRectF(left, line / 2, self.width() - left - 2 * DOT, self.height() - 1.5 * line - Space.XS)

    def _place(self, point: PathPoint, share: float) -> QPointF:
        room, first, last = self._room(), self._points[0].on, self._points[-1].on
        way = (point.on - first).days / max(1, (last - first).days)
        return QPointF(room.left() + way * room.width(), room.bottom() - share * room.height())

    def _line(self) -> int:
        return QFontMetrics(self.theme.font(Type.CAPTION)).height()


def _said(point: PathPoint) -> str:
    return f"{day_and_month(point.on)}: {percent(point.mean)}, between {percent(point.low)} and {percent(point.high)}"
