"""Notes and cards as rows of an Anki collection."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha1

import numpy as np
import numpy.typing as npt

from flashcards.domain.card import CardState
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.domain.plain_text import plain_text
from flashcards.formats import provenance as provenances
from flashcards.formats.anki.card_columns import (
    QUEUE_BURIED_BY_HAND,
    QUEUE_DAY_LEARNING,
    QUEUE_LEARNING,
    QUEUE_SUSPENDED,
    USUAL_EASE,
)
from flashcards.formats.anki.kept import write_line
from flashcards.formats.anki.new_collection import FIRST_DAY
from flashcards.formats.anki.notes import FIELDS, OWN_KEY
from flashcards.formats.anki.own_types import to_anki
from flashcards.formats.foreign_database import Row
from flashcards.formats.transfer import NO_PROVENANCE, TransferCard, TransferNote
from flashcards.formats.written_database import WrittenDatabase

FIRST_ID = 1_577_836_800_000
"""The id of a note that does not say when it was made: the first moment of 2020."""

DECAY = 0.1542
"""The parameter by which Anki tells how a memory of FSRS-6 fades; that of the default parameters."""

_NOTE_COLUMNS, _CARD_COLUMNS = 11, 18
_EVERY = 1000
_CHECKSUM_DIGITS = 8


@dataclass(frozen=True, slots=True)
class CardIds:
    """What cards are called in Anki.

    Attributes:
        source: `TransferCard.source_id` of the cards that have one, ascending, shape (cards,).
        written: their ids in Anki, of the same shape.
    """

    source: npt.NDArray[np.int64]
    written: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Destination:
    """Where notes and cards go.

    Attributes:
        note_types: those of the transfer.
        type_ids: the id of each.
        deck_ids: by name; the name of no deck among them.
        learning_steps, relearning_steps: how many steps the preset of all decks has.
    """

    note_types: Sequence[NoteType]
    type_ids: Sequence[int]
    deck_ids: Mapping[str, int]
    learning_steps: int
    relearning_steps: int


def write_notes(
    database: WrittenDatabase, notes: Sequence[TransferNote], where: Destination, progress: Callable[[int], None]
) -> CardIds:
    """Write notes and their cards; give the ids of the cards.

    Ids tell Anki when a note was made. Notes of the same millisecond follow each other.

    Args:
        progress: told how many notes are written.
    """
    made_at = np.array([note.created_at or note.modified_at or FIRST_ID for note in notes], np.int64)
    order = np.argsort(made_at, kind="stable")
    note_ids = ascending(made_at[order])
    ordered = [notes[place] for place in order.tolist()]
    counts = [len(note.cards) for note in ordered]
    card_ids = ascending(np.repeat(note_ids, counts))
    database.insert("notes", _counted(_note_rows(ordered, note_ids.tolist(), where), progress), _NOTE_COLUMNS)
    database.insert("cards", _card_rows(ordered, note_ids.tolist(), card_ids.tolist(), where), _CARD_COLUMNS)
    source = np.array([card.source_id for note in ordered for card in note.cards], np.int64)
    known = np.flatnonzero(source)
    by_source = known[np.argsort(source[known])]
    return CardIds(source[by_source], card_ids[by_source])


def written_tag(tag: str) -> str:
    """Give a tag as Anki can have it: without spaces."""
    return "_".join(tag.split())


def ascending(wanted: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Give ids of which no two are the same, each as little above the one wanted as can be.

    Args:
        wanted: ascending, shape (ids,).
    """
    places = np.arange(len(wanted))
    return np.maximum.accumulate(wanted - places) + places if len(wanted) else wanted


def _counted(rows: Iterator[Row], progress: Callable[[int], None]) -> Iterator[Row]:
    for count, row in enumerate(rows):
        if count % _EVERY == 0:
            progress(count)
        yield row


