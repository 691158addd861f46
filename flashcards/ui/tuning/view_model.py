"""The Tuning page's state, and what the learner does there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import Kind, Operation
from flashcards.domain.errors import CancelledError
from flashcards.domain.fit import Fit
from flashcards.ui.newest import Newest
from flashcards.ui.page_model import PageModel
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.task import Task
from flashcards.ui.tuning.fitter import Fitter
from flashcards.ui.tuning.state import Known, TuningState
from flashcards.wording import counted

if TYPE_CHECKING:
    from flashcards.collection.tuning.outlook import Outlook
    from flashcards.collection.tuning.rescheduling import Preview
    from flashcards.domain.progress import Progress
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction


class TuningModel(PageModel):
    """Reads what is known, fits, goes back, and moves due days once the learner has seen what that does.

    Attributes:
        fitter: does the fits.

    Signals:
        done: a sentence that says what was done; it can be undone.
        said: a sentence that says why nothing was.
        failed: what went wrong.
    """

    heeds = frozenset({Kind.SETTINGS, Kind.FIT, Kind.REVIEW, Kind.PRESET, Kind.DECK})
    done = Signal(str)
    said = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._newest_known = Newest(runner, self._take_known, self)
        self._newest_outlook = Newest(runner, self._take_outlook, self)
        self.state = TuningState()
        self._task: Task | None = None
        self.fitter = Fitter(runner, clock, zone, self)
        self.fitter.progressed.connect(self._take_progress)
        self.fitter.fitted.connect(self._take_fit)
        self.fitter.adopted.connect(self._say_adopted)
        self.fitter.stopped.connect(self._rest)
        self.fitter.failed.connect(self._take_failure)

    @property
    def is_busy(self) -> bool:
        """Whether something is going on that takes long."""
        return bool(self.state.doing)

    @Slot()
    def refresh(self) -> None:
        """Ask for what is known, and then for what every retention costs."""
        self._newest_known.ask(_known)
        self._newest_outlook.ask(partial(_outlook, now=self._clock(), zone=self._zone))

    @Slot()
    def fit_now(self) -> None:
        """Fit to the newest reviews, and adopt what comes of it if it is better."""
        if not self.is_busy:
            self._take_progress("Reading your reviews", 0.0)
            self.fitter.begin()

    @Slot()
    def stop(self) -> None:
        """Stop what is going on; nothing is changed."""
        self.fitter.stop()
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def go_back(self) -> None:
        """Go back to the usual parameters."""
        self._write(Operation.TUNE, _use_defaults, self._say_gone_back)

    @Slot()
    def look_ahead(self) -> None:
        """Ask what rescheduling would do."""
        self._take_progress("Working out days", 0.0)
        self._runner.read(partial(_preview, now=self._clock(), zone=self._zone), self._take_preview, self._take_failure)

    @Slot()
    def reschedule(self) -> None:
        """Move the cards the preview speaks of."""
        now, zone = self._clock(), self._zone
        self._write(Operation.RESCHEDULE, partial(_reschedule, now=now, zone=zone), self._say_rescheduled)

    def use_retention(self, retention: float) -> None:
        """Make a desired retention the general one."""
        self._runner.write(Operation.CHANGE_SETTINGS, partial(_use_retention, retention))

    def _write(
        self,
        operation: Operation,
        work: "Callable[[Transaction, Progress], int]",
        on_done: Callable[[int], None],
    ) -> None:
        if self.is_busy:
            return
        task = self._task = Task(self)
        task.progressed.connect(self._take_progress)
        self._take_progress("Reading your reviews", 0.0)
        self._runner.write(operation, partial(_told, work, task.progress), on_done, self._take_failure)

    @Slot(object)
    def _take_known(self, known: Known) -> None:
        changed = self.state.known is None or known.parameters != self.state.known.parameters
        self.state = replace(self.state, known=known, preview=None if changed else self.state.preview)
        self.changed.emit()

    @Slot(object)
    def _take_outlook(self, outlook: "Outlook") -> None:
        self.state = replace(self.state, outlook=outlook)
        self.changed.emit()

    @Slot(object)
    def _take_preview(self, preview: "Preview") -> None:
        self.state = replace(self.state, preview=preview)
        self._rest()

    @Slot(str, float)
    def _take_progress(self, doing: str, share: float) -> None:
        self.state = replace(self.state, doing=doing, share=share)
        self.changed.emit()

    @Slot(object)
    def _take_fit(self, fit: Fit | None) -> None:
        if fit is None:
            self._rest()
            self.said.emit("Too few of your reviews tell their whole history. Nothing was changed.")
        else:
            self.fitter.adopt(fit)

    @Slot(object, int)
    def _say_adopted(self, fit: Fit, cards: int) -> None:
        self._rest()
        if fit.is_better:
            self.done.emit(
                f"Fitted to your reviews: {counted(cards, 'card')} remembered otherwise. No due day has moved."
            )
        else:
            self.said.emit("The parameters in use predict your newest reviews best. Nothing was changed.")

    @Slot(object)
    def _say_gone_back(self, cards: int) -> None:
        self._rest()
        self.done.emit(f"Back to the usual parameters: {counted(cards, 'card')} remembered otherwise.")

    @Slot(object)
    def _say_rescheduled(self, cards: int) -> None:
        self.state = replace(self.state, preview=None)
        self._rest()
        self.done.emit(f"Moved {counted(cards, 'card')} to the day its memory asks for.")

    @Slot(object)
    def _take_failure(self, error: Exception) -> None:
        self._rest()
        if not isinstance(error, CancelledError):
            self.failed.emit(error)

    @Slot()
    def _rest(self) -> None:
        """Nothing is going on any more."""
        if self._task is not None:
            self._task.deleteLater()
            self._task = None
        self.state = replace(self.state, doing="", share=0.0)
        self.changed.emit()


def _known(snapshot: "Snapshot") -> Known:
    from flashcards.collection.learning import learning_settings
    from flashcards.collection.tuning.trying import newest_fit, reviews_to_fit

    settings = learning_settings(snapshot)
    return Known(settings.parameters, settings.desired_retention, reviews_to_fit(snapshot), newest_fit(snapshot))


def _outlook(snapshot: "Snapshot", *, now: datetime, zone: tzinfo | None) -> "Outlook":
    from flashcards.collection.tuning.outlook import outlook

    return outlook(snapshot, now, zone)


def _preview(snapshot: "Snapshot", *, now: datetime, zone: tzinfo | None) -> "Preview":
    from flashcards.collection.tuning.rescheduling import preview

    return preview(snapshot, now, zone)


def _told(work: "Callable[[Transaction, Progress], int]", progress: "Progress", transaction: "Transaction") -> int:
    return work(transaction, progress)


def _use_defaults(transaction: "Transaction", progress: "Progress") -> int:
    from flashcards.collection.tuning.adopting import use_defaults

    return use_defaults(transaction, progress)


def _reschedule(transaction: "Transaction", progress: "Progress", *, now: datetime, zone: tzinfo | None) -> int:
    from flashcards.collection.tuning.rescheduling import reschedule

    return reschedule(transaction, now, zone, progress)


def _use_retention(retention: float, transaction: "Transaction") -> None:
    from flashcards.collection.learning import change_learning

    change_learning(transaction, {"desired_retention": retention})
