"""Rows of new notes and cards, worked out column by column: there may be a hundred thousand."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from flashcards.collection.importing.job import Job
from flashcards.collection.importing.merging import encode_new
from flashcards.collection.importing.sound import filled
from flashcards.formats.transfer import TransferCard, TransferNote
from flashcards.storage.bulk import NewCard, NewNote
from flashcards.storage.first_field import checksum, first_field_text, sort_text
from flashcards.storage.matching import stored_fields

_LAST_POSITION = 1_000_000_000


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
        modified = [_past(note.modified_at, job.now_ms) for note in notes]
        created = [_past(note.created_at or note.modified_at, job.now_ms) for note in notes]
        return zip(
            self._guids(places, notes),
            [job.note_type(note.type_place).id for note in notes],
            fields,
            map(sort_text, firsts),
            map(checksum, firsts),
            [encode_new(tags or (), note.provenance) for tags, note in zip(own_tags, notes, strict=True)],
            repeat(job.origin, len(notes)),
            created,
            modified,
            strict=True,
        )

    def cards(self, places: Iterable[int], notes: Iterable[TransferNote], ids: Iterable[int]) -> Iterator[NewCard]:
        """Give the rows of the cards of notes, all as new ones.

        They wait in the file's order behind those that wait already, or in that of the notes where the file has none.
        """
        deck_id = self.job.deck_id
        for place, note, note_id in zip(places, notes, ids, strict=True):
            is_reserved = int(note.provenance.is_exam_only)
            if note.cards:
                for card in cards_of(note, self.ordinals[place]):
                    yield note_id, deck_id(card.deck), card.ordinal, self._place_of(card), is_reserved
            else:
                deck = deck_id(note.deck)
                for ordinal in self.ordinals[place]:
                    yield note_id, deck, ordinal, self.position, is_reserved
                self.position += 1

    def card_columns(
        self, notes: Sequence[TransferNote], cards: Sequence[TransferCard], counts: Sequence[int], ids: range
    ) -> Sequence[Sequence[int]]:
        """Give the same for notes whose cards the file has, column by column.

        Args:
            cards: of all the notes, as `cards_of` gives them.
            counts: how many of them each note has.
            ids: of the notes.
        """
        decks = {deck: self.job.deck_id(deck) for deck in dict.fromkeys(card.deck for card in cards)}
        reserved = [int(note.provenance.is_exam_only) for note in notes]
        return (
            np.repeat(np.arange(ids.start, ids.stop), counts).tolist(),
            [decks[card.deck] for card in cards],
            [card.ordinal for card in cards],
            [self._place_of(card) for card in cards],
            np.repeat(reserved, counts).tolist(),
        )

    def _place_of(self, card: TransferCard) -> int:
        return self.shift + _within_reach(card.position)

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
    if len(note.cards) == len(ordinals) == 1 and note.cards[0].ordinal == ordinals[0]:
        return note.cards
    brought = {card.ordinal: card for card in reversed(note.cards)}
    first = note.cards[0] if note.cards else TransferCard(0, note.deck)
    lacking = TransferCard(0, first.deck, position=first.position)
    return [brought.get(ordinal) or lacking._replace(ordinal=ordinal) for ordinal in ordinals]


def shift_behind(position: int, notes: Iterable[TransferNote], *, with_schedule: bool) -> int:
    """Give how far the places of a file's new cards move, so that they wait behind those that wait already.

    Those that do so by themselves stay where they are: a collection that comes into an empty one, or into one with
    nothing but the bundled decks, keeps its places.

    Args:
        position: behind all that wait.
        with_schedule: cards that were studied stay so; they wait for nothing.
    """
    cards = (card for note in notes for card in note.cards)
    places = (card.position for card in cards if not (with_schedule and card.state))
    return max(0, position - _within_reach(min(places, default=position)))


def _within_reach(position: int) -> int:
    return min(max(position, 0), _LAST_POSITION)


def _past(time_ms: int | None, now_ms: int) -> int:
    return time_ms if time_ms is not None and 0 < time_ms < now_ms else now_ms
