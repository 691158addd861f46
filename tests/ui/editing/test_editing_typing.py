"""Markdown typed into a field becomes formatting."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from flashcards.ui.editing.field_area import FieldArea

CTRL = Qt.KeyboardModifier.ControlModifier
Made = Callable[[str], FieldArea]


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("a **bold** word", "a <b>bold</b> word"),
        ("an *italic* word", "an <i>italic</i> word"),
        ("**two words** and *one*", "<b>two words</b> and <i>one</i>"),
        ("press `a < b` now", "press <code>a &lt; b</code> now"),
        ("- one", "<ul><li>one</li></ul>"),
        ("* one", "<ul><li>one</li></ul>"),
        ("1. one", "<ol><li>one</li></ol>"),
        ("1) one", "<ol><li>one</li></ol>"),
    ],
)
def test_markdown_becomes_formatting(made: Made, typed: str, html: str) -> None:
    area = made("")

    QTest.keyClicks(area, typed)

    assert area.html == html


@pytest.mark.parametrize(
    "typed", ["2 * 3 * 4", "a ** b **", "2. later", "x - y", "``", "\\( a*b*c \\)", "snake*case*name", "the 1. of May"]
)
def test_what_is_no_markdown_stays_as_it_is_typed(made: Made, typed: str) -> None:
    area = made("")

    QTest.keyClicks(area, typed)

    assert area.html == typed


def test_undo_gives_back_what_was_typed(made: Made) -> None:
    area = made("")

    QTest.keyClicks(area, "a **bold**")
    formatted = area.html
    QTest.keyClick(area, Qt.Key.Key_Z, CTRL)

    assert formatted == "a <b>bold</b>"
    assert area.html == "a **bold**"


def test_a_list_is_not_begun_within_a_list(made: Made) -> None:
    area = made("")

    QTest.keyClicks(area, "- - one")

    assert area.html == "<ul><li>- one</li></ul>"


def test_words_are_enclosed_and_the_caret_stays_inside_empty_ones(made: Made) -> None:
    area = made("within 60 days")
    cursor = area.textCursor()
    cursor.setPosition(7)
    cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)

    area.enclose("{{c1::", "}}")
    enclosed = area.html
    area.moveCursor(QTextCursor.MoveOperation.End)
    area.enclose("\\( ", " \\)")
    QTest.keyClicks(area, "x")

    assert enclosed == "within {{c1::60}} days"
    assert area.html == "within {{c1::60}} days\\( x \\)"
