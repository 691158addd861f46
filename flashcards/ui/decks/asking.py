"""The options of a deck, asked from another page than that of the decks."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from flashcards.domain.changes import Operation
from flashcards.domain.ids import DeckId, PresetId
from flashcards.ui.decks.options import Saved, Tree, delete_preset, read_tree, save_options
from flashcards.ui.decks.options_sheet import OptionsSheet
from flashcards.ui.page import Services


class AskOptions(QObject):
    """Opens the sheet of a deck's options over a window, and stores what is saved.

    Attributes:
        sheet: lies over the whole window, so that no page's keys work under it.
    """

    def __init__(self, window: QWidget, services: Services) -> None:
        super().__init__(window)
        self._services = services
        self._wanted: DeckId | None = None
        self.sheet = OptionsSheet(window, services)
        self.sheet.delete_wanted.connect(self._delete)

    def ask(self, deck_id: DeckId) -> None:
        """Open the options of a deck, if there is one of that id."""
        self._wanted = deck_id
        query = partial(read_tree, now=self._services.clock(), zone=self._services.zone)
        self._services.runner.read(query, self._open)

    @Slot(object)
    def _open(self, tree: Tree) -> None:
        deck = next((one for one in tree.decks if one.id == self._wanted), None)
        if deck is not None:
            self.sheet.ask(deck, tree, partial(self._store, deck.id))

    def _store(self, deck_id: DeckId, saved: Saved) -> None:
        self._services.runner.write(Operation.EDIT_DECK, partial(save_options, deck_id, saved))

    @Slot(object)
    def _delete(self, preset_id: PresetId) -> None:
        self._services.runner.write(Operation.DELETE_PRESET, partial(delete_preset, preset_id))
