"""Notes that are new to the collection, with their cards and reviews, by the hundred thousand."""

from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from flashcards.collection.importing.job import Job
from flashcards.collection.importing.merging import encode_brought
from flashcards.collection.importing.review_log import Ints
from flashcards.collection.importing.schedules import CardSchedule, Schedules
from flashcards.formats.transfer import NO_PROVENANCE, TransferCard, TransferNote
from flashcards.storage import matching, reading
from flashcards.storage.bulk import BulkCard, BulkNote, BulkReviews, BulkWriter

PART = 2000
"""Notes written in one go, between two reports of progress."""

_PLACES = BulkCard._fields.index("state")
"""Columns of a card that say what it is and where; those after them say when it comes back."""


@dataclass(slots=True)
class Added:
    """What was added."""

    notes: int = 0
    cards: int = 0
    reviews: int = 0


@dataclass(slots=True)
class NoteAdder:
    """Adds notes of one plan.

    Attributes:
        ordinals: the cards each note makes, by its place.
        beside: places of notes that get an identity of their own, whatever the file says.
        with_schedule: cards take the file's schedule and reviews.
    """

    job: Job
    ordinals: Sequence[Sequence[int]]
    beside: Set[int]
    with_schedule: bool
    added: Added = field(default_factory=Added)

    def add(self, places: Sequence[int]) -> Added:
        """Add notes by their places in the file."""
        schedules = self._schedules(places) if self.with_schedule else None
        cards = sum(len(self.ordinals[place]) for place in places)
        writer = self.job.transaction.bulk()
        with ExitStack() as indexes:
            for table, rows in (("note", len(places)), ("note_tag", len(places)), ("card", cards)):
                indexes.enter_context(writer.indexes_last(table, rows))
            card_ids = self._add_notes(writer, places, schedules)
        if schedules is not None:
            self._add_reviews(writer, schedules, card_ids)
        return self.added

    def _add_notes(self, writer: BulkWriter, places: Sequence[int], schedules: Schedules | None) -> Ints:
        position = 1 + matching.last_position(self.job.transaction.snapshot)
        rows = None if schedules is None else schedules.rows()
        card_ids: list[range] = []
        for start in range(0, len(places), PART):
            self.job.progress("Adding notes", start / len(places))
            part = places[start : start + PART]
            notes = [self.job.note(place) for place in part]
            note_ids = writer.add_notes([self._note(*both) for both in zip(part, notes, strict=True)], NO_PROVENANCE)
            cards = list(self._cards(part, notes, note_ids, position, start))
            if rows is not None:
                cards = [scheduled(card, row) for card, row in zip(cards, islice(rows, len(cards)), strict=True)]
            card_ids.append(writer.add_cards(cards, are_new=rows is None))
            self.added.notes += len(part)
            self.added.cards += len(cards)
        return np.concatenate([np.empty(0, np.int64), *(np.arange(ids.start, ids.stop) for ids in card_ids)])

    def _note(self, place: int, note: TransferNote) -> BulkNote:
        job = self.job
        fields = matching.stored_fields([one or "" for one in note.fields])
        tags = note.tags or ()
        created = _past(note.created_at or note.modified_at, job.now_ms)
        return BulkNote(
            job.new_guid() if not note.guid or place in self.beside else note.guid,
            job.note_type(note.type_place).id,
            fields,
            tags,
            note.provenance,
            encode_brought(fields, tags, note.provenance),
            job.origin,
            created,
            _past(note.modified_at, job.now_ms),
        )

    def _cards(
        self, part: Sequence[int], notes: Sequence[TransferNote], note_ids: Iterable[int], position: int, start: int
    ) -> Iterator[BulkCard]:
        """Give the rows of new cards: in the file's order, or in that of the notes where the file has none."""
        deck_id = self.job.deck_id
        for index, (place, note, note_id) in enumerate(zip(part, notes, note_ids, strict=True), start=start):
            is_reserved = int(note.provenance.is_exam_only)
            if not note.cards:
                deck = deck_id(note.deck)
                for ordinal in self.ordinals[place]:
                    yield BulkCard(note_id, deck, ordinal, position + index, is_reserved)
            else:
                for card in cards_of(note, self.ordinals[place]):
                    yield BulkCard(note_id, deck_id(card.deck), card.ordinal, position + _place(card), is_reserved)

    def _schedules(self, places: Sequence[int]) -> Schedules:
        job = self.job
        job.progress("Reading reviews", 0.0)
        cards = [card for place in places for card in cards_of(job.plan.transfer.notes[place], self.ordinals[place])]
        settings = reading.learning_settings(job.transaction.snapshot)
        return Schedules(cards, job.plan.transfer.reviews, settings, job.calendar, job.now_ms)

    def _add_reviews(self, writer: BulkWriter, schedules: Schedules, card_ids: Ints) -> None:
        lines = lines_of(schedules, card_ids)
        total = len(lines.card_id)
        with writer.indexes_last("review", total):
            for done in writer.add_reviews(lines):
                self.job.progress("Adding reviews", done / total)
        self.added.reviews += total


def scheduled(card: BulkCard, schedule: CardSchedule) -> BulkCard:
    """Give a new card with a schedule."""
    return BulkCard._make((*card[:_PLACES], *schedule))


def cards_of(note: TransferNote, ordinals: Sequence[int]) -> list[TransferCard]:
    """Give a note's cards as the file has them, and those it lacks as new ones of the same deck."""
    brought = {card.ordinal: card for card in reversed(note.cards)}
    deck = note.cards[0].deck if note.cards else note.deck
    return [brought.get(ordinal) or TransferCard(ordinal, deck) for ordinal in ordinals]


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


def _past(time_ms: int | None, now_ms: int) -> int:
    return time_ms if time_ms is not None and 0 < time_ms < now_ms else now_ms


def _place(card: TransferCard) -> int:
    return min(max(card.position, 0), 1_000_000_000)
