"""Says once a day that the minutes the learner means to study are over, and leaves it to them to stop."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.review import Answered
from flashcards.ui.newest import Newest
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.study.view_model import StudyViewModel
from flashcards.wording import counted

if TYPE_CHECKING:
    from flashcards.collection.day_minutes import DayMinutes
    from flashcards.domain.study_day import StudyDay
    from flashcards.storage.snapshot import Snapshot


class TimeUp(QObject):
    """Counts the time of answers of today, those of earlier sessions too.

    Nothing is said with an exam ahead, for its plan keeps within its minutes, nor when no card is left anyway.

    Signals:
        told: news, the words of an action, and what to call when it is chosen.
        ended: the learner chose to stop, wherever they are now.
    """

    told = Signal(str, str, object)
    ended = Signal()

    def __init__(self, runner: CollectionRunner, view_model: StudyViewModel) -> None:
        super().__init__(view_model)
        self._page = view_model
        self._minutes: DayMinutes | None = None
        self._spent_s = 0.0
        self._told_on: StudyDay | None = None
        self._newest = Newest(runner, self._take, self)
        view_model.lanes.gathered.connect(self._ask)
        view_model.answered.connect(self._count)

    @Slot()
    def _ask(self) -> None:
        """Read anew what is stored: a sitting was gathered, so all answers are."""
        self._newest.ask(partial(_minutes, clock=self._page.clock, zone=self._page.zone))

    @Slot(object)
    def _take(self, minutes: "DayMinutes | None") -> None:
        self._minutes = minutes
        self._spent_s = 0.0 if minutes is None else minutes.spent_s

    @Slot(object, object)
    def _count(self, answered: Answered, _card: object) -> None:
        self._spent_s += answered.review.duration_ms / 1000
        if not answered.became_leech:  # that has something to say already
            self._tell()

    def _tell(self) -> None:
        minutes, left = self._minutes, self._page.play.counts.total
        if minutes is None or self._told_on == minutes.day or not left or self._spent_s < minutes.meant * 60:
            return
        self._told_on = minutes.day
        studied = f"The {counted(minutes.meant, 'minute')} you mean to study today are over."
        if minutes.meant == 1:
            studied = "The minute you mean to study today is over."
        waits = "1 card is left; it can wait." if left == 1 else f"{counted(left, 'card')} are left; they can wait."
        self.told.emit(f"{studied} {waits}", "End the session", self._end)

    @Slot()
    def _end(self) -> None:
        self._page.end()
        self.ended.emit()


def _minutes(snapshot: "Snapshot", *, clock: Callable[[], datetime], zone: tzinfo | None) -> "DayMinutes | None":
    from flashcards.collection.day_minutes import day_minutes

    return day_minutes(snapshot, clock(), zone)
