"""The list of what was found, or what stands in its place when nothing was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from flashcards.ui.browse.nothing_found import NothingFound
from flashcards.ui.browse.search_line import SearchLine
from flashcards.ui.browse.table import CardTable


class ListOrNothing(QStackedWidget):
    """Lends the keyboard of a list that goes to the search line, and gives it back with the list."""

    def __init__(self, table: CardTable, nothing: NothingFound, line: SearchLine) -> None:
        super().__init__()
        self._table, self._nothing, self._line = table, nothing, line
        self._is_lent = False
        self.addWidget(table)
        self.addWidget(nothing)

    def show_list(self) -> None:
        """Show the list."""
        self.setCurrentWidget(self._table)
        was_lent, self._is_lent = self._is_lent, False
        if was_lent and self._line.hasFocus() and not self._line.is_typed_in:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_nothing(self) -> None:
        """Show what stands in its place."""
        if self._table.hasFocus():
            self._is_lent = True
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentWidget(self._nothing)
