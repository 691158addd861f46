"""The Exam page: which exam, and its practice exams."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.domain.exam import AttemptMode, Exam, Mix
from flashcards.domain.ids import AttemptId, ExamId
from flashcards.ui.exam.state import PracticePanelState, default_exam, panel_state
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.domain.exam import Attempt
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction

HEEDED = (Kind.EXAM, Kind.ATTEMPT, Kind.CARD, Kind.NOTE, Kind.DECK, Kind.SETTINGS)
NO_EXAM = ExamId(0)
"""The id of the exam that stands in when the learner has none: the RHIT outline, without a date."""


@dataclass(frozen=True, slots=True)
class ExamPageState:
    """The page.

    Attributes:
        exam: the one shown; its id is `NO_EXAM` when the learner has none.
    """

    is_ready: bool = False
    exam: Exam | None = None
    practice: PracticePanelState = field(default_factory=PracticePanelState)


class ExamViewModel(QObject):
    """Reads what there is about exams, and begins practice exams.

    Signals:
        changed: `state` is another now.
        begun: the `AttemptId` of a practice exam that can be sat now.
        deleted: a practice exam was deleted.
    """

    changed = Signal()
    begun = Signal(object)
    deleted = Signal()

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        seeds: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._clock = clock
        self._zone = zone
        self._seeds = seeds
        self._is_shown = False
        self.state = ExamPageState()
        runner.changed.connect(self._heed)

    def show(self) -> None:
        """The page is seen: bring it up to date."""
        self._is_shown = True
        self.refresh()

    def hide(self) -> None:
        """The page is not seen: leave it as it is."""
        self._is_shown = False

    @Slot()
    def refresh(self) -> None:
        """Read everything anew."""
        self._runner.read(self._query, self._take)

    def begin(self, mix: Mix, mode: AttemptMode) -> None:
        """Draw a paper and begin."""
        exam = self.state.exam
        if exam is None:
            return
        seed, now = self._seeds(), self._clock()

        def change(transaction: "Transaction") -> "Attempt":
            from flashcards.collection.practice import PaperWish, begin

            return begin(transaction, exam, PaperWish(mix, mode, seed), now)

        self._runner.write(Operation.SIT_EXAM, change, self._say_begun)

    def delete(self, attempt_id: AttemptId) -> None:
        """Delete a practice exam; undo brings it back."""

        def change(transaction: "Transaction") -> None:
            from flashcards.collection.practice import delete_attempt

            delete_attempt(transaction, attempt_id)

        self._runner.write(Operation.DELETE_ATTEMPT, change, self._say_deleted)

    def _query(self, snapshot: "Snapshot") -> ExamPageState:
        from flashcards.collection import exams, practice
        from flashcards.collection.studying import learner_calendar

        today = learner_calendar(snapshot, self._zone).date_at(self._clock())
        exam = default_exam(exams.exams(snapshot)) or Exam(NO_EXAM, "RHIT exam", today)
        panel = panel_state(practice.supply(snapshot, exam), practice.waiting(snapshot), practice.history(snapshot))
        return ExamPageState(is_ready=True, exam=exam, practice=panel)

    @Slot(object)
    def _take(self, state: ExamPageState) -> None:
        self.state = state
        self.changed.emit()

    @Slot(object)
    def _say_begun(self, attempt: "Attempt") -> None:
        self.begun.emit(attempt.id)

    @Slot(object)
    def _say_deleted(self, _nothing: object) -> None:
        self.deleted.emit()

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        if self._is_shown and changes.touches(*HEEDED):
            self.refresh()
