"""While a sheet is open, no key changes what lies behind it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from flashcards.domain.changes import Operation
from flashcards.ui.actions import ActionId
from flashcards.ui.browse.line_sheet import LineSheet, Question
from flashcards.ui.browse.replace_sheet import ReplaceSheet
from flashcards.ui.decks.options_sheet import OptionsSheet
from flashcards.ui.key_sheet import KeySheet
from flashcards.ui.main_window import MainWindow
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.problems import Problems
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.banner import Banner
from flashcards.ui.widgets.buttons import button

TURNS = ("Ctrl+Z", "Ctrl+Shift+Z")
AWAY = ("Ctrl+P", "Ctrl+Shift+N", "Ctrl+Shift+I", "Ctrl+E", "F1")
OPENERS: tuple[Callable[[MainWindow], None], ...] = (
    lambda window: window.sheets.open_palette(),
    lambda window: window.sheets.open_custom(),
    lambda window: window.sheets.change_keys(),
    lambda window: window.sheets.open_export(),
    lambda window: window.sheets.open_keys(),
)


@pytest.fixture
def window(services: Services, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window with empty pages, where something can be undone and something be done again."""
    problems = Problems(tmp_path / "log", lambda: "Test")
    geometry = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = MainWindow(services, {page: lambda _services: Page() for page in PageId}, problems, geometry)
    made.problems = problems  # type: ignore[attr-defined]  # kept alive with the window
    with qtbot.waitActive(made):
        made.show()
    made.go(PageId.TODAY)
    services.runner.write(Operation.ADD_DECK, lambda change: change.add_deck("Filing"))
    services.runner.write(Operation.ADD_DECK, lambda change: change.add_deck("Privacy"))
    qtbot.waitUntil(made.commands[ActionId.UNDO].isEnabled)
    services.runner.undo()
    qtbot.waitUntil(made.commands[ActionId.REDO].isEnabled)
    yield made
    made.deleteLater()


@pytest.fixture
def triggered(window: MainWindow) -> list[str]:
    """What the window was asked for."""
    asked: list[str] = []
    for name, command in window.commands:
        command.triggered.connect(lambda _on=False, name=name: asked.append(name))
    return asked


def press_each(keys: tuple[str, ...]) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keySequence(focused, QKeySequence(key))


@pytest.mark.parametrize("opener", OPENERS, ids=["palette", "custom", "keys", "export", "sheet of keys"])
def test_no_command_reaches_behind_a_sheet(
    window: MainWindow, triggered: list[str], opener: Callable[[MainWindow], None]
) -> None:
    opener(window)

    press_each((*TURNS, *AWAY))

    assert triggered == []
    assert sum(one.isVisible() for one in window.findChildren(Overlay)) == 1


@pytest.mark.parametrize("sheet", [OptionsSheet, LineSheet, ReplaceSheet])
def test_nothing_is_undone_behind_a_sheet_of_a_page(
    window: MainWindow, services: Services, triggered: list[str], sheet: Callable[[QWidget, Services], Overlay]
) -> None:
    page = window.findChild(Page)
    assert page is not None
    sheet(page, services).open()

    press_each(TURNS)

    assert triggered == []


def test_nothing_is_undone_while_nothing_in_the_sheet_has_the_keyboard(
    window: MainWindow, triggered: list[str]
) -> None:
    Overlay(window).open()
    focused = window.focusWidget()
    if focused is not None:
        focused.clearFocus()

    for key in TURNS:
        QTest.keySequence(window, QKeySequence(key))

    assert triggered == []


def test_the_window_undoes_again_once_the_sheet_is_away(window: MainWindow, triggered: list[str]) -> None:
    window.sheets.open_custom()
    window.sheets.close()

    QTest.keySequence(window, QKeySequence("Ctrl+Z"))

    assert triggered == [ActionId.UNDO]


def test_the_size_of_the_text_can_be_changed_under_a_sheet(window: MainWindow, triggered: list[str]) -> None:
    window.sheets.open_palette()

    press_each(("Ctrl++", "Ctrl+0", "F11"))

    assert triggered == [ActionId.ZOOM_IN, ActionId.ZOOM_RESET, ActionId.FULL_SCREEN]


