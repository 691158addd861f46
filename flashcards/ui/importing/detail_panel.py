"""One note of a file in full, beside the list: what would change, and what is to be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.ui.importing.details import Detail
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.marked_text import MarkedText, Side
from flashcards.ui.widgets.panel import PageColumn
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.text import label
from flashcards.ui.widgets.versions import pair, passages, versions, well


class DetailPanel(PageColumn):
    """Shows one detail at a time.

    Attributes:
        choice: what is to be done with the note.

    Signals:
        chosen: the place of the choice, from 0.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme=theme)
        self._colours = theme
        self._body: QWidget | None = None
        self.choice = Segmented("This note", ("Skip",), theme)
        self.choice.chosen.connect(self.chosen)
        self._choice_label = label("This note", "label")
        self.column.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        self.column.setSpacing(Space.S)
        self.column.addWidget(self._choice_label)
        self.column.addWidget(self.choice)
        self.column.addStretch(1)
        self.offer((), 0)

    def show_detail(self, detail: Detail | None) -> None:
        """Show a note or a problem, or nothing."""
        if self._body is not None:
            self.column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
            self._body = None
        if detail is not None:
            self._body = self._built(detail)
            self.column.insertWidget(0, self._body)
            self.verticalScrollBar().setValue(0)

    def offer(self, options: tuple[str, ...], chosen: int) -> None:
        """Offer what can be done with the note; nothing hides the choice."""
        self.choice.setVisible(bool(options))
        self._choice_label.setVisible(bool(options))
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
            before = well("Before", passages(detail.before, Side.BEFORE, self._colours), "before")
            after = well("In the file", passages(detail.after, Side.AFTER, self._colours), "after")
            column.addWidget(versions(before, after))
        for one in detail.fields:
            column.addWidget(pair(label(one.label, "caption"), MarkedText(one.spans, Side.AFTER, self._colours)))
        body.setAccessibleName(". ".join(filter(None, (detail.heading, detail.about))))
        return body
