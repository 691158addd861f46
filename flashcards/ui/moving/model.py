"""What a wish for another day would do, worked out off the GUI thread, and doing it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.breaks import Break
from flashcards.domain.changes import Operation
from flashcards.ui.moving.coster import Coster
from flashcards.ui.moving.state import (
    WORKING_OUT,
    MovingState,
    Way,
    Wish,
    cost_text,
    done_text,
    ended_text,
    moving_state,
)
from flashcards.ui.newest import Newest
from flashcards.ui.page_model import Asker
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.forecasting import ChangeWork
    from flashcards.collection.moving import Move
    from flashcards.collection.planning import Known
    from flashcards.domain.ids import ExamId
    from flashcards.scheduling.exam_plan_forecast import Difference
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction


class MovingModel(Asker):
    """Previews a wish; the newest counts.

    Signals:
        changed: `state` is another now.
        done: what was done, in words; it can be undone.
    """

    changed = Signal()
    done = Signal(str)

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
        self._wish: Wish | None = None
        self._move: Move | None = None
        self._works: tuple[ChangeWork, ...] = ()
        self._said: tuple[str, ...] = ()
        self._newest = Newest(runner, self._take, self)
        self._coster = Coster(runner, self)
        self._coster.ready.connect(self._take_cost)
        self._coster.given_up.connect(self._take_no_cost)
        self.state = MovingState()

    def ask(self, wish: Wish) -> None:
        """Work out what a wish would do."""
        self.forget()
        self._wish = wish
        if wish.way is Way.BREAK and wish.last < wish.first:
            self._show(_ends_first(wish))
            return
        self._newest.ask(partial(_preview, wish=wish, now=self._clock(), zone=self._zone, plans=self._plans))

    def forget(self) -> None:
        """Nobody asks any more."""
        self._wish = self._move = None
        self._works = self._said = ()
        self._coster.stop()

    def carry_out(self) -> None:
        """Do what was previewed, as one step."""
        move, now, zone = self._move, self._clock(), self._zone
        if move is None:
            return

        def change(transaction: "Transaction") -> str:
            from flashcards.collection import moving

            moving.carry_out(transaction, move, now, zone)
            return done_text(move)

        self.forget()
        operation = Operation.MOVE_REVIEWS if move.pause is None else Operation.PLAN_BREAK
        self._runner.write(operation, change, self._say_done)

    def end_break(self, days: Break) -> None:
        """Take a planned break away, or let the one that has begun be over; as one step."""
        now, zone = self._clock(), self._zone

        def change(transaction: "Transaction") -> str:
            from flashcards.collection import pausing
            from flashcards.collection.studying import learner_calendar

            back = pausing.end(transaction, days, now, zone)
            return ended_text(days, back, learner_calendar(transaction.snapshot, zone).date_at(now))

        self._runner.write(Operation.END_BREAK, change, self._say_done)

    @Slot(object)
    def _take(self, found: "Preview") -> None:
        if found.wish != self._wish:
            return
        self._move, self._works, self._said = found.move, found.works, ()
        self._ask_cost()

    def _ask_cost(self) -> None:
        """Say what is known of the costs, and have that for the next exam worked out."""
        wish, move = self._wish, self._move
        if wish is None or move is None:
            return
        is_pending = len(self._said) < len(self._works)
        cost = " ".join((*self._said, *((WORKING_OUT,) if is_pending else ())))
        self._show(moving_state(wish, move, cost, is_pending=is_pending))
        if is_pending:
            work = self._works[len(self._said)]
            self._coster.ask((wish, work.exam.id), work)

    @Slot(object, object)
    def _take_cost(self, question: "tuple[Wish, ExamId]", found: "Difference") -> None:
        place = len(self._said)
        wish = self._wish
        if wish is not None and place < len(self._works) and question == (wish, self._works[place].exam.id):
            is_changed = wish.instead_of is not None
            self._said += (cost_text(self._works[place].exam.name, found, is_changed=is_changed),)
            self._ask_cost()

    @Slot()
    def _take_no_cost(self) -> None:
        """Say no more of the costs: they could not be worked out."""
        self._works = self._works[: len(self._said)]
        self._ask_cost()

    @Slot(object)
    def _say_done(self, sentence: str) -> None:
        self.done.emit(sentence)

    def _show(self, state: MovingState) -> None:
        self.state = state
        self.changed.emit()


@dataclass(frozen=True, eq=False)
class Preview:
    """What a wish would do, and what its cost can be worked out from, for each exam it touches."""

    wish: Wish
    move: "Move"
    works: "tuple[ChangeWork, ...]" = ()


def _ends_first(wish: Wish) -> MovingState:
    from flashcards.collection.moving import Move

    return moving_state(wish, Move())


def _preview(snapshot: "Snapshot", *, wish: Wish, now: datetime, zone: tzinfo | None, plans: Path | None) -> Preview:
    from flashcards.collection import breaks, moving
    from flashcards.collection.forecasting import change_work
    from flashcards.collection.moving_days import Days
    from flashcards.collection.plan_access import plan_of_today
    from flashcards.collection.plan_shelf import shelf_of
    from flashcards.collection.planning import Known

    plan = plan_of_today(snapshot, now, zone, plans)
    without = next((one for one in breaks.planned(snapshot) if one.days == wish.instead_of), None)
    days = Days(snapshot, now, zone, plan, without)
    if wish.way is Way.LIGHTER:
        move = moving.lighter(days, wish.minutes)
    elif wish.way is Way.BREAK:
        move = moving.take_break(days, wish.first, wish.last)
    else:
        move = moving.ahead(days, wish.count)
    if plan is None or not move.minutes:
        return Preview(wish, move)
    known, first = _without_break(Known.of(snapshot, days.day), move), min(move.minutes)
    touched = (exam for exam in plan.exams if exam.held_on > first)
    works = (change_work(known, exam, shelf_of(plans), move.minutes) for exam in touched)
    return Preview(wish, move, tuple(work for work in works if work is not None))


def _without_break(known: "Known", move: "Move") -> "Known":
    """Take the break that is changed for not planned: what it would cost is asked, not what more or less than now."""
    if move.instead_of is None:
        return known
    planned = frozenset(move.instead_of.days)
    return replace(known, own={day: minutes for day, minutes in known.own.items() if day not in planned})
