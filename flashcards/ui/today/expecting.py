"""Keeping what Today said a day would take on record, so that it can stand beside what it took."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from flashcards.domain.changes import ChangeSet, Operation
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.expecting import Said
    from flashcards.collection.studying import Today
    from flashcards.storage.transaction import Transaction


class SaidKeeper(QObject):
    """Stores what was said last before the first answer of a day, with that answer: a day only looked at is no day."""

    def __init__(self, runner: CollectionRunner, clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._clock = clock
        self._said: Said | None = None
        runner.changed.connect(self._heed)

    def note(self, today: "Today") -> None:
        """Take what the page says; after the first answer it says what is left."""
        from flashcards.collection.expecting import Said

        cards = today.new + today.learning + today.due
        if not today.reviewed_today:
            self._said = Said(today.on, today.minutes, cards) if cards else None

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        if changes.operation is not Operation.ANSWER_CARD or self._said is None:
            return
        said, now, self._said = self._said, self._clock(), None

        def change(transaction: "Transaction") -> None:
            from flashcards.collection import expecting
            from flashcards.collection.studying import learner_pace

            expecting.keep(transaction, said, learner_pace(transaction.snapshot), now)

        self._runner.write(Operation.KEEP_ESTIMATE, change, undoable=False)