def _note_rows(notes: Sequence[TransferNote], ids: Sequence[int], where: Destination) -> Iterator[Row]:
    for note_id, note in zip(ids, notes, strict=True):
        fields, data = _fields(note, where.note_types[note.type_place])
        text = FIELDS.join(fields)
        if text.count(FIELDS) >= len(fields):
            text = FIELDS.join(field.replace(FIELDS, " ") for field in fields)
        first = _sort_text(fields[0])
        yield (
            note_id,
            note.guid,
            where.type_ids[note.type_place],
            (note.modified_at or note_id) // 1000,
            -1,
            _written_tags(note.tags) if note.tags else "",
            text,
            first,
            int(sha1(first.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:_CHECKSUM_DIGITS], 16),
            0,
            data,
        )


@lru_cache(maxsize=4096)
def _written_tags(tags: tuple[str, ...]) -> str:
    return f" {' '.join(map(written_tag, tags))} "


def _fields(note: TransferNote, note_type: NoteType) -> tuple[Sequence[str], str]:
    """Give the fields as Anki gets them, and what goes into the note's `data`."""
    fields = [field or "" for field in note.fields]
    if note_type.kind is not NoteKind.CUSTOM:
        return to_anki(note_type.kind, fields, note.provenance), ""
    if note.provenance is NO_PROVENANCE or note.provenance == NO_PROVENANCE:
        return fields, ""
    return fields, write_line({OWN_KEY: provenances.to_values(note.provenance)})


def _card_rows(
    notes: Sequence[TransferNote], note_ids: Sequence[int], card_ids: Sequence[int], where: Destination
) -> Iterator[Row]:
    ids = iter(card_ids)
    for note_id, note in zip(note_ids, notes, strict=True):
        modified_s = (note.modified_at or note_id) // 1000
        for card in note.cards:
            kind, queue, due, left = _standing(card, where)
            yield (
                next(ids),
                note_id,
                where.deck_ids[card.deck],
                card.ordinal,
                modified_s if card.last_review_at is None else card.last_review_at // 1000,
                -1,
                kind,
                QUEUE_SUSPENDED if card.is_suspended else QUEUE_BURIED_BY_HAND if card.is_buried else queue,
                due,
                card.interval_days,
                _ease(card),
                card.reps,
                card.lapses,
                left,
                0,
                0,
                card.flag,
                _card_data(card),
            )


def _ease(card: TransferCard) -> int:
    """Give a card's ease in thousandths: the usual one where it needs one and has none, for 0 means nothing to Anki."""
    has_to = card.state in (CardState.REVIEW, CardState.RELEARNING)
    return round(card.ease * 1000) or (USUAL_EASE if has_to else 0)


def _standing(card: TransferCard, where: Destination) -> tuple[int, int, int, int]:
    """Give a card's type, queue, due and left in Anki."""
    state = int(card.state)
    day = (FIRST_DAY if card.due_on is None else card.due_on) - FIRST_DAY
    if state == CardState.NEW:
        return state, state, card.position, 0
    if state == CardState.REVIEW:
        return state, state, day, 0
    steps = where.learning_steps if state == CardState.LEARNING else where.relearning_steps
    left = max(steps - (card.step or 0), 1)
    if card.due_at is None:
        return state, QUEUE_DAY_LEARNING, day, left
    return state, QUEUE_LEARNING, card.due_at // 1000, left


def _card_data(card: TransferCard) -> str:
    """Give the JSON in which Anki keeps a card's memory.

    A card that was never answered and has no interval has none in Anki; ours was made up when it came in, because a
    card of ours that is not new must have one.
    """
    if not card.state:
        return "{}"
    parts = [f'"pos":{card.position}'] if card.position else []
    is_known = card.last_review_at is not None or card.interval_days > 0
    if is_known and card.stability is not None and card.difficulty is not None:
        parts.append(f'"s":{card.stability!r},"d":{card.difficulty!r},"decay":{DECAY}')
    if card.last_review_at is not None:
        parts.append(f'"lrt":{card.last_review_at // 1000}')
    return f"{{{','.join(parts)}}}"


def _sort_text(html: str) -> str:
    """Give the text a note is sorted and recognised by."""
    return plain_text(html) if "<" in html or "&" in html or "[" in html else html.strip()
