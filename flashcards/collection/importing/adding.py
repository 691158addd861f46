"""Notes that are new to the collection, with their cards and reviews, by the hundred thousand."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice

import numpy as np

from flashcards.collection.importing.job import Job
from flashcards.collection.importing.new_rows import RowMaker, cards_of
from flashcards.collection.importing.review_log import Ints
from flashcards.collection.importing.schedules import Schedules
from flashcards.formats.transfer import NO_PROVENANCE, TransferNote
from flashcards.storage import reading
from flashcards.storage.bulk import BulkReviews, BulkWriter, NewNote

PART = 2000
"""Notes written in one go, between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Added:
    """What was added."""

    cards: int
    reviews: int


def add_notes(job: Job, places: Sequence[int], rows: RowMaker, *, with_schedule: bool) -> Added:
    """Add notes by their places in the file.

    Args:
        with_schedule: their cards take the file's schedule and reviews.
    """
    if not places:
        return Added(0, 0)
    job.prepare(places)
    with job.transaction.bulk() as writer, ExitStack() as indexes:
        writer.add_tags(tag for place in places for tag in job.note(place).tags or ())
        cards = sum(len(rows.ordinals[place]) for place in places)
        for table, number in (("note", len(places)), ("note_tag", len(places)), ("card", cards)):
            indexes.enter_context(writer.indexes_last(table, number))
        note_ids = _add_notes(job, places, rows, writer)
        schedules = _schedules(job, places, rows) if with_schedule else None
        card_ids = _add_cards(job, places, rows, writer, note_ids, schedules)
        indexes.close()
        reviews = 0 if schedules is None else _add_reviews(job, writer, lines_of(schedules, card_ids))
    return Added(len(card_ids), reviews)


def add_reviews(job: Job, lines: BulkReviews) -> int:
    """Write lines of the review log; give how many."""
    with job.transaction.bulk() as writer:
        return _add_reviews(job, writer, lines)


def lines_of(schedules: Schedules, card_ids: Ints) -> BulkReviews:
    """Give the reviews of cards as the collection keeps them, oldest first.

    Args:
        card_ids: the ids of `schedules.cards` in the collection.
    """
    log = schedules.log
    sources = np.array([card.source_id for card in schedules.cards], np.int64)
    order = np.argsort(sources)
    ids = card_ids[order][np.searchsorted(sources[order], log.card)]
    by_time = np.argsort(log.at, kind="stable")
    columns = (ids, log.at, log.day, log.rating, log.kind, log.state, log.elapsed_days, log.interval_days)
    return BulkReviews(*(column[by_time] for column in (*columns, log.duration_ms)))


def _add_reviews(job: Job, writer: BulkWriter, lines: BulkReviews) -> int:
    total = len(lines.card_id)
    with writer.indexes_last("review", total):
        for done in writer.add_reviews(lines):
            job.progress("Adding reviews", done / total)
    return total


def _add_notes(job: Job, places: Sequence[int], rows: RowMaker, writer: BulkWriter) -> range:
    """Write notes; give their ids."""
    first = last = 0
    for start in range(0, len(places), PART):
        job.progress("Adding notes", start / len(places))
        part = places[start : start + PART]
        notes = [job.note(place) for place in part]
        ids = _store(writer, notes, rows.notes(part, notes))
        first, last = first or ids.start, ids.stop
    return range(first, last)


def _add_cards(
    job: Job,
    places: Sequence[int],
    rows: RowMaker,
    writer: BulkWriter,
    note_ids: range,
    schedules: Schedules | None,
) -> Ints:
    """Write the cards of notes; give their ids."""
    coming = None if schedules is None else schedules.rows()
    card_ids = [np.empty(0, np.int64)]
    for start in range(0, len(places), PART):
        job.progress("Adding cards", start / len(places))
        part = places[start : start + PART]
        cards = list(rows.cards(part, [job.note(place) for place in part], note_ids[start : start + PART]))
        if coming is None:
            ids = writer.add_new_cards(cards)
        else:
            ids = writer.add_cards(zip(cards, islice(coming, len(cards)), strict=True))
        card_ids.append(np.arange(ids.start, ids.stop))
    return np.concatenate(card_ids)


def _store(writer: BulkWriter, notes: Sequence[TransferNote], rows: Iterable[NewNote]) -> range:
    tags = [note.tags or () for note in notes]
    sources = [note.provenance for note in notes]
    says_nothing = all(source is NO_PROVENANCE for source in sources)
    return writer.add_notes(rows, tags, None if says_nothing else sources)


def _schedules(job: Job, places: Sequence[int], rows: RowMaker) -> Schedules:
    job.progress("Reading reviews", 0.0)
    notes = job.plan.transfer.notes
    cards = [card for place in places for card in cards_of(notes[place], rows.ordinals[place])]
    settings = reading.learning_settings(job.transaction.snapshot)
    return Schedules(cards, job.plan.transfer.reviews, settings, job.calendar, job.now_ms)
