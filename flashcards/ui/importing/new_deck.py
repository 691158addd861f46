"""Asking for the name of a deck that is to be made."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtWidgets import QWidget

from flashcards.ui.decks.sheets import NameSheet


class NewDeck:
    """Asks over a page."""

    def __init__(self, page: QWidget) -> None:
        self._page = page

    @cached_property
    def sheet(self) -> NameSheet:
        """What asks; made when it is first needed."""
        return NameSheet(self._page)

    def ask(self, take: Callable[[str], object]) -> None:
        """Ask.

        Args:
            take: receives the name.
        """

        def take_name(name: str) -> None:
            self.sheet.close_sheet()
            take(name.strip())

        self.sheet.ask("Import into a new deck", "Use this deck", "", take_name)
