"""Cards that are there already take the schedule a file has, because the learner asked for it.

The later answer counts: a card that was studied here after it was studied in the file keeps its schedule. Where the
last answer is the same, the later change by hand counts. A card that was made new again in the file begins anew here,
too, unless its log was written here later. Answers the log does not have yet are added to it either way.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple, Self

import numpy as np

from flashcards.array_order import Whole
from flashcards.collection.importing.adding import lines_of
from flashcards.collection.importing.review_log import Ints, Mask
from flashcards.collection.importing.schedules import Schedules, log_of
from flashcards.collection.importing.values import BRINGING, Bucket, ImportPlan, Schedule
from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.progress import Progress, no_progress
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.formats.card_columns import CardColumns
from flashcards.formats.transfer import TransferCard
from flashcards.storage import matching, reading
from flashcards.storage.bulk_rows import BulkReviews, CardSchedule
from flashcards.storage.instants import from_ms, to_ms
from flashcards.storage.snapshot import Snapshot

_MATCHED = (Bucket.IDENTICAL, *BRINGING, Bucket.REPEATED)
"""Of the repeated ones, those that have a note: they and a file before say just what the collection does."""

_SECOND_MS = 1000
"""Anki keeps the time of the last answer in whole seconds, so no two times are told apart by less."""

_COMPARING = "Comparing schedules"
_PART = 2000
"""Notes, or cards, between two reports of progress."""

_TIME_BITS = 43
_LATEST_MS = 2**_TIME_BITS - 1
"""In the year 2248."""


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


def takeover(
    snapshot: Snapshot, plan: ImportPlan, calendar: StudyCalendar, now: datetime, progress: Progress = no_progress
) -> Takeover | None:
    """Say what the cards of recognised notes take from the file; None when it has nothing for them."""
    takes = plan.transfer.has_schedule and plan.wishes.schedule is Schedule.ALL
    pairs = _pairs(snapshot, plan, progress) if takes else []
    if not pairs:
        return None
    theirs = CardColumns.of([card for card, _ in pairs])
    ids = np.array([mine.id for _, mine in pairs], np.int64)
    log = log_of(theirs, plan.transfer.reviews, calendar, to_ms(now))
    progress(_COMPARING, 0.4)
    lines = lines_of(log, theirs, ids)
    known = _Written.of(np.sort(ids), *matching.review_times(snapshot, np.sort(ids)))
    brought = _Written.of(known.cards, lines.columns[0], lines.columns[1])
    progress(_COMPARING, 0.6)
    schedules = Schedules(theirs, log, reading.learning_settings(snapshot), calendar, to_ms(now))
    rows = zip(map(CardSchedule._make, schedules.rows()), known.last(ids), brought.last(ids), strict=True)
    taken: list[Card] = []
    for place, ((_, mine), (row, here, there)) in enumerate(zip(pairs, rows, strict=True)):
        if place % _PART == 0:
            progress(_COMPARING, 0.6 + 0.4 * place / len(pairs))
        after = _after(mine, row, here, there)
        if after != mine:
            taken.append(after if row.buried_until is None else replace(after, buried_until=StudyDay(row.buried_until)))
    fresh = lines._replace(order=lines.order[~known.has(brought)[lines.order]])
    return Takeover(taken, fresh, log.dropped)


def _pairs(snapshot: Snapshot, plan: ImportPlan, progress: Progress) -> list[tuple[TransferCard, Card]]:
    """Give the cards of the file that are there already, each with the one it is."""
    matched = [one for bucket in _MATCHED for one in plan.buckets[bucket] if one.note_id]
    found: list[tuple[TransferCard, Card]] = []
    for start in range(0, len(matched), _PART):
        progress(_COMPARING, 0.4 * start / len(matched))
        part = matched[start : start + _PART]
        cards = reading.cards_of_notes(snapshot, [one.note_id for one in part])
        mine = {(card.note_id, card.ordinal): card for card in cards}
        found += [
            (card, mine[one.note_id, card.ordinal])
            for one in part
            for card in plan.transfer.notes[one.place].cards
            if (one.note_id, card.ordinal) in mine
        ]
    return found


@dataclass(frozen=True, slots=True)
class _Written:
    """When the lines of a review log were written.

    Attributes:
        cards: the ids of the cards it is about, ascending.
        lines: place among the cards and time, in ms, as one number, in the order of the lines.
    """

    cards: Ints
    lines: Ints

    @classmethod
    def of(cls, cards: Ints, card: Whole, at_ms: Whole) -> Self:
        """Give the lines of some of these cards."""
        return cls(cards, np.searchsorted(cards, card) << _TIME_BITS | np.clip(at_ms, 0, _LATEST_MS))

    def last(self, cards: Ints) -> list[int]:
        """Give when the last line of each of the cards was written; 0 for never."""
        found = np.zeros(len(self.cards), np.int64)
        np.maximum.at(found, self.lines >> _TIME_BITS, self.lines & _LATEST_MS)
        times: list[int] = found[np.searchsorted(self.cards, cards)].tolist()
        return times

    def has(self, others: Self) -> Mask:
        """Say of each line of another log, of the same cards, whether it is in this one."""
        ordered = np.append(np.sort(self.lines), -1)
        found: Mask = np.equal(ordered[np.searchsorted(ordered[:-1], others.lines)], others.lines)
        return found


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
