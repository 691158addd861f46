"""Notes that are new to the collection, with their cards and reviews, by the hundred thousand."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from flashcards.array_order import by_runs, order_of
from flashcards.collection.importing.job import Job
from flashcards.collection.importing.new_rows import RowMaker, cards_of, shift_behind, with_places
from flashcards.collection.importing.review_log import Ints, Log
from flashcards.collection.importing.schedules import Schedules, log_of
from flashcards.formats.card_columns import CardColumns, together
from flashcards.formats.transfer import NO_PROVENANCE, Reviews, TransferNote
from flashcards.storage.bulk import BulkWriter
from flashcards.storage.bulk_rows import BulkReviews, NewNote

PART = 2000
"""Notes written in one go, between two reports of progress."""
_CARDS = 10_000
"""The same for cards, which hold no text."""


NOTES_SHARE, CARDS_SHARE, SAVING_SHARE = 0.4, 0.6, 0.85
"""How far the adding is once the notes, the cards, the reviews are made: the disk is behind, and has the rest."""


_NO_CARDS = CardColumns.of(())


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
    brought = _cards(job, places, rows, with_schedule=with_schedule)
    job.prepare(places, brought.decks())
    rows.shift = shift_behind(rows.position, brought, with_schedule=with_schedule)
    reviews = job.plan.transfer.reviews if with_schedule else Reviews()
    logged = Logged()
    with job.transaction.bulk() as writer, ExitStack() as of_notes, ExitStack() as of_cards:
        writer.add_tags(chain.from_iterable(dict.fromkeys(note.tags or () for note in job.notes(places))))
        cards = sum(len(rows.ordinals[place]) for place in places)
        with writer.indexes_last("review", reviews.count):
            of_cards.enter_context(writer.indexes_last("card", cards))
            for table in ("note", "note_tag"):
                of_notes.enter_context(writer.indexes_last(table, len(places)))
            note_ids = _add_notes(job, places, rows, writer)
            of_notes.close()  # whatever is written, the next is made ready meanwhile, and the most work comes last
            log = log_of(brought, reviews, job.calendar, job.now_ms) if with_schedule else None
            card_ids = _add_cards(job, writer, _new_cards(job, places, rows, brought, note_ids), brought, log)
            of_cards.close()
            if log is not None:
                logged = add_reviews(job, writer, lines_of(log, brought, card_ids), log.dropped)
        job.progress("Saving", SAVING_SHARE)
    return Added(cards, logged)


def add_reviews(job: Job, writer: BulkWriter, lines: BulkReviews, dropped: int) -> Logged:
    """Write lines of the review log.

    Args:
        dropped: how many were left out before.
    """
    for done in writer.add_reviews(lines):
        share = (SAVING_SHARE - CARDS_SHARE) * done / len(lines.order)
        job.progress("Adding reviews", CARDS_SHARE + share)
    return Logged(len(lines.order), dropped)


def lines_of(log: Log, cards: CardColumns, card_ids: Ints) -> BulkReviews:
    """Give the reviews of cards as the collection keeps them, oldest first.

    Args:
        card_ids: the ids of `cards` in the collection.
    """
    order = np.argsort(cards.source_id)
    sources = cards.source_id[order]
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
    job: Job, writer: BulkWriter, new: Sequence[Sequence[Any]], brought: CardColumns, log: Log | None
) -> Ints:
    """Write cards; give their ids.

    Args:
        new: as `_new_cards` gives them.
        log: the reviews of `brought`; None when all come as new.
    """
    add, columns = writer.add_new_cards, new
    if log is not None:
        schedules = Schedules(brought, log, job.settings, job.calendar, job.now_ms)
        add, columns = writer.add_cards, [*new, *schedules.columns()]
    first = writer.next_id("card")
    for start in range(0, len(columns[0]), _CARDS):
        job.progress("Adding cards", NOTES_SHARE + (CARDS_SHARE - NOTES_SHARE) * start / len(columns[0]))
        add([column[start : start + _CARDS] for column in columns])
    return np.arange(first, writer.next_id("card"))


def _new_cards(
    job: Job, places: Sequence[int], rows: RowMaker, brought: CardColumns, ids: range
) -> Sequence[Sequence[Any]]:
    """Give the cards of notes, column by column, but for their schedules.

    Args:
        brought: those the file has.
        ids: of the notes.
    """
    notes = job.notes(places)
    if brought and all(note.cards for note in notes):
        return rows.card_columns(notes, brought, [len(rows.ordinals[place]) for place in places], ids)
    return rows.cards(places, notes, ids)


def _cards(job: Job, places: Sequence[int], rows: RowMaker, *, with_schedule: bool) -> CardColumns:
    """Give the file's cards of notes, in the order in which they are written; none where it has none at all."""
    notes = job.plan.transfer.notes
    if not with_schedule and not any(notes[place].cards for place in places):
        return _NO_CARDS
    return with_places(together([cards_of(notes[place], rows.ordinals[place]) for place in places]))


def _store(writer: BulkWriter, notes: Sequence[TransferNote], rows: Iterable[NewNote]) -> range:
    tags = [note.tags or () for note in notes]
    sources = [note.provenance for note in notes]
    says_nothing = all(source is NO_PROVENANCE for source in sources)
    return writer.add_notes(rows, tags, None if says_nothing else sources)
