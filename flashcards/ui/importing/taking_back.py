"""Whether undo takes back the import that was just done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import ChangeSet, Operation
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.collection import Turned


class LastImport(QObject):
    """Watches what is done after an import. Once something else was, undo would take that back.

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
        self._is_newest = False
        self.is_undone = False
        self.is_undoing = False
        runner.changed.connect(self._heed)
        runner.undone.connect(self._heed_undone)
        runner.failed.connect(self._give_up)
        runner.stopped.connect(self._give_up)

    @property
    def can_undo(self) -> bool:
        """Whether undoing now takes it back."""
        return self._is_newest and not self.is_undone

    def begin(self, *, has_changed: bool) -> None:
        """An import was just done.

        Args:
            has_changed: it wrote something.
        """
        self._is_newest = has_changed
        self.is_undone = self.is_undoing = False

    @Slot()
    def undo(self) -> None:
        """Take it back, if that is what undo does."""
        if self.can_undo and not self.is_undoing:
            self.is_undoing = True
            self.changed.emit()
            self._runner.undo()

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        is_another = changes.step is not None and changes.operation is not Operation.IMPORT
        if self._is_newest and is_another:
            self._is_newest = False
            self.changed.emit()

    @Slot(object, bool)
    def _heed_undone(self, turned: "Turned", is_undo: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        if self._is_newest and turned.operation is Operation.IMPORT:
            self.is_undone = is_undo
            self.is_undoing = False
            self.changed.emit()

    @Slot()
    def _give_up(self) -> None:
        if self.is_undoing:
            self.is_undoing = False
            self.changed.emit()
