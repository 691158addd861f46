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
    """Looks for the cards of what is asked, one search at a time; of those asked meanwhile only the newest is made.

    Signals:
        changed: `state` is another now.
        filed: the decks and tags there are (a `Sidebar`).
        failed: an exception to be shown.
    """

    changed = Signal()
    filed = Signal(object)
    failed = Signal(object)

    state = CustomState()
    _asked: CustomSession | None = None
    _is_looking = False

    def ask_filing(self) -> None:
        """Ask for the decks and tags there are; `filed` gives them."""
        self._runner.read(_sidebar, self._take_filing)

    def ask(self, asked: CustomSession) -> None:
        """Look for the cards of a session."""
        self._asked = asked
        if not self._is_looking:
            self._look_for(asked)

    def forget(self) -> None:
        """Nobody asks any more."""
        self._asked = None

    def _look_for(self, asked: CustomSession) -> None:
        self._is_looking = True
        query = partial(_look, asked=asked, now=self._clock(), zone=self._zone)
        self._runner.read(query, self._take, self._give_up)

    @Slot(object)
    def _take(self, looked: "Looked") -> None:
        self._is_looking = False
        if looked.asked == self._asked:
            self.state = looked.state
            self.changed.emit()
        elif self._asked is not None:
            self._look_for(self._asked)

    @Slot(object)
    def _give_up(self, error: Exception) -> None:
        self._is_looking = False
        self.failed.emit(error)

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
