"""Notes written by the learner: what the editor needs to know, adding one, and finding one that says the same."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from flashcards.collection.card_actions import edit_note
from flashcards.collection.note_cards import new_card
from flashcards.domain.errors import FlashcardsError, StaleCardError
from flashcards.domain.ids import NoteId, NoteTypeId
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteType
from flashcards.rendering import card_ordinals
from flashcards.rendering.cards import makes_gaps
from flashcards.rendering.cloze import filled
from flashcards.storage import reading
from flashcards.storage.first_field import first_field_text
from flashcards.storage.matching import last_position, notes_spelt_like, notes_with_first_fields
from flashcards.storage.reading import FIELD_SEPARATOR
from flashcards.storage.recent import all_tags, newest_notes
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

RECENT = 50
"""How many of the notes added last are listed."""


class NoCardsError(FlashcardsError):
    """A note would make no card, so nothing would ever ask it."""


@dataclass(frozen=True, slots=True)
class Supplies:
    """What a note is written with.

    Attributes:
        note_types: the built-in ones first, then by name.
        decks: full names, parents before children.
        tags: every tag in use, by name.
    """

    note_types: tuple[NoteType, ...]
    decks: tuple[str, ...]
    tags: tuple[str, ...]


class Added(NamedTuple):
    """A note that was added.

    Attributes:
        cards: how many cards it makes.
    """

    note_id: NoteId
    cards: int
    deck: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A note opened to be edited.

    Attributes:
        deck: where its first card is, "" when it has none.
    """

    note: Note
    note_type: NoteType
    deck: str


class Listed(NamedTuple):
    """A note in a list.

    Attributes:
        text: the beginning of its plain first field.
    """

    note_id: NoteId
    text: str
    note_type: str
    added_at: datetime


def supplies(snapshot: Snapshot) -> Supplies:
    """Give what a note can be written with."""
    types = reading.note_types(snapshot).values()
    decks = tuple(deck.name for deck in reading.decks(snapshot))
    return Supplies(tuple(in_order(types)), decks, all_tags(snapshot))


def in_order(types: Iterable[NoteType]) -> list[NoteType]:
    """Give the built-in types as they are numbered, then the others by name."""
    return sorted(types, key=lambda one: (0, one.id, "") if one.is_built_in else (1, 0, one.name.casefold()))


def open_note(snapshot: Snapshot, note_id: NoteId) -> Edited | None:
    """Give a note to be edited, or None when it is gone."""
    note = reading.notes(snapshot, [note_id]).get(note_id)
    if note is None:
        return None
    cards = reading.cards_of_notes(snapshot, [note_id])
    names = {deck.id: deck.name for deck in reading.decks(snapshot)}
    deck = names.get(cards[0].deck_id, "") if cards else ""
    return Edited(note, reading.note_types(snapshot)[note.note_type_id], deck)


def add_note(transaction: "Transaction", note: Note, deck: str, now: datetime) -> Added:
    """Add a note with the cards it makes, which come after all new cards there are.

    Args:
        note: its id does not count; its guid is a fresh one.
        deck: the full name of where its cards go; made when it is missing.

    Raises:
        NoCardsError: it would make no card.
        StaleCardError: its type is gone.
        ValueError: the deck has no name.
    """
    note_type = reading.note_types(transaction.snapshot).get(note.note_type_id)
    if note_type is None:
        problem = "The note type was deleted meanwhile. What you wrote is still there; choose another type for it."
        raise StaleCardError(problem)
    ordinals = card_ordinals(note_type, note.fields)
    if not ordinals:
        raise NoCardsError(why_no_cards(note_type))
    target = transaction.add_deck(deck)
    position = last_position(transaction.snapshot) + 1
    (note_id,) = transaction.add_notes([replace(note, created_at=now, modified_at=now)])
    is_reserved = note.provenance.is_exam_only
    transaction.add_cards(
        [new_card(note_id, target.id, ordinal, position, is_reserved=is_reserved) for ordinal in ordinals]
    )
    return Added(note_id, len(ordinals), target.name)


def store_note(transaction: "Transaction", note: Note, now: datetime) -> Note:
    """Store a note in these words, whatever else changed it since it was opened; give it as it is stored.

    Raises:
        StaleCardError: it was deleted.
    """
    current = reading.notes(transaction.snapshot, [note.id]).get(note.id)
    if current is None:
        problem = "This note was deleted meanwhile. Undo brings it back; what you wrote is still in the editor."
        raise StaleCardError(problem)
    edit_note(transaction, replace(note, revision=current.revision), now)
    return reading.notes(transaction.snapshot, [note.id])[note.id]


def why_no_cards(note_type: NoteType) -> str:
    """Say why a note of a type makes no card, and what to do."""
    if makes_gaps(note_type):
        return "There is no gap yet. Choose the words to ask for and press Ctrl+Shift+C."
    return f"The note would make no card: fill in “{note_type.fields[0]}”."


def lost_cards(snapshot: Snapshot, note: Note) -> tuple[int, ...]:
    """Give the ordinals of a note's cards that storing it in these words would delete, ascending.

    None goes when the note would make no card at all: it keeps those it has.
    """
    note_type = reading.note_types(snapshot)[note.note_type_id]
    wanted = card_ordinals(note_type, note.fields)
    have = (card.ordinal for card in reading.cards_of_notes(snapshot, [note.id]))
    return tuple(ordinal for ordinal in have if ordinal not in wanted) if wanted else ()


def twin_of(snapshot: Snapshot, note_type: NoteType, first_field: str, but: NoteId) -> NoteId | None:
    """Give another note of the same type whose first field says the same, or None; the oldest of several.

    Where a type makes gaps, they do not count: the same sentence with other gaps is a twin.

    Args:
        first_field: HTML; an empty one has no twin.
        but: the note itself.
    """
    text = first_field_text(first_field)
    if not text:
        return None
    found = notes_with_first_fields(snapshot, [text], [note_type.id]).get((note_type.id, text), [])
    twin = next((NoteId(known.id) for known in found if known.id != but), None)
    return (
        _twin_with_other_gaps(snapshot, note_type.id, first_field, but) if makes_gaps(note_type) and not twin else twin
    )


def _twin_with_other_gaps(snapshot: Snapshot, type_id: NoteTypeId, first_field: str, but: NoteId) -> NoteId | None:
    text = first_field_text(filled(first_field))
    alike = notes_spelt_like(snapshot, text, type_id) if text else []
    firsts = ((known.id, known.fields.partition(FIELD_SEPARATOR)[0]) for known in alike)
    return next((NoteId(one) for one, first in firsts if one != but and first_field_text(filled(first)) == text), None)


def recently_added(snapshot: Snapshot, most: int = RECENT) -> tuple[Listed, ...]:
    """Give the notes the learner wrote last, the newest first."""
    names = {type_id: one.name for type_id, one in reading.note_types(snapshot).items()}
    rows = newest_notes(snapshot, most)
    return tuple(Listed(NoteId(row.id), row.text, names[NoteTypeId(row.note_type_id)], row.added_at) for row in rows)
