"""The Settings page on screen."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.learning import NewOrder, ReviewOrder
from flashcards.settings import Motion, ThemeChoice
from flashcards.storage import reading
from flashcards.ui.page import PageId, Services
from flashcards.ui.settings.other_words import OTHER_WORDS
from flashcards.ui.settings.view import SettingsPage
from flashcards.ui.widgets.setting_row import SettingRow


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(services)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    with qtbot.waitSignal(made.view_model.changed):
        made.enter()
    return made


def rows_shown(page: SettingsPage) -> list[str]:
    return [row.name for row in page.findChildren(SettingRow) if row.isVisible()]


@pytest.mark.parametrize(("words", "opened"), [("Open Exam", PageId.EXAM), ("Open", PageId.CARE)])
def test_exam_and_collection_have_pages_of_their_own(
    page: SettingsPage, qtbot: QtBot, words: str, opened: PageId
) -> None:
    button = next(one for one in page.findChildren(QPushButton) if one.text() == words)

    with qtbot.waitSignal(page.page_wanted) as wanted:
        button.click()

    assert wanted.args == [opened]


def test_the_search_comes_into_view_by_its_key(page: SettingsPage, qtbot: QtBot) -> None:
    search = page.findChild(QLineEdit, "search")
    assert search is not None
    bar = page._page.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert search.visibleRegion().isEmpty()

    QTest.keyClick(page._page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    assert search.hasFocus()
    assert search.visibleRegion().boundingRect().height() == search.height()


def test_typing_narrows_the_page_down(page: SettingsPage, qtbot: QtBot) -> None:
    search = page.findChild(QLineEdit, "search")
    assert search is not None

    QTest.keyClicks(search, "exam")
    of_group = rows_shown(page)
    search.clear()
    QTest.keyClicks(search, "more reviews")

    assert of_group == ["Minutes a day", "Exam"]
    assert rows_shown(page) == ["New cards a day", "Desired retention"]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("rollover", "The day begins at"),
        ("font", "Text size"),
        ("dark", "Theme"),
        ("daily limit", "New cards a day"),
        ("shortcuts", "Keys"),
        ("change keys", "Keys"),
        ("remap", "Keys"),
        ("backup", "Your collection"),
        ("siblings", "Cards of one note"),
    ],
)
def test_a_setting_is_found_by_the_words_of_other_programs(page: SettingsPage, sought: str, found: str) -> None:
    search = page.findChild(QLineEdit, "search")
    assert search is not None

    QTest.keyClicks(search, sought)

    assert found in rows_shown(page)
    assert len(rows_shown(page)) < 5


def test_other_words_are_of_settings_there_are(page: SettingsPage) -> None:
    assert OTHER_WORDS.keys() <= {row.name for row in page.findChildren(SettingRow)}


def test_the_search_is_entered_from_the_navigation_beside_the_page(page: SettingsPage, qtbot: QtBot) -> None:
    window, beside = QWidget(), QPushButton("Today")
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.addWidget(beside)
    row.addWidget(page)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    beside.setFocus()

    QTest.keyClick(beside, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    entered = window.focusWidget()
    page.setParent(None)

    assert entered is page.findChild(QLineEdit, "search")


def test_the_search_is_entered_by_its_key_and_left_by_escape(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.take_focus()
    search = page.findChild(QLineEdit, "search")
    assert search is not None
    assert page.focusWidget() is not search

    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    entered = page.focusWidget()
    QTest.keyClicks(search, "exam")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    cleared = search.text()
    stayed = page.focusWidget()
    QTest.keyClick(search, Qt.Key.Key_Escape)

    assert (entered, cleared, stayed) == (search, "", search)
    assert page.focusWidget() is not search


def test_the_search_is_empty_at_the_next_visit(page: SettingsPage) -> None:
    search = page.findChild(QLineEdit, "search")
    assert search is not None
    QTest.keyClicks(search, "exam")

    page.leave()

    assert search.text() == ""


def test_every_setting_has_one_sentence(page: SettingsPage, tmp_path: Path) -> None:
    for row in page.findChildren(SettingRow):
        assert row.sentence.endswith(".")
        assert len(row.sentence.replace(str(tmp_path), "a folder")) < 110


def test_every_control_stores_what_it_shows(
    page: SettingsPage, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    controls = page.controls
    controls.minutes.changed.emit(40)
    controls.new_limit.changed.emit(15)
    controls.review_limit.changed.emit(120)
    controls.rollover.changed.emit(3)
    controls.retention.changed.emit(85)
    controls.new_order.chosen.emit(NewOrder.RANDOM)
    controls.review_order.chosen.emit(ReviewOrder.LONGEST_DUE)
    controls.siblings.chosen.emit(False)
    controls.leech.changed.emit(5)
    controls.easy_days.days[6].click()
    controls.learning_steps.setText("5m")
    QTest.keyClick(controls.learning_steps, Qt.Key.Key_Return)
    controls.relearning_steps.setText("20m")
    QTest.keyClick(controls.relearning_steps, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: collection.read(reading.learning_settings).relearning_steps_s == (1200,))

    stored = collection.read(reading.learning_settings)
    assert (stored.minutes_a_day, stored.new_limit, stored.review_limit) == (40, 15, 120)
    assert (stored.rollover_hour, stored.desired_retention) == (3, 0.85)
    assert stored.learning_steps_s == (300,)
    assert (stored.new_order, stored.review_order) == (NewOrder.RANDOM, ReviewOrder.LONGEST_DUE)
    assert (stored.buries_siblings, stored.leech_threshold, stored.easy_days[6]) == (False, 5, 0.5)
    qtbot.waitUntil(lambda: controls.minutes.value == 40)


def test_the_look_changes_at_once(page: SettingsPage, services: Services, qtbot: QtBot) -> None:
    for _ in range(2):
        QTest.keyClick(page.controls.theme, Qt.Key.Key_Right)
        QTest.keyClick(page.controls.motion, Qt.Key.Key_Right)
    page.controls.text_size.changed.emit(150)

    assert services.theme.is_dark
    assert services.look.preferences.theme is ThemeChoice.DARK
    assert services.look.preferences.motion is Motion.REDUCED
    qtbot.waitUntil(lambda: services.theme.scaled(100) == 150)


def test_contrast_is_chosen_by_key_and_kept(page: SettingsPage, services: Services) -> None:
    QTest.keyClick(page.controls.contrast, Qt.Key.Key_Right)
    high = services.look.preferences.has_high_contrast
    QTest.keyClick(page.controls.contrast, Qt.Key.Key_Left)

    assert (high, services.look.preferences.has_high_contrast) == (True, False)


def test_a_font_is_chosen_from_those_there_are(page: SettingsPage, services: Services) -> None:
    picker = page.controls.font.picker
    offered = picker.count()
    before = picker.currentText()

    QTest.keyClick(picker, Qt.Key.Key_Down)

    assert before == "The system’s own"
    assert offered > 1
    assert services.look.preferences.font == picker.value != ""


@pytest.mark.parametrize(("sought", "found"), [("two", "Buttons"), ("shuffled", "New cards come")])
def test_a_setting_is_found_by_what_it_offers(page: SettingsPage, sought: str, found: str) -> None:
    search = page.findChild(QLineEdit, "search")
    assert search is not None

    search.setText(sought)

    assert found in rows_shown(page)
