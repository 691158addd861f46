"""A deck chosen among those there are, or named anew."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from flashcards.domain.deck import clean_deck_name
from flashcards.ui.icons import Icons
from flashcards.ui.widgets.picker import Picker


class DeckField(Picker):
    """Typing any part of a name offers the decks that have it; a name nobody has makes a new deck.

    Signals:
        named: the full name of the deck.
        entered: Enter was pressed: the keyboard is wanted elsewhere.
    """

    named = Signal(str)
    entered = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("Deck", icons, parent)
        self._line = QLineEdit()
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self._name = ""
        self._line.setAccessibleName("Deck")
        self._line.editingFinished.connect(self._settle)
        self._line.returnPressed.connect(self.entered)
        self.activated.connect(self._settle)

    def show_decks(self, names: Sequence[str], name: str) -> None:
        """Offer decks, one of them chosen, which need not exist."""
        has_typed = self._line.hasFocus() and self._line.isModified()
        self._name = name
        self.offer([(one, one) for one in names], name)
        if not has_typed:
            self.setEditText(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives back the name there was; once more it is the page's."""
        if event.key() == Qt.Key.Key_Escape and self.currentText() != self._name:
            self.setEditText(self._name)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Type over the name; not so when a list that dropped down goes while a name is typed."""
        super().focusInEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self._line.selectAll()

    @Slot()
    def _settle(self) -> None:
        """Take the name that stands there; nothing but spaces and colons is none."""
        try:
            name = clean_deck_name(self.currentText())
        except ValueError:
            name = self._name
        self.setEditText(name)
        if name != self._name:
            self._name = name
            self.named.emit(name)
