"""The Study page's state, and what the learner can do with the card shown: answer it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.custom_study import BegunSession, Subject
from flashcards.domain.ids import CardId, DeckId
from flashcards.domain.review import Rating
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.study import describing, screens
from flashcards.ui.study.ending import Ending
from flashcards.ui.study.lanes import Fetched, Gathered, StudyLanes
from flashcards.ui.study.play import Play
from flashcards.ui.study.state import Panel, Phase, StudyState
from flashcards.ui.study.taking_back import TakingBack

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.collection.sitting import StudyCard

LONGEST_ANSWER = timedelta(minutes=1)
"""Time that counts for one answer, as in Anki: a learner who walked away was not thinking."""

_MS = timedelta(milliseconds=1)


class StudyViewModel(QObject):
    """Plays sittings: shows a card, takes the answer, shows the next, then stores the answer.

    Attributes:
        play: the sitting and the cards that are here of it.
        is_begun: a session was begun, whatever became of it.

    Signals:
        changed: `state` is another now.
        told: a short message, the words of an action ("" for none), and what to call when it is chosen (or None).
        answered: an `Answered` that is being stored, and its `StudyCard`.
        failed: an exception to be shown.
    """

    changed = Signal()
    told = Signal(str, str, object)
    answered = Signal(object, object)
    failed = Signal(object)

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        parent: QObject | None = None,
        plans: "Path | None" = None,
    ) -> None:
        super().__init__(parent)
        self.state = StudyState()
        self.zone = zone
        self.clock = clock
        self.play = Play()
        self.lanes = StudyLanes(runner, clock, zone, self, plans)
        self._subject = Subject()
        self.is_begun = False
        self._is_shown = False
        self._is_stale = False
        self._shown_at = clock()
        self._suggested = Rating.GOOD
        self._offered = tuple(Rating)
        self._taking_back = TakingBack(self)
        self._ending = Ending(self)
        self.lanes.gathered.connect(self._take_sitting)
        self.lanes.not_gathered.connect(self._go_on_as_it_is)
        self.lanes.fetched.connect(self._take_cards)
        self.lanes.changed_elsewhere.connect(self._heed_others)
        runner.failed.connect(self._taking_back.let_go)

    @property
    def can_act(self) -> bool:
        """Whether something can be done to a card now."""
        return self.state.has_card and not self._taking_back.is_held and self.state.panel is not Panel.EDIT

    @property
    def deck_id(self) -> DeckId | None:
        """The deck of the card shown, or the one that is studied; None for every deck."""
        card = self.play.card
        return self._subject.deck_id if card is None else card.card.deck_id

    def study(self, deck_id: DeckId | None) -> None:
        """Begin a sitting with a deck, or with everything; the one that is going on goes on."""
        is_going_on = self.state.has_card or self.state.phase is Phase.WAITING
        if not (self.is_begun and Subject(deck_id) == self._subject and is_going_on):
            self._begin(Subject(deck_id))

    def study_session(self, session: BegunSession) -> None:
        """Begin a custom session."""
        self._begin(Subject(None, session))

    def show(self) -> None:
        """The page is seen: bring it up to date."""
        self._is_shown = self.lanes.steps.is_open = True
        if self._is_stale:
            self.reload()

    def hide(self) -> None:
        """The page is not seen: leave it as it is, and let go of nothing."""
        self._is_shown = self.lanes.steps.is_open = False

    def heed_day(self) -> None:
        """Gather the cards of the day that has begun, if it is another; what was done so far stays counted."""
        sitting = self.play.sitting
        if sitting is not None and sitting.calendar.day(self.clock()) != sitting.day:
            self._heed_others()

    @Slot()
    def wake(self) -> None:
        """Look whether the card that is waited for has come."""
        if self.state.phase is Phase.WAITING:
            self.proceed()

    def advance(self, text: str = "") -> None:
        """Do the next thing: show the answer, or rate as suggested.

        Args:
            text: what was typed, for a typed question.
        """
        if not self.can_act:
            return
        if self.state.phase is Phase.ANSWER:
            self.rate(self._suggested)
        elif self.state.choice is not None:
            self._submit()
        else:
            self._reveal(text)

    def pick(self, place: int) -> None:
        """Pick an option by its place, 0-based."""
        if self.can_act:
            self.publish(screens.picked(self.state, place))

    def offer(self, ratings: Sequence[Rating]) -> None:
        """Offer all ratings, or Again and Good only."""
        if tuple(ratings) != self._offered:
            self._offered = tuple(ratings)
            self.refresh()

    def rate(self, rating: Rating) -> None:
        """Answer the card: show the next one, then store the answer. A rating that is not offered does nothing."""
        if rating not in self._offered:
            return
        card, sitting = self.play.card, self.play.sitting
        if not self.can_act or self.state.phase is not Phase.ANSWER or card is None or sitting is None:
            return
        now = self.clock()
        spent = min(max(now - self._shown_at, timedelta()), LONGEST_ANSWER)
        answered = self.play.answer(rating, now, round(spent / _MS))
        self.proceed()
        if sitting.moves_schedule:
            self.lanes.save(answered, sitting.by_deck[answered.after.deck_id])
            self.gather_again()
            self.answered.emit(answered, card)

    @Slot()
    def undo(self) -> None:
        """Take back the last answer, or the last step of this session; nothing else is done until its card is back."""
        self._taking_back.undo()

    @Slot()
    def undo_step(self) -> None:
        """Take back the last step that is stored, if this session made it."""
        self._taking_back.undo_step()

    def redo(self) -> None:
        """Do the last undone step again, if this session made it."""
        self._taking_back.redo()

    def end(self) -> None:
        """End the session and sum it up."""
        if (self.can_act or self.state.phase is Phase.WAITING) and not self._taking_back.is_held:
            self._ending.sum_up()

    def go_on(self) -> None:
        """Go on with a session that was ended."""
        if self.state.phase is Phase.OVER:
            self.proceed()

    def proceed(self) -> None:
        """Show what comes next: a card, a wait, or the end."""
        now = self.clock()
        self.play.advance(now)
        card, sitting = self.play.card, self.play.sitting
        if card is not None:
            self._shown_at = now
            self._suggested = Rating.GOOD
            self.publish(screens.question(self.state, self.play, card))
        elif self.play.current is not None:
            self.publish(screens.loading(self.state))
        else:
            self._ending.come(now)
        if missing := self.play.missing():
            self.lanes.fetch(missing)
        if sitting is not None and sitting.calendar.day(now) != sitting.day and not self.lanes.is_gathering:
            self.reload()

    def reload(self) -> None:
        """Gather the sitting anew from disk, beginning with the card that is shown."""
        self._is_stale = False
        current = self.play.current
        self.gather(None if current is None else current.card_id)

    def gather(self, first: CardId | None) -> None:
        """Gather the sitting anew from disk, beginning with a card, or with the queue."""
        self.lanes.gather(self._subject, first, self.play.progress.done)

    def gather_again(self) -> None:
        """Ask once more for a sitting that is being gathered, because something was changed meanwhile."""
        if self.lanes.is_gathering:
            self.reload()

    def refresh(self) -> None:
        """Show the card as it is now, without asking it anew."""
        self.publish(screens.refreshed(self.state, self.play, self._suggested, self.clock()))

    def publish(self, state: StudyState) -> None:
        """Show another state."""
        state = replace(state, promises=tuple(one for one in state.promises if one.rating in self._offered))
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _begin(self, subject: Subject) -> None:
        self._subject = subject
        self.is_begun = True
        self._is_stale = False
        self.lanes.steps.begin()
        self.play = Play(subject.session)
        self.publish(screens.loading(self.state))
        self.lanes.gather(subject)

    def _submit(self) -> None:
        """Check the picked options. The first time, picking too few or too many only earns a reminder."""
        reminded = screens.reminded(self.state)
        if reminded is not None:
            self.publish(reminded)
            return
        choice = self.state.choice
        self._suggested = Rating.GOOD if choice is not None and choice.is_right else Rating.AGAIN
        self.publish(screens.answer(screens.checked(self.state), self.play, self._suggested, self.clock()))

    def _reveal(self, text: str) -> None:
        card = self.play.card
        if card is None:
            return
        asked = card.content.typed
        typed = None if asked is None else describing.typed(text, asked.accepted, card.note)
        is_right = asked is None or (typed is not None and typed.comparison.is_match)
        self._suggested = Rating.GOOD if is_right else Rating.AGAIN
        state = replace(self.state, typed=typed)
        self.publish(screens.answer(state, self.play, self._suggested, self.clock()))

    @Slot(object)
    def _take_sitting(self, gathered: Gathered) -> None:
        shown = self.play.card
        self._taking_back.is_held = False
        self.play.take(gathered)
        card = self.play.card
        is_same = self.state.has_card and shown is not None and card is not None and _schedule(shown) == _schedule(card)
        if is_same:
            self.refresh()
        elif self.state.phase is Phase.OVER:
            self._ending.sum_up()
        else:
            self.proceed()

    @Slot(object)
    def _take_cards(self, fetched: Fetched) -> None:
        self.play.receive(fetched)
        if self.state.phase is Phase.LOADING:
            self.proceed()

    @Slot()
    def _heed_others(self) -> None:
        self._is_stale = self.is_begun
        if self._is_stale and self._is_shown:
            self.reload()

    @Slot(object)
    def _go_on_as_it_is(self, error: Exception) -> None:
        self._taking_back.is_held = False
        self._is_stale = True
        self.failed.emit(error)


def _schedule(card: "StudyCard") -> tuple[CardId, int]:
    return card.card.id, card.card.reps
