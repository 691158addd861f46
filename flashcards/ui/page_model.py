"""What the view models of all pages share: the collection, the time, and heeding what changes."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import ClassVar

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import ChangeSet, Kind
from flashcards.ui.runner import CollectionRunner

COUNTED = frozenset({Kind.CARD, Kind.REVIEW, Kind.DECK, Kind.PRESET, Kind.NOTE, Kind.SETTINGS, Kind.EXAM})
"""What the numbers of cards to study are made from."""


class Asker(QObject):
    """Asks the collection, off the GUI thread, what depends on the time."""

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        parent: QObject | None = None,
    ) -> None:
        """Take what is asked.

        Args:
            clock: gives the time, aware.
            zone: the learner's time zone; None asks the operating system.
        """
        super().__init__(parent)
        self._runner = runner
        self._clock = clock
        self._zone = zone


class PageModel(Asker):
    """Reads what its page shows when the page is seen, and again whenever something it heeds changed meanwhile.

    Attributes:
        heeds: the kinds of thing its state is made from.

    Signals:
        changed: `state` is another now.
    """

    changed = Signal()
    heeds: ClassVar[frozenset[Kind]] = frozenset()

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        parent: QObject | None = None,
    ) -> None:
        """Take what is asked; nothing is read before the page is seen."""
        super().__init__(runner, clock, zone, parent)
        self._is_shown = False
        runner.changed.connect(self._heed)

    def show(self) -> None:
        """The page is seen: bring it up to date."""
        self._is_shown = True
        self.refresh()

    def hide(self) -> None:
        """The page is not seen: leave it as it is."""
        self._is_shown = False

    def refresh(self) -> None:
        """Read everything anew."""
        raise NotImplementedError

    @Slot()
    def refresh_if_shown(self) -> None:
        """Read everything anew, if anybody sees it."""
        if self._is_shown:
            self.refresh()

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        if changes.touches(*self.heeds):
            self.refresh_if_shown()
