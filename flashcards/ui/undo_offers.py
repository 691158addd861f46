"""An Undo offered in a message goes once it would take back something else."""

from PySide6.QtCore import QObject, Slot

from flashcards.domain.changes import ChangeSet, Operation
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.widgets.banner import Banner

UNDO = "Undo"


class UndoOffers(QObject):
    """Watches what is stored after a message that offers to undo the newest step."""

    def __init__(self, runner: CollectionRunner, banner: Banner) -> None:
        super().__init__(banner)
        self._runner = runner
        self._banner = banner
        runner.changed.connect(self._heed)

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        """Put the message away: another step is the newest now. One of its own was told before the message was.

        Study says what it did before that is stored; there an answer is what makes the message old.
        """
        is_answer = changes.operation is Operation.ANSWER_CARD and self._banner.action == UNDO
        if changes.step is not None and (is_answer or self._banner.offers(self._runner.undo)):
            self._banner.hide()
