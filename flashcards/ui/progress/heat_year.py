"""A year of study days: how much was done shows in how dark a square is, and in how large."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from flashcards.ui.progress.chart import NOTHING, Chart
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius
from flashcards.ui.widgets.heat_strip import HeatStrip
from flashcards.ui.widgets.painted import fill, ring

WEEKS = 53
GAP = 2
SIZES = (1.0, 0.5, 0.66, 0.83, 1.0)
"""The side of a square by its strength, as a share of the largest."""

STEPS = {Qt.Key.Key_Left: -7, Qt.Key.Key_Right: 7, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class HeatYear(HeatStrip):
    """Arrow keys go from day to day and from week to week; so does the pointer.

    Signals:
        pointed: the place of the day pointed at, or -1.
        chosen: the place of the day that was clicked, or on which Return was pressed.
    """

    pointed = Signal(int)
    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, weeks=WEEKS, gap=GAP)
        self._chart = NOTHING
        self._day: date | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Last year, day by day")

    def show_chart(self, chart: Chart) -> None:
        """Show a chart whose places are days, a year and no more."""
        self._chart = chart
        if chart.series and chart.until is not None:
            self.set_days([int(value or 0) for value in chart.series[0].values], chart.until)

    def sizeHint(self) -> QSize:
        """As high as squares are at this width."""
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that belongs to another width: the layout may have settled on one for less."""
        super().resizeEvent(event)
        if self.height() != self.heightForWidth(self.width()):
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Squares grow with the width."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a day or a week; Return chooses."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._point((self._day or self._today) + timedelta(days=step if self._day else 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._day is not None:
            self.chosen.emit(self._place(self._day))
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the day under the pointer."""
        self._point(self._day_at(QPointF(event.position())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer."""
        day = self._day_at(QPointF(event.position()))
        self._point(day)
        if day is not None:
            self.chosen.emit(self._place(day))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the days, and a ring while the chart has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            ring(self.painter(), QRectF(self.rect()), self.theme.colour("accent"), Radius.SMALL)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing."""
        super().focusOutEvent(event)
        self._point(None)

    def _point(self, day: date | None) -> None:
        if day is not None and not (self._monday() <= day <= self._today and self._place(day) >= 0):
            return
        if day != self._day:
            self._day = day
            if day is not None:
                self.setAccessibleDescription(self._chart.reading(self._place(day)))
            self.pointed.emit(-1 if day is None else self._place(day))
            self.update()

    def _place(self, day: date) -> int:
        return len(self._chart.places) - 1 - (self._today - day).days

    def _draw_day(self, painter: QPainter, day: date, square: QRectF, strength: int) -> None:
        fill(painter, square, QColor(self.theme.palette.heat[0]), Radius.SMALL)
        if strength:
            inset = square.width() * (1 - SIZES[strength]) / 2
            inner = square.adjusted(inset, inset, -inset, -inset)
            fill(painter, inner, QColor(self.theme.palette.heat[strength]), Radius.SMALL * SIZES[strength])
        if day == self._day:
            ring(painter, square, self.theme.colour("text"), Radius.SMALL, 2)
        elif day == self._today:
            ring(painter, square, self.theme.colour("muted"), Radius.SMALL, 1.5)
