"""Notes that are new to the collection, with their cards and reviews, by the hundred thousand."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import chain
from typing import NamedTuple

import numpy as np

from flashcards.array_order import by_runs, order_of
from flashcards.collection.importing.job import Job
from flashcards.collection.importing.new_rows import RowMaker, cards_of
from flashcards.collection.importing.review_log import Ints, Log
from flashcards.collection.importing.schedules import Schedules, log_of, source_ids
from flashcards.formats.transfer import NO_PROVENANCE, TransferCard, TransferNote
from flashcards.storage.bulk import BulkReviews, BulkWriter, NewNote

PART = 2000
"""Notes written in one go, between two reports of progress."""


NOTES_SHARE, REVIEWS_SHARE, SAVING_SHARE = 0.4, 0.6, 0.85
"""How far the adding is once the notes, the reviews, the cards are made: the disk is behind, and has the rest."""


class Logged(NamedTuple):
    """What came of a review log, in lines.

    Attributes:
        dropped: left out, because they cannot be.
    """

    added: int = 0
    dropped: int = 0


class Added(NamedTuple):
    """What was added."""

    cards: int = 0
    logged: Logged = Logged()


def add_notes(job: Job, places: Sequence[int], rows: RowMaker, *, with_schedule: bool) -> Added:
    """Add notes by their places in the file.

    Args:
        with_schedule: their cards take the file's schedule and reviews.
    """
    if not places:
        return Added()
    job.prepare(places)
    with job.transaction.bulk() as writer, ExitStack() as of_cards, ThreadPoolExecutor(1) as beside:
        writer.add_tags(chain.from_iterable(dict.fromkeys(note.tags or () for note in job.notes(places))))
        cards = sum(len(rows.ordinals[place]) for place in places)
        of_cards.enter_context(writer.indexes_last("card", cards))
        with writer.indexes_last("review", job.plan.transfer.reviews.count if with_schedule else 0):
            coming = beside.submit(_worked_out, job, _cards(job, places, rows) if with_schedule else [], writer)
            with writer.indexes_last("note", len(places)), writer.indexes_last("note_tag", len(places)):
                note_ids = _add_notes(job, places, rows, writer)
            job.progress("Reading reviews", NOTES_SHARE)
            brought, log, lines = coming.result()
            logged = add_reviews(job, writer, lines, log.dropped)
        schedules = Schedules(brought, log, job.settings, job.calendar, job.now_ms) if with_schedule else None
        _add_cards(job, places, rows, writer, note_ids, schedules)
        job.progress("Saving", SAVING_SHARE)
    return Added(cards, logged)


class _WorkedOut(NamedTuple):
    """The reviews of the cards that are added, as the file has them and as they are written."""

    cards: Sequence[TransferCard]
    log: Log
    lines: BulkReviews


def _worked_out(job: Job, cards: Sequence[TransferCard], writer: BulkWriter) -> _WorkedOut:
    """Work out the reviews of cards while the notes are written: numpy leaves Python to others meanwhile."""
    log = log_of(cards, job.plan.transfer.reviews, job.calendar, job.now_ms)
    lines = lines_of(log, cards, np.arange(writer.next_id("card"), writer.next_id("card") + len(cards)))
    writer.lay_out(lines)
    return _WorkedOut(cards, log, lines)


def add_reviews(job: Job, writer: BulkWriter, lines: BulkReviews, dropped: int) -> Logged:
    """Write lines of the review log.

    Args:
        dropped: how many were left out before.
    """
    for done in writer.add_reviews(lines):
        share = (REVIEWS_SHARE - NOTES_SHARE) * done / len(lines.order)
        job.progress("Adding reviews", NOTES_SHARE + share)
    return Logged(len(lines.order), dropped)


def lines_of(log: Log, cards: Sequence[TransferCard], card_ids: Ints) -> BulkReviews:
    """Give the reviews of cards as the collection keeps them, oldest first.

    Args:
        card_ids: the ids of `cards` in the collection.
    """
    sources = source_ids(cards)
    order = np.argsort(sources)
    sources = sources[order]
    places = by_runs(log.card, lambda some: np.searchsorted(sources, some))
    ids = card_ids[order][places] if len(cards) else log.card
    columns = (ids, log.at, log.day, log.rating, log.kind, log.state, log.elapsed_days, log.interval_days)
    return BulkReviews((*columns, log.duration_ms), order_of(log.at))


def _add_notes(job: Job, places: Sequence[int], rows: RowMaker, writer: BulkWriter) -> range:
    """Write notes; give their ids."""
    first = last = 0
    for start in range(0, len(places), PART):
        job.progress("Adding notes", NOTES_SHARE * start / len(places))
        part = places[start : start + PART]
        notes = job.notes(part)
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
) -> None:
    """Write the cards of notes."""
    coming = None if schedules is None else schedules.columns()
    done = 0
    for start in range(0, len(places), PART):
        job.progress("Adding cards", REVIEWS_SHARE + (SAVING_SHARE - REVIEWS_SHARE) * start / len(places))
        part, ids = places[start : start + PART], note_ids[start : start + PART]
        notes = job.notes(part)
        if coming is None or schedules is None:
            writer.add_new_cards(rows.cards(part, notes, ids))
            continue
        counts = [len(rows.ordinals[place]) for place in part]
        some = slice(done, done + sum(counts))
        done = some.stop
        if all(note.cards for note in notes):
            new = rows.card_columns(notes, schedules.cards[some], counts, ids)
        else:
            new = rows.cards(part, notes, ids)
        writer.add_cards([*new, *(column[some] for column in coming)])


def _cards(job: Job, places: Sequence[int], rows: RowMaker) -> list[TransferCard]:
    """Give the file's cards of notes, in the order in which they are written."""
    notes = job.plan.transfer.notes
    return [card for place in places for card in cards_of(notes[place], rows.ordinals[place])]


def _store(writer: BulkWriter, notes: Sequence[TransferNote], rows: Iterable[NewNote]) -> range:
    tags = [note.tags or () for note in notes]
    sources = [note.provenance for note in notes]
    says_nothing = all(source is NO_PROVENANCE for source in sources)
    return writer.add_notes(rows, tags, None if says_nothing else sources)
