"""Cards that are there already take the schedule a file has, because the learner asked for it.

The later answer counts: a card that was studied here after it was studied in the file keeps its schedule. Where the
last answer is the same, the later change by hand counts. Answers the log does not have yet are added to it either way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from flashcards.collection.importing.adding import Logged, add_reviews, lines_of
from flashcards.collection.importing.job import Job
from flashcards.collection.importing.schedules import Schedules, log_of
from flashcards.collection.importing.values import Bucket
from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.study_day import StudyDay
from flashcards.formats.transfer import TransferCard
from flashcards.storage import matching, reading
from flashcards.storage.bulk import BulkReviews, CardSchedule
from flashcards.storage.instants import from_ms, to_ms

_MATCHED = (Bucket.IDENTICAL, Bucket.CHANGED, Bucket.DISPUTED)
_SECOND_MS = 1000
"""Anki keeps the time of the last answer in whole seconds, so no two times are told apart by less."""

Line = tuple[int, int]
"""The card, and when a line of its review log was written, in ms."""


class Rescheduled(NamedTuple):
    """What came of the file's schedules.

    Attributes:
        cards: how many took one that is other than their own.
    """

    cards: int = 0
    logged: Logged = Logged()


def reschedule(job: Job) -> Rescheduled:
    """Give the cards of recognised notes the file's schedules."""
    pairs = _pairs(job) if job.plan.transfer.has_schedule else []
    if not pairs:
        return Rescheduled()
    job.progress("Comparing schedules", 0.0)
    theirs = [card for card, _ in pairs]
    log = log_of(theirs, job.plan.transfer.reviews, job.calendar, job.now_ms)
    schedules = Schedules(theirs, log, job.settings, job.calendar, job.now_ms)
    ids = [mine.id for _, mine in pairs]
    lines = lines_of(log, theirs, np.array(ids, np.int64))
    known = matching.review_times(job.transaction.snapshot, ids)
    here, there = _last_lines(known), _last_lines(_written(lines))
    rows = map(CardSchedule._make, schedules.rows())
    later = [
        _with_schedule(mine, row)
        for (_, mine), row in zip(pairs, rows, strict=True)
        if not _is_later_here(mine, row, here.get(mine.id, 0), there.get(mine.id, 0))
    ]
    own = {mine.id: mine for _, mine in pairs}
    taken = [card for card in later if card is not None and card != own[card.id]]
    job.transaction.update_cards(taken)
    with job.transaction.bulk() as writer:
        return Rescheduled(len(taken), add_reviews(job, writer, _unknown(lines, known), log.dropped))


def _pairs(job: Job) -> list[tuple[TransferCard, Card]]:
    matched = [one for bucket in _MATCHED for one in job.plan.buckets[bucket]]
    cards = reading.cards_of_notes(job.transaction.snapshot, [one.note_id for one in matched])
    mine = {(card.note_id, card.ordinal): card for card in cards}
    return [
        (card, mine[one.note_id, card.ordinal])
        for one in matched
        for card in job.plan.transfer.notes[one.place].cards
        if (one.note_id, card.ordinal) in mine
    ]


def _is_later_here(mine: Card, theirs: CardSchedule, here_ms: int, there_ms: int) -> bool:
    """Say whether a card was answered here after it was in the file, or, answered last in both, changed by hand.

    Args:
        here_ms, there_ms: when its last line was written in the two review logs; 0 for never.
    """
    answered_here, answered_there = to_ms(mine.last_review_at) or 0, theirs.last_review_at or 0
    return _seconds(answered_here, here_ms) > _seconds(answered_there, there_ms)


def _seconds(*times_ms: int) -> tuple[int, ...]:
    return tuple(one // _SECOND_MS for one in times_ms)


def _with_schedule(mine: Card, theirs: CardSchedule) -> Card | None:
    """Give a card with the schedule of the file, or None when it is new there."""
    if theirs.stability is None or theirs.difficulty is None or theirs.due_on is None:
        return None
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
        reps=theirs.reps,
        lapses=theirs.lapses,
        flag=theirs.flag or mine.flag,
        is_suspended=bool(theirs.is_suspended),
    )


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
