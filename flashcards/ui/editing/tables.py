"""A table in a field: put in, and its rows and columns added and taken away."""

from collections.abc import Callable
from typing import cast

from PySide6.QtGui import QTextCursor, QTextTable
from PySide6.QtWidgets import QMenu, QTextEdit

ROWS, COLUMNS = 3, 2
"""What a new table has, its head included."""


def table_at(cursor: QTextCursor) -> QTextTable | None:
    """Give the table a cursor is in, or None."""
    return cast("QTextTable | None", cursor.currentTable())  # Qt's types promise one always


def insert_table(area: QTextEdit) -> None:
    """Put in a table with a head, and go to its first cell."""
    cursor = area.textCursor()
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    head, row = ("".join(f"<{tag}></{tag}>" for _ in range(COLUMNS)) for tag in ("th", "td"))
    start = cursor.position()
    cursor.insertHtml(f"<table><thead><tr>{head}</tr></thead><tbody>{f'<tr>{row}</tr>' * (ROWS - 1)}</tbody></table>")
    cursor.endEditBlock()
    inside = QTextCursor(area.document())
    inside.setPosition(start)
    while table_at(inside) is None and inside.movePosition(QTextCursor.MoveOperation.NextCharacter):
        pass
    area.setTextCursor(inside)


def move_cell(area: QTextEdit, by: int) -> bool:
    """Go to the next cell, or the one before; say whether there is one."""
    table = table_at(area.textCursor())
    if table is None:
        return False
    cell = table.cellAt(area.textCursor())
    place = cell.row() * table.columns() + cell.column() + by
    if not 0 <= place < table.rows() * table.columns():
        return False
    wanted = table.cellAt(place // table.columns(), place % table.columns())
    cursor = wanted.firstCursorPosition()
    cursor.setPosition(wanted.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)
    return True


def add_row(area: QTextEdit, table: QTextTable) -> None:
    """Add a row below the one the caret is in."""
    table.insertRows(table.cellAt(area.textCursor()).row() + 1, 1)


def add_column(area: QTextEdit, table: QTextTable) -> None:
    """Add a column at the right of the one the caret is in."""
    table.insertColumns(table.cellAt(area.textCursor()).column() + 1, 1)


def remove_row(area: QTextEdit, table: QTextTable) -> None:
    """Take the row away; with the last one the table goes."""
    table.removeRows(table.cellAt(area.textCursor()).row(), 1)


def remove_column(area: QTextEdit, table: QTextTable) -> None:
    """Take the column away; with the last one the table goes."""
    table.removeColumns(table.cellAt(area.textCursor()).column(), 1)


def remove_table(_area: QTextEdit, table: QTextTable) -> None:
    """Take the whole table away."""
    table.removeRows(0, table.rows())


ACTS: tuple[tuple[str, Callable[[QTextEdit, QTextTable], None]], ...] = (
    ("Add a &row below", add_row),
    ("Add a &column at the right", add_column),
    ("&Delete the row", remove_row),
    ("D&elete the column", remove_column),
    ("Delete the &table", remove_table),
)


def table_menu(area: QTextEdit) -> QMenu:
    """Make the menu of what can be done to the table the caret is in."""
    menu = QMenu("Table", area)
    for text, act in ACTS:
        menu.addAction(text).triggered.connect(lambda _checked=False, act=act: _act(area, act))
    return menu


def table(area: QTextEdit) -> None:
    """Put in a table; inside one, offer what can be done to it."""
    if table_at(area.textCursor()) is None:
        insert_table(area)
        return
    menu = table_menu(area)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(area.viewport().mapToGlobal(area.cursorRect().bottomLeft()))


def _act(area: QTextEdit, act: Callable[[QTextEdit, QTextTable], None]) -> None:
    found = table_at(area.textCursor())
    if found is not None:
        act(area, found)
        area.setFocus()
