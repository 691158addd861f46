"""What the flags are called, for every place that shows them: read from the collection, and again when that changed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.domain.flags import USUAL_FLAGS
from flashcards.ui.actions import ActionId, Actions
from flashcards.ui.newest import Newest
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction


class FlagNames(QObject):
    """The names in force.

    Attributes:
        names: of flags 1 to 7; their colours until the collection was read.

    Signals:
        changed: `names` are others now.
    """

    changed = Signal()

    def __init__(self, runner: CollectionRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.names: tuple[str, ...] = USUAL_FLAGS
        self._runner = runner
        self._newest = Newest(runner, self._take, self)
        runner.changed.connect(self._heed)

    def __getitem__(self, number: int) -> str:
        """Give the name of a flag from 1 to 7; "" for 0, no flag."""
        return self.names[number - 1] if number else ""

    def read(self) -> None:
        """Read them, once the window has painted."""
        self._newest.ask(_names, once_painted=True)

    def rename(self, number: int, name: str) -> None:
        """Give a flag another name, as a step of undo."""

        def change(transaction: "Transaction") -> None:
            from flashcards.collection.flags import rename_flag

            rename_flag(transaction, number, name)

        self._runner.write(Operation.RENAME_FLAG, change)

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        if changes.operation is Operation.RENAME_FLAG and changes.touches(Kind.SETTINGS):
            self._newest.ask(_names)

    @Slot(object)
    def _take(self, names: tuple[str, ...]) -> None:
        if names != self.names:
            self.names = names
            self.changed.emit()


class NamedActions(QObject):
    """Keeps the texts of seven commands in step with the names."""

    def __init__(self, owner: QObject, flags: FlagNames, commands: Actions, ids: Sequence[ActionId]) -> None:
        super().__init__(owner)
        self._flags = flags
        self._commands: list[QAction] = [commands[name] for name in ids]
        flags.changed.connect(self._name)
        self._name()

    @Slot()
    def _name(self) -> None:
        for usual, name, command in zip(USUAL_FLAGS, self._flags.names, self._commands, strict=True):
            command.setText(f"Flag {usual.lower()}" if name == usual else f"Flag “{name}”")


def _names(snapshot: "Snapshot") -> tuple[str, ...]:
    from flashcards.collection.flags import flag_names

    return flag_names(snapshot)
