"""Three questions, and the first card comes."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.collection.exams import exams
from flashcards.collection.first_run import is_first_run
from flashcards.storage import counts, reading
from flashcards.ui.first_run.view import FirstRunPage
from flashcards.ui.page import PageId, Services
from flashcards.ui.reopening import Reopening
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.date_field import DateField
from flashcards.ui.widgets.segmented import Segmented
from tests.builders import Clock


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> FirstRunPage:
    """The page with its decks."""
    made = FirstRunPage(services)
    qtbot.addWidget(made)
    made.show()
    made.take_focus()
    made.enter()
    qtbot.waitUntil(lambda: bool(made.findChildren(CheckBox)))
    return made


def exam(page: FirstRunPage) -> DateField:
    (field,) = page.findChildren(DateField)
    return field


def box(page: FirstRunPage, name: str) -> CheckBox:
    return next(one for one in page.findChildren(CheckBox) if one.text() == name)


def test_an_exam_can_be_from_the_study_day_it_is_on(services: Services, clock: Clock, qtbot: QtBot) -> None:
    clock.now = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # three in the morning: the evening of the 23rd goes on
    page = FirstRunPage(replace(services, zone=ZoneInfo("America/New_York")))
    qtbot.addWidget(page)

    page.enter()
    first = exam(page).earliest
    clock.forward(hours=1)
    page.enter()

    assert first == date(2026, 11, 23)
    assert exam(page).earliest == date(2026, 11, 24)


def test_enter_alone_takes_every_deck_and_goes_to_the_first_card(
    page: FirstRunPage, collection: Collection, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.study_wanted) as wanted:
        QTest.keyClick(page.start, Qt.Key.Key_Return)

    settings = collection.read(reading.learning_settings)
    assert wanted.args == [None]
    assert [deck.name for deck in collection.read(reading.decks)] == [
        "Filing",
        "Filing::Basics",
        "Privacy",
        "Privacy::Basics",
    ]
    assert settings.minutes_a_day == 25
    assert collection.read(exams) == ()
    assert collection.read(counts.undo_names).undo == "Choose Decks"
    assert not collection.read(is_first_run)


def test_what_is_chosen_is_kept(page: FirstRunPage, collection: Collection, qtbot: QtBot) -> None:
    box(page, "Filing").click()
    choice, minutes = page.findChildren(Segmented)
    QTest.keyClick(choice, Qt.Key.Key_Right)
    QTest.keyClick(minutes, Qt.Key.Key_Right)

    with qtbot.waitSignal(page.study_wanted):
        page.start.click()

    settings = collection.read(reading.learning_settings)
    assert [deck.name for deck in collection.read(reading.decks)] == ["Privacy", "Privacy::Basics"]
    (exam_kept,) = collection.read(exams)
    assert settings.minutes_a_day == exam_kept.minutes_a_day == 40
    assert (exam_kept.name, exam_kept.held_on) == ("RHIT exam", date(2027, 2, 15))


def test_a_typed_exam_date_is_kept_even_when_the_button_is_pressed_at_once(
    page: FirstRunPage, collection: Collection, qtbot: QtBot
) -> None:
    QTest.keyClick(page.findChildren(Segmented)[0], Qt.Key.Key_Right)
    exam(page).line.setFocus()
    exam(page).line.selectAll()
    QTest.keyClicks(exam(page).line, "3/6/2027")

    with qtbot.waitSignal(page.study_wanted):
        page.start.setFocus()
        page.start.click()

    (exam_kept,) = collection.read(exams)
    assert exam_kept.held_on == date(2027, 3, 6)


def test_nothing_begins_with_an_exam_date_that_cannot_be_read(page: FirstRunPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.findChildren(Segmented)[0], Qt.Key.Key_Right)
    exam(page).line.setText("in spring")
    exam(page).line.editingFinished.emit()

    page.start.click()

    assert not page.view_model.state.is_busy
    assert not exam(page).is_understood


def test_the_minutes_say_what_they_mean(page: FirstRunPage, qtbot: QtBot) -> None:
    before = page.view_model.state.pace
    page.view_model.set_minutes(60)

    assert before.startswith("About 20 new cards a day")
    assert page.view_model.state.pace.startswith("About 45 new cards a day")


def test_with_an_exam_the_minutes_say_what_its_plan_brings_first(page: FirstRunPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.findChildren(Segmented)[0], Qt.Key.Key_Right)

    assert page.view_model.state.pace.startswith(
        "The plan to the exam keeps to 25 minutes a day: about 39 new cards on the first,"
    )


def test_without_a_deck_one_starts_on_today(page: FirstRunPage, collection: Collection, qtbot: QtBot) -> None:
    for one in page.findChildren(CheckBox):
        one.click()
    words = page.start.text()

    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.start.click()

    assert words == "Start without a deck"
    assert wanted.args == [PageId.TODAY]
    assert not collection.read(is_first_run)
    assert not collection.read(counts.has_notes)


@pytest.mark.fails
def test_what_cannot_be_loaded_is_said_and_can_be_tried_again(
    page: FirstRunPage, services: Services, collection: Collection, deck_folder: Path, qtbot: QtBot
) -> None:
    deck_folder.rename(deck_folder.with_name("moved away"))

    with qtbot.waitSignal(services.runner.failed) as failed:
        page.start.click()

    assert isinstance(failed.args[0], FileNotFoundError)
    assert page.start.isEnabled()
    assert collection.read(reading.decks) == ()


def test_a_new_collection_leads_back_to_the_one_before(services: Services, tmp_path: Path, qtbot: QtBot) -> None:
    before, usual = tmp_path / "Coding.db", tmp_path / "usual.db"
    before.touch()
    usual.touch()
    words = []
    for came_from in (before, usual, None):
        folders = replace(services.folders, usual=usual, before=came_from)
        page = FirstRunPage(replace(services, folders=folders))
        qtbot.addWidget(page)
        words.append(page.back.text())
        with qtbot.waitSignal(page.reopen_wanted) as wanted:
            page.back.click()
        assert wanted.args == [Reopening(came_from or usual)]

    assert words == ["Back to “Coding”", "Back to the usual collection", "Back to the usual collection"]


def test_the_first_collection_of_all_has_nothing_to_lead_back_to(page: FirstRunPage, services: Services) -> None:
    assert services.folders.way_back is None
    assert page.back.isHidden()


def test_what_is_said_of_a_deck_begins_below_its_name_at_any_size_of_text(
    page: FirstRunPage, services: Services
) -> None:
    (about,) = [one for one in page.findChildren(QLabel) if one.text() == "All about filing."]
    indents = [about.contentsMargins().left()]

    services.theme.wear(replace(services.look.preferences, text_percent=200))
    indents.append(about.contentsMargins().left())

    assert indents[1] == box(page, "Filing").indent
    assert indents[1] > indents[0]
