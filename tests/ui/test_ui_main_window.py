"""The window: one page at a time, every key in its place, and nothing lost on closing."""

from collections.abc import Callable, Iterator
from operator import methodcaller
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from flashcards import __version__
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.errors import StorageError
from flashcards.domain.ids import DeckId
from flashcards.storage import reading
from flashcards.ui.about_sheet import AboutSheet
from flashcards.ui.actions import ActionId, action
from flashcards.ui.high_contrast import HIGH_DARK, HIGH_LIGHT
from flashcards.ui.housekeeping import Housekeeping
from flashcards.ui.main_window import MainWindow
from flashcards.ui.navigation import Navigation
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.problems import Problems
from flashcards.ui.reopening import Reopening
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import DARK, LIGHT
from flashcards.ui.widgets.banner import Banner
from flashcards.ui.widgets.panel import PageColumn
from flashcards.ui.window_shape import GEOMETRY, USUAL
from tests.builders import Clock, a_collection


class Sheet(Page):
    """A page that remembers what happened to it."""

    def __init__(self, log: list[str], name: str) -> None:
        super().__init__()
        self._log = log
        self._name = name
        self.holds = False
        self.holds_to_the_end = False
        self.again: Callable[[], object] = lambda: None
        self.field = QLineEdit(self)
        log.append(f"build {name}")

    def enter(self) -> None:
        self._log.append(f"enter {self._name}")

    def lets_go(self, again: Callable[[], object]) -> bool:
        if self.holds:
            self.again = again
        return not self.holds

    def lets_end(self, again: Callable[[], object]) -> bool:
        if self.holds_to_the_end:
            self.again = again
        return not self.holds_to_the_end

    def leave(self) -> None:
        self._log.append(f"leave {self._name}")

    def keeps_letters(self) -> bool:
        return self._name == PageId.PRACTICE.value

    def study(self, deck_id: DeckId | None) -> None:
        self._log.append(f"study {deck_id}")


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def geometry(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(
    services: Services, log: list[str], geometry: QSettings, tmp_path: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    """The window on Today, active, with pages that only keep a log."""

    def maker(name: str) -> Callable[[Services], Page]:
        return lambda _services: Sheet(log, name)

    problems = Problems(tmp_path / "log", lambda: "Test")
    made = MainWindow(services, {page: maker(page) for page in PageId}, problems, geometry)
    made.problems = problems  # type: ignore[attr-defined]  # kept alive with the window
    with qtbot.waitActive(made):
        made.show()
    made.go(PageId.TODAY)
    yield made
    made.deleteLater()


def press(window: MainWindow, keys: str) -> None:
    QTest.keySequence(window, QKeySequence(keys))


def banner(window: MainWindow) -> Banner:
    found = window.findChild(Banner)
    assert found is not None
    return found


def test_a_page_that_holds_on_is_left_once_it_lets_go(window: MainWindow, log: list[str]) -> None:
    page = window.page(PageId.TODAY)
    assert isinstance(page, Sheet)
    page.holds = True

    window.study(DeckId(7))
    shown_before = window.page_shown
    page.holds = False
    page.again()

    assert (shown_before, window.page_shown) == (PageId.TODAY, PageId.STUDY)
    assert log[-1] == "study 7"


def test_a_window_whose_page_holds_on_stays_open(window: MainWindow) -> None:
    page = window.page(PageId.TODAY)
    assert isinstance(page, Sheet)
    page.holds = True

    window.close()

    assert (window.isVisible(), window.isEnabled()) == (True, True)
    page.holds = False


def test_what_waits_on_a_page_that_is_not_shown_keeps_the_window_open_too(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page(PageId.IMPORT)
    assert isinstance(page, Sheet)
    page.holds_to_the_end = True
    window.go(PageId.STUDY)

    window.close()
    stayed = (window.isVisible(), window.isEnabled(), window.page_shown)
    page.holds_to_the_end = False
    page.again()

    qtbot.waitUntil(lambda: not window.isVisible())
    assert stayed == (True, True, PageId.STUDY)


def test_a_page_that_holds_on_keeps_its_collection_until_it_lets_go(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page(PageId.TODAY)
    assert isinstance(page, Sheet)
    page.holds = True
    page.reopen_wanted.emit(Reopening(Path("other.db")))
    held = (window.isEnabled(), window.reopening)
    page.holds = False

    page.again()

    qtbot.waitUntil(lambda: not window.isVisible())
    assert held == (True, None)
    assert window.reopening == Reopening(Path("other.db"))


def test_a_page_scrolls_to_what_tab_goes_to_from_the_navigation(theme: Theme, qtbot: QtBot) -> None:
    window, decks = QWidget(), QAction("Decks")
    qtbot.addWidget(window)
    window.resize(700, 300)
    navigation, page = Navigation([decks], [], theme), PageColumn(theme=theme)
    first, tall, last = QPushButton("First"), QWidget(), QPushButton("Last")
    tall.setFixedHeight(900)
    for part in (first, tall, last):
        page.column.addWidget(part)
    row = QHBoxLayout(window)
    row.addWidget(navigation)
    row.addWidget(page, 1)
    with qtbot.waitActive(window):
        window.show()
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    button = navigation.findChild(QToolButton)
    assert button is not None
    button.setFocus()
    before = first.visibleRegion().isEmpty()

    QTest.keyClick(button, Qt.Key.Key_Tab)

    assert (before, QApplication.focusWidget()) == (True, first)
    assert not first.visibleRegion().isEmpty()


def test_keys_work_on_when_the_focused_widget_goes(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page(PageId.TODAY)
    assert isinstance(page, Sheet)
    page.field.setFocus()

    page.field.hide()

    qtbot.waitUntil(lambda: window.focusWidget() is page)
    press(window, "D")
    assert window.page_shown is PageId.DECKS


def test_keys_work_on_when_the_focused_widget_is_disabled(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page(PageId.TODAY)
    assert isinstance(page, Sheet)
    page.field.setFocus()

    page.field.setEnabled(False)

    qtbot.waitUntil(lambda: window.focusWidget() is page)


def test_a_page_that_asks_to_be_laid_out_again_leaves_the_window_alone(window: MainWindow, qtbot: QtBot) -> None:
    class Requests(QObject):
        count = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
            self.count += event.type() is QEvent.Type.LayoutRequest
            return False

    requests, asked = Requests(), Requests()
    window.installEventFilter(requests)
    body = window.centralWidget()
    assert body is not None
    body.installEventFilter(asked)

    window.page(PageId.TODAY).updateGeometry()
    qtbot.waitUntil(lambda: asked.count == 1)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    assert requests.count == 0


def test_the_first_page_has_the_whole_window(window: MainWindow, qtbot: QtBot) -> None:
    beside = window.page(PageId.TODAY).width()

    window.go(PageId.FIRST_RUN)

    qtbot.waitUntil(lambda: window.page(PageId.FIRST_RUN).width() == window.width())
    assert beside < window.width()


def test_a_message_lies_over_the_page_and_above_its_foot(window: MainWindow, services: Services, qtbot: QtBot) -> None:
    page = window.page(PageId.STUDY)
    page.foot = QWidget(page)
    page.foot.setGeometry(0, 680, 300, 60)
    services.notices.say("Saved.")

    window.go(PageId.STUDY)

    shown = banner(window)
    assert shown.isVisible()
    assert shown.geometry().bottom() < 680
    frame = shown.parentWidget()
    assert frame is not None
    assert [one for one in frame.children() if isinstance(one, QWidget)][-1] is shown

    page.foot.setGeometry(0, 600, 300, 160)
    assert shown.geometry().bottom() < 600


def test_pages_are_built_when_they_are_first_visited_and_kept(window: MainWindow, log: list[str]) -> None:
    press(window, "D")
    press(window, "H")
    press(window, "D")

    assert log == [
        "build today",
        "enter today",
        "leave today",
        "build decks",
        "enter decks",
        "leave decks",
        "enter today",
        "leave today",
        "enter decks",
    ]


def test_the_navigation_names_only_pages_there_are(window: MainWindow, log: list[str]) -> None:
    buttons = [one for one in window.findChildren(QToolButton) if one.property("role") == "nav"]

    next(one for one in buttons if one.accessibleName() == "Settings").click()

    assert [one.accessibleName() for one in buttons] == [
        "Today",
        "Decks",
        "Browse",
        "Study",
        "Add",
        "Exam",
        "Progress",
        "Settings",
        "Keyboard shortcuts",
    ]
    assert [one.accessibleName() for one in buttons if one.isChecked()] == ["Settings"]
    assert log[-1] == "enter settings"


def test_s_studies_everything_and_a_page_can_ask_for_one_deck(window: MainWindow, log: list[str]) -> None:
    press(window, "S")
    window.page(PageId.DECKS).study_wanted.emit(DeckId(7))

    assert [entry for entry in log if entry.startswith("study")] == ["study None", "study 7"]


def test_letters_typed_into_a_field_are_no_commands(window: MainWindow, log: list[str], qtbot: QtBot) -> None:
    field = window.page(PageId.TODAY).findChild(QLineEdit)
    assert field is not None
    field.setFocus()

    QTest.keyClicks(field, "sd/?")

    assert field.text() == "sd/?"
    assert log == ["build today", "enter today"]


def test_the_first_page_stands_alone(window: MainWindow, log: list[str]) -> None:
    window.go(PageId.FIRST_RUN)

    press(window, "D")

    assert log[-1] == "enter first_run"
    assert window.menuBar().isHidden()
    assert not window.commands[ActionId.GO_DECKS].isEnabled()
    assert window.commands[ActionId.QUIT].isEnabled()


def test_the_menu_says_what_undo_takes_back(window: MainWindow, services: Services, qtbot: QtBot) -> None:
    undo, redo = window.commands[ActionId.UNDO], window.commands[ActionId.REDO]
    before = (undo.text(), undo.isEnabled())

    services.runner.write(Operation.ADD_DECK, lambda change: change.add_deck("Filing"))
    qtbot.waitUntil(lambda: undo.text() == "Undo Add Deck")
    press(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: redo.text() == "Redo Add Deck")

    assert before == ("Undo", False)
    assert (undo.text(), undo.isEnabled(), redo.isEnabled()) == ("Undo", False, True)
    assert banner(window).text == "Undone: Add Deck"


def test_a_question_mark_shows_the_keys_and_escape_puts_them_away(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "?")
    sheet = next(
        one
        for one in window.findChildren(QWidget)
        if one.accessibleName() == "Keyboard shortcuts" and one.isVisible() and not isinstance(one, QToolButton)
    )

    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)

    assert sheet.isHidden()


def test_a_slash_finds_a_deck(window: MainWindow, log: list[str], collection: Collection, qtbot: QtBot) -> None:
    collection.transact(Operation.ADD_DECK, lambda change: change.add_deck("Filing"))
    press(window, "/")
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)

    QTest.keyClicks(line, "fil")
    qtbot.waitUntil(lambda: _enter_studies(line, log, qtbot))

    assert log[-1] == f"study {collection.read(reading.decks)[0].id}"


def _enter_studies(line: QLineEdit, log: list[str], qtbot: QtBot) -> bool:
    """Press Enter; it does nothing until the decks have arrived."""
    if line.isVisible():
        QTest.keyClick(line, Qt.Key.Key_Return)
    return log[-1].startswith("study")


def test_text_grows_by_key(window: MainWindow, services: Services) -> None:
    press(window, "Ctrl++")
    press(window, "Ctrl++")
    press(window, "Ctrl+-")

    assert services.look.preferences.text_percent == 110


def test_an_expected_problem_is_a_sentence_that_stays(window: MainWindow, services: Services) -> None:
    services.notices.problem(StorageError("The disk is full. Nothing was changed."))

    assert banner(window).text == "The disk is full. Nothing was changed."
    assert banner(window).property("tone") == "problem"


def test_a_bug_is_reported_once(window: MainWindow, services: Services) -> None:
    services.notices.problem(KeyError("one"))
    services.notices.problem(KeyError("two"))

    reports = [one for one in window.findChildren(QPushButton) if one.text() == "Copy report"]
    assert len(reports) == 1
    reports[0].window().close()


def test_backing_up_says_where(window: MainWindow, services: Services, collection: Collection, qtbot: QtBot) -> None:
    with qtbot.waitSignal(services.runner.changed):
        services.runner.write(Operation.ADD_DECK, lambda change: change.add_deck("Filing"))

    press(window, "Y")
    folder = str(collection.path.parent / "backups")
    qtbot.waitUntil(lambda: banner(window).text.startswith(f"Backed up to {folder}"))
    press(window, "Y")
    qtbot.waitUntil(lambda: banner(window).text == "Nothing has changed since the last backup.")


def test_closing_waits_until_everything_is_stored(
    window: MainWindow, services: Services, collection: Collection, log: list[str], qtbot: QtBot
) -> None:
    for number in range(10):
        services.runner.write(Operation.ADD_DECK, methodcaller("add_deck", f"Deck {number}"))

    at_once = window.close()
    qtbot.waitUntil(lambda: not window.isVisible())

    again = Collection.open(collection.path, backups=collection.path.parent / "backups", clock=collection.clock)
    assert not at_once
    assert len(again.read(reading.decks)) == 10
    assert log[-1] == "leave today"
    again.close()


def test_a_window_closed_just_after_it_opened_begins_no_chores(
    window: MainWindow, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    chores = Housekeeping(services.runner, services.notices, services.folders.decks, services.clock)
    chores.start()
    assert chores.is_waiting

    with qtbot.assertNotEmitted(services.runner.failed):
        window.close()
        is_waiting = chores.is_waiting
        chores.begin()
        qtbot.waitUntil(lambda: not window.isVisible())

    assert not is_waiting


def test_a_backup_that_fails_on_closing_is_said_before_the_window_goes(
    window: MainWindow, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(services.runner.changed):
        services.runner.write(Operation.ADD_DECK, lambda change: change.add_deck("Filing"))
    (collection.path.parent / "backups").write_text("a file where the folder should be", encoding="utf-8")

    window.close()
    qtbot.waitUntil(lambda: banner(window).property("tone") == "problem")
    is_still_there = window.isVisible()
    next(one for one in banner(window).findChildren(QPushButton) if one.text() == "Close Flashcards").click()

    assert is_still_there
    assert not window.isVisible()


def test_the_window_comes_back_where_it_was(
    services: Services, geometry: QSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    before = QMainWindow()
    qtbot.addWidget(before)
    before.setGeometry(20, 40, 740, 560)
    geometry.setValue(GEOMETRY, before.saveGeometry())

    window = MainWindow(services, {}, Problems(tmp_path / "log", lambda: "Test"), geometry)
    qtbot.addWidget(window)

    assert (window.width(), window.height()) == (740, 560)


def test_a_new_window_is_no_larger_than_its_screen(window: MainWindow) -> None:
    room = window.screen().availableSize()  # 800 × 800 on the platform of the tests

    assert window.width() < room.width() < USUAL.width()
    assert window.height() < room.height()


def test_closing_remembers_where_the_window_was(window: MainWindow, geometry: QSettings, qtbot: QtBot) -> None:
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())

    assert geometry.value(GEOMETRY) == window.saveGeometry()


def test_letters_of_the_window_rest_during_a_practice_exam(window: MainWindow) -> None:
    window.go(PageId.PRACTICE)
    assert window.commands[ActionId.CHEAT_SHEET].shortcuts()
    resting = [str(name) for name, command in window.commands if not command.shortcuts()]
    window.go(PageId.TODAY)

    assert {"go_today", "go_decks", "go_study", "go_exam", "back_up"} <= set(resting)
    assert "undo" not in resting
    assert all(command.shortcuts() for name, command in window.commands if action(name).keys)


def test_an_offered_undo_goes_once_it_would_take_back_something_else(
    window: MainWindow, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    runner, shown = services.runner, banner(window)

    def say() -> None:
        services.notices.say("Ledger added.", "Undo", runner.undo)

    runner.write(Operation.ADD_DECK, lambda transaction: transaction.add_deck("Ledger"), lambda _deck: say())
    qtbot.waitUntil(lambda: shown.text == "Ledger added.")
    offered = shown.isVisible()
    runner.write(Operation.ADD_DECK, lambda transaction: transaction.add_deck("Filing"))
    qtbot.waitUntil(lambda: len(collection.read(reading.decks)) == 2 and runner.unsaved == 0)
    qtbot.waitUntil(shown.isHidden)

    assert offered


def test_an_undo_that_study_offered_goes_with_the_next_answer(
    window: MainWindow, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    shown = banner(window)
    services.notices.say("Note changed.", "Undo", window.come_forward)
    offered = shown.isVisible()

    services.runner.write(Operation.ANSWER_CARD, lambda transaction: transaction.add_deck("Filing"))
    qtbot.waitUntil(shown.isHidden)

    assert offered


@pytest.fixture
def imported_before(tmp_path: Path, clock: Clock) -> None:
    """An import of an earlier run of the program, of 12:00; asked for before the collection of this run."""
    earlier = a_collection(tmp_path, clock)
    earlier.transact(Operation.IMPORT, lambda transaction: transaction.add_deck("Brought in"))
    earlier.close()


def undo(window: MainWindow, qtbot: QtBot, step: str = "Import") -> None:
    """Ask for undo once its name is known."""
    command = window.commands[ActionId.UNDO]
    qtbot.waitUntil(lambda: command.text() == f"Undo {step}")
    command.trigger()


def test_a_step_of_an_earlier_run_is_named_before_it_is_undone(
    imported_before: None, window: MainWindow, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    services.runner.write(Operation.ADD_DECK, lambda transaction: transaction.add_deck("Filing"))
    undo(window, qtbot, "Add Deck")
    qtbot.waitUntil(lambda: banner(window).text == "Undone: Add Deck")

    undo(window, qtbot)
    qtbot.waitUntil(lambda: banner(window).text == "Import, 12:00. Press Ctrl+Z again to undo it.")
    named = [deck.name for deck in collection.read(reading.decks)]
    undo(window, qtbot)
    qtbot.waitUntil(lambda: banner(window).text == "Undone: Import")

    assert named == ["Brought in"]
    assert collection.read(reading.decks) == ()


def test_the_message_of_an_import_that_is_undone_or_done_again_names_its_files(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    services.runner.write(
        Operation.IMPORT,
        lambda change: change.imports.add(file_format="csv", source="terms.csv", deck="Terms", summary={}),
    )

    undo(window, qtbot)
    qtbot.waitUntil(lambda: banner(window).text == "Undone: Import of terms.csv")
    qtbot.waitUntil(window.commands[ActionId.REDO].isEnabled)
    window.commands[ActionId.REDO].trigger()

    qtbot.waitUntil(lambda: banner(window).text == "Done again: Import of terms.csv")


def test_what_was_undone_here_is_done_again_without_asking(
    imported_before: None, window: MainWindow, collection: Collection, qtbot: QtBot
) -> None:
    undo(window, qtbot)
    qtbot.waitUntil(lambda: banner(window).action == "Undo")
    QTest.mouseClick(banner(window)._action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: banner(window).text == "Undone: Import")

    qtbot.waitUntil(window.commands[ActionId.REDO].isEnabled)
    window.commands[ActionId.REDO].trigger()
    qtbot.waitUntil(lambda: banner(window).text == "Done again: Import")

    assert [deck.name for deck in collection.read(reading.decks)] == ["Brought in"]


def test_a_step_that_was_named_is_asked_for_anew_once_another_was_made(
    imported_before: None, window: MainWindow, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    undo(window, qtbot)
    qtbot.waitUntil(lambda: banner(window).action == "Undo")

    services.runner.write(Operation.ADD_DECK, lambda transaction: transaction.add_deck("Filing"))
    qtbot.waitUntil(banner(window).isHidden)
    undo(window, qtbot, "Add Deck")
    qtbot.waitUntil(lambda: banner(window).text == "Undone: Add Deck")

    assert [deck.name for deck in collection.read(reading.decks)] == ["Brought in"]


def test_tuning_has_a_command_of_its_own(window: MainWindow, log: list[str]) -> None:
    window.commands[ActionId.GO_TUNING].trigger()

    assert log[-1] == "enter tuning"
    assert window.page_shown is PageId.TUNING


def test_commands_change_the_theme_and_the_contrast(window: MainWindow, services: Services) -> None:
    worn = []
    for name in (ActionId.THEME_DARK, ActionId.TURN_CONTRAST, ActionId.THEME_LIGHT, ActionId.TURN_CONTRAST):
        window.commands[name].trigger()
        worn.append(services.theme.palette)

    assert worn == [DARK, HIGH_DARK, HIGH_LIGHT, LIGHT]


def test_about_says_which_version_this_is_and_where_everything_lies(window: MainWindow, services: Services) -> None:
    window.commands[ActionId.ABOUT].trigger()

    sheet = window.findChild(AboutSheet)
    assert sheet is not None
    said = [one.text() for one in sheet.findChildren(QLabel)]
    assert {__version__, str(services.folders.collection), str(services.folders.backups)} <= set(said)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert sheet.isHidden()
