"""The Today page on screen."""

from dataclasses import replace
from datetime import UTC

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.collection.studying import Today
from flashcards.domain.custom_study import CustomSession
from flashcards.domain.study_day import StudyDay
from flashcards.ui.day_watch import DayWatch
from flashcards.ui.moving.sheet import MovingSheet
from flashcards.ui.moving.state import Way
from flashcards.ui.page import PageId, Services
from flashcards.ui.today.view import TodayPage
from flashcards.ui.today.view_model import state_of
from tests.builders import NOON, Clock, a_note, add_notes
from tests.ui.today.test_today_view_model import EXAM, TODAY


def entered(services: Services, qtbot: QtBot) -> TodayPage:
    """Give the page with the numbers of the collection."""
    page = TodayPage(services)
    qtbot.addWidget(page)
    page.show()
    page.take_focus()
    with qtbot.waitSignal(page.view_model.changed):
        page.enter()
    page.leave()
    return page


def rendered(today: Today, services: Services, qtbot: QtBot) -> TodayPage:
    """Give the page with certain numbers."""
    page = TodayPage(services)
    qtbot.addWidget(page)
    page.show()
    page.view_model.state = state_of(today)
    page.render_state(page.view_model.state)
    page.take_focus()
    return page


def test_enter_on_the_button_studies_everything(services: Services, collection: object, qtbot: QtBot) -> None:
    add_notes(collection, "Filing", [a_note("one")])  # type: ignore[arg-type]  # a Collection
    page = entered(services, qtbot)

    with qtbot.waitSignal(page.study_wanted) as wanted:
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)

    assert wanted.args == [None]


def test_without_cards_the_button_leads_to_the_decks(services: Services, qtbot: QtBot) -> None:
    page = entered(services, qtbot)

    with qtbot.waitSignal(page.page_wanted) as wanted:
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)

    assert wanted.args == [PageId.DECKS]


def test_on_the_day_of_an_exam_the_button_offers_a_last_look(services: Services, qtbot: QtBot) -> None:
    held = replace(TODAY, new=0, learning=0, due=0, days_to_exam=0, held_today=(EXAM,))
    page = rendered(held, services, qtbot)

    with qtbot.waitSignal(page.custom_wanted) as wanted:
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)

    assert wanted.args == [page.view_model.state.last_look]


def test_when_nothing_is_due_the_button_offers_to_study_ahead(services: Services, qtbot: QtBot) -> None:
    nothing = replace(TODAY, new=0, learning=0, due=0, next_due_on=StudyDay(TODAY.day + 2))
    page = rendered(nothing, services, qtbot)

    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)

    (sheet,) = page.findChildren(MovingSheet)
    assert sheet.isVisible()
    assert sheet.way.current == Way.AHEAD
    qtbot.waitUntil(lambda: sheet.view_model.state.text.startswith("There is no card that could come today"))
    assert not sheet.act.isEnabled()


def test_every_face_of_the_page_can_be_drawn_in_a_small_window_with_large_text(
    services: Services, qtbot: QtBot
) -> None:
    page = TodayPage(services)
    qtbot.addWidget(page)
    page.resize(700, 500)
    services.theme.wear(replace(services.look.preferences, text_percent=200))

    for today in (TODAY, replace(TODAY, new=0, learning=0, due=0), replace(TODAY, has_notes=False, new=0, due=0)):
        page.render_state(state_of(today))
        assert page.grab().width() == 700


def test_another_day_is_shown_as_soon_as_it_begins(
    services: Services, collection: Collection, clock: Clock, qtbot: QtBot
) -> None:
    clock.now = NOON.replace(hour=3, minute=59)
    page = TodayPage(services)
    qtbot.addWidget(page)
    page.show()
    watch = DayWatch(clock, UTC, page)
    watch.turned.connect(page.heed_day)
    with qtbot.waitSignal(page.view_model.changed):
        page.enter()
    before = page.view_model.state.title

    clock.forward(minutes=2)
    with qtbot.waitSignal(page.view_model.changed):
        watch.look()
    page.leave()

    assert (before, page.view_model.state.title) == ("Sunday, November 22", "Monday, November 23")


def test_cards_the_plan_leaves_are_studied_all_the_same_by_a_button(services: Services, qtbot: QtBot) -> None:
    page = rendered(TODAY, services, qtbot)
    wanted = "Study what is due…"
    before = next(each for each in page.findChildren(QPushButton) if each.text() == wanted).isVisible()
    asked = CustomSession(line="is:due", limit=100)
    page.view_model.state = replace(state_of(TODAY), left_text="8 more are due.", left_session=asked)
    page.render_state(page.view_model.state)
    button = next(each for each in page.findChildren(QPushButton) if each.text() == wanted)

    with qtbot.waitSignal(page.custom_wanted) as told:
        button.click()

    assert (before, button.isVisible(), told.args) == (False, True, [asked])
