"""What the line of a search says while it is empty."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from flashcards.ui.browse.search_line import HINTS, SearchLine
from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme


def test_an_empty_line_says_as_much_as_it_has_room_for(theme: Theme, icons: Icons, qtbot: QtBot) -> None:
    line = SearchLine(theme, icons, tuple)
    qtbot.addWidget(line)
    line.show()
    said = []
    for width in (600, 300, 90):
        line.resize(width, 40)
        said.append(line.placeholderText())
    line.show_line("", "Stuck cards")

    assert (said[0], said[2]) == (HINTS[0], HINTS[-1])
    assert said[1] in HINTS[1:-1]
    assert line.placeholderText() == "Stuck cards"


LONG = 'deck:"RHIT exam topics" prop:stability<7 -is:suspended (tag:privacy or tag:security) rated:8-14'


@pytest.fixture
def line(theme: Theme, icons: Icons, qtbot: QtBot) -> Iterator[SearchLine]:
    """A narrow line above a button that has the keyboard."""
    host, made, other = QWidget(), SearchLine(theme, icons, tuple), QPushButton("List")
    qtbot.addWidget(host)
    host.resize(300, 120)
    column = QVBoxLayout(host)
    column.addWidget(made)
    column.addWidget(other)
    with qtbot.waitActive(host):
        host.show()
    other.setFocus()
    yield made
    host.hide()


def other_of(line: SearchLine) -> QPushButton:
    other = line.window().findChild(QPushButton)
    assert isinstance(other, QPushButton)
    return other


def test_a_long_search_that_is_not_written_in_shows_how_it_begins(line: SearchLine) -> None:
    line.show_line(LONG)

    assert line.cursorPosition() == 0


def test_a_line_that_is_left_shows_how_it_begins_and_the_caret_comes_back_with_the_keyboard(line: SearchLine) -> None:
    line.setFocus()
    QTest.keyClicks(line, LONG)
    QTest.keyClick(line, Qt.Key.Key_Left)
    while_typing = line.cursorPosition()

    other_of(line).setFocus()
    away = line.cursorPosition()
    line.setFocus()

    assert (while_typing, away, line.cursorPosition()) == (len(LONG) - 1, 0, len(LONG) - 1)


def test_the_caret_stays_while_a_line_that_is_written_in_is_shown_again(line: SearchLine) -> None:
    line.setFocus()
    QTest.keyClicks(line, LONG)

    line.show_line(LONG)

    assert line.cursorPosition() == len(LONG)


def test_a_search_selected_whole_shows_how_it_begins_and_is_typed_over(line: SearchLine) -> None:
    line.show_line(LONG)
    line.setFocus()

    line.select_from_end()
    selected, caret = line.selectedText(), line.cursorPosition()
    QTest.keyClicks(line, "due")

    assert (selected, caret, line.text()) == (LONG, 0, "due")


def test_a_search_made_elsewhere_shows_how_it_begins_in_a_line_nothing_was_typed_in(line: SearchLine) -> None:
    line.setFocus()

    line.show_line(LONG)

    assert (line.cursorPosition(), line.selectedText()) == (0, LONG)
