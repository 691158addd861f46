"""What the Progress page is asked: how far back, which section, which cards."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flashcards.collection.statistics.asking import Period
from flashcards.ui.browse.search_line import SearchLine
from flashcards.ui.page import Services
from flashcards.ui.progress.state import PERIODS, ProgressState, Section
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.text import label
from flashcards.wording import deck_path

ALL_DECKS = "All decks"
HINTS = ("or search (Ctrl+F)", "or search", "Search")
LEAST_SEARCH = 200
"""The width, at 100 % text, that the search needs for what it says while it is empty."""
TYPING_MS = 500
"""A search begins when nothing was typed for so long: the charts of half a word are in nobody's interest."""


class Head(QWidget):
    """Title and period; section, deck and search.

    Signals:
        section_chosen, period_chosen: a `Section`, a `Period`.
        deck_chosen: a deck's name, "" for all.
        search_chosen: a line of the search language.
    """

    section_chosen = Signal(object)
    period_chosen = Signal(object)
    deck_chosen = Signal(str)
    search_chosen = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.periods = Segmented("Period", list(PERIODS.values()), services.theme)
        self.sections = Segmented("Section", [section.value for section in Section], services.theme)
        self.decks = Picker("Deck", services.icons)
        self.search = SearchLine(services.theme, services.icons, tuple, HINTS)
        self.search.setAccessibleName("Search cards to count")
        self.search.setMinimumWidth(services.theme.scaled(LEAST_SEARCH))
        self._problem = label("", "problem", wraps=True)
        self._typed = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typed.timeout.connect(self._choose_search)
        self._problem.hide()
        self._lay_out()
        self.periods.chosen.connect(self._choose_period)
        self.sections.chosen.connect(self._choose_section)
        self.decks.chosen.connect(self._choose_deck)
        self.search.asked.connect(self._choose_search)
        self.search.edited.connect(self._typed.start)
        self.search.left_downwards.connect(self.sections.setFocus)
        self.search.textChanged.connect(self._end_search)

    def render_state(self, state: ProgressState) -> None:
        """Set every control."""
        self.periods.set_current(list(PERIODS).index(state.question.period))
        self.sections.set_current(list(Section).index(state.section))
        self.decks.offer([(ALL_DECKS, ""), *((deck_path(name), name) for name in state.decks)], state.question.deck)
        self.decks.setEnabled(not state.question.search)
        self._problem.setText(f"{state.problem} The charts are still those of before." if state.problem else "")
        self._problem.setVisible(bool(state.problem))
        self._point_at(state.wrong)

    def _point_at(self, wrong: tuple[int, int] | None) -> None:
        """Underline a part of the search, as long as it is the one that was made."""
        if wrong is None:
            self.search.point_at_nothing()
        elif not self._typed.isActive():
            text = self.search.text()
            before = len(text) - len(text.lstrip())
            self.search.point_at(before + wrong[0], before + wrong[1])

    def _lay_out(self) -> None:
        which = QWidget()
        row = QHBoxLayout(which)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.decks, 1)
        row.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(Beside(label("Progress", "title"), which, is_even=True))
        column.addWidget(Beside(self.sections, self.periods, is_snug=True))
        column.addWidget(self._problem)

    def _choose_period(self, place: int) -> None:
        self.period_chosen.emit(list(Period)[place])

    def _choose_section(self, place: int) -> None:
        self.section_chosen.emit(list(Section)[place])

    def _choose_deck(self, name: str) -> None:
        self.deck_chosen.emit(name)

    @Slot()
    @Slot(str)
    def _choose_search(self, _line: str = "") -> None:
        self._typed.stop()
        self.search_chosen.emit(self.search.text())

    def _end_search(self, text: str) -> None:
        if not text:
            self.search_chosen.emit("")
