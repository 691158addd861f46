"""What the Study page asks of the collection, off the GUI thread."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.domain.custom_study import Subject
from flashcards.domain.ids import CardId
from flashcards.domain.review import Answered
from flashcards.domain.study_day import StudyDay
from flashcards.ui.newest import Newest
from flashcards.ui.page_model import Asker
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.study.own_steps import OwnSteps

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.collection.card_info import CardInfo
    from flashcards.collection.collection import Turned
    from flashcards.collection.plan_left import PlannedDay
    from flashcards.collection.sitting import Sitting, StudyCard
    from flashcards.collection.studying import Today
    from flashcards.domain.learning import LearningSettings
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction

CONCERNS = (Kind.CARD, Kind.NOTE, Kind.NOTE_TYPE, Kind.DECK, Kind.PRESET, Kind.REVIEW, Kind.SETTINGS, Kind.EXAM)
"""What a sitting is made from; it is gathered anew when one of these changes elsewhere."""


class Gathered(NamedTuple):
    """A sitting with the cards it wants first."""

    generation: int
    sitting: "Sitting"
    cards: "dict[CardId, StudyCard]"


class Fetched(NamedTuple):
    """Cards that were asked for; ids that are not among the cards are gone."""

    generation: int
    asked: tuple[CardId, ...]
    cards: "dict[CardId, StudyCard]"


@dataclass(frozen=True, slots=True)
class _Write:
    """A change on its way to the disk: what it is called, and the answer it stores, if it is one."""

    operation: Operation
    answered: Answered | None


class _Wanted(NamedTuple):
    """The sitting that is asked for: of what, beginning with which card, and what it has dealt with."""

    subject: Subject
    first: CardId | None
    done: frozenset[CardId]


class StudyLanes(Asker):
    """Gathers, fetches and stores. A sitting is gathered only when all that was changed here is stored.

    What is stored and fetched is begun once the window has painted, for other threads would hold up the painting.

    Attributes:
        steps: the steps of undo the session made.

    Signals:
        gathered: a `Gathered`, unless a newer one was asked for meanwhile.
        not_gathered: why a sitting could not be gathered.
        fetched: a `Fetched` of the sitting gathered last.
        refused: an `Answered` that could not be stored (None for another change), and what was raised.
        stored: the `Operation` of a change made here that is on disk now.
        described: all that is known of a card (a `CardInfo`), or None when it is gone.
        foreseen: what the next days hold (a `Today`), and what a plan holds for tomorrow (a `PlannedDay`, or None).
        changed_elsewhere: the collection is another, and this page did not do it.
        turned: a `Turned` that was undone or redone, and whether it was undone.
    """

    gathered = Signal(object)
    not_gathered = Signal(object)
    fetched = Signal(object)
    refused = Signal(object, object)
    stored = Signal(object)
    described = Signal(object)
    foreseen = Signal(object, object)
    changed_elsewhere = Signal()
    turned = Signal(object, bool)

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        parent: QObject | None = None,
        plans: "Path | None" = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._plans = plans
        self._newest_info = Newest(runner, self._take_info, self)
        self._newest_days = Newest(runner, self._take_days, self)
        self.steps = OwnSteps(runner, self)
        self._writes: deque[_Write] = deque()
        self._generation = 0
        self._wanted: _Wanted | None = None
        self._to_describe: CardId | None = None
        self._is_turned = False
        runner.undone.connect(self._turn)
        runner.changed.connect(self._heed)

    @property
    def is_gathering(self) -> bool:
        """Whether a sitting was asked for and has not arrived."""
        return self._wanted is not None

    def gather(self, subject: Subject, first: CardId | None = None, done: frozenset[CardId] = frozenset()) -> None:
        """Ask for a sitting; `gathered` gives it.

        Args:
            first: a card to begin with.
            done: cards a custom session has dealt with.
        """
        self._generation += 1
        self._wanted = _Wanted(subject, first, done)
        self._read_when_stored()

    def fetch(self, ids: Sequence[CardId]) -> None:
        """Ask for cards with their content; `fetched` gives them."""
        query = partial(_fetch, ids=tuple(ids), generation=self._generation)
        self._runner.read(query, self._take_cards, once_painted=True)

    def save(self, answered: Answered, settings: "LearningSettings") -> None:
        """Store an answer."""
        self._write(_Write(Operation.ANSWER_CARD, answered), partial(_record, answered=answered, settings=settings))

    def change(self, operation: Operation, change: "Callable[[Transaction], object]") -> None:
        """Store another change."""
        self._write(_Write(operation, None), change)

    def describe(self, card_id: CardId) -> None:
        """Ask for all that is known of a card, once what was done here is stored; `described` gives it."""
        self._to_describe = card_id
        self._read_when_stored()

    def look_ahead(self) -> None:
        """Ask what the next days hold; `foreseen` gives it."""
        self._newest_days.ask(partial(_look_ahead, now=self._clock(), zone=self._zone), once_painted=True)

    def _write(self, write: _Write, change: "Callable[[Transaction], object]") -> None:
        self._writes.append(write)
        self._runner.write(write.operation, change, None, self._refuse, once_painted=True, steps=self.steps.ids)

    def _read_when_stored(self) -> None:
        if self._writes:
            return
        if self._wanted is not None:
            self._read_sitting(self._wanted)
        if self._to_describe is not None:
            query = partial(_describe, card_id=self._to_describe, now=self._clock(), zone=self._zone, plans=self._plans)
            self._to_describe = None
            self._newest_info.ask(query)

    def _read_sitting(self, wanted: _Wanted) -> None:
        query = partial(
            _gather,
            wanted=wanted,
            now=self._clock(),
            zone=self._zone,
            generation=self._generation,
            plans=self._plans,
        )
        self._runner.read(query, self._take_sitting, self._give_up_gathering)

    @Slot(object)
    def _take_sitting(self, found: Gathered) -> None:
        if found.generation == self._generation and self._wanted is not None:
            self._wanted = None
            self.gathered.emit(found)

    @Slot(object)
    def _give_up_gathering(self, error: Exception) -> None:
        """The sitting goes on as it is; whatever is done next has it gathered again."""
        self._wanted = None
        self.not_gathered.emit(error)

    @Slot(object)
    def _take_cards(self, found: Fetched) -> None:
        if found.generation == self._generation:
            self.fetched.emit(found)

    @Slot(object)
    def _take_info(self, info: "CardInfo | None") -> None:
        self.described.emit(info)

    @Slot(object)
    def _take_days(self, found: "tuple[Today, PlannedDay | None]") -> None:
        self.foreseen.emit(*found)

    @Slot(object)
    def _refuse(self, error: Exception) -> None:
        write = self._writes.popleft()
        self.refused.emit(write.answered, error)
        self._read_when_stored()

    @Slot(object, bool)
    def _turn(self, turned: "Turned", is_undo: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        self._is_turned = True
        self.turned.emit(turned, is_undo)

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        """Tell changes made here from others. Writes are stored in order, so ours come in the order they were made."""
        if self._is_turned:
            self._is_turned = False
        elif self._writes and self._writes[0].operation is changes.operation:
            self._writes.popleft()
            self.stored.emit(changes.operation)
            self._read_when_stored()
        elif changes.touches(*CONCERNS):
            self.changed_elsewhere.emit()


def _gather(
    snapshot: "Snapshot",
    *,
    wanted: _Wanted,
    now: datetime,
    zone: tzinfo | None,
    generation: int,
    plans: "Path | None",
) -> Gathered:
    from flashcards.collection.plan_access import plan_of_today
    from flashcards.collection.sitting import gather, study_cards

    session, first = wanted.subject.session, wanted.first
    if session is None:
        plan = plan_of_today(snapshot, now, zone, plans)
        sitting = gather(snapshot, now, wanted.subject.deck_id, zone, first=first, plan=plan)
    else:
        from flashcards.collection.custom_study import gather_custom  # numpy, which a usual sitting can do without

        sitting = gather_custom(snapshot, session.asked, session.ids, now, zone, first=first, done=wanted.done)
    sitting.session.advance(now)
    return Gathered(generation, sitting, study_cards(snapshot, sitting.session.wanted()))


def _fetch(snapshot: "Snapshot", *, ids: tuple[CardId, ...], generation: int) -> Fetched:
    from flashcards.collection.sitting import study_cards

    return Fetched(generation, ids, study_cards(snapshot, ids))


def _describe(
    snapshot: "Snapshot", *, card_id: CardId, now: datetime, zone: tzinfo | None, plans: "Path | None"
) -> "CardInfo | None":
    from flashcards.collection.card_info import card_info
    from flashcards.collection.plan_access import plan_of_today

    return card_info(snapshot, card_id, now, zone, plan_of_today(snapshot, now, zone, plans))


def _look_ahead(snapshot: "Snapshot", *, now: datetime, zone: tzinfo | None) -> "tuple[Today, PlannedDay | None]":
    from flashcards.collection.plan_left import planned_day
    from flashcards.collection.studying import today

    found = today(snapshot, now, zone)
    return found, planned_day(snapshot, StudyDay(found.day + 1))


def _record(transaction: "Transaction", *, answered: Answered, settings: "LearningSettings") -> None:
    from flashcards.collection.studying import record_answer

    record_answer(transaction, answered, settings)
