"""How a session comes to its end: a wait for cards in their steps, or a summary."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from flashcards.ui.study import describing, screens
from flashcards.ui.study.state import Phase

if TYPE_CHECKING:
    from flashcards.collection.plan_left import PlannedDay
    from flashcards.collection.studying import Today
    from flashcards.ui.study.view_model import StudyViewModel

LONGEST_WAIT_MS = 60_000
"""How long a waiting page sleeps before it looks at the clock again."""


class Ending(QObject):
    """Shows what there is when no card is left, and says in a summary what tomorrow brings."""

    def __init__(self, model: "StudyViewModel") -> None:
        super().__init__(model)
        self._model = model
        self._timer = QTimer(self, singleShot=True, interval=LONGEST_WAIT_MS)
        self._timer.timeout.connect(model.wake)
        model.lanes.foreseen.connect(self._take_days)

    def come(self, now: datetime) -> None:
        """Wait, or sum up."""
        model = self._model
        model.publish(screens.end(model.state, model.play, now, model.zone))
        if model.state.phase is Phase.WAITING:
            self._timer.start()
        elif model.state.phase is Phase.OVER:
            model.lanes.look_ahead()

    def sum_up(self) -> None:
        """Sum the session up as it is."""
        self._model.publish(screens.over(self._model.state, self._model.play))
        self._model.lanes.look_ahead()

    @Slot(object, object)
    def _take_days(self, today: "Today", planned: "PlannedDay | None") -> None:
        model = self._model
        summary, sitting = model.state.summary, model.play.sitting
        if summary is not None and sitting is not None:
            seconds = sitting.pace.review_cost_s(sitting.settings.desired_retention)
            words = describing.tomorrow(today, seconds, model.clock(), sitting.calendar, planned)
            model.publish(replace(model.state, summary=replace(summary, tomorrow=words)))
