"""A practice exam being sat: every answer stored as it is given, the clock, handing in, looking back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.errors import ExamAlreadySubmittedError
from flashcards.domain.ids import AttemptId
from flashcards.domain.miss import Reason
from flashcards.ui.newest import Newest
from flashcards.ui.practice.asked import asked_state, clock_now
from flashcards.ui.practice.clockwork import Clockwork
from flashcards.ui.practice.handing_in import HandingIn
from flashcards.ui.practice.keeping import AnswerKeeper
from flashcards.ui.practice.looking_back import LookingBack
from flashcards.ui.practice.reasoning import Reasoning
from flashcards.ui.practice.state import Phase, PracticeState
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.practice import Sat
    from flashcards.exam.session import ExamSession
    from flashcards.storage.snapshot import Snapshot


class PracticeViewModel(QObject):
    """Drives one attempt at a time.

    Signals:
        changed: `state` is another now.
        clock_changed: only its clock is.
        studied: the recall cards that come up because of what was missed, a `BroughtForward`.
        over: the time of an exam was over while the learner was elsewhere; it is handed in.
    """

    changed = Signal()
    clock_changed = Signal()
    studied = Signal(object)
    over = Signal()

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._newest = Newest(runner, self._take, self)
        self._clock = clock
        self._session: ExamSession | None = None
        self._attempt_id: AttemptId | None = None
        self._keeper = AnswerKeeper(runner, self)
        self._keeper.troubled.connect(self._say_trouble)
        self._key = 0
        self.back = LookingBack()
        self._reasoning = Reasoning(runner, self)
        self._reasoning.renewed.connect(self._renew)
        self.state = PracticeState()
        self._clockwork = Clockwork(self)
        self._clockwork.ticked.connect(self._show_clock)
        self._clockwork.beat.connect(self.save)
        self._clockwork.over.connect(self._come_back)
        self._handing_in = HandingIn(runner, clock, zone, self)
        self._handing_in.handed_in.connect(self._take_result)
        self._handing_in.studied.connect(self.studied)
        self._handing_in.refused.connect(self._refuse)

    def open(self, attempt_id: AttemptId) -> None:
        """Go on with an attempt, or look back on it when it was handed in."""
        self._attempt_id = attempt_id
        self._session = None
        self._clockwork.stop()
        self._reasoning.follow(attempt_id)
        self._set(PracticeState())

        def query(snapshot: "Snapshot") -> "ExamSession | Sat | None":
            from flashcards.collection import practice

            try:
                return practice.resume(snapshot, attempt_id, self._clock())
            except ExamAlreadySubmittedError:
                return practice.sat(snapshot, attempt_id)

        self._newest.ask(query)

    def leave(self) -> None:
        """Store the time used. The clock of an exam goes on meanwhile, and hands it in; in practice it stands still."""
        session, now = self._session, self._clock()
        self._clockwork.stop()
        if session is None or self.state.phase is Phase.HANDING_IN:
            return
        self._keeper.save(session, now, is_left=True)
        left = session.remaining_ms(now)
        if left is not None and not session.can_pause:
            self._clockwork.wait(left)
        self._session = None

    def pick(self, option: int) -> None:
        """Pick an option, or cross it out when that was asked for just before; in review, give a reason."""
        if self.state.phase is Phase.REVIEW and option < len(Reason):
            self.give_reason(Reason(option + 1))
        elif self.state.is_striking:
            self.strike(option)
        elif self._is_asking(option):
            self._act(lambda session: session.pick(option))

    def strike(self, option: int) -> None:
        """Cross an option out, or take that back."""
        if self._is_asking(option):
            self.state = replace(self.state, is_striking=False)
            self._act(lambda session: session.strike(option))

    def ask_strike(self) -> None:
        """Cross out the option that is named next, or no longer."""
        if self.state.phase is Phase.QUESTION:
            self._set(replace(self.state, is_striking=not self.state.is_striking))

    def toggle_flag(self) -> None:
        """Flag the question to be looked at again, or not."""
        if self.state.phase is Phase.QUESTION:
            self._act(lambda session: session.toggle_flag())

    def toggle_guess(self) -> None:
        """Say that the answer is a guess, or not."""
        if self.state.phase is Phase.QUESTION:
            self._act(lambda session: session.toggle_guess())

    def step(self, by: int) -> None:
        """Show the next question, or the one before; after the last comes the list."""
        if self.state.phase is Phase.REVIEW:
            self._set(self.back.step(self.state, by))
        elif self.state.phase is Phase.QUESTION:
            place = self.state.place + by
            if place >= self.state.count:
                self.show_list()
            elif place >= 0:
                self.go(place)

    def go(self, place: int) -> None:
        """Show a question."""
        session = self._session
        if session is not None and self.state.phase in {Phase.QUESTION, Phase.LIST}:
            self._keeper.note(session.place)
            session.go(place, self._clock())
            self._key += 1
            self.state = replace(self.state, phase=Phase.QUESTION, is_striking=False)
            self._show()
            self.save()

    def show_list(self) -> None:
        """Show all questions with what became of each."""
        if self.state.phase is Phase.QUESTION and self._session is not None:
            self._session.cover(self._clock())
            self.state = replace(self.state, phase=Phase.LIST, is_striking=False)
            self._show()

    def toggle_pause(self) -> None:
        """Stop the clock and hide the question, or go on; in practice only."""
        session, now = self._session, self._clock()
        if session is None or not session.can_pause:
            return
        if session.is_paused:
            session.resume(now)
            session.is_covered = False
            self.state = replace(self.state, phase=Phase.QUESTION)
        elif self.state.phase in {Phase.QUESTION, Phase.LIST}:
            session.pause(now)
            self.state = replace(self.state, phase=Phase.PAUSED)
            self.save()
        self._show()

    def hand_in(self, *, timed_out: bool = False) -> None:
        """Hand the exam in; then what was missed comes up tomorrow."""
        session, now = self._session, self._clock()
        if session is None or self.state.phase is Phase.HANDING_IN:
            return
        session.tick(now)
        self._clockwork.stop()
        self._set(replace(self.state, phase=Phase.HANDING_IN, showing=None))
        self._handing_in.begin(session.attempt(now), session.answers, timed_out=timed_out)

    def review(self, place: int | None = None) -> None:
        """Look at the questions one by one, those worth it first, or from one on at a place of the paper."""
        if self.state.phase is Phase.RESULT:
            self._set(self.back.begin(self.state, place))

    @Slot(object)
    def give_reason(self, reason: Reason) -> None:
        """Say why the question that is reviewed was missed; the same again takes it back."""
        if self.state.phase is Phase.REVIEW and reason in self.state.reasons and self.back.sat is not None:
            place = self.back.place
            if place is not None:
                self._reasoning.give(self.back.sat, place, reason)

    def show_result(self) -> None:
        """Go back to the result."""
        if self.state.phase is Phase.REVIEW:
            self._set(replace(self.state, phase=Phase.RESULT, showing=None))

    @Slot()
    def save(self) -> None:
        """Store the time used and what is not known to be stored yet."""
        if self._session is not None:
            self._keeper.save(self._session, self._clock())

    def _is_asking(self, option: int) -> bool:
        session = self._session
        return self.state.phase is Phase.QUESTION and session is not None and option < len(session.question.options)

    def _act(self, act: "Callable[[ExamSession], None]") -> None:
        if self._session is not None:
            act(self._session)
            self._show()
            self.save()

    def _show(self) -> None:
        if self._session is not None:
            self._set(asked_state(self.state, self._session, self._key, self._clock()))

    @Slot()
    def _show_clock(self) -> None:
        session = self._session
        if session is None:
            return
        if session.remaining_ms(self._clock()) == 0:
            self.hand_in(timed_out=True)
            return
        clock, is_hurried = clock_now(session, self._clock())
        self.state = replace(self.state, clock=clock, is_hurried=is_hurried)
        self.clock_changed.emit()

    @Slot(object)
    def _take(self, found: "ExamSession | Sat | None") -> None:
        from flashcards.collection.practice import Sat

        if found is None:
            self._set(PracticeState(phase=Phase.GONE))
        elif isinstance(found, Sat):
            self._set(self.back.show(found))
        else:
            self._begin(found)

    def _begin(self, session: "ExamSession") -> None:
        """Show where an attempt stands; hand it in when its time was over meanwhile."""
        self._session = session
        self._key += 1
        self._keeper.forget()
        self.state = PracticeState(phase=Phase.QUESTION)
        if session.remaining_ms(self._clock()) == 0:
            self.over.emit()
            self.hand_in(timed_out=True)
            return
        self._show()
        self._clockwork.start()
        self.save()

    @Slot()
    def _come_back(self) -> None:
        """The time of the exam that was left is over."""
        if self._attempt_id is not None:
            self.open(self._attempt_id)

    @Slot(object)
    def _take_result(self, sat: "Sat") -> None:
        self._session = None
        self._set(self.back.show(sat))

    @Slot(object)
    def _renew(self, sat: "Sat") -> None:
        if self.state.phase in {Phase.RESULT, Phase.REVIEW}:
            self._set(self.back.renew(self.state, sat))

    @Slot(str)
    def _say_trouble(self, sentence: str) -> None:
        self._set(replace(self.state, problem=sentence))

    @Slot(object)
    def _refuse(self, error: Exception) -> None:
        self._runner.failed.emit(error)
        if self._session is not None:
            self.state = replace(self.state, phase=Phase.LIST)
            self._show()
            self._clockwork.start()

    def _set(self, state: PracticeState) -> None:
        self.state = state
        self.changed.emit()
