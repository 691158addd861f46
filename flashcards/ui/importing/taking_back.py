"""Whether the import that was just done is taken back, and whether undo would do so."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import ChangeSet
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.collection import Turned


class LastImport(QObject):
    """Watches what is done after an import, by its step. Once something else was, undo would take that back.

    Housekeeping, such as counting the reviews it brought, is no step: undo takes back the import as before.

    Attributes:
        is_undone: it was taken back.
        is_undoing: it is being taken back.

    Signals:
        changed: it can be undone no longer, or was undone, or was done again.
    """

    changed = Signal()

    def __init__(self, runner: CollectionRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._step: int | None = None
        self._is_newest = False
        self.is_undone = False
        self.is_undoing = False
        runner.changed.connect(self._heed)
        runner.undone.connect(self._heed_undone)
        runner.withheld.connect(self._give_up)
        runner.failed.connect(self._give_up)
        runner.stopped.connect(self._give_up)

    @property
    def can_undo(self) -> bool:
        """Whether undoing now takes it back."""
        return self._is_newest and not self.is_undone

    def begin(self, step: int | None) -> None:
        """An import was just done.

        Args:
            step: the step it became; None when it wrote nothing.
        """
        self._step = step
        self._is_newest = step is not None
        self.is_undone = self.is_undoing = False

    @Slot()
    def undo(self) -> None:
        """Take it back, and nothing else."""
        if self.can_undo and self._step is not None and not self.is_undoing:
            self.is_undoing = True
            self.changed.emit()
            self._runner.turn(is_undo=True, only={self._step})

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        if self._is_newest and changes.step not in {None, self._step}:
            self._is_newest = False
            self.changed.emit()

    @Slot(object, bool)
    def _heed_undone(self, turned: "Turned", is_undo: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        if self._step is not None and turned.step == self._step:
            self.is_undone = is_undo
            self._is_newest = True  # only the newest step is undone, and one that is done again is the newest
            self.is_undoing = False
            self.changed.emit()

    @Slot()
    def _give_up(self) -> None:
        if self.is_undoing:
            self.is_undoing = False
            self.changed.emit()
