"""What keeping an exam's cards beyond it costs, worked out off the GUI thread."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.exam import Exam
from flashcards.ui.moving.coster import Coster
from flashcards.ui.moving.state import keep_text
from flashcards.ui.newest import Newest
from flashcards.ui.page_model import Asker
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.forecasting import ChangeWork
    from flashcards.scheduling.exam_plan_forecast import Difference
    from flashcards.storage.snapshot import Snapshot

NO_CARDS = "There is no card yet to say what that costs."


class KeepCost(Asker):
    """Answers the newest question.

    Signals:
        said: the cost in words.
    """

    said = Signal(str)

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        plans: Path | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._plans = plans
        self._newest = Newest(runner, self._take, self)
        self._is_asked = False
        self._coster = Coster(runner, self)
        self._coster.ready.connect(self._say)

    def ask(self, exam: Exam) -> None:
        """Ask what keeping the cards of an exam costs, stored or not."""
        self._is_asked = True
        self._newest.ask(partial(_gather, exam=exam, now=self._clock(), zone=self._zone, plans=self._plans))

    def forget(self) -> None:
        """Nobody asks any more."""
        self._is_asked = False
        self._coster.stop()

    @Slot(object)
    def _take(self, work: "ChangeWork | None") -> None:
        if not self._is_asked:
            return
        if work is None:
            self.said.emit(NO_CARDS)
        else:
            self._coster.ask(work.exam, work)

    @Slot(object, object)
    def _say(self, _exam: Exam, found: "Difference") -> None:
        self.said.emit(f"Keeping it: {keep_text(found)}")


def _gather(
    snapshot: "Snapshot", *, exam: Exam, now: datetime, zone: tzinfo | None, plans: Path | None
) -> "ChangeWork | None":
    from flashcards.collection.forecasting import change_work
    from flashcards.collection.plan_shelf import shelf_of
    from flashcards.collection.planning import Known
    from flashcards.collection.studying import learner_calendar

    known = Known.of(snapshot, learner_calendar(snapshot, zone).day(now))
    return change_work(known, exam, shelf_of(plans), is_kept=True)
