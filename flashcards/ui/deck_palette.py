"""The `/` palette: type a few letters of a deck's name, Enter studies it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from flashcards.domain.ids import DeckId
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.wording import counted

if TYPE_CHECKING:
    from flashcards.collection.decks import DeckListing
    from flashcards.storage.snapshot import Snapshot

WIDTH = 520
ROWS_SHOWN = 8
EVERYTHING = "Everything that is due"


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the palette. `deck_id` is None for everything."""

    name: str
    deck_id: DeckId | None
    waiting: int


def matching(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Give the choices whose names hold every word typed; those that begin with the first word come first."""
    words = typed.casefold().split()
    found = [choice for choice in choices if all(word in choice.name.casefold() for word in words)]
    if not words:
        return found
    return sorted(found, key=lambda choice: not choice.name.rpartition("::")[2].casefold().startswith(words[0]))


class DeckPalette(Overlay):
    """A line to type in over the decks that match.

    Signals:
        chosen: a `DeckId`, or None for everything.
    """

    chosen = Signal(object)

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self._services = services
        self._choices: tuple[Choice, ...] = ()
        self._line = QLineEdit()
        self._line.setPlaceholderText("Study a deck: type part of its name")
        self._line.setAccessibleName("Deck to study")
        self._line.textChanged.connect(self._filter)
        self._line.installEventFilter(self)
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName("Decks that match")
        self._list.itemClicked.connect(self._take)
        self.column.addWidget(self._line)
        self.column.addWidget(self._list)

    def open(self) -> None:
        """Show every deck, then narrow down."""
        self._line.clear()
        self._services.runner.read(self._query, self._fill)
        super().open()

    def take_focus(self) -> None:
        """Type at once."""
        self._line.setFocus()

    def place(self) -> None:
        """Keep its width, and stay near the top where the eye is."""
        super().place()
        width = min(self._services.theme.scaled(WIDTH), self.width() - 48)
        height = min(self.sheet.sizeHint().height(), self.height() - 48)
        self.sheet.setGeometry((self.width() - width) // 2, max(24, self.height() // 6), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list, and choose, while typing."""
        if watched is self._line and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._heed_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _heed_key(self, key: Qt.Key) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key)
        if step is not None:
            row = self._list.currentRow() + step
            self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self._list.currentItem()
            if item is not None:
                self._take(item)
            return True
        return False

    def _query(self, snapshot: "Snapshot") -> "tuple[DeckListing, ...]":
        from flashcards.collection.decks import deck_tree

        return deck_tree(snapshot, self._services.clock(), self._services.zone)

    @Slot(object)
    def _fill(self, decks: "tuple[DeckListing, ...]") -> None:
        tops = [deck for deck in decks if deck.depth == 0]
        waiting = sum(deck.new + deck.learning + deck.due for deck in tops)
        everything = Choice(EVERYTHING, None, waiting)
        listed = (Choice(deck.name, deck.id, deck.new + deck.learning + deck.due) for deck in decks)
        self._choices = (everything, *listed)
        self._filter()

    @Slot()
    def _filter(self) -> None:
        self._list.clear()
        for choice in matching(self._choices, self._line.text()):
            item = QListWidgetItem(f"{choice.name.replace('::', ' › ')}  ·  {counted(choice.waiting, 'card')}")
            item.setData(Qt.ItemDataRole.UserRole, choice)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        row = self._list.sizeHintForRow(0) if self._list.count() else 0
        self._list.setFixedHeight(max(1, min(self._list.count(), ROWS_SHOWN)) * max(row, 24))
        self.place()

    @Slot(object)
    def _take(self, item: QListWidgetItem) -> None:
        choice: Choice = item.data(Qt.ItemDataRole.UserRole)
        self.close_sheet()
        self.chosen.emit(choice.deck_id)
