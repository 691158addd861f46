"""Storing why questions were missed, and following what undo makes of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import ChangeSet, Operation
from flashcards.domain.ids import AttemptId
from flashcards.domain.miss import Reason
from flashcards.ui.newest import Newest
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.practice import Sat
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction


class Reasoning(QObject):
    """Each reason is a step of undo. Whatever changes one, the paper is read again.

    Signals:
        renewed: the paper as it is now, a `Sat`.
    """

    renewed = Signal(object)

    def __init__(self, runner: CollectionRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._newest = Newest(runner, self._take, self)
        self._attempt_id: AttemptId | None = None
        runner.changed.connect(self._heed)

    def follow(self, attempt_id: AttemptId | None) -> None:
        """Read this paper again when a reason was given or taken back; None for none."""
        self._attempt_id = attempt_id

    def give(self, sat: "Sat", place: int, reason: Reason) -> None:
        """Keep a reason, or take it back when it is the one that was given."""
        attempt_id = sat.attempt.id
        given = None if sat.answers[place].reason is reason else reason

        def change(transaction: "Transaction") -> None:
            from flashcards.collection.misses import give_reason

            give_reason(transaction, attempt_id, place, given)

        self._runner.write(Operation.GIVE_REASON, change)

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        attempt_id = self._attempt_id
        if attempt_id is None or changes.operation is not Operation.GIVE_REASON:
            return

        def query(snapshot: "Snapshot") -> "Sat":
            from flashcards.collection import practice

            return practice.sat(snapshot, attempt_id)

        self._newest.ask(query)

    @Slot(object)
    def _take(self, sat: "Sat") -> None:
        if sat.attempt.id == self._attempt_id:
            self.renewed.emit(sat)
