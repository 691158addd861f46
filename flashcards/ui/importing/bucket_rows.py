"""The buckets of a plan below each other: how many notes, what that means, what is to be done with them."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flashcards.collection.importing import Bucket
from flashcards.ui.importing.state import BucketLine
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import Panel, line
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.tab_order import lead_to
from flashcards.ui.widgets.text import label
from flashcards.wording import counted, grouped

NARROWEST = 24
"""Characters of the sentence before the controls go below it."""


class BucketRow(QWidget):
    """One bucket.

    Attributes:
        choice: what is to be done with it.
        show: opens the list of its notes.
    """

    def __init__(self, shown: BucketLine, theme: Theme) -> None:
        super().__init__()
        self._title = label("", "strong", wraps=True)
        self._sentence = label("", "muted", wraps=True)
        self.choice = Segmented(shown.title, shown.options, theme)
        self.show_list: QPushButton = button("Show")
        self.show_list.setAccessibleName(f"Show: {shown.title}")
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.HAIR)
        lines.addWidget(self._title)
        lines.addWidget(self._sentence)
        controls = QWidget()
        row = QHBoxLayout(controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.show_list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.addWidget(Beside(words, controls, characters=NARROWEST, spacing=Space.L))

    def show_line(self, shown: BucketLine) -> None:
        """Set every word."""
        self._title.setText(f"{grouped(shown.count)}  {shown.title}")
        apart = f" {counted(shown.apart, 'note')} dealt with apart." if shown.apart else ""
        self._sentence.setText(shown.sentence + apart)
        self.choice.set_current(shown.chosen)


class BucketPanel(Panel):
    """Every bucket that holds something.

    Args:
        following: where Tab goes on to.

    Signals:
        chosen: a bucket, and the place of the choice, from 0.
        opened: a bucket whose notes are to be shown.
    """

    chosen = Signal(object, int)
    opened = Signal(object)

    def __init__(self, theme: Theme, following: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._following = following
        self.rows: dict[Bucket, BucketRow] = {}
        self._lines: list[QWidget] = []
        self.setAccessibleName("What importing would do")
        self.column.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        self.column.setSpacing(0)
        self._none = label("There are no notes in it.", "muted")
        self.column.addWidget(self._none)

    def show_lines(self, lines: tuple[BucketLine, ...]) -> None:
        """Show buckets; rows of the same ones stay, and keep the keyboard."""
        if list(self.rows) != [one.bucket for one in lines]:
            self._rebuild(lines)
        for one in lines:
            self.rows[one.bucket].show_line(one)
        self._none.setVisible(not lines)

    def _rebuild(self, lines: tuple[BucketLine, ...]) -> None:
        for old in (*self.rows.values(), *self._lines):
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows, self._lines = {}, []
        for one in lines:
            if self.rows:
                self._lines.append(line())
                self.column.addWidget(self._lines[-1])
            row = self.rows[one.bucket] = BucketRow(one, self._theme)
            row.choice.chosen.connect(partial(self.chosen.emit, one.bucket))
            row.show_list.clicked.connect(partial(self._open, one.bucket))
            self.column.addWidget(row)
        lead_to(self._following, [stop for row in self.rows.values() for stop in (row.choice, row.show_list)])

    def _open(self, bucket: Bucket, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  (what `clicked` gives)
        self.opened.emit(bucket)
