"""The bundled decks the learner has not taken or has deleted, each with a button that takes it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.text import label
from flashcards.wording import counted

if TYPE_CHECKING:
    from flashcards.collection.bundled import BundledDeck


class AvailableDecks(Panel):
    """Hidden when every bundled deck is there.

    Signals:
        wanted: the key of a deck.
    """

    wanted = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setAccessibleName("Also comes with Flashcards")
        self._open = button("Show")
        self._open.clicked.connect(self._toggle)
        head = QHBoxLayout()
        head.addWidget(label("Also comes with Flashcards", "label"), 1)
        head.addWidget(self._open)
        self.column.addLayout(head)
        self._is_open = False
        self._icons = services.icons
        self._shown: tuple[BundledDeck, ...] = ()
        self._lines: list[QWidget] = []
        self.hide()

    def set_decks(self, decks: "Sequence[BundledDeck]") -> None:
        """Show some decks."""
        if tuple(decks) != self._shown:
            self._shown = tuple(decks)
            for line in self._lines:
                line.deleteLater()
            self._lines = [self._line(deck) for deck in decks]
            for line in self._lines:
                self.column.addWidget(line)
                line.setVisible(self._is_open)
        self.setVisible(bool(decks))

    def _toggle(self) -> None:
        """Show or hide the decks: folded, they leave the room to the list."""
        self._is_open = not self._is_open
        self._open.setText("Hide" if self._is_open else "Show")
        for line in self._lines:
            line.setVisible(self._is_open)

    def _line(self, deck: "BundledDeck") -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(Space.HAIR)
        words.addWidget(label(deck.name, "strong"))
        words.addWidget(label(deck.description, "muted", wraps=True))
        row.addLayout(words, 1)
        take = button(f"Add {counted(deck.notes, 'note')}", icon=self._icons.icon("plus"))
        take.clicked.connect(partial(self.wanted.emit, deck.key))
        row.addWidget(take)
        return line
