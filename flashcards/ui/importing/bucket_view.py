"""The notes of one bucket, or the problems of a plan: a list, and the line of the cursor in full."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from flashcards.ui.importing.detail_panel import DetailPanel
from flashcards.ui.importing.details import Detail
from flashcards.ui.importing.row_table import RowTable
from flashcards.ui.importing.rows import RowWords
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.text import label

ASK_AFTER_MS = 30
"""So long the cursor rests on a line before that is shown in full: a held key need not wait for what it passes."""
ROOM_FOR_BOTH = 720
"""The width, at 100 % text, below which the list stands above what it shows."""
LIST_SHARE, DETAIL_SHARE = 5, 6
"""How the room is shared."""
UNBOUNDED = 16_777_215
"""Qt's own, for a widget that may be as high as it likes."""
NO_ROWS: Sequence[Any] = ()


class BucketView(QWidget):
    """A list with a heading; beside it the note or problem of the cursor.

    Attributes:
        table: the list.
        all: what is to be done with the whole bucket.
        detail: the line of the cursor in full.

    Signals:
        detail_wanted: what the line of the cursor is about.
        all_chosen: the place of the choice for the whole bucket, from 0.
        one_chosen: the same for the line of the cursor.
    """

    detail_wanted = Signal(object)
    all_chosen = Signal(int)
    one_chosen = Signal(int)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._theme = services.theme
        self._title = label("", "title", wraps=True)
        self._sentence = label("", "muted", wraps=True)
        self.all = Segmented("All of them", ("Skip",), services.theme)
        self.table = RowTable("Notes", services.theme)
        self.detail = DetailPanel(services.theme)
        self._row: Any = None
        self._soon = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._lay_out()
        self._soon.timeout.connect(self._ask)
        self.table.gone_to.connect(self._go_to)
        self.all.chosen.connect(self.all_chosen)
        self.detail.chosen.connect(self.one_chosen)

    def show_rows(self, title: str, sentence: str, rows: Sequence[Any], words: Callable[[Any], RowWords]) -> None:
        """Show another list from its beginning."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.table.setAccessibleName(title)
        self.detail.show_detail(None)
        self.table.show_rows(rows, words)
        self._turn()

    def offer(self, options: tuple[str, ...], chosen: int) -> None:
        """Offer what can be done with all of them; nothing hides the choice."""
        self.all.setVisible(bool(options))
        if options:
            self.all.set_options(options)
            self.all.set_current(chosen)

    def clear(self) -> None:
        """Let go of what was shown."""
        self._soon.stop()
        self._row = None
        self.detail.show_detail(None)
        self.table.show_rows(NO_ROWS, RowWords)

    def show_detail(self, detail: Detail) -> None:
        """Show a line in full, if the cursor is still on it."""
        if detail.row is self._row:
            self.detail.show_detail(detail)

    def take_focus(self) -> None:
        """Move in the list at once."""
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where there is too little room, and back."""
        super().resizeEvent(event)
        self._turn()

    def _lay_out(self) -> None:
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.XS)
        lines.addWidget(self._title)
        lines.addWidget(self._sentence)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(Space.L)
        for part, share in ((self.table, LIST_SHARE), (self.detail, DETAIL_SHARE)):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            self._both.addWidget(part, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.M)
        column.setSpacing(Space.L)
        column.addWidget(Beside(words, self.all, characters=26))
        column.addLayout(self._both, 1)

    def _turn(self) -> None:
        fits = self.width() >= self._theme.scaled(ROOM_FOR_BOTH)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        self.table.setMaximumHeight(UNBOUNDED if fits else self.table.whole_height())

    @Slot(object)
    def _go_to(self, row: Any) -> None:  # noqa: ANN401
        self._row = row
        self._soon.start()

    @Slot()
    def _ask(self) -> None:
        self.detail_wanted.emit(self._row)
