"""Handing a practice exam in; then what was missed comes up again."""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import Operation
from flashcards.domain.exam import Attempt, ExamAnswer
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.missed import BroughtForward
    from flashcards.collection.practice import Sat
    from flashcards.storage.transaction import Transaction


class HandingIn(QObject):
    """Two writes, one after the other: only the second is a step for undo.

    Signals:
        handed_in: a `Sat`.
        studied: what comes up again, a `BroughtForward`.
        refused: an error; nothing was handed in.
    """

    handed_in = Signal(object)
    studied = Signal(object)
    refused = Signal(object)

    def __init__(
        self, runner: CollectionRunner, clock: Callable[[], datetime], zone: tzinfo | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._clock = clock
        self._zone = zone

    def begin(self, attempt: Attempt, answers: Sequence[ExamAnswer], *, timed_out: bool) -> None:
        """Hand an attempt in as it stands."""
        now = self._clock()

        def change(transaction: "Transaction") -> "Sat":
            from flashcards.collection import practice

            return practice.hand_in(transaction, attempt, answers, now, timed_out=timed_out)

        self._runner.write(Operation.SIT_EXAM, change, self._take, self.refused.emit)

    @Slot(object)
    def _take(self, sat: "Sat") -> None:
        self.handed_in.emit(sat)
        attempt_id, now, zone = sat.attempt.id, self._clock(), self._zone

        def change(transaction: "Transaction") -> "BroughtForward":
            from flashcards.collection.missed import bring_forward

            return bring_forward(transaction, attempt_id, now, zone)

        self._runner.write(Operation.STUDY_MISSES, change, self._say)

    @Slot(object)
    def _say(self, found: "BroughtForward") -> None:
        self.studied.emit(found)
