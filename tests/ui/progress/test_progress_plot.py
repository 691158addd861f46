"""A chart as it is drawn."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from flashcards.ui.progress.chart import Chart, Series
from flashcards.ui.progress.plot import Plot
from flashcards.ui.theme import Theme


def a_plot(theme: Theme, qtbot: QtBot, most: float) -> Plot:
    plot = Plot(theme)
    qtbot.addWidget(plot)
    plot.resize(600, 190)
    plot.show_chart(Chart("Cards", places=("Today",), series=(Series("Cards", "new", (most,)),)))
    return plot


def drawn(plot: Plot) -> QImage:
    image = QImage(plot.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    plot.render(image, QPoint())
    return image


def test_long_values_of_the_axis_are_not_cut(theme: Theme, qtbot: QtBot) -> None:
    image = drawn(a_plot(theme, qtbot, 10_000_000))

    edge = {image.pixelColor(x, y).name() for x in range(2) for y in range(image.height())}

    assert len(edge) == 1


def test_charts_of_short_values_begin_in_line(theme: Theme, qtbot: QtBot) -> None:
    few, many = a_plot(theme, qtbot, 3), a_plot(theme, qtbot, 900)

    assert few._area().left() == many._area().left()
