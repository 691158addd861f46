"""Lighter days, breaks, and studying ahead, with the least damage. Loads numpy.

Decks studied for an exam ahead are planned anew each day: for them only the minutes of days change. The cards of all
other decks have due days, and these are moved. First a `Move` says what would become of them; then it is carried out.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from flashcards.collection import card_actions, pausing, planning
from flashcards.collection.breaks import Moved
from flashcards.collection.moving_days import Days
from flashcards.collection.studying import learner_calendar
from flashcards.domain.breaks import Break
from flashcards.domain.card import CardState
from flashcards.domain.ids import CardId, DeckId
from flashcards.domain.review import ReviewKind
from flashcards.domain.study_day import StudyDay, date_of, study_day_of
from flashcards.scheduling import shifting
from flashcards.storage import counts, reading
from flashcards.storage.counts import Done
from flashcards.storage.planning import ScheduledReview
from flashcards.study.session import QueueItem

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

SPREAD_DAYS = 3
"""A lighter day's reviews are spread over so many of the next days of study."""

FURTHEST_DAYS = 365
"""How far ahead reviews are looked for that could be studied now."""


@dataclass(frozen=True, slots=True)
class Move:
    """What would become of the days.

    Attributes:
        due_on: the new day of each review that moves.
        new: cards that do not come today.
        put_off: what today's limits shrink by, by deck, so that no other card steps in; below 0 where they grow.
        minutes: of study for the exams ahead, by day, None for the usual ones; empty without an exam.
        more: cards of the plan that come today on top of its own.
        pause: the break that is planned, or None.
        instead_of: the break it takes the place of, or None.
        forgotten: how many of these reviews more than otherwise will have been forgotten by then, on average.
        loss: what they grow less by coming early, as a share of the stability expected after the review.
    """

    due_on: Mapping[CardId, StudyDay] = field(default_factory=dict)
    new: tuple[CardId, ...] = ()
    put_off: Mapping[DeckId, Done] = field(default_factory=dict)
    minutes: Mapping[date, int | None] = field(default_factory=dict)
    more: int = 0
    pause: Break | None = None
    instead_of: Break | None = None
    forgotten: float = 0.0
    loss: float = 0.0

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.due_on or self.new or self.minutes or self.pause)


def lighter(days: Days, minutes: int) -> Move:
    """Make what is left of today fit into some minutes.

    New cards wait first: what is not yet learnt cannot be forgotten. Then the reviews that lose least, spread over the
    next days that are not of a break. Plan and free decks give way in the same proportion.
    """
    pace, new = days.sitting.pace, days.waiting(CardState.NEW)
    shown = {item.card_id for item in days.waiting(CardState.REVIEW)}
    rows = [row for row in days.due_by(days.day) if row.id in shown]
    cost_s = pace.review_cost_s(days.sitting.settings.desired_retention)
    steps_s = days.sitting.session.counts().learning * pace.review_s
    free_s, plan_s = len(new) * pace.new_s + len(rows) * cost_s, 60 * days.plan.minutes if days.plan else 0.0
    kept = min(1.0, max(0.0, 60 * minutes - steps_s) / (free_s + plan_s)) if free_s + plan_s else 1.0
    if kept == 1:
        return Move()
    room_s = free_s * kept
    fewer = min(len(new), math.ceil((free_s - room_s) / pace.new_s))
    losses = days.losses(rows, 1)
    left_s = max(0.0, room_s - (len(new) - fewer) * pace.new_s)
    off = shifting.lighter([cost_s] * len(rows), losses.tolist(), left_s)
    waits = days.next_waits(SPREAD_DAYS)[shifting.spread(losses[off], SPREAD_DAYS)]
    moved, later = [rows[place] for place in off], new[len(new) - fewer :]
    return Move(
        due_on={row.id: StudyDay(days.day + int(wait)) for row, wait in zip(moved, waits, strict=True)},
        new=tuple(item.card_id for item in later),
        put_off=_by_deck(later, moved),
        minutes={} if days.plan is None else {date_of(days.day): round((days.plan.used_s + plan_s * kept) / 60)},
        forgotten=days.forgotten(moved, np.zeros(len(moved)), waits),
    )


def take_break(days: Days, first: date, last: date) -> Move:
    """Study nothing from one day to another: reviews of these days are spread over as many days of study after them.

    The days may be without a break that was planned before: then this one takes its place.
    """
    pause = Break(first, last)
    begin, end = study_day_of(first), study_day_of(last)
    rows = [row for row in days.due_by(end) if row.due_on >= begin or begin <= days.day]
    waits = days.next_waits(pause.length, end)[shifting.spread(days.losses(rows, end + 1 - days.day), pause.length)]
    before = np.array([max(row.due_on - days.day, 0) for row in rows], dtype=np.float64)
    usual = () if days.without is None else days.without.days.days
    return Move(
        due_on={row.id: StudyDay(days.day + int(wait)) for row, wait in zip(rows, waits, strict=True)},
        minutes={} if days.plan is None else {**dict.fromkeys(usual), **dict.fromkeys(pause.days, 0)},
        pause=pause,
        instead_of=None if days.without is None else days.without.days,
        forgotten=days.forgotten(rows, before, waits),
    )


