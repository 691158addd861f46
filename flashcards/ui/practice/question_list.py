"""All questions of a paper, with what became of each; and handing in."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from flashcards.ui.icons import Icons
from flashcards.ui.practice.state import Cell, Mark, PracticeState
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.text import label
from flashcards.wording import counted

COLUMNS = 10
FILTERS = ("All", "Not answered", "Flagged", "Guesses")


class QuestionList(PageColumn):
    """A grid of question numbers: filled when answered, with a flag or a question mark where there is one.

    Attributes:
        hand_in: hands the exam in.

    Signals:
        chosen: the place of a question, from 0.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, icons: Icons, hand_in: QPushButton, back: QPushButton) -> None:
        super().__init__(theme=theme)
        self._icons = icons
        self._cells: tuple[Cell, ...] = ()
        self._buttons: list[QPushButton] = []
        self._summary = label("", "lead", wraps=True)
        self._filter = Segmented("Show", FILTERS, theme)
        self._filter.chosen.connect(self._show_some)
        self._none = label("None.", "muted")
        self.hand_in = hand_in
        panel = Panel()
        self._grid = QGridLayout()
        self._grid.setSpacing(Space.S)
        panel.column.addWidget(self._filter)
        panel.column.addLayout(self._grid)
        panel.column.addWidget(self._none)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        for part in (hand_in, back):
            row.addWidget(part)
        row.addStretch(1)
        self.column.addWidget(label("List of questions", "title"))
        self.column.addWidget(self._summary)
        self.column.addWidget(panel)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def render_state(self, state: PracticeState) -> None:
        """Set every cell."""
        self._cells = state.cells
        self._summary.setText(_summary(state))
        self._show_some(self._filter.current)

    def take_focus(self, place: int) -> None:
        """Put the keyboard on a question."""
        shown = [one for one in self._buttons if one.isVisibleTo(self)]
        wanted = next((one for one in shown if one.property("place") == place), None)
        (wanted or self.hand_in).setFocus()

    @Slot(int)
    def _show_some(self, filter_place: int) -> None:
        wanted = [cell for cell in self._cells if _is_wanted(cell, filter_place)]
        while len(self._buttons) < len(wanted):
            self._buttons.append(self._button(len(self._buttons)))
        for made, cell in zip(self._buttons, wanted, strict=False):
            self._fill(made, cell)
        for number, made in enumerate(self._buttons):
            made.setVisible(number < len(wanted))
        self._none.setVisible(not wanted)

    def _button(self, number: int) -> QPushButton:
        made = button("")
        made.setProperty("size", "cell")
        made.clicked.connect(self._choose)
        self._grid.addWidget(made, number // COLUMNS, number % COLUMNS)
        return made

    def _fill(self, made: QPushButton, cell: Cell) -> None:
        made.setText(str(cell.place + 1))
        made.setProperty("place", cell.place)
        icon = "flag" if cell.is_flagged else "circle-question-mark" if cell.is_guess else ""
        made.setIcon(self._icons.icon(icon) if icon else QIcon())
        kind = "answered" if cell.mark is Mark.ANSWERED else ""
        if made.property("kind") != kind:
            made.setProperty("kind", kind)
            made.style().unpolish(made)
            made.style().polish(made)
        also = [word for word, is_on in (("flagged", cell.is_flagged), ("a guess", cell.is_guess)) if is_on]
        made.setAccessibleName(", ".join([f"Question {cell.place + 1}: {cell.mark.value}", *also]))
        made.setToolTip(made.accessibleName())

    @Slot()
    def _choose(self) -> None:
        sender: QWidget = self.sender()  # type: ignore[assignment]
        self.chosen.emit(sender.property("place"))


def _is_wanted(cell: Cell, filter_place: int) -> bool:
    return (True, cell.mark is Mark.OPEN, cell.is_flagged, cell.is_guess)[filter_place]


def _summary(state: PracticeState) -> str:
    flagged = sum(cell.is_flagged for cell in state.cells)
    answered = state.count - state.left
    parts = [f"{counted(answered, 'question')} answered, {state.left} not answered"]
    if flagged:
        parts.append(f"{flagged} flagged")
    warning = " A question without an answer counts as wrong: guess rather than leave it." if state.left else ""
    return f"{', '.join(parts)}.{warning}"
