"""One note of a file in full, beside the list: what would change, and what is to be done with it."""

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flashcards.ui.importing.details import Detail
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.marked_text import MarkedText, Side
from flashcards.ui.widgets.panel import PageColumn
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.text import label
from flashcards.ui.widgets.versions import pair, passages, versions, well


class DetailPanel(QWidget):
    """Shows one detail at a time. What can be done with it follows what is read, and stays in sight where that is long.

    Attributes:
        page: what is read; it scrolls.
        choice: what is to be done with the note.

    Signals:
        chosen: the place of the choice, from 0.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._body: QWidget | None = None
        self.page = PageColumn(theme=theme)
        self.page.column.setContentsMargins(Space.L, Space.M, Space.L, Space.S)
        self.page.column.addStretch(1)
        self.choice = Segmented("This note", ("Skip",), theme)
        self.choice.chosen.connect(self.chosen)
        self._deciding = QWidget()
        below = QVBoxLayout(self._deciding)
        below.setContentsMargins(Space.L, 0, Space.L, Space.S)
        below.setSpacing(Space.XS)
        below.addWidget(label("This note", "label"))
        below.addWidget(self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.page, 1000)
        across = QHBoxLayout()  # in line with what is read above it
        across.addStretch(1)
        across.addWidget(self._deciding, 100)
        across.addStretch(1)
        column.addLayout(across)
        column.addStretch(1)
        if (read := self.page.widget()) is not None:
            read.installEventFilter(self)
        self.offer((), 0)

    def show_detail(self, detail: Detail | None) -> None:
        """Show a note or a problem, or nothing."""
        if self._body is not None:
            self.page.column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
            self._body = None
        if detail is not None:
            self._body = self._built(detail)
            self.page.column.insertWidget(0, self._body)
            self.page.verticalScrollBar().setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let what is read be no higher than it needs."""
        moves = event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}
        if moves and isinstance(watched, QWidget) and watched.hasHeightForWidth():
            self.page.setMaximumHeight(watched.heightForWidth(watched.width()))
        return False

    @Slot()
    def read_on(self) -> None:
        """Show what is further down; from the end, the beginning."""
        bar = self.page.verticalScrollBar()
        line = self.fontMetrics().lineSpacing()
        further = bar.value() + max(line, bar.pageStep() - line)
        bar.setValue(0 if bar.value() == bar.maximum() else further)

    def offer(self, options: tuple[str, ...], chosen: int) -> None:
        """Offer what can be done with the note; nothing hides the choice."""
        self._deciding.setVisible(bool(options))
        if options:
            self.choice.set_options(options)
            self.choice.set_current(chosen)

    def _built(self, detail: Detail) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(label(detail.about, "caption", wraps=True))
        column.addWidget(label(detail.heading, "heading", wraps=True))
        if detail.before:
            before = well("Before", passages(detail.before, Side.BEFORE, self._theme), "before")
            after = well("In the file", passages(detail.after, Side.AFTER, self._theme), "after")
            column.addWidget(versions(before, after))
        for one in detail.fields:
            column.addWidget(pair(label(one.label, "caption"), MarkedText(one.spans, Side.AFTER, self._theme)))
        body.setAccessibleName(". ".join(filter(None, (detail.heading, detail.about))))
        return body
