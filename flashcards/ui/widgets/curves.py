"""Curves over two axes, such as minutes by retention; one point of them may be marked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space, Type
from flashcards.ui.widgets.painted import Painted

HEIGHT = 190
LINE, DOT = 2.0, 5.0
ROWS, COLUMNS = 4, 6
"""Parts an axis is divided into, about."""

Point = tuple[float, float]
Words = Callable[[float], str]
"""Writes a number on an axis."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points, from left to right.

    Attributes:
        is_dashed: what it is compared with.
    """

    name: str
    points: tuple[Point, ...]
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """From where to where, and how numbers on it are written."""

    low: float
    high: float
    words: Words

    def ticks(self, parts: int) -> list[float]:
        """Give about so many round numbers on it."""
        span = max(self.high - self.low, 1e-9)
        size = next(step for step in _rounds(span / parts) if step >= span / parts)
        first = -(-self.low // size)
        return [size * number for number in range(int(first), int(self.high // size) + 1)]


def _rounds(about: float) -> list[float]:
    tens = 10.0 ** (len(str(int(about))) - 1) if about >= 1 else 0.01 if about < 0.1 else 0.1
    return [tens * one for one in (1, 2, 5, 10, 20, 50)]


class Curves(Painted):
    """Curves with their axes. What they say is said by whoever shows them, in words and as a table."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._curves: tuple[Curve, ...] = ()
        self._across, self._up = Axis(0, 1, str), Axis(0, 1, str)
        self._marks: tuple[Point, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_curves(self, curves: Sequence[Curve], across: Axis, up: Axis, marks: Sequence[Point] = ()) -> None:
        """Show curves; the first mark is a full dot, the others are rings."""
        self._curves, self._across, self._up, self._marks = tuple(curves), across, up, tuple(marks)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(360, self.theme.scaled(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw grid, curves and marks."""
        painter = self.painter()
        painter.setFont(self.theme.font(Type.CAPTION))
        self._draw_grid(painter)
        for curve in self._curves:
            colour = self.theme.colour("muted" if curve.is_dashed else "accent")
            style = Qt.PenStyle.DashLine if curve.is_dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(colour, LINE, style))
            for start, end in pairwise(self._place(point) for point in curve.points):
                painter.drawLine(start, end)
        for number, mark in enumerate(self._marks):
            painter.setPen(QPen(self.theme.colour("accent"), LINE))
            painter.setBrush(self.theme.colour("surface" if number else "accent"))
            painter.drawEllipse(self._place(mark), DOT, DOT)

    def _draw_grid(self, painter: QPainter) -> None:
        room, line = self._room(), self._line()
        quiet, muted = QPen(self.theme.colour("border"), 1), self.theme.colour("muted")
        for tick in self._up.ticks(ROWS):
            y = self._place((self._across.low, tick)).y()
            painter.setPen(quiet)
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(muted)
            beside = QRectF(0, y - line / 2, room.left() - Space.S, line)
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._up.words(tick))
        for tick in self._across.ticks(COLUMNS):
            x = self._place((tick, self._up.low)).x()
            words = self._across.words(tick)
            width = painter.fontMetrics().horizontalAdvance(words) + Space.HAIR
            left = min(max(0.0, x - width / 2), self.width() - width)
            below = QRectF(left, room.bottom() + line / 2 + Space.HAIR, width, line)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, words)

    def _room(self) -> QRectF:
        metrics = QFontMetrics(self.theme.font(Type.CAPTION))
        widest = max((metrics.horizontalAdvance(self._up.words(tick)) for tick in self._up.ticks(ROWS)), default=0)
        left, line = widest + Space.M, self._line()
        return QRectF(left, line / 2, self.width() - left - Space.XL, self.height() - 2 * line - Space.S)

    def _place(self, point: Point) -> QPointF:
        room = self._room()
        across = (point[0] - self._across.low) / max(self._across.high - self._across.low, 1e-9)
        up = (point[1] - self._up.low) / max(self._up.high - self._up.low, 1e-9)
        return QPointF(room.left() + across * room.width(), room.bottom() - up * room.height())

    def _line(self) -> int:
        return QFontMetrics(self.theme.font(Type.CAPTION)).height()
