"""The Progress page on screen."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.collection.statistics import counting
from flashcards.collection.statistics.asking import Period
from flashcards.collection.statistics.habits import Grouping
from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.ui.actions import ActionId
from flashcards.ui.page import PageId, Services
from flashcards.ui.progress.chart import Table
from flashcards.ui.progress.chart_table import ChartTable
from flashcards.ui.progress.state import Section
from flashcards.ui.progress.view import ProgressPage
from flashcards.ui.widgets.panel import PageColumn
from flashcards.wording import percent
from tests.builders import NOON, TODAY, a_note, add_notes


def a_line(card: CardId, ago: int, *, is_first: bool = False) -> Review:
    """Give an answer of some days ago."""
    return Review(
        card_id=card,
        reviewed_at=NOON - timedelta(days=ago),
        reviewed_on=StudyDay(TODAY - ago),
        rating=Rating.GOOD,
        kind=ReviewKind.LEARNING if is_first else ReviewKind.REVIEW,
        state=CardState.NEW if is_first else CardState.REVIEW,
        elapsed_days=0 if is_first else 1,
        interval_days=3,
        duration_ms=6000,
        retrievability=None if is_first else 0.9,
        memory=None,
    )


def answer(collection: Collection, days: int) -> None:
    """Answer one card on each of the last days."""
    (card,) = add_notes(collection, "Filing", [a_note("one")])
    lines = [a_line(card, ago, is_first=ago == days - 1) for ago in reversed(range(days))]
    collection.transact(Operation.ANSWER_CARD, lambda change: change.add_reviews(lines))


@pytest.fixture
def page(services: Services, collection: Collection, qtbot: QtBot) -> ProgressPage:
    answer(collection, 3)
    made = ProgressPage(services)
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    open_page(made, qtbot)
    return made


def open_page(page: ProgressPage, qtbot: QtBot) -> None:
    page.enter()
    qtbot.waitUntil(lambda: page.view_model.state.is_ready)


def test_the_overview_tells_what_was_done(page: ProgressPage) -> None:
    panels = page.sections[Section.OVERVIEW].panels

    assert panels["answers"].chart.summary == "3 answers in 0 minutes"
    assert panels["heat"].chart.summary == "3 answers on 3 days, 3 days in a row now, 3 at most"
    assert panels["retention"].chart.table.rows[-1] == ("All time", percent(1), "–", percent(1), "2")
    assert panels["answers"].drawing.isVisible()


def test_an_answer_given_meanwhile_is_counted_at_once(page: ProgressPage, services: Services, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.view_model.changed):
        services.runner.write(Operation.ANSWER_CARD, lambda change: change.add_reviews([a_line(CardId(1), 0)]))

    assert page.sections[Section.OVERVIEW].panels["heat"].chart.summary.startswith("4 answers")


def test_keys_choose_the_period(page: ProgressPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.view_model.changed):
        page.commands[ActionId.LAST_YEAR].trigger()

    assert page.view_model.state.question.period is Period.YEAR
    assert page.head.periods.current == 2


def test_arrow_keys_read_a_chart_and_return_looks_for_its_cards(page: ProgressPage, qtbot: QtBot) -> None:
    panel = page.sections[Section.OVERVIEW].panels["answers"]
    QTest.keyClick(panel.drawing, Qt.Key.Key_Left)
    told = panel.drawing.accessibleDescription()

    with qtbot.waitSignal(page.browse_wanted) as wanted:
        QTest.keyClick(panel.drawing, Qt.Key.Key_Return)

    assert told == "Monday, November 23, 2026: young 1, all 1"
    assert wanted.args == ["rated:1"]


def test_a_day_of_the_year_can_be_clicked(page: ProgressPage, qtbot: QtBot) -> None:
    heat = page.sections[Section.OVERVIEW].panels["heat"].drawing
    QTest.keyClick(heat, Qt.Key.Key_Up)
    QTest.keyClick(heat, Qt.Key.Key_Left)

    with qtbot.waitSignal(page.browse_wanted) as wanted:
        QTest.keyClick(heat, Qt.Key.Key_Return)

    assert wanted.args == ["rated:8-8"]


def test_every_chart_can_be_read_as_a_table_and_copied(page: ProgressPage) -> None:
    page.commands[ActionId.CHARTS_AS_TABLES].trigger()

    panel = page.sections[Section.OVERVIEW].panels["answers"]
    assert panel.table.isVisible()
    assert not panel.drawing.isVisible()
    panel.copy_csv()
    assert QApplication.clipboard().text().splitlines()[-1] == "2026-11-23,0,1,1"


def test_a_chart_is_saved_as_a_picture(page: ProgressPage, tmp_path: Path) -> None:
    page.sections[Section.OVERVIEW].panels["answers"].save_png(tmp_path / "a.png")

    image = QImage(str(tmp_path / "a.png"))
    assert image.width() > 800


def test_without_answers_the_page_says_what_to_do(services: Services, qtbot: QtBot) -> None:
    page = ProgressPage(services)
    qtbot.addWidget(page)
    page.enter()
    qtbot.waitUntil(lambda: page.view_model.state.is_ready)

    with qtbot.waitSignal(page.page_wanted) as wanted:
        page._empty.button.click()

    assert wanted.args == [PageId.TODAY]


def test_a_long_log_is_counted_first(
    services: Services, collection: Collection, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "LONG_TAIL", 1)
    answer(collection, 9)
    page = ProgressPage(services)
    qtbot.addWidget(page)
    told: list[float | None] = []
    page.view_model.changed.connect(lambda: told.append(page.view_model.state.counted))

    open_page(page, qtbot)

    assert (told[0], told[-1]) == (0.0, None)
    assert collection.read(lambda snapshot: snapshot.number("SELECT through FROM tally_reach")) == 9


def test_a_search_that_cannot_be_understood_is_answered_in_words(page: ProgressPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.view_model.changed, check_params_cb=lambda: bool(page.view_model.state.problem)):
        page.view_model.choose_search('"half')

    assert page.view_model.state.problem != ""


def test_what_is_wrong_in_a_search_is_underlined_until_it_is_changed(page: ProgressPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.head.search, " deck:Filing prop:zz>3")

    qtbot.waitUntil(lambda: bool(page.head.search.wrong_part))
    wrong = page.head.search.wrong_part
    QTest.keyClick(page.head.search, Qt.Key.Key_Backspace)

    assert wrong in "prop:zz>3"
    assert page.head.search.wrong_part == ""


def test_a_search_is_made_as_it_is_typed(page: ProgressPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.head.search, "deck:Filing")

    qtbot.waitUntil(lambda: page.view_model.state.question.search == "deck:Filing")

    assert page.head.search.text() == "deck:Filing"


def test_a_table_that_gets_the_keyboard_stands_on_its_first_row(page: ProgressPage) -> None:
    panel = page.sections[Section.OVERVIEW].panels["answers"]

    panel.turn()

    assert panel.table.hasFocus()
    assert panel.table.currentIndex().row() == 0


def test_the_table_of_a_chart_is_a_sound_model(qtmodeltester: Any) -> None:
    model = ChartTable()
    model.set_table(Table(("Day", "All"), (("Monday", "1"), ("Tuesday", "2"))))

    qtmodeltester.check(model)
    assert model.data(model.index(1, 1)) == "2"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Day"


def test_imported_reviews_are_predicted_afterwards_and_that_is_said(
    page: ProgressPage, collection: Collection, qtbot: QtBot
) -> None:
    (card,) = add_notes(collection, "Filing", [a_note("two")])
    lines = [replace(a_line(card, ago, is_first=ago == 4), retrievability=None) for ago in (4, 3)]
    collection.transact(Operation.IMPORT, lambda change: change.add_reviews(lines))

    page.view_model.choose_section(Section.MEMORY)

    panel = page.sections[Section.MEMORY].panels["calibration"]
    qtbot.waitUntil(lambda: "The prediction of 1 was worked out afterwards" in panel.chart.summary)
    assert panel.chart.summary.startswith("Of 3 reviews, ")


def test_the_heatmap_shows_all_seven_days_of_a_week_at_any_width(page: ProgressPage, qtbot: QtBot) -> None:
    heat = page.sections[Section.OVERVIEW].panels["heat"].drawing

    for width in (720, 1280):
        page.resize(width, 800)
        qtbot.waitUntil(lambda: heat.height() == heat.heightForWidth(heat.width()))

    assert heat.heightForWidth(900) > heat.heightForWidth(500)


def test_a_table_comes_behind_the_buttons_of_its_chart(page: ProgressPage) -> None:
    panel = page.sections[Section.OVERVIEW].panels["answers"]

    panel.turn()

    assert panel.save.nextInFocusChain() is panel.table
    assert panel.table.model().rowCount() == len(panel.chart.table.rows)


def test_the_search_is_gone_to_by_its_key_and_in_view(page: ProgressPage) -> None:
    page.resize(900, 400)
    bar = page.findChildren(PageColumn)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    search = page.head.search

    page.commands[ActionId.SEARCH_CHARTS].trigger()

    assert page.window().focusWidget() is search
    assert search.visibleRegion().boundingRect().height() == search.height()


def test_section_and_period_stay_in_sight_above_what_scrolls(page: ProgressPage, qtbot: QtBot) -> None:
    column = page.findChild(PageColumn)
    assert column is not None
    bar = column.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)

    bar.setValue(bar.maximum())

    head, panel = page.head, page.sections[Section.OVERVIEW].panels["heat"]
    assert head.sections.visibleRegion().boundingRect().size() == head.sections.size()
    assert head.periods.visibleRegion().boundingRect().size() == head.periods.size()
    qtbot.waitUntil(lambda: head.mapTo(page, QPoint()).x() == panel.mapTo(page, QPoint()).x())
    assert head.width() == panel.width()


def test_the_last_part_of_a_deck_is_seen_where_there_is_no_room_for_all_of_it(page: ProgressPage, qtbot: QtBot) -> None:
    page.view_model.choose_section(Section.HABITS)
    panel = page.sections[Section.HABITS].panels["groups"]
    qtbot.waitUntil(lambda: panel.chart.title == "Decks")
    first = panel.table.model().index(0, 0)

    page.view_model.choose_grouping(Grouping.DOMAIN)
    decks = panel.table.textElideMode()
    qtbot.waitUntil(lambda: panel.chart.title == "Domains")

    assert first.data(Qt.ItemDataRole.ToolTipRole) == first.data()
    assert (decks, panel.table.textElideMode()) == (Qt.TextElideMode.ElideLeft, Qt.TextElideMode.ElideRight)


def head_in_a_small_window(page: ProgressPage) -> tuple[int, bool]:
    """Give how many lines the head has, and whether it scrolls with the charts."""
    head, (column,) = page.head, page.findChildren(PageColumn)
    lines = {part.mapTo(head, part.rect().center()).y() // 20 for part in (head.decks, head.sections, head.periods)}
    return len(lines), column.isAncestorOf(head)


@pytest.mark.parametrize(("percent", "wanted"), [(100, (2, False)), (150, (2, False)), (200, (3, True))])
def test_large_text_in_a_small_window_leaves_the_charts_their_room(
    page: ProgressPage, services: Services, percent: int, wanted: tuple[int, bool], qtbot: QtBot
) -> None:
    page.resize(936, 650)

    services.theme.wear(replace(services.look.preferences, text_percent=percent))

    qtbot.waitUntil(lambda: head_in_a_small_window(page) == wanted)
    services.theme.wear(services.look.preferences)
    qtbot.waitUntil(lambda: head_in_a_small_window(page) == (2, False))


def test_the_keyboard_stays_in_a_head_that_scrolls_now(page: ProgressPage, services: Services, qtbot: QtBot) -> None:
    page.head.search.setFocus()

    services.theme.wear(replace(services.look.preferences, text_percent=200))
    page.resize(936, 650)

    qtbot.waitUntil(lambda: head_in_a_small_window(page) == (3, True))
    assert page.window().focusWidget() is page.head.search
