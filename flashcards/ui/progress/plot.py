"""A chart drawn: bars, lines, dots and ranges over places (docs/decisions/ says why by our own hand)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from flashcards.ui.progress.axes import Axes, axes_of, steps
from flashcards.ui.progress.chart import NOTHING, Chart, Form, Series
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius, Space, Type
from flashcards.ui.widgets.painted import Painted, ring
from flashcards.wording import grouped

HEIGHT = 190
USUALLY_BESIDE = 48
"""The room left of a chart, at 100 % text, so that charts below each other begin in line."""
BAR_SHARE = 0.82
"""How much of its place a bar takes."""
DOT = 4.5
LINE = 2.5
BEAM = 5.0


class Plot(Painted):
    """The pointer, or the arrow keys, point at one place at a time.

    Signals:
        pointed: the place pointed at, or -1.
        chosen: the place that was clicked, or on which Return was pressed.
    """

    pointed = Signal(int)
    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._chart = NOTHING
        self._place = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as every other chart."""
        return QSize(3 * HEIGHT, self.theme.scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Charts may be narrow."""
        return QSize(HEIGHT, self.theme.scaled(HEIGHT))

    def show_chart(self, chart: Chart) -> None:
        """Draw a chart."""
        if chart != self._chart:
            self._chart = chart
            self._place = -1
            self.setAccessibleName(chart.title)
            self.setAccessibleDescription(chart.summary)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Point with the arrow keys, choose with Return."""
        last = len(self._chart.places) - 1
        to = {
            Qt.Key.Key_Left: max(self._place - 1, 0) if self._place >= 0 else last,
            Qt.Key.Key_Right: min(self._place + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() in to and last >= 0:
            self._point(to[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._place >= 0:
            self.chosen.emit(self._place)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at what is under the pointer."""
        self._point(self._place_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        place = self._place_at(event.position())
        self._point(place)
        if place >= 0:
            self.chosen.emit(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def leaveEvent(self, _event: QEvent) -> None:
        """Point at nothing, unless the keyboard does."""
        if not self.hasFocus():
            self._point(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing."""
        super().focusOutEvent(event)
        self._point(-1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the axes, what is pointed at, the series, and a ring while the chart has the keyboard."""
        painter = self.painter()
        axes = axes_of(self._chart, self._area())
        self._draw_axes(painter, axes)
        if self._place >= 0:
            slot = QRectF(axes.x(self._place - 0.5), axes.area.top(), axes.slot, axes.area.height())
            painter.fillRect(slot, self.theme.colour("hover"))
        self._draw_series(painter, axes)
        if self.hasFocus():
            ring(painter, QRectF(self.rect()), self.theme.colour("accent"), Radius.SMALL)

    def _area(self) -> QRectF:
        line = self.theme.metrics(Type.CAPTION).height() + Space.XS
        lines = 2 if self._chart.below else 1
        left = self._beside()
        return QRectF(left, Space.S, self.width() - left - Space.M, self.height() - lines * line - Space.M)

    def _beside(self) -> float:
        """Give the room for the values of the axis: the same in every chart, or more where one is longer than that."""
        axes, metrics = axes_of(self._chart, QRectF()), self.theme.metrics(Type.CAPTION)
        named = [_written(value) for value in steps(axes.bottom, axes.top)] if axes.places else []
        widest = max((metrics.horizontalAdvance(name) for name in named), default=0)
        return max(self.theme.scaled(USUALLY_BESIDE), widest + 2 * Space.S)

    def _place_at(self, point: QPointF) -> int:
        return axes_of(self._chart, self._area()).place_at(point.x(), point.y())

    def _point(self, place: int) -> None:
        if place != self._place:
            self._place = place
            if place >= 0:
                self.setAccessibleDescription(self._chart.reading(place))
            self.pointed.emit(place)
            self.update()

    def _draw_axes(self, painter: QPainter, axes: Axes) -> None:
        area, line = axes.area, self.theme.metrics(Type.CAPTION).height()
        painter.setFont(self.theme.font(Type.CAPTION))
        for value in steps(axes.bottom, axes.top) if axes.places else ():
            y = round(axes.y(value))
            painter.fillRect(QRectF(area.left(), y, area.width(), 1), self.theme.colour("border"))
            painter.setPen(self.theme.colour("muted"))
            named = QRectF(0, y - line / 2, area.left() - Space.S, line)
            painter.drawText(named, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _written(value))
        painter.setPen(self.theme.colour("muted"))
        end = -1e9
        for place, name in self._chart.ticks:
            width = self.theme.metrics(Type.CAPTION).horizontalAdvance(name)
            left = min(max(axes.x(place) - width / 2, area.left()), self.width() - width)
            if left > end:
                painter.drawText(QPointF(left, area.bottom() + line), name)
                end = left + width + Space.S
        below = QRectF(area.left(), area.bottom() + line + Space.XS, area.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, self._chart.below)

    def _draw_series(self, painter: QPainter, axes: Axes) -> None:
        floor, low = [axes.bottom] * axes.places, Series("", "", ())
        for series in self._chart.series:
            colour = QColor(self.theme.palette.bars[series.colour])
            match series.form:
                case Form.BARS:
                    floor = _draw_bars(painter, axes, series, floor, colour)
                case Form.LOW:
                    low = series
                case Form.HIGH:
                    _draw_ranges(painter, axes, low, series, colour)
                case Form.LINE:
                    _draw_line(painter, axes, series, colour)
                case Form.DOTS:
                    _draw_dots(painter, axes, series, colour)


def _draw_bars(painter: QPainter, axes: Axes, series: Series, floor: Sequence[float], colour: QColor) -> list[float]:
    tops = [low + (value or 0.0) for low, value in zip(floor, series.values, strict=True)]
    width = axes.slot * BAR_SHARE
    for place, (low, top) in enumerate(zip(floor, tops, strict=True)):
        if top > low:
            upper = axes.y(top)
            painter.fillRect(QRectF(axes.x(place) - width / 2, upper, width, axes.y(low) - upper), colour)
    return tops


def _draw_line(painter: QPainter, axes: Axes, series: Series, colour: QColor) -> None:
    drawn = [axes.point(place, value) for place, value in enumerate(series.values) if value is not None]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, LINE))
    painter.drawPolyline(QPolygonF(drawn))


def _draw_dots(painter: QPainter, axes: Axes, series: Series, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for place, value in enumerate(series.values):
        if value is not None:
            painter.drawEllipse(axes.point(place, value), DOT, DOT)


def _draw_ranges(painter: QPainter, axes: Axes, low: Series, high: Series, colour: QColor) -> None:
    for place, (least, most) in enumerate(zip(low.values, high.values, strict=True)):
        if least is None or most is None:
            continue
        x, upper, lower = axes.x(place), axes.y(most), axes.y(least)
        painter.fillRect(QRectF(x - LINE / 2, upper, LINE, lower - upper), colour)
        for y in (upper, lower):
            painter.fillRect(QRectF(x - BEAM, y - LINE / 2, 2 * BEAM, LINE), colour)


def _written(value: float) -> str:
    return grouped(round(value)) if value >= 1000 else f"{value:g}"
