"""Tables in a field: put in by key, gone through by Tab, changed by a menu."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from flashcards.ui.editing.field_area import FieldArea, can_be_shown
from flashcards.ui.editing.tables import ACTS, table_at, table_menu
from flashcards.ui.theme import Theme


@pytest.fixture
def area(qtbot: QtBot, theme: Theme) -> Iterator[FieldArea]:
    """A field that is being typed in, above another line."""
    holder = QWidget()
    made = FieldArea("Front", "", theme)
    below = QLineEdit()
    column = QVBoxLayout(holder)
    column.addWidget(made)
    column.addWidget(below)
    qtbot.addWidget(holder)
    with qtbot.waitActive(holder):
        holder.show()
    made.setFocus()
    yield made
    holder.hide()


def write(area: FieldArea, *cells: str) -> None:
    for place, text in enumerate(cells):
        if place:
            QTest.keyClick(area, Qt.Key.Key_Tab)
        QTest.keyClicks(area, text)


def act(area: FieldArea, name: str) -> None:
    menu = table_menu(area)
    next(one for one in menu.actions() if name in one.text().replace("&", "")).trigger()


def test_f6_puts_in_a_table_with_a_head_and_tab_goes_through_its_cells(area: FieldArea) -> None:
    QTest.keyClick(area, Qt.Key.Key_F6)
    write(area, "Form", "Kept", "Consent", "10 years", "Order", "7 years")

    assert area.html == (
        "<table><thead><tr><th>Form</th><th>Kept</th></tr></thead><tbody><tr><td>Consent</td><td>10 years</td></tr>"
        "<tr><td>Order</td><td>7 years</td></tr></tbody></table>"
    )
    assert can_be_shown(area.html)


def test_words_before_a_table_stay_before_it(area: FieldArea) -> None:
    QTest.keyClicks(area, "Retention")

    QTest.keyClick(area, Qt.Key.Key_F6)
    write(area, "Form")

    assert area.html.startswith("<p>Retention</p>\n<table><thead><tr><th>Form</th>")


def test_tab_leaves_a_table_at_its_last_cell(area: FieldArea) -> None:
    QTest.keyClick(area, Qt.Key.Key_F6)
    write(area, "1", "2", "3", "4", "5", "6")

    QTest.keyClick(area, Qt.Key.Key_Tab)

    assert not area.hasFocus()


def test_shift_tab_goes_back_through_the_cells(area: FieldArea) -> None:
    QTest.keyClick(area, Qt.Key.Key_F6)
    write(area, "1", "2")

    QTest.keyClick(area, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(area, "one")

    assert "<th>one</th><th>2</th>" in area.html


def test_rows_and_columns_are_added_and_taken_away(area: FieldArea) -> None:
    QTest.keyClick(area, Qt.Key.Key_F6)
    write(area, "a", "b", "c", "d", "e", "f")

    act(area, "Add a row")
    act(area, "Delete the column")
    found = table_at(area.textCursor())

    assert found is not None
    assert (found.rows(), found.columns()) == (4, 1)
    assert "<td>e</td>" in area.html
    act(area, "Delete the row")
    act(area, "Add a column")
    assert len(ACTS) == 5


def test_the_whole_table_goes_and_undo_brings_it_back(area: FieldArea) -> None:
    QTest.keyClick(area, Qt.Key.Key_F6)
    write(area, "a")

    act(area, "Delete the table")
    assert area.html == ""

    area.undo()
    assert "<th>a</th>" in area.html
