"""Deleting a deck: one that has cards is asked about first."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from flashcards.domain.ids import DeckId
from flashcards.ui.actions import ActionId
from flashcards.ui.cheat_sheet import native
from flashcards.ui.decks.words import deletion_text
from flashcards.ui.keymap import Keymap
from flashcards.ui.stay_sheet import StaySheet

if TYPE_CHECKING:
    from flashcards.collection.decks import DeckListing


class Deleting:
    """Deletes decks of a page.

    Attributes:
        sheet: asks; None until it is first wanted.
    """

    def __init__(self, page: QWidget, keymap: Keymap, delete: Callable[[DeckId], None]) -> None:
        self.sheet: StaySheet | None = None
        self._page = page
        self._keymap = keymap
        self._delete = delete

    def begin(self, deck: "DeckListing") -> None:
        """Delete an empty deck at once, and ask about another."""
        if not deck.cards:
            self._delete(deck.id)
            return
        if self.sheet is None:
            self.sheet = StaySheet(self._page)
        keys = self._keymap.keys(ActionId.UNDO)
        heading, text = deletion_text(deck, native(keys[0]) if keys else "")
        self.sheet.ask(heading, text, ("Cancel", "Delete"), partial(self._delete, deck.id))
