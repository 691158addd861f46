"""Rows of new notes and cards, worked out column by column: there may be a hundred thousand."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, repeat

import numpy as np

from flashcards.collection.importing.job import Job
from flashcards.collection.importing.merging import encode_new
from flashcards.collection.importing.sound import filled
from flashcards.formats.card_columns import CardColumns, ordinals_of, together
from flashcards.formats.transfer import TransferCard, TransferNote
from flashcards.storage.bulk_rows import NewNote
from flashcards.storage.first_field import checksum, first_field_text, sort_text
from flashcards.storage.matching import stored_fields

_LAST_POSITION = 1_000_000_000
"""Where a file's places go beyond, only their order counts: there must be places behind them, in Anki too."""


@dataclass(slots=True)
class RowMaker:
    """Makes rows for one plan.

    Attributes:
        ordinals: the cards each note makes, by its place.
        beside: places of notes that get an identity of their own, whatever the file says.
        position: the place of the next new card.
        shift: what is added to the places that cards have in the file, as `shift_behind` gives it.
    """

    job: Job
    ordinals: Sequence[Sequence[int]]
    beside: Set[int]
    position: int
    shift: int = 0

    def notes(self, places: Sequence[int], notes: Sequence[TransferNote]) -> Iterator[NewNote]:
        """Give the rows of notes."""
        job = self.job
        fields = [stored_fields(filled(note)) for note in notes]
        own_tags = map(job.own_tags, places) if job.plan.wishes.tags else (note.tags for note in notes)
        firsts = self._firsts(places, notes)
        types = {type_place: job.note_type(type_place).id for type_place in {note.type_place for note in notes}}
        return zip(
            self._guids(places, notes),
            [types[note.type_place] for note in notes],
            fields,
            map(sort_text, firsts),
            map(checksum, firsts),
            [encode_new(tags or (), note.provenance) for tags, note in zip(own_tags, notes, strict=True)],
            repeat(job.origin, len(notes)),
            _past([note.created_at or note.modified_at for note in notes], job.now_ms),
            _past([note.modified_at for note in notes], job.now_ms),
            strict=True,
        )

    def cards(self, places: Sequence[int], notes: Sequence[TransferNote], ids: range) -> Sequence[Sequence[int]]:
        """Give the cards of notes as new ones, column by column: those of `bulk_rows.NEW_CARD`.

        They wait in the file's order behind those that wait already, or in that of the notes where the file has none.
        """
        if not any(note.cards for note in notes):
            return self._made_cards(places, notes, ids)
        if all(note.cards for note in notes):
            several = [cards_of(note, self.ordinals[place]) for place, note in zip(places, notes, strict=True)]
            return self.card_columns(notes, together(several), list(map(len, several)), ids)
        rows = (
            self._made_cards([place], [note], range(note_id, note_id + 1))
            if not note.cards
            else self.cards([place], [note], range(note_id, note_id + 1))
            for place, note, note_id in zip(places, notes, ids, strict=True)
        )
        return [list(chain.from_iterable(parts)) for parts in zip(*rows, strict=True)]

    def _made_cards(self, places: Sequence[int], notes: Sequence[TransferNote], ids: range) -> Sequence[Sequence[int]]:
        """Give the cards of notes for which the file has none."""
        made = [self.ordinals[place] for place in places]
        counts = list(map(len, made))
        decks = {deck: self.job.deck_id(deck) for deck in dict.fromkeys(note.deck for note in notes)}
        first, self.position = self.position, self.position + len(notes)
        by_note = (
            np.arange(ids.start, ids.stop),
            [decks[note.deck] for note in notes],
            np.arange(first, self.position),
            [int(note.provenance.is_exam_only) for note in notes],
        )
        note_ids, deck_ids, positions, reserved = (np.repeat(column, counts).tolist() for column in by_note)
        return note_ids, deck_ids, list(chain.from_iterable(made)), positions, reserved

    def card_columns(
        self, notes: Sequence[TransferNote], cards: CardColumns, counts: Sequence[int], ids: range
    ) -> Sequence[Sequence[int]]:
        """Give the same for notes whose cards the file has, column by column.

        Args:
            cards: of all the notes, as `cards_of` gives them.
            counts: how many of them each note has.
            ids: of the notes.
        """
        used = cards.decks()
        deck_ids = np.array([self.job.deck_id(deck) if deck in used else 0 for deck in cards.deck_names], np.int64)
        reserved = [int(note.provenance.is_exam_only) for note in notes]
        return (
            np.repeat(np.arange(ids.start, ids.stop), counts).tolist(),
            deck_ids[cards.deck].tolist(),
            cards.ordinal.tolist(),
            (self.shift + np.clip(cards.position, 0, _LAST_POSITION)).tolist(),
            np.repeat(reserved, counts).tolist(),
        )

    def _firsts(self, places: Sequence[int], notes: Sequence[TransferNote]) -> list[str]:
        known = self.job.plan.firsts
        return [
            known[place] or first_field_text(note.fields[0] or "") for place, note in zip(places, notes, strict=True)
        ]

    def _guids(self, places: Sequence[int], notes: Sequence[TransferNote]) -> list[str]:
        new_guid, beside = self.job.new_guid, self.beside
        return [
            note.guid if note.guid and place not in beside else new_guid()
            for place, note in zip(places, notes, strict=True)
        ]


def cards_of(note: TransferNote, ordinals: Sequence[int]) -> Sequence[TransferCard]:
    """Give a note's cards as the file has them, and those it lacks as new ones of the same deck."""
    if ordinals_of(note.cards) == ordinals:
        return note.cards
    brought = {card.ordinal: card for card in reversed(note.cards)}
    first = note.cards[0] if note.cards else TransferCard(0, note.deck)
    lacking = TransferCard(0, first.deck, position=first.position)
    return [brought.get(ordinal) or lacking._replace(ordinal=ordinal) for ordinal in ordinals]


def shift_behind(position: int, cards: CardColumns, *, with_schedule: bool) -> int:
    """Give how far the places of a file's new cards move, so that they wait behind those that wait already.

    Those that do so by themselves stay where they are: a collection that comes into an empty one, or into one with
    nothing but the bundled decks, keeps its places.

    Args:
        position: behind all that wait.
        with_schedule: cards that were studied stay so; they wait for nothing.
    """
    places = cards.position[cards.state == 0] if with_schedule else cards.position
    return max(0, position - int(places.min(initial=position)))


def with_places(cards: CardColumns) -> CardColumns:
    """Give cards with places from 0 to the last there may be: their own, or, where one goes beyond, their order."""
    if not len(cards) or (cards.position.min() >= 0 and cards.position.max() <= _LAST_POSITION):
        return cards
    own = np.maximum(cards.position, 0)
    return replace(cards, position=own if own.max() <= _LAST_POSITION else np.unique(own, return_inverse=True)[1])


def _past(times_ms: Sequence[int | None], now_ms: int) -> list[int]:
    """Give times; now for those that are missing, or have not come yet."""
    return [one if one is not None and 0 < one < now_ms else now_ms for one in times_ms]
