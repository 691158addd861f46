"""All questions of a paper, with what became of each; and handing in."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from flashcards.ui.icons import Icons
from flashcards.ui.practice.state import Cell, Mark, PracticeState
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import PAGE_WIDTH, Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.text import label, set_look
from flashcards.wording import counted

MOST_COLUMNS, FEWER_COLUMNS = 10, 5
CELL_WIDTH = 70
"""Room for a number of three digits with a flag and a question mark, at 100 % text."""

MADE_AT_ONCE = 3
"""Numbers made between two events, while a question is on the screen."""

STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
"""What the arrow keys move by: numbers, rows."""

ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
FILTERS = ("All", "Not answered", "Flagged", "Guesses")


class QuestionList(PageColumn):
    """A grid of question numbers: filled when answered, with a flag and a question mark where there are.

    Tab goes from the choice of what is shown to the grid, and on to handing in; arrow keys go from number to number.

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
        self._filled: dict[QPushButton, Cell] = {}
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self._make_some)
        self._columns = MOST_COLUMNS
        self._theme_of_cells = theme
        self._summary = label("", "lead", wraps=True)
        self._filter = Segmented("Show", FILTERS, theme)
        self._filter.chosen.connect(self._show_some)
        self._none = label("None.", "muted")
        self._legend = label("Filled: answered · ? a guess · a flag: to look at again", "caption", wraps=True)
        self.hand_in = hand_in
        self._back = back
        panel = Panel()
        self._grid = QGridLayout()
        self._grid.setSpacing(Space.S)
        panel.column.addWidget(self._filter)
        panel.column.addLayout(self._grid)
        panel.column.addWidget(self._none)
        panel.column.addWidget(self._legend)
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

    def follow(self, state: PracticeState) -> None:
        """Get the numbers ready while questions are answered, some at a time, so that the list is there at once."""
        self._cells = state.cells
        if len(self._buttons) < len(state.cells):
            self._making.start()
        elif self._filter.current == 0:
            self._fill_all(state.cells)

    def render_state(self, state: PracticeState) -> None:
        """Set every cell."""
        self._making.stop()
        self._cells = state.cells
        self._summary.setText(_summary(state))
        self._show_some(self._filter.current)

    def take_focus(self, place: int) -> None:
        """Put the keyboard on a question."""
        wanted = next((one for one in self._shown() if one.property("place") == place), None)
        self._put_cursor(wanted)
        (wanted or self.hand_in).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from number to number with the arrow keys."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and isinstance(watched, QPushButton):
            wanted = self._beside(watched, Qt.Key(event.key()))
            if wanted is not None:
                self._put_cursor(wanted)
                wanted.setFocus(Qt.FocusReason.TabFocusReason)
                self.ensureWidgetVisible(wanted)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the numbers in as many columns as there is room for."""
        super().resizeEvent(event)
        room = min(event.size().width(), self._theme_of_cells.scaled(PAGE_WIDTH)) - 4 * Space.XL
        wide = MOST_COLUMNS * (self._theme_of_cells.scaled(CELL_WIDTH) + Space.S)
        columns = MOST_COLUMNS if room >= wide - Space.S else FEWER_COLUMNS
        if columns != self._columns:
            self._columns = columns
            for number, made in enumerate(self._buttons):
                self._place(number, made)

    def _shown(self) -> list[QPushButton]:
        return [one for one in self._buttons if one.isVisibleTo(self)]

    def _beside(self, start: QPushButton, key: Qt.Key) -> QPushButton | None:
        """Give the number an arrow key leads to, the one it comes from at an edge; None for another key."""
        shown = self._shown()
        if key in ENDS:
            return shown[ENDS[key]]
        if key not in STEPS:
            return None
        numbers, rows = STEPS[key]
        place = shown.index(start) + numbers + rows * self._columns
        return shown[place] if 0 <= place < len(shown) else start

    def _put_cursor(self, wanted: QPushButton | None) -> None:
        """Let Tab reach one of the numbers, and only that."""
        cursor = wanted or next(iter(self._shown()), None)
        for one in self._buttons:
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is cursor else Qt.FocusPolicy.ClickFocus)

    @Slot(int)
    def _show_some(self, filter_place: int) -> None:
        wanted = [cell for cell in self._cells if _is_wanted(cell, filter_place)]
        self._make(len(wanted))
        self._fill_all(wanted)
        for number, made in enumerate(self._buttons):
            if made.isHidden() is (number < len(wanted)):
                made.setVisible(number < len(wanted))
        self._none.setVisible(not wanted)
        self._put_cursor(None)

    @Slot()
    def _make_some(self) -> None:
        self._make(min(len(self._buttons) + MADE_AT_ONCE, len(self._cells)))
        if len(self._buttons) >= len(self._cells):
            self._making.stop()
            self._fill_all(self._cells)

    def _make(self, number: int) -> None:
        """Have so many buttons, each reached by Tab before what stands below the grid."""
        start = len(self._buttons)
        if start >= number:
            return
        while len(self._buttons) < number:
            self._buttons.append(self._button(len(self._buttons)))
        before = self._buttons[start - 1] if start else self._filter
        for one, after in pairwise([before, *self._buttons[start:], self.hand_in, self._back]):
            QWidget.setTabOrder(one, after)

    def _button(self, number: int) -> QPushButton:
        made = button("")
        made.setProperty("extent", "cell")
        made.setProperty("kind", "")
        made.setParent(self.widget())
        made.ensurePolished()
        made.clicked.connect(self._choose)
        made.installEventFilter(self)
        self._place(number, made)
        return made

    def _place(self, number: int, made: QPushButton) -> None:
        self._grid.addWidget(made, number // self._columns, number % self._columns)

    def _fill_all(self, cells: Sequence[Cell]) -> None:
        for made, cell in zip(self._buttons, cells, strict=False):
            if self._filled.get(made) != cell:
                self._filled[made] = cell
                self._fill(made, cell)

    def _fill(self, made: QPushButton, cell: Cell) -> None:
        made.setText(f"{cell.place + 1}?" if cell.is_guess else str(cell.place + 1))
        made.setProperty("place", cell.place)
        made.setIcon(self._icons.icon("flag") if cell.is_flagged else QIcon())
        set_look(made, "kind", "answered" if cell.mark is Mark.ANSWERED else "")
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
