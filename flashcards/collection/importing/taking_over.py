"""Cards that are there already take the schedule a file has, because the learner asked for it.

The later answer counts: a card that was studied here after it was studied in the file keeps its schedule. Where the
last answer is the same, the later change by hand counts. A card that was made new again in the file begins anew here,
too, unless its log was written here later. Answers the log does not have yet are added to it either way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np

from flashcards.collection.importing.adding import lines_of
from flashcards.collection.importing.schedules import Schedules, log_of
from flashcards.collection.importing.values import Bucket, ImportPlan, Schedule
from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.formats.transfer import TransferCard
from flashcards.storage import matching, reading
from flashcards.storage.bulk import BulkReviews, CardSchedule
from flashcards.storage.instants import from_ms, to_ms
from flashcards.storage.snapshot import Snapshot

_MATCHED = (Bucket.IDENTICAL, Bucket.CHANGED, Bucket.DISPUTED)
_SECOND_MS = 1000
"""Anki keeps the time of the last answer in whole seconds, so no two times are told apart by less."""

Line = tuple[int, int]
"""The card, and when a line of its review log was written, in ms."""


class Takeover(NamedTuple):
    """What cards that are there take from the file.

    Attributes:
        cards: those that take a schedule that is other than their own, as they will be.
        lines: the lines of the review log that it does not have yet.
        dropped: how many lines cannot be.
    """

    cards: list[Card]
    lines: BulkReviews
    dropped: int


def takeover(snapshot: Snapshot, plan: ImportPlan, calendar: StudyCalendar, now: datetime) -> Takeover | None:
    """Say what the cards of recognised notes take from the file; None when it has nothing for them."""
    takes = plan.transfer.has_schedule and plan.wishes.schedule is Schedule.ALL
    pairs = _pairs(snapshot, plan) if takes else []
    if not pairs:
        return None
    theirs = [card for card, _ in pairs]
    log = log_of(theirs, plan.transfer.reviews, calendar, to_ms(now))
    schedules = Schedules(theirs, log, reading.learning_settings(snapshot), calendar, to_ms(now))
    ids = [mine.id for _, mine in pairs]
    lines = lines_of(log, theirs, np.array(ids, np.int64))
    known = matching.review_times(snapshot, ids)
    here, there = _last_lines(known), _last_lines(_written(lines))
    rows = map(CardSchedule._make, schedules.rows())
    after = (
        (mine, _after(mine, row, here.get(mine.id, 0), there.get(mine.id, 0)))
        for (_, mine), row in zip(pairs, rows, strict=True)
    )
    return Takeover([card for mine, card in after if card != mine], _unknown(lines, known), log.dropped)


def _pairs(snapshot: Snapshot, plan: ImportPlan) -> list[tuple[TransferCard, Card]]:
    matched = [one for bucket in _MATCHED for one in plan.buckets[bucket]]
    cards = reading.cards_of_notes(snapshot, [one.note_id for one in matched])
    mine = {(card.note_id, card.ordinal): card for card in cards}
    return [
        (card, mine[one.note_id, card.ordinal])
        for one in matched
        for card in plan.transfer.notes[one.place].cards
        if (one.note_id, card.ordinal) in mine
    ]


def _after(mine: Card, theirs: CardSchedule, here_ms: int, there_ms: int) -> Card:
    """Give a card as it is afterwards.

    Args:
        here_ms, there_ms: when its last line was written in the two review logs; 0 for never.
    """
    answered_here = to_ms(mine.last_review_at) or 0
    if theirs.stability is None or theirs.difficulty is None or theirs.due_on is None:
        written_here = max(answered_here, here_ms)
        was_reset = there_ms > 0 and _seconds(there_ms) >= _seconds(written_here)
        return _begun_anew(mine, theirs) if was_reset and mine.state is not CardState.NEW else mine
    is_later_here = _seconds(answered_here, here_ms) > _seconds(theirs.last_review_at or 0, there_ms)
    if is_later_here:
        return mine
    return replace(
        mine,
        state=CardState(theirs.state),
        memory=MemoryState(theirs.stability, theirs.difficulty),
        step=theirs.step,
        due_on=StudyDay(theirs.due_on),
        due_at=from_ms(theirs.due_at),
        interval_days=theirs.interval_days,
        last_review_at=from_ms(theirs.last_review_at),
        last_review_on=None if theirs.last_review_on is None else StudyDay(theirs.last_review_on),
        **_besides(mine, theirs),
    )


def _begun_anew(mine: Card, theirs: CardSchedule) -> Card:
    """Give a card that is new again; its place among the new ones stays."""
    return replace(
        mine,
        state=CardState.NEW,
        memory=None,
        step=None,
        due_on=None,
        due_at=None,
        interval_days=0,
        last_review_at=None,
        last_review_on=None,
        **_besides(mine, theirs),
    )


def _besides(mine: Card, theirs: CardSchedule) -> dict[str, Any]:
    return {
        "reps": theirs.reps,
        "lapses": theirs.lapses,
        "flag": theirs.flag or mine.flag,
        "is_suspended": bool(theirs.is_suspended),
    }


def _seconds(*times_ms: int) -> tuple[int, ...]:
    return tuple(one // _SECOND_MS for one in times_ms)


def _written(lines: BulkReviews) -> Iterable[Line]:
    cards, times = (lines.columns[index].tolist() for index in (0, 1))
    return zip(cards, times, strict=True)


def _last_lines(lines: Iterable[Line]) -> Mapping[int, int]:
    """Give when the last line of each card was written, in ms."""
    last: dict[int, int] = {}
    for card, at in lines:
        last[card] = max(at, last.get(card, 0))
    return last


def _unknown(lines: BulkReviews, known: set[Line]) -> BulkReviews:
    """Give the lines the log does not have yet."""
    cards, times = (lines.columns[index][lines.order].tolist() for index in (0, 1))
    fresh = [both not in known for both in zip(cards, times, strict=True)]
    return lines._replace(order=lines.order[np.array(fresh, np.bool_)])
