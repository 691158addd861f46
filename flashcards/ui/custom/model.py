"""What a custom session would be, found off the GUI thread."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from flashcards.domain.custom_study import BegunSession, CustomSession
from flashcards.domain.errors import SearchError
from flashcards.ui.custom.state import CustomState, found, refused
from flashcards.ui.page_model import Asker

if TYPE_CHECKING:
    from flashcards.collection.sidebar import Sidebar
    from flashcards.storage.snapshot import Snapshot


class CustomModel(Asker):
    """Looks for the cards of what is asked; the newest counts.

    Signals:
        changed: `state` is another now.
        filed: the decks and tags there are (a `Sidebar`).
    """

    changed = Signal()
    filed = Signal(object)

    state = CustomState()
    _asked: CustomSession | None = None

    def ask_filing(self) -> None:
        """Ask for the decks and tags there are; `filed` gives them."""
        self._runner.read(_sidebar, self._take_filing)

    def ask(self, asked: CustomSession) -> None:
        """Look for the cards of a session."""
        self._asked = asked
        self._runner.read(partial(_look, asked=asked, now=self._clock(), zone=self._zone), self._take)

    def forget(self) -> None:
        """Nobody asks any more."""
        self._asked = None

    @Slot(object)
    def _take(self, looked: "Looked") -> None:
        if looked.asked == self._asked:
            self.state = looked.state
            self.changed.emit()

    @Slot(object)
    def _take_filing(self, sidebar: "Sidebar") -> None:
        self.filed.emit(sidebar)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found for what was asked."""

    asked: CustomSession
    state: CustomState


def _look(snapshot: "Snapshot", *, asked: CustomSession, now: datetime, zone: tzinfo | None) -> Looked:
    from flashcards.collection.custom_study import find

    try:
        cards = find(snapshot, asked, now, zone)
    except SearchError as error:
        return Looked(asked, refused(error))
    session = BegunSession(asked, cards.ids)
    return Looked(asked, found(session, cards.matching, cards.left_out, cards.minutes))


def _sidebar(snapshot: "Snapshot") -> "Sidebar":
    from flashcards.collection.sidebar import sidebar

    return sidebar(snapshot)
