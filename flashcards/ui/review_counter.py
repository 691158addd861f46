"""Counts the review log into the tallies, portion by portion, on the write lane, beside everything else."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import Operation
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction


class ReviewCounter(QObject):
    """Goes on until all is counted, or until it is told to stop. What is written meanwhile is stored in between.

    Signals:
        counted: the share of the log that is counted, 1 at the end.
    """

    counted = Signal(float)

    def __init__(self, runner: CollectionRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._is_counting = False
        self._is_wanted = False

    @Slot()
    def begin_if_needed(self) -> None:
        """Count if there is much to count."""
        self._runner.read(_is_uncounted, self._begin_if)

    @Slot()
    def begin(self) -> None:
        """Count what is not counted yet."""
        self._is_wanted = True
        if not self._is_counting:
            self._is_counting = True
            self._runner.write(Operation.COUNT_REVIEWS, _count_on, self._go_on, self._give_up, undoable=False)

    def stop(self) -> None:
        """Count no more than the portion at work."""
        self._is_wanted = False

    @Slot(object)
    def _begin_if(self, is_needed: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        if is_needed:
            self.begin()

    @Slot(object)
    def _go_on(self, share: float) -> None:
        self._is_counting = False
        if self._is_wanted:
            self.counted.emit(share)
            if share < 1:
                self.begin()

    @Slot(object)
    def _give_up(self, error: Exception) -> None:
        self._is_counting = self._is_wanted = False
        self._runner.failed.emit(error)


def _is_uncounted(snapshot: "Snapshot") -> bool:
    from flashcards.collection.statistics.counting import is_uncounted

    return is_uncounted(snapshot)


def _count_on(transaction: "Transaction") -> float:
    return transaction.count_reviews()
