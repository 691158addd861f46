"""Why questions were missed: counts by reason and by area, and what changing answers did."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout

from flashcards.ui.practice.miss_words import ReasonsState
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.button_row import ButtonRow
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.text import label
from flashcards.wording import grouped

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class ReasonsPanel(Panel):
    """Hidden while there is nothing to tell.

    Attributes:
        give: looks at the first missed question without a reason.

    Signals:
        question_wanted: the place of that question.
    """

    question_wanted = Signal(int)

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self._shown: ReasonsState | None = None
        self._said = label("", wraps=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(0, 1)
        self._changes = label("", wraps=True)
        self.give = button("Give reasons")
        self.give.clicked.connect(self._ask)
        self._row = ButtonRow(self.give)
        self.column.addWidget(self._said)
        self.column.addLayout(self._grid)
        self.column.addWidget(self._changes)
        self.column.addWidget(self._row)

    def show_reasons(self, state: ReasonsState) -> None:
        """Set every part; nothing is built anew when nothing changed."""
        self.setVisible(not state.is_empty)
        if state == self._shown:
            return
        self._shown = state
        self._said.setText(state.said)
        self._said.setVisible(bool(state.said))
        self._changes.setText(state.changes)
        self._changes.setVisible(bool(state.changes))
        self._row.setVisible(state.next_place is not None)
        self._fill(state)

    def _fill(self, state: ReasonsState) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, one in enumerate(state.lines):
            self._grid.addWidget(label(one.name), 2 * row, 0)
            self._grid.addWidget(label(grouped(one.count), "strong"), 2 * row, 1, RIGHT)
            self._grid.addWidget(label(one.areas, "caption", wraps=True), 2 * row + 1, 0, 1, 2)

    @Slot()
    def _ask(self) -> None:
        if self._shown is not None and self._shown.next_place is not None:
            self.question_wanted.emit(self._shown.next_place)
