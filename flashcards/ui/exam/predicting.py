"""Keeping what is said of readiness on record, so that it can stand beside what came."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from flashcards.domain.changes import Operation
from flashcards.domain.ids import ExamId
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


class PredictionKeeper(QObject):
    """Stores the prediction a page shows, once a day for each exam."""

    def __init__(self, runner: CollectionRunner, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._clock = clock
        self._kept: set[tuple[ExamId, date]] = set()

    def keep(self, exam_id: ExamId, today: date, predicted: tuple[float, float]) -> None:
        """Store both ends of the interval of the whole exam, unless today's are stored already."""
        if (exam_id, today) in self._kept:
            return
        self._kept.add((exam_id, today))
        now = self._clock()

        def change(transaction: "Transaction") -> None:
            from flashcards.collection.readiness import keep_prediction

            keep_prediction(transaction, exam_id, today, predicted, now)

        self._runner.write(Operation.SIT_EXAM, change, undoable=False, once_painted=True)
