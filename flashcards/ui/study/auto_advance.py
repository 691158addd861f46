"""Auto-advance: each side of a card for some seconds, as long as the learner looks on."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from flashcards.domain.review import Rating
from flashcards.settings import AfterAnswer, Preferences
from flashcards.ui.study.state import Panel, Phase, StudyState

TICK_MS = 100
LONGEST_TICK = timedelta(seconds=1)
"""What counts between two ticks at most: a machine that slept was not looked at."""

RATINGS = {AfterAnswer.AGAIN: Rating.AGAIN, AfterAnswer.GOOD: Rating.GOOD}


class AutoAdvance(QObject):
    """Counts the time a side is looked at; what waits for the learner's own answer is left to them.

    Attributes:
        is_on: it was turned on.
        share: of this side's time that is over, 0 to 1.

    Signals:
        ticked: `share` is another, or it was turned on or off.
        answer_wanted: the question's time is over.
        rating_wanted: a `Rating`: the answer's time is over.
    """

    ticked = Signal()
    answer_wanted = Signal()
    rating_wanted = Signal(object)

    def __init__(
        self,
        clock: Callable[[], datetime],
        preferences: Callable[[], Preferences],
        is_watched: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """Make one that is off.

        Args:
            is_watched: the learner has the card before them, and does nothing else.
        """
        super().__init__(parent)
        self.is_on = False
        self.share = 0.0
        self._clock = clock
        self._preferences = preferences
        self._is_watched = is_watched
        self._state = StudyState()
        self._side: tuple[int, Phase] | None = None
        self._spent = timedelta()
        self._last = clock()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    @Slot()
    def toggle(self) -> None:
        """Turn it on, from the beginning of this side, or off."""
        self.is_on = not self.is_on
        self._begin_side()
        self._go_or_stop()

    def heed(self, state: StudyState) -> None:
        """Begin to count anew with another side."""
        self._state = state
        side = (state.serial, state.phase)
        if side != self._side:
            self._side = side
            self._begin_side()
        self._go_or_stop()

    @Slot()
    def tick(self) -> None:
        """Count the time since the last tick, if the learner was looking on; do what is due."""
        now = self._clock()
        passed, self._last = min(max(now - self._last, timedelta()), LONGEST_TICK), now
        limit = self._limit()
        if not self.is_on or limit is None or not self._is_watched():
            return
        self._spent += passed
        self._show(min(1.0, self._spent / limit))
        if self._spent >= limit:
            self._act()

    def _limit(self) -> timedelta | None:
        """Give how long this side is shown; None when it waits for the learner."""
        state, wanted = self._state, self._preferences()
        if not state.has_card or state.panel is not Panel.NONE or state.face is None:
            return None
        if state.phase is Phase.ANSWER:
            return None if wanted.after_answer is AfterAnswer.WAIT else timedelta(seconds=wanted.answer_seconds)
        is_own = state.choice is not None or state.face.content.typed is not None
        return None if is_own else timedelta(seconds=wanted.question_seconds)

    def _act(self) -> None:
        """Show the answer, or rate: as chosen, but never better than what was answered."""
        self._spent = timedelta()
        if self._state.phase is Phase.QUESTION:
            self.answer_wanted.emit()
            return
        suggested = next((one.rating for one in self._state.promises if one.is_suggested), Rating.GOOD)
        self.rating_wanted.emit(min(suggested, RATINGS[self._preferences().after_answer]))

    def _begin_side(self) -> None:
        self._spent = timedelta()
        self._last = self._clock()
        self._show(0.0)

    def _go_or_stop(self) -> None:
        if self.is_on and self._state.has_card:
            self._timer.start()
        else:
            self._timer.stop()
        self.ticked.emit()

    def _show(self, share: float) -> None:
        if share != self.share:
            self.share = share
            self.ticked.emit()
