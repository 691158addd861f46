"""Whether a plan that waits is still for the collection as it is."""

from collections.abc import Sequence
from operator import is_not

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.ui.runner import CollectionRunner

RENEWED = "The collection was changed meanwhile, so the plan was made anew."
"""Said once a plan is another because of what was done elsewhere."""
REFUSED = "Nothing was imported: the collection was changed meanwhile. The plan was made anew; look at it again."
"""Said once it is after an import that would have done something else than its button said."""

_PLANNED_FROM = (Kind.NOTE, Kind.NOTE_TYPE, Kind.DECK, Kind.MEDIA)


class Freshness(QObject):
    """Watches what is done while a plan waits; housekeeping is none of it.

    A plan that is stale is to be made anew as soon as the page is seen.

    Signals:
        stale: the plan is to be made anew now.
        renewed: a sentence: it was, and why.
    """

    stale = Signal()
    renewed = Signal(str)

    def __init__(self, runner: CollectionRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_shown = False
        self._reason = ""
        self._telling = ""
        runner.changed.connect(self._heed)

    def show(self) -> None:
        """The page is seen."""
        self._is_shown = True
        self.ask()

    def hide(self) -> None:
        """The page is not seen: a plan may be stale there."""
        self._is_shown = False

    def ask(self) -> None:
        """Have `stale` emitted if a plan is, and is seen."""
        if self._reason and self._is_shown:
            self.stale.emit()

    def begin(self) -> None:
        """There is no plan any more."""
        self._reason = self._telling = ""

    def begin_planning(self) -> None:
        """The plan is being made anew, whatever for."""
        self._telling, self._reason = self._reason or self._telling, ""

    def end_planning(self, before: Sequence[object], files: Sequence[object]) -> None:
        """It is made; files that were read too late to be stale are the same, and nothing to speak of."""
        told, self._telling = self._telling, ""
        if told and any(map(is_not, before, files)):
            self.renewed.emit(told)
        self.ask()

    def refuse(self) -> None:
        """The import itself found the plan to be stale; `ask` next."""
        self._reason = REFUSED

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        is_planned_from = changes.touches(*_PLANNED_FROM) or changes.operation is Operation.MOVE_CARDS
        if changes.step is not None and is_planned_from:
            self._reason = self._reason or RENEWED
            self.ask()
