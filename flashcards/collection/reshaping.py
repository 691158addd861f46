"""Note types reshaped: fields and card templates added, renamed, reordered and taken away, in one step."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from flashcards.collection.note_cards import new_card
from flashcards.collection.note_types import NoteTypeError, checked_name, own_type
from flashcards.domain.card import Card
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.domain.progress import Progress, no_progress
from flashcards.rendering.filling import is_empty
from flashcards.rendering.many import CardMaker
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.type_notes import CardPlace, cards_of_type, fields_of_type

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

_PART = 500
_RUN = 5_000
"""Cards added or deleted between two looks at whether to stop."""


@dataclass(frozen=True, slots=True)
class Reshaping:
    """A note type as it is to become.

    Attributes:
        note_type: with the id it has.
        fields_from: for each field the place it had, or None for a new one.
        templates_from: the same of card templates.
    """

    note_type: NoteType
    fields_from: tuple[int | None, ...]
    templates_from: tuple[int | None, ...]

    @classmethod
    def of(cls, note_type: NoteType) -> "Reshaping":
        """Leave a note type as it is."""
        return cls(note_type, tuple(range(len(note_type.fields))), tuple(range(len(note_type.templates))))


class Losses(NamedTuple):
    """What reshaping a note type would delete.

    Attributes:
        texts: for each field that goes, by its name: how many notes have text in it.
        cards: how many cards, with their schedules.
    """

    texts: dict[str, int]
    cards: int


def losses(snapshot: Snapshot, reshaping: Reshaping) -> Losses:
    """Give what reshaping a note type would delete."""
    old = reading.note_types(snapshot)[reshaping.note_type.id]
    gone = [place for place in range(len(old.fields)) if place not in reshaping.fields_from]
    texts = Counter[str]()
    if gone:
        for _, fields in fields_of_type(snapshot, old.id):
            texts.update(old.fields[place] for place in gone if place < len(fields) and not is_empty(fields[place]))
    counts = {old.fields[place]: texts[old.fields[place]] for place in gone}
    is_by_template = not CardMaker(old).makes_gaps
    lost = _lost_cards(cards_of_type(snapshot, old.id), reshaping) if is_by_template else []
    return Losses(counts, len(lost))


def reshape_type(transaction: "Transaction", reshaping: Reshaping, progress: Progress = no_progress) -> None:
    """Store a note type as it is to become, and bring its notes and cards in line.

    Text of fields that go is deleted, and cards of templates that go, with their schedules. Notes get the cards that
    new templates make. Cards a changed template leaves without a question stay: their schedules cost months.

    Raises:
        NoteTypeError: the type is built in, or what it is to become makes no sense.
    """
    progress("Changing the note type", 0.0)
    old = own_type(transaction, reshaping.note_type.id)
    new = reshaping.note_type
    check(old, new)
    transaction.update_note_type(replace(new, name=checked_name(transaction, new.name, but=old.id)))
    if reshaping.fields_from != tuple(range(len(old.fields))):
        _move_fields(transaction, reshaping, progress)
    has_gaps = CardMaker(old).makes_gaps
    if not has_gaps and reshaping.templates_from != tuple(range(len(old.templates))):
        _move_cards(transaction, reshaping, progress)
    if [one.question for one in old.templates] != [one.question for one in new.templates] or old.fields != new.fields:
        _add_cards(transaction, new, progress)


def check(old: NoteType, new: NoteType) -> None:
    """Make sure that a note type may become another.

    Raises:
        NoteTypeError: it may not; its text says why.
    """
    names = [name.casefold() for name in new.fields]
    if not new.fields or not new.templates:
        problem = "A note type needs at least one field and one card."
        raise NoteTypeError(problem)
    for name in new.fields:
        if not name.strip() or any(sign in name for sign in '{}:"') or name[0] in "#^/!":
            problem = f"“{name}” cannot be the name of a field: it needs a word without {{ }} : and quotes."
            raise NoteTypeError(problem)
        if names.count(name.casefold()) > 1:
            problem = f"Two fields are called “{name}”. Give one of them another name."
            raise NoteTypeError(problem)
    missing = [name for name in _needed(old.kind) if name not in new.fields]
    if missing:
        problem = f"A {old.kind.label} note needs the field “{missing[0]}”."
        raise NoteTypeError(problem)


def _needed(kind: NoteKind) -> Sequence[str]:
    return ("Question", "Options", "Case") if kind is NoteKind.CHOICE else ()


def _move_fields(transaction: "Transaction", reshaping: Reshaping, progress: Progress) -> None:
    notes = list(fields_of_type(transaction.snapshot, reshaping.note_type.id))
    for start in range(0, len(notes), _PART):
        progress("Changing notes", start / len(notes))
        part = notes[start : start + _PART]
        transaction.types.set_fields((note_id, moved_fields(fields, reshaping)) for note_id, fields in part)


def moved_fields(fields: Sequence[str], reshaping: Reshaping) -> tuple[str, ...]:
    """Give a note's fields as they are in the note type to come."""
    return tuple(fields[place] if place is not None and place < len(fields) else "" for place in reshaping.fields_from)


def _move_cards(transaction: "Transaction", reshaping: Reshaping, progress: Progress) -> None:
    cards = cards_of_type(transaction.snapshot, reshaping.note_type.id)
    lost = {card.id for card in _lost_cards(cards, reshaping)}
    gone = [CardId(one) for one in sorted(lost)]
    for start in range(0, len(gone), _RUN):
        progress("Deleting cards", start / len(gone))
        transaction.delete_cards(gone[start : start + _RUN])
    place_of = {old: new for new, old in enumerate(reshaping.templates_from) if old is not None}
    moved = [(card.id, place_of[card.ordinal]) for card in cards if card.id not in lost]
    ordinals = {card.id: card.ordinal for card in cards}
    transaction.types.renumber([(one, ordinal) for one, ordinal in moved if ordinals[one] != ordinal])


def _lost_cards(cards: Sequence[CardPlace], reshaping: Reshaping) -> list[CardPlace]:
    return [card for card in cards if card.ordinal not in reshaping.templates_from]


def _add_cards(transaction: "Transaction", note_type: NoteType, progress: Progress) -> None:
    """Give every note the cards it lacks, beside its first one."""
    maker = CardMaker(note_type)
    cards: dict[NoteId, list[CardPlace]] = {}
    for card in cards_of_type(transaction.snapshot, note_type.id):
        cards.setdefault(card.note_id, []).append(card)
    fresh: list[Card] = []
    for number, (note_id, fields) in enumerate(fields_of_type(transaction.snapshot, note_type.id)):
        if number % _PART == 0:
            progress("Making cards", number / max(1, len(cards)))
        have = cards.get(note_id, [])
        ordinals = {card.ordinal for card in have}
        if have:
            first = have[0]
            fresh += (
                new_card(note_id, first.deck_id, one, first.position, is_reserved=bool(first.is_reserved))
                for one in maker.ordinals(fields)
                if one not in ordinals
            )
    for start in range(0, len(fresh), _RUN):
        progress("Adding cards", start / len(fresh))
        transaction.add_cards(fresh[start : start + _RUN])