def ahead(days: Days, count: int) -> Move:
    """Bring some reviews forward to today: those that lose least by not waiting for their day.

    Cards studied for an exam have no day to come from: where others are too few, today goes on down the list of its
    plan, with so many more minutes.
    """
    rows = [row for row in days.due_by(StudyDay(days.day + FURTHEST_DAYS)) if row.due_on > days.day]
    wait = np.array([row.due_on - days.day for row in rows], dtype=np.float64)
    losses = days.losses(rows, wait)
    chosen = shifting.to_bring_forward(losses, count)
    moved = [rows[place] for place in chosen]
    more, minutes = _more_of_plan(days, count - len(moved))
    return Move(
        more=more,
        minutes=minutes,
        due_on={row.id: days.day for row in moved},
        put_off={key: Done(0, -done.reviews) for key, done in _by_deck([], moved).items()},
        forgotten=days.forgotten(moved, wait[chosen], np.zeros(len(moved))),
        loss=float(1 - np.mean(1 / (1 - losses[chosen]))) if moved else 0.0,
    )


def _more_of_plan(days: Days, count: int) -> tuple[int, dict[date, int | None]]:
    """Give how many cards the plan has after those of today, so many at most, and the minutes of today with them."""
    if days.plan is None:
        return 0, {}
    more = min(count, days.plan.ranking.ids.size - days.plan.count)
    if more <= 0:
        return 0, {}
    seconds = float(days.plan.ranking.cost_s[: days.plan.count + more].sum())
    return more, {date_of(days.day): math.ceil((days.plan.used_s + seconds) / 60)}


def carry_out(transaction: "Transaction", move: Move, now: datetime, zone: tzinfo | None = None) -> int:
    """Do it; give how many reviews have another day now."""
    calendar = learner_calendar(transaction.snapshot, zone)
    if move.instead_of is not None:
        pausing.end(transaction, move.instead_of, now, zone)
    if move.pause is not None:
        pausing.add(transaction, move.pause, _moved(transaction, move), date_of(calendar.day(now)))
    elif move.minutes:
        planning.set_minutes(transaction, move.minutes)
    by_day = sorted(move.due_on.items(), key=lambda item: (item[1], item[0]))
    for due_on, group in groupby(by_day, key=lambda item: item[1]):
        ids = [card_id for card_id, _ in group]
        card_actions.set_due(transaction, ids, due_on, now, calendar, ReviewKind.RESCHEDULED)
    card_actions.bury_cards(transaction, _with_siblings(transaction, move.new), calendar.day(now))
    if move.put_off:
        _keep_put_off(transaction, move.put_off, calendar.day(now))
    return len(move.due_on)


def _moved(transaction: "Transaction", move: Move) -> dict[CardId, Moved]:
    """Give the reviews that move, with the day each is due now."""
    cards = reading.cards(transaction.snapshot, list(move.due_on))
    return {
        card_id: Moved(card.due_on, move.due_on[card_id]) for card_id, card in cards.items() if card.due_on is not None
    }


def _keep_put_off(transaction: "Transaction", more: Mapping[DeckId, Done], day: StudyDay) -> None:
    before = counts.put_off(transaction.snapshot, day)
    nothing = Done(0, 0)
    after = {
        str(key): [a + b for a, b in zip(before.get(key, nothing), more.get(key, nothing), strict=True)]
        for key in sorted({*before, *more})
    }
    transaction.set_value(counts.PUT_OFF, {"day": day, "decks": after})


def _with_siblings(transaction: "Transaction", new: Sequence[CardId]) -> tuple[CardId, ...]:
    """Add the other new cards of the same notes: none of them shall step in."""
    notes = sorted({card.note_id for card in reading.cards(transaction.snapshot, new).values()})
    family = reading.cards_of_notes(transaction.snapshot, notes)
    return tuple(card.id for card in family if card.state is CardState.NEW)


def _by_deck(new: Sequence[QueueItem], reviews: Sequence[ScheduledReview]) -> dict[DeckId, Done]:
    fresh, due = Counter(one.deck_id for one in new), Counter(one.deck_id for one in reviews)
    return {key: Done(fresh[key], due[key]) for key in sorted({*fresh, *due})}
