"""Planned breaks on the Today page: shown, changed, ended."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from flashcards.collection import breaks
from flashcards.collection.collection import Collection
from flashcards.domain.breaks import Break
from flashcards.domain.changes import Operation
from flashcards.storage import counts
from flashcards.ui.moving.state import Way, break_text, ended_text
from flashcards.ui.page import Services
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.today.view import TodayPage
from tests.builders import NOON, a_note, add_notes

ON = NOON.date()
WORKING_MS = 20_000


@pytest.fixture
def page(services: Services, collection: Collection, qtbot: QtBot) -> Iterator[TodayPage]:
    add_notes(collection, "Terms", [a_note("one")])
    made = TodayPage(services)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.enter()
    qtbot.waitUntil(lambda: made.view_model.state.is_ready, timeout=WORKING_MS)
    yield made
    made.leave()


def plan_break(page: TodayPage, first: int, last: int, qtbot: QtBot) -> None:
    page.adjust(Way.BREAK)
    choose(page, first, last, qtbot)


def choose(page: TodayPage, first: int, last: int, qtbot: QtBot) -> None:
    sheet = page.moving
    for field, ahead in ((sheet.first, first), (sheet.last, last)):
        field.line.setText((ON + timedelta(days=ahead)).isoformat())
        field.line.editingFinished.emit()
    qtbot.waitUntil(sheet.act.isEnabled, timeout=WORKING_MS)
    with qtbot.waitSignal(sheet.done, timeout=WORKING_MS):
        sheet.act.click()


def press(page: TodayPage, text: str, qtbot: QtBot) -> None:
    """Press a button of the breaks, once it is seen: Qt shows new ones a moment later."""

    def seen() -> list[QPushButton]:
        return [one for one in page.breaks.findChildren(QPushButton) if one.text() == text and one.isVisible()]

    qtbot.waitUntil(lambda: seen() != [], timeout=WORKING_MS)
    seen()[0].click()


def known(collection: Collection) -> tuple[Break, ...]:
    return collection.read(lambda snapshot: breaks.ahead(snapshot, ON))


def test_a_break_is_shown_changed_and_taken_away(
    page: TodayPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    plan_break(page, 2, 4, qtbot)
    qtbot.waitUntil(page.breaks.isVisible, timeout=WORKING_MS)

    press(page, "Change…", qtbot)
    assert page.moving.first.value == ON + timedelta(days=2)
    assert not page.moving.way.isVisible()
    choose(page, 3, 9, qtbot)
    assert known(collection) == (Break(ON + timedelta(days=3), ON + timedelta(days=9)),)

    qtbot.waitUntil(lambda: page.view_model.state.breaks == known(collection), timeout=WORKING_MS)
    press(page, "Cancel the break", qtbot)
    qtbot.waitUntil(lambda: not page.breaks.isVisible(), timeout=WORKING_MS)
    assert collection.read(counts.undo_names).undo == Operation.END_BREAK
    runner.undo()
    qtbot.waitUntil(page.breaks.isVisible, timeout=WORKING_MS)


def test_on_a_break_the_page_says_so_and_ends_it(page: TodayPage, collection: Collection, qtbot: QtBot) -> None:
    assert page.view_model.state.new == 1

    plan_break(page, 0, 3, qtbot)
    qtbot.waitUntil(lambda: page.view_model.state.done_title == "You are on a break", timeout=WORKING_MS)
    assert page.view_model.state.new == 0

    press(page, "End the break", qtbot)
    qtbot.waitUntil(lambda: page.view_model.state.new == 1, timeout=WORKING_MS)
    assert known(collection) == ()


def test_a_later_first_day_takes_the_last_one_along(page: TodayPage) -> None:
    page.adjust(Way.BREAK)
    sheet = page.moving

    sheet.first.line.setText("12/24")
    sheet.first.line.editingFinished.emit()

    assert sheet.last.value == sheet.first.value == ON.replace(month=12, day=24)
    sheet.last.line.setText("12/23/2026")
    sheet.last.line.editingFinished.emit()
    assert sheet.last.problem == "Write December 24, 2026 or a later day."


def test_a_break_is_not_planned_while_a_date_cannot_be_read(
    page: TodayPage, collection: Collection, qtbot: QtBot
) -> None:
    page.adjust(Way.BREAK)
    sheet = page.moving
    qtbot.waitUntil(sheet.act.isEnabled, timeout=WORKING_MS)
    sheet.last.line.setText("Christmas")
    sheet.last.line.editingFinished.emit()

    sheet.act.click()

    assert sheet.isVisible()
    assert known(collection) == ()


def test_a_break_is_told_by_how_far_it_is() -> None:
    days = Break(ON + timedelta(days=2), ON + timedelta(days=4))

    assert break_text(days, ON) == ("Break from Wednesday, November 25 to Friday, November 27: 3 days without study.")
    assert break_text(days, ON + timedelta(days=3)) == (
        "You are on a break, until Friday, November 27. You are back on Saturday, November 28."
    )
    assert break_text(days, ON + timedelta(days=4)).startswith("You are on a break, today is its last day.")
    assert ended_text(days, 2, ON) == (
        "No break from Wednesday, November 25 to Friday, November 27. 2 reviews have their day back."
    )
    assert ended_text(days, 0, ON + timedelta(days=3)) == "The break is over."
