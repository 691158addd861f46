"""Which steps of undo belong to a session: while studying, another is taken back only when the learner says so."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import ChangeSet, Operation
from flashcards.domain.errors import OtherStepError
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.collection import Turned

BESIDE = frozenset({Operation.EDIT_DECK, Operation.DELETE_PRESET, Operation.ATTACH_FILES})
"""What sheets and editors over the Study page store by themselves."""


ELSEWHERE = "{word} on any other page takes it."


class OwnSteps(QObject):
    """Keeps the steps made since a session began, and takes back those.

    Attributes:
        ids: those steps; what the session stores is given this very set.
        is_open: whether the Study page is seen; what is stored beside it then belongs to the session.

    Signals:
        withheld: the step that is next is another: a sentence, the words of a button, and what it does.
    """

    withheld = Signal(str, str, object)

    def __init__(self, runner: CollectionRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.ids: set[int] = set()
        self.is_open = False
        runner.changed.connect(self._adopt_beside)
        runner.undone.connect(self._adopt_turned)
        runner.withheld.connect(self._offer)

    def begin(self) -> None:
        """Begin a session: it has no step yet."""
        self.ids = set()

    def turn(self, *, is_undo: bool) -> None:
        """Take back the last step, or do the one undone last again, if the session made it."""
        self._runner.turn(is_undo=is_undo, only=self.ids)

    @Slot(object)
    def _offer(self, error: OtherStepError) -> None:
        act = self._runner.undo if error.is_undo else self._runner.redo
        word = "Undo" if error.is_undo else "Redo"
        self.withheld.emit(f"{error} {ELSEWHERE.format(word=word)}", f"{word} {error.operation}", act)

    @Slot(object)
    def _adopt_beside(self, changes: ChangeSet) -> None:
        if self.is_open and changes.operation in BESIDE:
            self._adopt(changes.step)

    @Slot(object, bool)
    def _adopt_turned(self, turned: "Turned", _is_undo: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        """Let what the learner took back here, whatever it was, be done again here."""
        if self.is_open:
            self._adopt(turned.step)

    def _adopt(self, step: int | None) -> None:
        if step is not None:
            self.ids.add(step)
