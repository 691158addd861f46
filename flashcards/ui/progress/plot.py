"""A chart drawn with pyqtgraph. Loading this module takes a third of a second: import it where a page needs it."""

import math
from collections.abc import Sequence

import numpy
import pyqtgraph
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from flashcards.ui.progress.chart import NOTHING, Chart, Form, Series
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius, Space, Type
from flashcards.ui.widgets.painted import ring
from flashcards.wording import grouped

HEIGHT = 190
BAR_WIDTH = 0.82
ROOM_ABOVE = 1.06
DOT = 9
LINE_WIDTH = 2.5


class Plot(pyqtgraph.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Bars, lines and dots over places. The pointer, or the arrow keys, point at one place at a time.

    Signals:
        pointed: the place pointed at, or -1.
        chosen: the place that was clicked, or on which Return was pressed.
    """

    pointed = Signal(int)
    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._theme = theme
        self._chart = NOTHING
        self._place = -1
        self._mark: pyqtgraph.BarGraphItem | None = None
        item = self.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(x=False, y=False)
        item.setClipToView(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setStyleSheet("background: transparent;")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._redraw)

    def sizeHint(self) -> QSize:
        """As high as every other chart."""
        return QSize(3 * HEIGHT, self._theme.scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Charts may be narrow."""
        return QSize(HEIGHT, self._theme.scaled(HEIGHT))

    def show_chart(self, chart: Chart) -> None:
        """Draw a chart."""
        if chart != self._chart:
            self._chart = chart
            self._place = -1
            self.setAccessibleName(chart.title)
            self.setAccessibleDescription(chart.summary)
            self._redraw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Point with the arrow keys, choose with Return."""
        last = len(self._chart.places) - 1
        steps = {
            Qt.Key.Key_Left: max(self._place - 1, 0) if self._place >= 0 else last,
            Qt.Key.Key_Right: min(self._place + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() in steps and last >= 0:
            self._point(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._place >= 0:
            self.chosen.emit(self._place)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at what is under the pointer."""
        self._point(self._place_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        self.setFocus()
        place = self._place_at(event.position())
        self._point(place)
        if place >= 0:
            self.chosen.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do nothing: pyqtgraph would drag."""
        event.accept()

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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart, and a ring around it while it has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring(painter, self.viewport().rect().toRectF(), self._theme.colour("accent"), Radius.SMALL)

    def _point(self, place: int) -> None:
        if place == self._place:
            return
        self._place = place
        if self._mark is not None:
            self._mark.setVisible(place >= 0)
            self._mark.setOpts(x=[max(place, 0)])
        if place >= 0:
            self.setAccessibleDescription(self._chart.reading(place))
        self.pointed.emit(place)

    def _place_at(self, point: QPointF) -> int:
        box = self.getPlotItem().vb
        scene = self.mapToScene(point.toPoint())
        if not self._chart.places or not box.sceneBoundingRect().contains(scene):
            return -1
        place = round(box.mapSceneToView(scene).x())
        return place if 0 <= place < len(self._chart.places) else -1

    def _redraw(self) -> None:
        chart, item = self._chart, self.getPlotItem()
        item.clear()
        item.setXRange(-0.5, max(len(chart.places), 1) - 0.5, padding=0.01)
        top = chart.top if chart.top is not None else _highest(chart) * ROOM_ABOVE
        item.setYRange(chart.bottom, max(top, chart.bottom + 1e-9), padding=0)
        self._mark = pyqtgraph.BarGraphItem(
            x=[0], height=[top - chart.bottom], y0=[chart.bottom], width=1, pen=None, brush=self._theme.colour("hover")
        )
        self._mark.setVisible(False)
        item.addItem(self._mark)
        self._draw_series(chart)
        self._dress_axes(chart)

    def _draw_series(self, chart: Chart) -> None:
        floor, low = [chart.bottom] * len(chart.places), Series("", "", ())
        for series in chart.series:
            colour = QColor(self._theme.palette.bars[series.colour])
            if series.form is Form.BARS:
                floor = self._draw_bars(series, floor, colour)
            elif series.form is Form.LOW:
                low = series
            elif series.form is Form.HIGH:
                self._draw_ranges(low, series, colour)
            else:
                self._draw_line(series, colour)

    def _draw_bars(self, series: Series, floor: Sequence[float], colour: QColor) -> list[float]:
        heights = [value or 0.0 for value in series.values]
        self.addItem(
            pyqtgraph.BarGraphItem(
                x=range(len(heights)), height=heights, y0=floor, width=BAR_WIDTH, pen=None, brush=colour
            )
        )
        return [low + height for low, height in zip(floor, heights, strict=True)]

    def _draw_ranges(self, low: Series, high: Series, colour: QColor) -> None:
        ends = [(one or 0.0, other or 0.0) for one, other in zip(low.values, high.values, strict=True)]
        self.addItem(
            pyqtgraph.ErrorBarItem(
                x=numpy.arange(len(ends), dtype=float),
                y=numpy.array([(one + other) / 2 for one, other in ends]),
                height=numpy.array([other - one for one, other in ends]),
                beam=0.25,
                pen=pyqtgraph.mkPen(colour, width=LINE_WIDTH),
            )
        )

    def _draw_line(self, series: Series, colour: QColor) -> None:
        drawn = [(place, value) for place, value in enumerate(series.values) if value is not None]
        is_dots = series.form is Form.DOTS
        pen = None if is_dots else pyqtgraph.mkPen(colour, width=LINE_WIDTH)
        self.addItem(
            pyqtgraph.PlotDataItem(
                [place for place, _ in drawn],
                [value for _, value in drawn],
                pen=pen,
                antialias=True,
                symbol="o" if is_dots else None,
                symbolSize=DOT,
                symbolBrush=colour,
                symbolPen=None,
            )
        )

    def _dress_axes(self, chart: Chart) -> None:
        item, theme = self.getPlotItem(), self._theme
        for name in ("left", "bottom"):
            axis = item.getAxis(name)
            axis.setZValue(-1)  # its grid lies under what is drawn
            axis.setPen(theme.colour("border"))
            axis.setTextPen(theme.colour("muted"))
            axis.setTickFont(theme.font(Type.CAPTION))
            axis.setStyle(tickLength=0, tickTextOffset=Space.XS, hideOverlappingLabels=True)
        item.getAxis("bottom").setTicks([list(chart.ticks)])
        left = item.getAxis("left")
        left.setTicks([[(value, _written(value)) for value in steps(chart.bottom, chart.top or _highest(chart))]])
        left.setWidth(theme.scaled(44))
        item.showGrid(y=True, alpha=0.25 if theme.is_dark else 0.35)


def _highest(chart: Chart) -> float:
    stacked = [0.0] * len(chart.places)
    alone = 0.0
    for series in chart.series:
        for place, value in enumerate(series.values):
            if series.form is Form.BARS:
                stacked[place] += value or 0.0
            else:
                alone = max(alone, value or 0.0)
    return max([alone, *stacked, chart.bottom + 1.0])


def steps(bottom: float, top: float, most: int = 4) -> list[float]:
    """Give round values for an axis: at most some of them besides the bottom, 1, 2 or 5 of something apart."""
    exponent = math.floor(math.log10((top - bottom) / most))
    size = next(one for factor in (1, 2, 5, 10) if (top - bottom) / (one := factor * 10.0**exponent) <= most)
    first = math.ceil(bottom / size - 1e-9)
    return [round(place * size, 9) for place in range(first, math.floor(top / size + 1e-9) + 1)]


def _written(value: float) -> str:
    return grouped(round(value)) if value >= 1000 else f"{value:g}"
