"""Fits nobody asked for: once a sitting is over, a week after the last one, never at the start."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from flashcards.domain.changes import ChangeSet, Operation
from flashcards.domain.fit import Fit
from flashcards.ui.page import Notices, PageId
from flashcards.ui.page_model import Asker
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.tuning.fitter import Fitter
from flashcards.wording import counted

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot


class Tuner(Asker):
    """Considers a fit when the Study page is left after answers, and adopts a better one while nobody studies.

    Attributes:
        fitter: does it.
    """

    def __init__(
        self,
        runner: CollectionRunner,
        notices: Notices,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._notices = notices
        self.fitter = Fitter(runner, clock, zone, self)
        self._has_answers = False
        self._is_studying = False
        self._waiting: Fit | None = None
        runner.changed.connect(self._heed)
        self.fitter.fitted.connect(self._take_fit)
        self.fitter.adopted.connect(self._say_adopted)
        self.fitter.failed.connect(notices.problem)

    @Slot(object)
    def page_shown(self, page: PageId) -> None:
        """Take note of the page the learner sees now."""
        self._is_studying = page is PageId.STUDY
        if self._is_studying:
            return
        if self._waiting is not None:
            self._adopt(self._waiting)
        elif self._has_answers:
            self._has_answers = False
            self._runner.read(partial(_is_due, now=self._clock(), zone=self._zone), self._take_due)

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        if changes.operation is Operation.ANSWER_CARD:
            self._has_answers = True

    @Slot(object)
    def _take_due(self, is_due: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        if is_due:
            self.fitter.begin()

    @Slot(object)
    def _take_fit(self, fit: Fit | None) -> None:
        """Adopt it, once nobody is in the middle of a sitting: its buttons have promised days."""
        self._waiting = fit
        if fit is not None and not self._is_studying:
            self._adopt(fit)

    def _adopt(self, fit: Fit) -> None:
        self._waiting = None
        if not self.fitter.is_busy:
            self.fitter.adopt(fit)

    @Slot(object, int)
    def _say_adopted(self, fit: Fit, cards: int) -> None:
        if fit.is_better:
            self._notices.say(
                f"The memory model was fitted to your reviews: it knows {counted(cards, 'card')} better now. "
                "No due day has moved. Tuning, in Settings, shows what changed.",
                "Undo",
                self._runner.undo,
            )


def _is_due(snapshot: "Snapshot", *, now: datetime, zone: tzinfo | None) -> bool:
    from flashcards.collection.tuning.trying import is_due

    return is_due(snapshot, now, zone)
