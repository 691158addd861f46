"""The sheet of custom study, on a real collection."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.custom_study import BegunSession, Chosen, CustomSession
from flashcards.ui.custom.sheet import FILLED_IN, CustomSheet
from flashcards.ui.custom.words import session_words
from flashcards.ui.dressing import Dressing
from flashcards.ui.page import Services
from flashcards.ui.widgets.scroll import Scroll
from tests.builders import a_note, add_notes


@pytest.fixture
def sheet(services: Services, collection: Collection, qtbot: QtBot) -> Iterator[CustomSheet]:
    add_notes(collection, "Filing", [a_note(f"filing-{number}", tags=("hard",)) for number in range(3)])
    add_notes(collection, "Other", [a_note(f"other-{number}") for number in range(2)])
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    made = CustomSheet(window, services)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    made.close_sheet()
    qtbot.waitUntil(lambda: services.runner.reading == 0, timeout=5000)


def is_whole(scroll: Scroll) -> bool:
    """Say whether nothing is cut off at the side."""
    body = scroll.widget()
    return body is not None and body.width() <= scroll.viewport().width()


@pytest.mark.parametrize("percent", [110, 150, 200])
def test_large_text_needs_no_scroll_bar_where_there_is_room(
    sheet: CustomSheet, services: Services, percent: int, qtbot: QtBot
) -> None:
    window = sheet.window()
    window.resize(1300, 1100)
    Dressing(services.theme, window, (window,))
    services.theme.wear(replace(services.look.preferences, text_percent=percent))

    sheet.ask(CustomSession())
    until_found(sheet, qtbot, "Study 5 cards")
    (scroll,) = sheet.findChildren(Scroll)

    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() == 0)
    assert is_whole(scroll)


def test_at_200_percent_no_field_is_cut_off(sheet: CustomSheet, services: Services, qtbot: QtBot) -> None:
    services.theme.wear(replace(services.look.preferences, text_percent=200))

    sheet.ask(CustomSession())
    until_found(sheet, qtbot, "Study 5 cards")
    (scroll,) = sheet.findChildren(Scroll)

    assert is_whole(scroll)


def until_found(sheet: CustomSheet, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: sheet.begin.text() == words and sheet.begin.isEnabled(), timeout=5000)


def test_it_says_how_many_cards_there_are_and_begins(sheet: CustomSheet, qtbot: QtBot) -> None:
    begun: list[BegunSession] = []
    sheet.begun.connect(begun.append)
    sheet.ask(CustomSession(deck="Filing"))
    until_found(sheet, qtbot, "Study 3 cards")

    sheet.begin.click()

    assert [(one.asked.deck, len(one.ids)) for one in begun] == [("Filing", 3)]
    assert sheet.isHidden()


def test_a_search_is_answered_while_it_is_typed_and_enter_begins(sheet: CustomSheet, qtbot: QtBot) -> None:
    sheet.ask(CustomSession())
    until_found(sheet, qtbot, "Study 5 cards")

    QTest.keyClicks(sheet.line, "deck:Other")
    until_found(sheet, qtbot, "Study 2 cards")
    with qtbot.waitSignal(sheet.begun) as begun:
        QTest.keyClick(sheet.line, Qt.Key.Key_Return)

    assert begun.args[0].asked.line == "deck:Other"
    assert len(begun.args[0].ids) == 2


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_enter_begins_from_a_switch_too(sheet: CustomSheet, qtbot: QtBot, modifier: Qt.KeyboardModifier) -> None:
    sheet.ask(CustomSession(deck="Other"))
    until_found(sheet, qtbot, "Study 2 cards")
    sheet.effect.setFocus()

    with qtbot.waitSignal(sheet.begun) as begun:
        QTest.keyClick(sheet.effect, Qt.Key.Key_Return, modifier)

    assert (begun.args[0].asked.deck, len(begun.args[0].ids)) == ("Other", 2)


def test_enter_on_cancel_begins_nothing(sheet: CustomSheet, qtbot: QtBot) -> None:
    sheet.ask(CustomSession(deck="Other"))
    until_found(sheet, qtbot, "Study 2 cards")
    cancel = next(one for one in sheet.findChildren(QPushButton) if one.text() == "Cancel")
    cancel.setFocus()

    with qtbot.assertNotEmitted(sheet.begun):
        QTest.keyClick(cancel, Qt.Key.Key_Return)


def test_fields_stand_in_line_at_every_text_size(sheet: CustomSheet, services: Services, qtbot: QtBot) -> None:
    sheet.window().resize(1280, 800)
    services.theme.wear(replace(services.look.preferences, text_percent=150))
    sheet.ask(CustomSession())
    fields = (sheet.line, sheet.deck, sheet.tag, sheet.domain, sheet.order)

    qtbot.waitUntil(lambda: sheet.deck.isVisible() and len({one.mapTo(sheet, QPoint()).x() for one in fields}) == 1)

    assert len({one.width() for one in fields}) == 1


def test_what_is_wrong_in_the_search_is_said_and_underlined(sheet: CustomSheet, qtbot: QtBot) -> None:
    sheet.ask(CustomSession(line="tag:hard"))
    until_found(sheet, qtbot, "Study 3 cards")

    QTest.keyClicks(sheet.line, " is:wrong")

    qtbot.waitUntil(lambda: sheet.line.wrong_part == "is:wrong", timeout=5000)
    assert not sheet.begin.isEnabled()


def test_what_was_filled_in_is_given_up_only_when_that_is_said_twice(sheet: CustomSheet, qtbot: QtBot) -> None:
    sheet.ask(CustomSession())
    until_found(sheet, qtbot, "Study 5 cards")
    QTest.keyClicks(sheet.line, "tag:hard")

    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    first = sheet.isVisible(), sheet._problem.text()
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))

    assert first == (True, FILLED_IN)
    assert sheet.isHidden()


def test_every_row_is_in_sight_where_the_window_has_room(sheet: CustomSheet, qtbot: QtBot) -> None:
    sheet.window().resize(1280, 800)
    sheet.ask(CustomSession(chosen=Chosen.MISSED))

    qtbot.waitUntil(lambda: sheet.effect.visibleRegion().boundingRect().height() == sheet.effect.height())

    assert sheet._scroll.verticalScrollBar().maximum() == 0


def test_new_cards_are_only_looked_at_unless_the_learner_says_otherwise(sheet: CustomSheet) -> None:
    sheet.ask(CustomSession())

    QTest.keyClick(sheet.chosen, Qt.Key.Key_Right)
    moved = sheet.wish()
    for _ in range(3):
        QTest.keyClick(sheet.chosen, Qt.Key.Key_Right)
    looked = sheet.wish()

    assert (moved.chosen, moved.moves_schedule) == (Chosen.MISSED, True)
    assert (looked.chosen, looked.moves_schedule) == (Chosen.NEW, False)


def test_letters_do_not_reach_the_window_while_the_sheet_is_open(sheet: CustomSheet) -> None:
    window = sheet.window()
    pressed: list[bool] = []
    shortcut = QShortcut(QKeySequence("D"), window)
    shortcut.activated.connect(lambda: pressed.append(True))
    sheet.ask(CustomSession())

    QTest.keyClick(sheet.chosen, Qt.Key.Key_D)

    assert pressed == []
    sheet.close_sheet()
    QTest.keyClick(window, Qt.Key.Key_D)
    assert pressed == [True]


def test_decks_and_tags_there_are_can_be_chosen(sheet: CustomSheet, qtbot: QtBot) -> None:
    sheet.ask(CustomSession())
    qtbot.waitUntil(lambda: sheet.deck.count() == 3 and sheet.tag.count() == 2, timeout=5000)

    QTest.keyClicks(sheet.tag, "h")

    assert sheet.wish().tag == "hard"


def test_a_session_says_what_it_is_of() -> None:
    asked = CustomSession(Chosen.MISSED, "mpi", deck="RHIT::Coding", tag="hard", domain=2, days=3, moves_schedule=False)

    assert session_words(asked) == (
        "Custom session: missed in the last 3 days · RHIT › Coding · tag hard · domain 2 · “mpi” · "
        "the schedule stays as it is"
    )


def test_study_stays_where_it_is_whichever_cards_are_chosen(sheet: CustomSheet, qtbot: QtBot) -> None:
    sheet.window().resize(1280, 1000)
    sheet.ask(CustomSession())
    until_found(sheet, qtbot, "Study 5 cards")
    places = []

    for place in range(len(Chosen)):
        sheet.chosen.set_current(place)
        sheet.chosen.chosen.emit(place)
        qtbot.waitUntil(lambda: sheet._services.runner.reading == 0)
        QApplication.sendPostedEvents()
        places.append(sheet.begin.mapTo(sheet, QPoint()).y())

    assert len(set(places)) == 1
