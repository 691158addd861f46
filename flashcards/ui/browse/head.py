"""The top of the page: the search, what is wrong with it, cards or notes; and how many were found."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flashcards.domain.browsing import Unit
from flashcards.ui.actions import ActionId, Actions, action
from flashcards.ui.browse.search_line import SearchLine
from flashcards.ui.browse.state import BrowseState
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import icon_button
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.text import label
from flashcards.wording import counted, grouped

LEAST_CHARACTERS = 28
"""How narrow the search may get before what is beside it goes below."""
UNITS = (Unit.CARDS, Unit.NOTES)


class Head(QWidget):
    """The line, the switch, and the buttons beside it.

    Attributes:
        line: where a search is written.
        more: opens the menu of all that can be done.

    Signals:
        unit_chosen: a `Unit`.
    """

    unit_chosen = Signal(object)

    def __init__(self, services: Services, commands: Actions, history: Callable[[], tuple[str, ...]]) -> None:
        super().__init__()
        self.line = SearchLine(services.theme, services.icons, history)
        self.units = Segmented("List", ("Cards", "Notes"), services.theme)
        self.units.chosen.connect(lambda place: self.unit_chosen.emit(UNITS[place]))
        self.save = _icon(services, commands, ActionId.SAVE_SEARCH)
        self.study = _icon(services, commands, ActionId.STUDY_FOUND)
        self.preview = _icon(services, commands, ActionId.SHOW_PREVIEW)
        self.more = icon_button(services.icons.icon("ellipsis"), "What can be done to the selected cards (Shift+F10)")
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        self._hint = label("", "caption", wraps=True)
        self._hint.hide()
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        for part in (self.save, self.study, self.units, self.preview, self.more):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.L, Space.M, Space.S)
        column.setSpacing(Space.XS)
        column.addWidget(Beside(self.line, beside, characters=LEAST_CHARACTERS, spacing=Space.S))
        column.addWidget(self._problem)
        column.addWidget(self._hint)

    def show_state(self, state: BrowseState) -> None:
        """Show what is asked and what is wrong with it."""
        self.line.show_line(state.asked.line, state.asked.name)
        self.units.set_current(UNITS.index(state.asked.unit))
        wrong = state.wrong
        if wrong is None:
            self.line.point_at_nothing()
        else:
            self.line.point_at(wrong.start, wrong.end)
        self._problem.setText("" if wrong is None else wrong.sentence)
        self._problem.setVisible(wrong is not None)
        found = state.found
        hint = None if wrong or found is None or found.asked.line != state.asked.line else found.hint
        self._hint.setText("" if hint is None else hint.sentence)
        self._hint.setVisible(hint is not None)


def count_words(found: int, selected: int, unit: Unit) -> str:
    """Say how many were found, and how many of them are selected."""
    noun = "card" if unit is Unit.CARDS else "note"
    if selected == 0:
        return counted(found, noun)
    return f"{grouped(selected)} of {counted(found, noun)} selected"


def _icon(services: Services, commands: Actions, name: ActionId) -> QWidget:
    command = commands[name]
    made = icon_button(services.icons.icon(action(name).icon), f"{command.text()} ({command.shortcut().toString()})")
    made.clicked.connect(command.trigger)
    return made
