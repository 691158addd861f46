"""Which keys of the window work on the page of a practice exam, and once it is left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.exam import AttemptMode
from flashcards.ui.cheat_sheet import CheatSheet
from flashcards.ui.main_window import MainWindow
from flashcards.ui.page import PageId, Services
from flashcards.ui.page_makers import page_makers
from flashcards.ui.practice.state import Phase
from flashcards.ui.practice.view import PracticePage
from flashcards.ui.problems import Problems
from tests.ui.practice.conftest import begin

MODES = pytest.mark.parametrize("mode", AttemptMode)


@pytest.fixture
def whole(services: Services, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window with all its pages, on the Exam page."""
    problems = Problems(tmp_path / "log", lambda: "Test")
    geometry = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = MainWindow(services, page_makers(), problems, geometry)
    with qtbot.waitActive(made):
        made.show()
    made.go(PageId.EXAM)
    yield made
    made.deleteLater()


def press(window: MainWindow, keys: str) -> None:
    QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(keys))


def shown(window: MainWindow) -> PageId | None:
    return window.page_shown


def practise(window: MainWindow, collection: Collection, mode: AttemptMode, qtbot: QtBot) -> PracticePage:
    window.open_practice(begin(collection, mode))
    page = window.page(PageId.PRACTICE)
    assert isinstance(page, PracticePage)
    qtbot.waitUntil(lambda: page.view_model.state.phase is Phase.QUESTION)
    return page


def hand_in(page: PracticePage, qtbot: QtBot) -> None:
    page.view_model.hand_in()
    qtbot.waitUntil(lambda: page.view_model.state.phase is Phase.RESULT)


@MODES
def test_the_keys_are_listed_during_a_practice_exam_and_letters_stay_its_own(
    whole: MainWindow, questions: Collection, mode: AttemptMode, qtbot: QtBot
) -> None:
    page = practise(whole, questions, mode, qtbot)

    press(whole, "B")
    assert (whole.page_shown, page.view_model.state.left) == (PageId.PRACTICE, 2)
    press(whole, "?")

    sheet = whole.findChild(CheatSheet)
    assert sheet is not None
    assert sheet.isVisible()


@MODES
@pytest.mark.parametrize(
    ("key", "opened"),
    [("H", PageId.TODAY), ("D", PageId.DECKS), ("B", PageId.BROWSE), ("A", PageId.ADD), ("T", PageId.PROGRESS)],
)
def test_the_letters_open_their_pages_from_the_result(
    whole: MainWindow, questions: Collection, mode: AttemptMode, key: str, opened: PageId, qtbot: QtBot
) -> None:
    hand_in(practise(whole, questions, mode, qtbot), qtbot)

    press(whole, key)

    assert whole.page_shown is opened


def test_letters_rest_again_when_the_next_practice_exam_begins(
    whole: MainWindow, questions: Collection, qtbot: QtBot
) -> None:
    hand_in(practise(whole, questions, AttemptMode.EXAM, qtbot), qtbot)

    practise(whole, questions, AttemptMode.PRACTICE, qtbot)
    press(whole, "D")

    assert whole.page_shown is PageId.PRACTICE


def test_the_letters_work_on_the_exam_page_one_comes_back_to(
    whole: MainWindow, questions: Collection, qtbot: QtBot
) -> None:
    hand_in(practise(whole, questions, AttemptMode.EXAM, qtbot), qtbot)

    press(whole, "Esc")
    assert shown(whole) is PageId.EXAM
    press(whole, "D")

    assert shown(whole) is PageId.DECKS


def test_the_letters_work_on_the_exam_page_after_an_exam_was_left(
    whole: MainWindow, questions: Collection, qtbot: QtBot
) -> None:
    page = practise(whole, questions, AttemptMode.EXAM, qtbot)

    press(whole, "Esc")
    page.asking.act.click()
    assert shown(whole) is PageId.EXAM
    press(whole, "D")

    assert shown(whole) is PageId.DECKS


def test_the_sheet_of_keys_says_where_those_of_everywhere_rest(
    services: Services, window: QMainWindow, qtbot: QtBot
) -> None:
    sheet = CheatSheet(window, services.icons, services.look.keymap)

    said = [one.text() for one in sheet.findChildren(QLabel)]

    assert said[said.index("Everywhere") + 1].startswith("In a practice exam letters rest until its result")
