"""How the session went, and what comes next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flashcards.ui.study.state import Summary
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.text import label
from flashcards.wording import grouped

FORGOTTEN = 10
READING_WIDTH = 640


class SummaryView(PageColumn):
    """Answered, minutes, share recalled; what was forgotten; what tomorrow holds.

    Attributes:
        done: leaves the page.

    Signals:
        left: the learner is done.
        go_on_wanted: the learner wants to study on.
    """

    left = Signal()
    go_on_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(READING_WIDTH, theme=theme)
        self._title = label("", "title", wraps=True)
        self._tiles = [Figure() for _ in range(3)]
        self._forgotten = Panel("Forgotten this time")
        self._lines = [label("", wraps=True) for _ in range(FORGOTTEN)]
        self._others = label("", "muted")
        self._tomorrow = label("", "lead", wraps=True)
        self.done = button("Back to Today", "primary", is_large=True)
        self.done.clicked.connect(self.left)
        self.go_on = button("Study on", is_large=True)
        self.go_on.clicked.connect(self.go_on_wanted)
        self._lay_out()

    def show_summary(self, summary: Summary) -> None:
        """Set every widget."""
        self._title.setText(summary.title)
        figures = (
            (grouped(summary.answered), "Answer" if summary.answered == 1 else "Answers"),
            (summary.minutes, "Minute" if summary.minutes == "1" else "Minutes"),
            (summary.recalled, "Recalled"),
        )
        for tile, (value, caption) in zip(self._tiles, figures, strict=True):
            tile.set_value(value, caption)
        for index, one in enumerate(self._lines):
            one.setText(summary.forgotten[index] if index < len(summary.forgotten) else "")
            one.setVisible(index < len(summary.forgotten))
        self._others.setText(f"and {summary.more_forgotten} more" if summary.more_forgotten else "")
        self._others.setVisible(summary.more_forgotten > 0)
        self._forgotten.setVisible(bool(summary.forgotten))
        self._tomorrow.setText(summary.tomorrow or " ")
        self.go_on.setVisible(summary.can_go_on)

    def _lay_out(self) -> None:
        self.column.addWidget(self._title)
        tiles = QHBoxLayout()
        tiles.setSpacing(Space.XXXL)
        for tile in self._tiles:
            tiles.addWidget(tile)
        tiles.addStretch(1)
        self.column.addLayout(tiles)
        self.column.addWidget(self._tomorrow)
        self.column.addWidget(self._forgotten)
        for one in (*self._lines, self._others):
            self._forgotten.column.addWidget(one)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(self.done)
        row.addWidget(self.go_on)
        row.addStretch(1)
        self.column.addSpacing(Space.S)
        self.column.addLayout(row)
        self.column.addStretch(1)


class Figure(QWidget):
    """A number, ready to show, over what it counts; nothing when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._caption = label("", "label")
        self._value = label("", "number")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addWidget(self._value)
        column.addWidget(self._caption)

    def set_value(self, text: str, caption: str) -> None:
        """Show a number and what it counts."""
        self._value.setText(text)
        self._caption.setText(caption)
        self.setAccessibleName(f"{caption}: {text}")
        self.setVisible(bool(text))