def test_a_sheet_hears_its_own_keys(window: MainWindow, triggered: list[str], qtbot: QtBot) -> None:
    heard: list[str] = []
    sheet = Overlay(window)
    inside = QWidget()
    QVBoxLayout(inside)
    QShortcut(QKeySequence("Ctrl+S"), inside, lambda: heard.append("save"))
    keep = button("Keep")
    keep.setShortcut("Ctrl+Shift+N")
    keep.clicked.connect(lambda: heard.append("keep"))
    sheet.column.addWidget(inside)
    sheet.column.addWidget(keep)
    sheet.open()
    keep.setFocus()
    window.commands[ActionId.GO_NOTE_TYPES].setShortcuts([])

    press_each(("Ctrl+S", "Ctrl+Shift+N"))

    qtbot.waitUntil(lambda: heard == ["save", "keep"])
    assert triggered == []


def test_the_key_field_takes_every_key_of_the_window(window: MainWindow, triggered: list[str]) -> None:
    window.sheets.change_keys()
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    sheet.field.setFocus()
    taken: list[str] = []
    sheet.field.pressed.connect(taken.append)

    keys = (*TURNS, *AWAY, "Ctrl+Q", "F11")
    press_each(keys)

    assert (tuple(taken), triggered) == (keys, [])


def test_letters_go_nowhere_behind_a_sheet(window: MainWindow, triggered: list[str]) -> None:
    Overlay(window).open()

    QTest.keyClick(window.focusWidget(), Qt.Key.Key_D)

    assert triggered == []


def test_undo_in_the_menu_says_that_a_sheet_is_open(window: MainWindow, services: Services) -> None:
    page = window.findChild(Page)
    banner = window.findChild(Banner)
    assert page is not None
    assert banner is not None
    LineSheet(page, services).open()

    window.commands[ActionId.UNDO].trigger()

    assert banner.text == "Something is open over the page. Close it first."
    assert services.runner.unsaved == 0


def test_a_click_anywhere_beside_the_sheet_of_a_page_puts_it_away_and_reaches_nothing(
    window: MainWindow, triggered: list[str]
) -> None:
    page = window.page(PageId.TODAY)
    sheet = Overlay(page)
    banner = window.findChild(Banner)
    assert isinstance(banner, Banner)
    banner.announce("A deck was added.", "Undo", lambda: triggered.append("Undo of the banner"))
    offered = next(one for one in banner.findChildren(QPushButton) if one.text() == "Undo")
    navigation = QPoint(20, window.height() // 3)

    for place in (navigation, offered.mapTo(window, offered.rect().center())):
        sheet.open()
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

        assert not sheet.isVisible()
        assert (window.page_shown, triggered) == (PageId.TODAY, [])


def test_change_keys_is_found_as_a_command_and_opens_by_its_key(window: MainWindow, qtbot: QtBot) -> None:
    window.sheets.open_palette()
    QTest.keyClicks(window.focusWidget(), "change k")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)

    by_name = window.findChild(KeySheet)
    assert by_name is not None
    qtbot.waitUntil(by_name.isVisible)
    by_name.close_sheet()
    press_each(("Ctrl+F1",))
    assert by_name.isVisible()


def test_a_sheet_goes_with_its_page_and_comes_back_with_it(window: MainWindow) -> None:
    sheet = Overlay(window.page(PageId.TODAY))
    sheet.open()

    window.go(PageId.PROGRESS)
    seen = sheet.isVisible()
    window.go(PageId.TODAY)

    assert (seen, sheet.isVisible()) == (False, True)
    sheet.close_sheet()
    window.go(PageId.PROGRESS)
    window.go(PageId.TODAY)
    assert not sheet.isVisible()


def test_a_sheet_first_opened_with_large_text_has_room_for_all_that_is_in_it(
    window: MainWindow, services: Services
) -> None:
    window.resize(1024, 700)
    sheet = LineSheet(window.page(PageId.TODAY), services)
    services.theme.wear(replace(services.look.preferences, text_percent=150))

    sheet.ask(Question("Add tags", "Add tags", "Separated by spaces", offers=[f"tag{n}" for n in range(20)]), print)

    assert sheet.sheet.height() == sheet.sheet.sizeHint().height()
    assert sheet.offered.geometry().bottom() + Space.M <= sheet._hint.geometry().top()
