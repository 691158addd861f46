"""A plan in which something was chosen is not put away unasked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flashcards.collection.importing import Bucket, Choice, Schedule
from flashcards.formats.text_layout import Known, Role
from flashcards.ui.importing.state import Phase
from flashcards.ui.importing.view import ImportPage
from flashcards.ui.page import PageId
from tests.ui.importing.conftest import WriteDeck, carry_out, look_over

CHARTS = (("Where is chart 7?", "In section 7"), ("Where is chart 8?", "In section 8"))

Choose = Callable[[ImportPage], None]
CHOOSING: dict[str, Choose] = {
    "how it is read": lambda page: page.view_model.set_known(0, Known(has_header=True)),
    "how it is read ": lambda page: page.view_model.set_column(0, 1, (Role.TAGS, 0)),
    "the deck": lambda page: page.view_model.set_deck("Law"),
    "the tags": lambda page: page.view_model.set_tags(("x",)),
    "the schedule": lambda page: page.view_model.set_schedule(Schedule.ALL),
    "what becomes of its notes": lambda page: page.view_model.choose(Bucket.NEW, Choice.LEAVE),
    "what becomes of its notes ": lambda page: page.view_model.choose_note(0, 1, Bucket.NEW, Choice.LEAVE),
}


@pytest.fixture
def planned(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> ImportPage:
    (tmp_path / "terms.csv").write_text("MPI,Master patient index\nROI,Release of information\n", encoding="utf-8")
    look_over(page, qtbot, tmp_path / "terms.csv")
    return page


def _escape(page: ImportPage) -> None:
    focused = page.window().focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)


def _choose(page: ImportPage, qtbot: QtBot, choose: Choose) -> None:
    choose(page)
    qtbot.waitUntil(lambda: page.view_model.state.is_settled)


def test_what_came_in_is_left_unasked(planned: ImportPage, qtbot: QtBot) -> None:
    _choose(planned, qtbot, CHOOSING["the tags"])
    carry_out(planned, qtbot)

    _escape(planned)

    assert planned.view_model.state.phase is Phase.START


@pytest.mark.parametrize("what", CHOOSING)
def test_each_choice_is_asked_about(what: str, planned: ImportPage, qtbot: QtBot) -> None:
    _choose(planned, qtbot, CHOOSING[what])

    _escape(planned)

    sheet = planned.putting_away.sheet
    assert sheet.isVisible()
    assert sheet.stay.hasFocus()
    assert f"What you chose would be lost: {what.strip()}." in sheet.accessibleDescription()
    assert sheet.accessibleName() == "Put “terms.csv” away?"
    assert planned.view_model.state.phase is Phase.REVIEW


def test_what_is_as_it_came_is_put_away_unasked(planned: ImportPage, qtbot: QtBot) -> None:
    _choose(planned, qtbot, lambda page: page.view_model.choose(Bucket.NEW, Choice.LEAVE))
    _choose(planned, qtbot, lambda page: page.view_model.choose(Bucket.NEW, Choice.TAKE))

    _escape(planned)

    assert planned.start.isVisible()


def test_escape_again_stays_and_the_button_puts_it_away(planned: ImportPage, qtbot: QtBot) -> None:
    _choose(planned, qtbot, CHOOSING["the deck"])

    _escape(planned)
    _escape(planned)
    stays = not planned.putting_away.sheet.isVisible() and planned.view_model.state.deck == "Law"
    _escape(planned)
    planned.putting_away.sheet.act.click()

    assert stays
    assert planned.start.isVisible()
    assert planned.view_model.chosen == ()


def test_tags_that_are_being_typed_count(planned: ImportPage) -> None:
    planned.review.tags.setFocus()
    QTest.keyClicks(planned.review.tags, "law")

    planned.foot_line.back.click()

    assert planned.putting_away.sheet.isVisible()
    assert planned.view_model.state.tags == ("law",)


def test_the_window_closes_once_that_is_agreed_to(planned: ImportPage, qtbot: QtBot) -> None:
    _choose(planned, qtbot, CHOOSING["the deck"])
    wanted: list[object] = []
    planned.page_wanted.connect(wanted.append)
    closed: list[bool] = []

    def close() -> None:
        if planned.lets_end(close):
            closed.append(True)

    close()
    sheet = planned.putting_away.sheet
    asked = (sheet.isVisible(), sheet.stay.hasFocus(), sheet.act.text(), closed == [], wanted)
    _escape(planned)
    stays = (closed == [], planned.view_model.state.deck)
    close()
    sheet.act.click()

    assert asked == (True, True, "Put it away and close", True, [PageId.IMPORT, PageId.IMPORT])
    assert stays == (True, "Law")
    assert closed == [True]


def test_a_plan_as_it_came_does_not_keep_the_window_open(planned: ImportPage) -> None:
    assert planned.lets_end(lambda: None)


def test_other_files_are_read_once_that_is_agreed_to(planned: ImportPage, write_deck: WriteDeck, qtbot: QtBot) -> None:
    _choose(planned, qtbot, CHOOSING["the tags"])

    planned.open_files([write_deck("charts.md", *CHARTS)])
    names = planned.view_model.state.names
    planned.putting_away.sheet.act.click()
    qtbot.waitUntil(lambda: planned.view_model.state.phase is Phase.REVIEW)

    assert names == "terms.csv"
    assert planned.view_model.state.names == "charts.md"
    assert planned.view_model.state.tags == ()


def test_pasted_text_waits_for_that_too_and_is_kept(planned: ImportPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    _choose(planned, qtbot, CHOOSING["the tags"])
    QTest.keyClick(planned.foot_line.act, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    planned.paste.text.setPlainText("a\tb\nc\td")

    planned.paste.read.click()
    _escape(planned)
    planned.paste.back.click()
    stays = planned.review.isVisible()
    QTest.keyClick(planned.foot_line.act, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert stays
    assert planned.paste.text.toPlainText() == "a\tb\nc\td"
