"""The Settings page on screen."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateEdit, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.settings import Motion, ThemeChoice
from flashcards.storage import reading
from flashcards.ui.page import Services
from flashcards.ui.settings.view import SettingsPage
from flashcards.ui.widgets.setting_row import SettingRow
from tests.builders import Clock


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


def test_an_exam_can_be_from_the_study_day_it_is_on(
    services: Services, clock: Clock, collection: Collection, qtbot: QtBot
) -> None:
    zone = ZoneInfo("America/New_York")
    clock.now = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # three in the morning: the evening of the 23rd goes on
    page = SettingsPage(replace(services, zone=zone))
    qtbot.addWidget(page)
    (field,) = page.controls.exam_on.findChildren(QDateEdit)

    with qtbot.waitSignal(page.view_model.changed):
        page.enter()
    first = field.minimumDate()
    clock.forward(hours=1)
    with qtbot.waitSignal(page.view_model.changed):
        page.enter()

    assert first == QDate(2026, 11, 23)
    assert field.minimumDate() == QDate(2026, 11, 24)


def test_a_backup_is_asked_of_the_window(page: SettingsPage, qtbot: QtBot) -> None:
    button = next(one for one in page.findChildren(QPushButton) if one.text() == "Back up now")

    with qtbot.waitSignal(page.backup_wanted):
        button.click()


def test_typing_narrows_the_page_down(page: SettingsPage, qtbot: QtBot) -> None:
    search = page.findChild(QLineEdit, "search")
    assert search is not None

    QTest.keyClicks(search, "exam")
    of_group = rows_shown(page)
    search.clear()
    QTest.keyClicks(search, "more reviews")

    assert of_group == ["Exam date", "Exam name"]
    assert rows_shown(page) == ["New cards a day", "Desired retention"]


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


def test_every_setting_has_one_sentence(page: SettingsPage) -> None:
    for row in page.findChildren(SettingRow):
        assert row.sentence.endswith(".")
        assert len(row.sentence) < 110


def test_every_control_stores_what_it_shows(
    page: SettingsPage, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    controls = page.controls
    controls.minutes.changed.emit(40)
    controls.new_limit.changed.emit(15)
    controls.review_limit.changed.emit(120)
    controls.rollover.changed.emit(3)
    controls.exam_on.changed.emit(date(2027, 2, 13))
    controls.retention.changed.emit(85)
    controls.exam_name.setText(" RHIT ")
    QTest.keyClick(controls.exam_name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: collection.read(reading.learning_settings).exam_name == "RHIT")
    controls.learning_steps.setText("5m")
    QTest.keyClick(controls.learning_steps, Qt.Key.Key_Return)
    controls.relearning_steps.setText("20m")
    QTest.keyClick(controls.relearning_steps, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: collection.read(reading.learning_settings).relearning_steps_s == (1200,))

    stored = collection.read(reading.learning_settings)
    assert (stored.minutes_a_day, stored.new_limit, stored.review_limit) == (40, 15, 120)
    assert (stored.rollover_hour, stored.exam_on, stored.desired_retention) == (3, date(2027, 2, 13), 0.85)
    assert stored.learning_steps_s == (300,)
    qtbot.waitUntil(lambda: controls.minutes.value == 40)


def test_the_look_changes_at_once(page: SettingsPage, services: Services, qtbot: QtBot) -> None:
    for _ in range(2):
        QTest.keyClick(page.controls.theme, Qt.Key.Key_Right)
        QTest.keyClick(page.controls.motion, Qt.Key.Key_Right)
    page.controls.text_size.changed.emit(150)

    assert services.theme.is_dark
    assert services.look.preferences.theme is ThemeChoice.DARK
    assert services.look.preferences.motion is Motion.REDUCED
    assert services.theme.scaled(100) == 150
