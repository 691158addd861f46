"""Where things lie in a chart."""

import pytest
from PySide6.QtCore import QPointF, QRectF

from flashcards.ui.progress.axes import axes_of, highest, steps
from flashcards.ui.progress.chart import Chart, Form, Series

AREA = QRectF(10, 20, 100, 50)


def a_chart(*series: Series) -> Chart:
    return Chart("A", places=("a", "b"), series=series)


@pytest.mark.parametrize(
    ("bottom", "top", "found"),
    [
        (0.0, 3.0, [0, 1, 2, 3]),
        (0.0, 63.0, [0, 20, 40, 60]),
        (20.0, 103.0, [50, 100]),
        (0.0, 0.4, [0, 0.1, 0.2, 0.3, 0.4]),
        (0.0, 1_060_000.0, [0, 500_000, 1_000_000]),
    ],
)
def test_an_axis_names_round_values(bottom: float, top: float, found: list[float]) -> None:
    assert steps(bottom, top) == pytest.approx(found)


def test_bars_are_stacked_and_lines_are_not() -> None:
    bars = Series("a", "new", (1.0, 2.0)), Series("b", "young", (3.0, None))

    assert highest(a_chart(*bars)) == 4.0
    assert highest(a_chart(*bars, Series("c", "new", (9.0, 0.0), Form.LINE))) == 9.0


def test_places_share_the_width_and_values_the_height() -> None:
    axes = axes_of(Chart("A", places=("a", "b"), bottom=0.0, top=10.0), AREA)

    assert axes.point(0, 0.0) == QPointF(35, 70)
    assert axes.point(1, 10.0) == QPointF(85, 20)
    assert axes.y(99.0) == 20


def test_a_point_belongs_to_the_place_it_is_in() -> None:
    axes = axes_of(a_chart(), AREA)

    assert [axes.place_at(x, 30) for x in (10, 59, 61, 110, 5)] == [0, 0, 1, 1, -1]
    assert axes.place_at(30, 5) == -1
