"""Where values and places lie in a chart, and which round values its axis names."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from flashcards.ui.progress.chart import Chart, Form

ROOM_ABOVE = 1.06
"""How much higher than the highest bar a chart is."""


@dataclass(frozen=True, slots=True)
class Axes:
    """The plane of a chart.

    Attributes:
        area: where series are drawn, in pixels.
        places: how many there are.
        bottom, top: the values at the lower and the upper edge.
    """

    area: QRectF
    places: int
    bottom: float
    top: float

    @property
    def slot(self) -> float:
        """The width of one place, in pixels."""
        return self.area.width() / max(self.places, 1)

    def x(self, place: float) -> float:
        """Give the middle of a place."""
        return self.area.left() + (place + 0.5) * self.slot

    def y(self, value: float) -> float:
        """Give the height of a value."""
        share = (value - self.bottom) / (self.top - self.bottom)
        return self.area.bottom() - min(max(share, 0.0), 1.0) * self.area.height()

    def point(self, place: float, value: float) -> QPointF:
        """Give where a value lies."""
        return QPointF(self.x(place), self.y(value))

    def place_at(self, x: float, y: float) -> int:
        """Give the place under a point, or -1."""
        if not self.places or not self.area.contains(x, y):
            return -1
        return min(int((x - self.area.left()) / self.slot), self.places - 1)


def axes_of(chart: Chart, area: QRectF) -> Axes:
    """Fit a chart into an area."""
    top = chart.top if chart.top is not None else highest(chart) * ROOM_ABOVE
    return Axes(area, len(chart.places), chart.bottom, max(top, chart.bottom + 1e-9))


def highest(chart: Chart) -> float:
    """Give the highest value there is, bars stacked."""
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
