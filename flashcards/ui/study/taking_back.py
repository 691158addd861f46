"""Undo and redo in a session: what it did, and its card again."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from flashcards.domain.changes import Operation
from flashcards.ui.study import screens
from flashcards.ui.study.state import Phase
from flashcards.ui.study.turning import PUT_ASIDE, first_after, puts_back

if TYPE_CHECKING:
    from flashcards.collection.collection import Turned
    from flashcards.ui.study.view_model import StudyViewModel


class TakingBack(QObject):
    """Takes back the last answer or step of a session, or does it again.

    Attributes:
        is_held: nothing else is done to a card: another one is on its way back.
    """

    def __init__(self, model: "StudyViewModel") -> None:
        super().__init__(model)
        self._model = model
        self._lanes = model.lanes
        self.is_held = False
        self._lanes.turned.connect(self._take_turn)
        self._lanes.steps.withheld.connect(self._ask_first)

    def undo(self) -> None:
        """Take back an answer that was never stored, as in a session without effect, or else the last step."""
        if not self.is_held and self._model.play.take_back():
            self._model.proceed()
        else:
            self.undo_step()

    @Slot()
    def undo_step(self) -> None:
        """Take back the last step that is stored, if this session made it."""
        self.is_held = True
        self._lanes.steps.turn(is_undo=True)

    def redo(self) -> None:
        """Do the last undone step again, if this session made it."""
        self._lanes.steps.turn(is_undo=False)

    @Slot(object)
    def let_go(self, _error: Exception) -> None:
        """Go on: nothing comes back, unless a sitting is still being gathered."""
        self.is_held = self._lanes.is_gathering

    @Slot(object, bool)
    def _take_turn(self, turned: "Turned", is_undo: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        """Begin anew after undo or redo: with the card that was put back, if one was; else a summary stays."""
        model, play = self._model, self._model.play
        is_own = play.sitting is None or play.sitting.moves_schedule
        if turned.operation is Operation.ANSWER_CARD and is_own:
            (play.count_back if is_undo else play.count_forth)()
        else:
            play.count_deed(is_undone=is_undo)
        if not model.is_begun:
            return
        if not is_undo and turned.operation in PUT_ASIDE and play.put_aside_again(turned.card_id):
            model.proceed()
            model.gather_again()
            return
        shown = None if play.current is None else play.current.card_id
        self.is_held = True
        if model.state.phase in {Phase.OVER, Phase.EMPTY} and puts_back(turned, is_undo=is_undo):
            model.publish(screens.loading(model.state))
        model.gather(first_after(turned, shown, is_undo=is_undo) if is_own else shown)

    @Slot(str, str, object)
    def _ask_first(self, sentence: str, action: str, act: Callable[[], None]) -> None:
        """Say which step is next that this session did not make, and leave it to the learner."""
        self.is_held = self._lanes.is_gathering
        if self._lanes.steps.is_open:
            self._model.told.emit(sentence, action, act)
