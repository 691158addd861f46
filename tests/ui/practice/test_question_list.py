"""The list of all questions, by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from flashcards.ui.page import Services
from flashcards.ui.practice.question_list import QuestionList
from flashcards.ui.practice.state import Cell, Mark, Phase, PracticeState


@pytest.fixture
def listed(services: Services, window: QMainWindow) -> QuestionList:
    """Thirty questions; the second is flagged and a guess."""
    made = QuestionList(services.theme, services.icons, QPushButton("Hand in"), QPushButton("Back"))
    window.setCentralWidget(made)
    window.resize(1000, 700)
    window.show()
    window.activateWindow()
    cells = tuple(
        Cell(place, Mark.ANSWERED if place % 2 else Mark.OPEN, is_flagged=place == 1, is_guess=place in {1, 4})
        for place in range(30)
    )
    made.render_state(PracticeState(phase=Phase.LIST, count=30, cells=cells, left=15))
    made.take_focus(12)
    return made


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.text() if isinstance(widget, QPushButton) else type(widget).__name__


def test_tab_goes_from_the_numbers_to_handing_in_and_back(listed: QuestionList) -> None:
    del listed
    way = [focused()]
    for _ in range(2):
        press(Qt.Key.Key_Tab)
        way.append(focused())
    for _ in range(3):
        press(Qt.Key.Key_Backtab)
        way.append(focused())

    assert way == ["13", "Hand in", "Back", "Hand in", "13", "Segmented"]


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        ([Qt.Key.Key_Right], "14"),
        ([Qt.Key.Key_Left, Qt.Key.Key_Left], "11"),
        ([Qt.Key.Key_Down], "23"),
        ([Qt.Key.Key_Down, Qt.Key.Key_Down], "23"),
        ([Qt.Key.Key_Up, Qt.Key.Key_Left], "2?"),
        ([Qt.Key.Key_Home, Qt.Key.Key_Left], "1"),
        ([Qt.Key.Key_End], "30"),
    ],
)
def test_arrow_keys_go_from_number_to_number(listed: QuestionList, keys: list[Qt.Key], number: str) -> None:
    del listed

    press(*keys)

    assert focused() == number


def test_a_question_that_is_flagged_and_a_guess_shows_both(listed: QuestionList) -> None:
    (cell,) = [one for one in listed.findChildren(QPushButton) if one.text() == "2?"]

    assert not cell.icon().isNull()
    assert cell.accessibleName() == "Question 2: answered, flagged, a guess"


def test_a_narrow_list_has_fewer_columns(listed: QuestionList, window: QMainWindow, qtbot: QtBot) -> None:
    window.setMinimumSize(10, 10)
    window.resize(560, 700)

    qtbot.waitUntil(lambda: listed.width() < 600)
    press(Qt.Key.Key_Down)

    assert focused() == "18"


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_of_the_list_is_cut_off_in_a_small_window(
    listed: QuestionList, window: QMainWindow, services: Services, percent: int, qtbot: QtBot
) -> None:
    services.theme.wear(replace(services.look.preferences, text_percent=percent))
    window.setMinimumSize(10, 10)
    window.resize(930, 640)
    qtbot.waitUntil(lambda: listed.width() == 930)
    QApplication.processEvents()

    body, port = listed.widget(), listed.viewport()
    assert body is not None
    assert body.width() <= port.width()
    edges = {one.mapTo(port, one.rect().topRight()).x() for one in body.findChildren(QWidget) if one.isVisible()}
    assert max(edges) < port.width()
