"""What is asked once: which decks, an exam date or none, minutes a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import Operation
from flashcards.domain.learning import DEFAULT_MINUTES_A_DAY, LearningSettings
from flashcards.domain.study_day import StudyCalendar
from flashcards.ui.page_model import Asker
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.bundled import BundledDeck
    from flashcards.collection.deck_updates import Loaded
    from flashcards.storage.transaction import Transaction

MINUTES_OFFERED = (10, 15, 25, 40, 60)
LOADING = "Loading decks…"
EXAM_SUGGESTED_AFTER = timedelta(weeks=12)
NEW_CARDS = "About {cards} new cards a day to begin with. You can change all of this in Settings."
PLANNED = (
    "The plan to the exam keeps to {minutes} minutes a day: about {cards} new cards on the first, fewer once there are "
    "reviews. You can change all of this on the Exam page."
)


@dataclass(frozen=True, slots=True)
class FirstRunState:
    """Everything on the page.

    Attributes:
        chosen: keys of the decks that are ticked.
        pace: what the minutes mean, in a sentence.
        action: the words of the one button.
    """

    decks: "tuple[BundledDeck, ...]" = ()
    chosen: frozenset[str] = frozenset()
    exam_on: date | None = None
    minutes: int = DEFAULT_MINUTES_A_DAY
    pace: str = ""
    action: str = ""
    is_busy: bool = True


@dataclass(frozen=True, slots=True)
class _Offer:
    """What can be chosen: decks, and the new cards each length of study leaves time for.

    Attributes:
        new_limits: each day without an exam, by minutes.
        planned_new: on the first day of a plan to an exam, by minutes.
    """

    decks: "tuple[BundledDeck, ...]"
    new_limits: Mapping[int, int]
    planned_new: Mapping[int, int]


class FirstRunViewModel(Asker):
    """Offers the bundled decks, all of them ticked, and begins.

    Signals:
        changed: `state` is another now.
        begun: everything is loaded; whether there is anything to study.
    """

    changed = Signal()
    begun = Signal(bool)

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        decks_folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._calendar = StudyCalendar(LearningSettings().rollover_hour, zone)
        self._folder = decks_folder
        self._new_limits: Mapping[int, int] = {}
        self._planned_new: Mapping[int, int] = {}
        self.state = FirstRunState(action=LOADING)

    @property
    def today(self) -> date:
        """The date of the study day it is."""
        return self._calendar.date_at(self._clock())

    def load(self) -> None:
        """Ask which decks there are."""
        self._runner.work(self._available, self._offer)

    def choose(self, key: str, *, is_chosen: bool) -> None:
        """Tick or untick a deck."""
        chosen = self.state.chosen | {key} if is_chosen else self.state.chosen - {key}
        self._set(replace(self.state, chosen=chosen))

    def set_exam(self, on: date | None) -> None:
        """Set the exam's date, or that there is none."""
        self._set(replace(self.state, exam_on=on))

    def set_minutes(self, minutes: int) -> None:
        """Set how long a day's study may take."""
        self._set(replace(self.state, minutes=minutes))

    def begin(self) -> None:
        """Load what was chosen, once."""
        if not self.state.is_busy:
            self._set(replace(self.state, is_busy=True))
            self._runner.write(Operation.CHOOSE_DECKS, self._begin, self._say_begun, self._give_up)

    def _available(self) -> "_Offer":
        from flashcards.collection.bundled import available
        from flashcards.collection.first_run import new_limit_for, planned_new_for

        return _Offer(
            available(self._folder),
            {minutes: new_limit_for(minutes) for minutes in MINUTES_OFFERED},
            {minutes: planned_new_for(minutes) for minutes in MINUTES_OFFERED},
        )

    @Slot(object)
    def _offer(self, offer: "_Offer") -> None:
        decks = offer.decks
        self._new_limits = offer.new_limits
        self._planned_new = offer.planned_new
        self._set(replace(self.state, decks=decks, chosen=frozenset(deck.key for deck in decks), is_busy=False))

    def _begin(self, transaction: "Transaction") -> "Loaded":
        from flashcards.collection.first_run import Wishes, begin

        keys = tuple(deck.key for deck in self.state.decks if deck.key in self.state.chosen)
        wishes = Wishes(keys, self.state.exam_on, self.state.minutes)
        return begin(transaction, self._folder, wishes, self._clock())

    @Slot(object)
    def _say_begun(self, loaded: "Loaded") -> None:
        self.begun.emit(loaded.added > 0)

    @Slot(object)
    def _give_up(self, error: Exception) -> None:
        """Nothing was loaded: let the learner try again."""
        self._set(replace(self.state, is_busy=False))
        self._runner.failed.emit(error)

    def _set(self, state: FirstRunState) -> None:
        self.state = replace(state, pace=self._pace(state), action=_action(state))
        self.changed.emit()

    def _pace(self, state: FirstRunState) -> str:
        """Say what the minutes mean: with an exam ahead its plan chooses, without one a daily limit."""
        if not self._new_limits:
            return ""
        if state.exam_on is None or state.exam_on <= self.today:
            return NEW_CARDS.format(cards=self._new_limits[state.minutes])
        return PLANNED.format(minutes=state.minutes, cards=self._planned_new[state.minutes])


def _action(state: FirstRunState) -> str:
    if state.is_busy:
        return LOADING
    return "Start studying" if state.chosen else "Start without a deck"
