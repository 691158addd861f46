"""What the Browse page is made of, each part made when it is first asked for."""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtWidgets import QWidget

from flashcards.ui.actions import Actions, Scope
from flashcards.ui.browse.head import Head
from flashcards.ui.browse.kept import Kept
from flashcards.ui.browse.list_and_card import ListAndCard
from flashcards.ui.browse.nothing_found import NothingFound
from flashcards.ui.browse.sidebar_panel import SidebarPanel
from flashcards.ui.browse.table import CardTable
from flashcards.ui.browse.table_model import TableModel
from flashcards.ui.browse.view_model import BrowseViewModel
from flashcards.ui.page import Services


class Parts:
    """The page takes them over. Made before anybody wants the page, they take a few steps instead of one long one.

    Attributes:
        main: all of the page but the sheets over it; its keys work in there.
    """

    def __init__(self, services: Services) -> None:
        """Make none yet."""
        self._services = services

    def make_preview(self) -> None:
        """Make what shows the card beside the list."""
        self.beside.make_ready()

    @property
    def steps(self) -> tuple[Callable[[], object], ...]:
        """Give what makes them, in small steps; each may be taken once or never."""
        names = ("view_model", "commands", "head", "sidebar", "table", "nothing", "beside")
        return tuple(partial(getattr, self, name) for name in names)

    @cached_property
    def kept(self) -> Kept:
        """What is remembered on this machine."""
        return Kept(self._services.shape)

    @cached_property
    def view_model(self) -> BrowseViewModel:
        """What is asked and found."""
        services = self._services
        return BrowseViewModel(services.runner, services.clock, services.zone, self.kept)

    @cached_property
    def main(self) -> QWidget:
        """All of the page but the sheets."""
        return QWidget()

    @cached_property
    def commands(self) -> Actions:
        """The keys of the page."""
        return Actions(self.main, Scope.BROWSE, self._services.icons, self._services.look.keymap)

    @cached_property
    def head(self) -> Head:
        """The search."""
        return Head(self._services, self.commands, self.kept.searches)

    @cached_property
    def sidebar(self) -> SidebarPanel:
        """Decks, tags, saved searches."""
        return SidebarPanel(self._services, self.kept)

    @cached_property
    def table(self) -> CardTable:
        """The list."""
        return CardTable(TableModel(self._services.zone, self._services.flags), self._services.theme)

    @cached_property
    def nothing(self) -> NothingFound:
        """What stands where the list would, when nothing is found."""
        return NothingFound(self._services)

    @cached_property
    def beside(self) -> ListAndCard:
        """The list with the card."""
        return ListAndCard(self._services, self.kept, self.table)
