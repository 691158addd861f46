"""The curve on the way to the exam."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from flashcards.ui.exam.outlook import PathPoint
from flashcards.ui.exam.path_chart import PathChart
from flashcards.ui.theme import Theme

FIRST = date(2026, 11, 23)
WAY = tuple(
    PathPoint(FIRST + timedelta(days=10 * place), 0.2 * place, 0.2 * place - 0.02 * place, 0.2 * place + 0.02 * place)
    for place in range(5)
)


def a_chart(theme: Theme, qtbot: QtBot, points: tuple[PathPoint, ...] = WAY) -> PathChart:
    made = PathChart(theme)
    qtbot.addWidget(made)
    made.resize(500, 150)
    made.show()
    made.set_points(points)
    return made


def test_every_day_is_said_to_who_cannot_see_the_curve(theme: Theme, qtbot: QtBot) -> None:
    said = a_chart(theme, qtbot).accessibleDescription().split(", N")[0].replace("\N{NARROW NO-BREAK SPACE}", " ")

    assert said.startswith("November 23: 0 %, between 0 % and 0 %, December 3: 20 %, between 18 % and 22 %")


def test_the_mouse_reads_off_the_nearest_day(theme: Theme, qtbot: QtBot) -> None:
    chart = a_chart(theme, qtbot)
    at = QPoint(480, 75)

    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, at, chart.mapToGlobal(at)))

    assert QToolTip.text().startswith("January 2: 80")
    QToolTip.hideText()


def test_the_line_rises_and_can_be_seen(theme: Theme, qtbot: QtBot) -> None:
    chart = a_chart(theme, qtbot)
    picture = chart.grab().toImage()
    accent = theme.colour("accent").rgb()
    inked = [(x, y) for x in range(500) for y in range(150) if picture.pixel(x, y) == accent]

    left = [y for x, y in inked if x < 120]
    right = [y for x, y in inked if x > 450]
    assert sum(left) / len(left) > sum(right) / len(right) + 50


def test_without_days_there_is_no_curve(theme: Theme, qtbot: QtBot) -> None:
    assert a_chart(theme, qtbot, ()).isHidden()
