"""The menu of the table's header: which columns are shown."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from flashcards.domain.browsing import Column, Unit
from flashcards.ui.browse import cells

Take = Callable[[Sequence[Column]], None]


def column_menu(shown: Sequence[Column], unit: Unit, take: Take, parent: QWidget) -> QMenu:
    """Make the menu.

    Args:
        shown: the columns as they stand now.
        take: receives the columns as they are to stand.
    """
    menu = QMenu("Columns", parent)
    for column in cells.TITLES:
        line = menu.addAction(cells.title(column, unit))
        line.setCheckable(True)
        line.setChecked(column in shown)
        line.setEnabled(len(shown) > 1 or column not in shown)
        line.setData(column.value)
    menu.addSeparator()
    usual = menu.addAction("Usual columns")
    usual.setData("")

    def choose(line: object) -> None:
        name = line.data()  # type: ignore[attr-defined]  # Qt gives the action
        take(_turned(shown, Column(name)) if name else cells.USUAL[unit])

    menu.triggered.connect(choose)
    return menu


def _turned(shown: Sequence[Column], column: Column) -> tuple[Column, ...]:
    if column in shown:
        return tuple(one for one in shown if one is not column)
    return (*shown, column)
