"""Cards that are there already take the schedule a file has, because the learner asked for it.

The later answer counts: a card that was studied here after it was studied in the file keeps its schedule. Answers the
log does not have yet are added to it either way.
"""

from dataclasses import replace

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


def reschedule(job: Job) -> Logged:
    """Give the cards of recognised notes the file's schedules."""
    pairs = _pairs(job) if job.plan.transfer.has_schedule else []
    if not pairs:
        return Logged()
    job.progress("Comparing schedules", 0.0)
    theirs = [card for card, _ in pairs]
    log = log_of(theirs, job.plan.transfer.reviews, job.calendar, job.now_ms)
    schedules = Schedules(theirs, log, job.settings, job.calendar, job.now_ms)
    after = [_later(mine, CardSchedule(*row)) for (_, mine), row in zip(pairs, schedules.rows(), strict=True)]
    job.transaction.update_cards([card for card in after if card is not None])
    lines = _unknown(lines_of(log, theirs, np.array([mine.id for _, mine in pairs], np.int64)), job)
    with job.transaction.bulk() as writer:
        return add_reviews(job, writer, lines, log.dropped)


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


def _later(mine: Card, theirs: CardSchedule) -> Card | None:
    """Give a card with the schedule of the file, or None when its own is later."""
    if theirs.stability is None or theirs.difficulty is None or theirs.due_on is None:
        return None
    last = to_ms(mine.last_review_at)
    if last is not None and last >= (theirs.last_review_at or 0):
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


def _unknown(lines: BulkReviews, job: Job) -> BulkReviews:
    """Give the lines the log does not have yet."""
    known = matching.review_times(job.transaction.snapshot, np.unique(lines.columns[0]).tolist())
    cards, times = (lines.columns[index][lines.order].tolist() for index in (0, 1))
    fresh = [both not in known for both in zip(cards, times, strict=True)]
    return lines._replace(order=lines.order[np.array(fresh, np.bool_)])
