"""Giving many notes another note type: looked at first, with what would be lost, then done, as one step."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from flashcards.collection.bulk.chosen import in_parts, numbers
from flashcards.collection.bulk.type_mapping import NoteTypeChangeError, TypeMapping, check, new_fields
from flashcards.collection.note_cards import new_card
from flashcards.domain.card import Card
from flashcards.domain.choice import OPTIONS_FIELD
from flashcards.domain.ids import NoteId, NoteTypeId
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind
from flashcards.domain.progress import Progress, no_progress
from flashcards.rendering import CardMaker
from flashcards.storage import choosing, reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

_PART = 500


@dataclass(frozen=True, slots=True)
class TypeChangePreview:
    """What giving notes another type would do.

    Attributes:
        lost_fields: names of fields nothing takes, with how many notes have something in them.
        left: notes that would have nothing to ask; they are left as they are.
        notes: how many change.
        lost_options: notes whose wrong options and rationales go.
        cards_kept, cards_added, cards_lost: cards with their schedules, new ones, and those that go.
        seen_lost: how many of those that go were studied; their reviews stay in the log.
    """

    lost_fields: tuple[tuple[str, int], ...]
    left: tuple[NoteId, ...]
    notes: int = 0
    lost_options: int = 0
    cards_kept: int = 0
    cards_added: int = 0
    cards_lost: int = 0
    seen_lost: int = 0


@dataclass(frozen=True, slots=True)
class _Changed:
    """A note in its new type, with what becomes of its cards.

    Attributes:
        cards: those that stay, under their new ordinals.
        ordinals: those of cards to be made.
        gone: cards that go.
        first: the card new ones are put beside.
    """

    note: Note
    before: tuple[str, ...]
    cards: tuple[Card, ...]
    ordinals: tuple[int, ...]
    gone: tuple[Card, ...]
    first: Card | None

    @property
    def is_lost(self) -> bool:
        """Whether nothing would be left to ask."""
        return not self.cards and not self.ordinals and bool(self.gone)


class _Changer:
    """Gives notes of one type another, some hundred at a time."""

    def __init__(self, snapshot: Snapshot, ids: Sequence[NoteId], new_id: NoteTypeId, mapping: TypeMapping) -> None:
        types = reading.note_types(snapshot)
        self.old = types[only_type(snapshot, ids)]
        self.new = types[new_id]
        self.mapping = mapping
        check(self.old, self.new, mapping)
        self._snapshot = snapshot
        self._maker = CardMaker(self.new)

    def change(self, ids: Sequence[NoteId]) -> list[_Changed]:
        """Give the notes that will not be as they are."""
        notes = reading.notes(self._snapshot, ids)
        found = reading.cards_of_notes(self._snapshot, ids)
        cards = {note_id: list(some) for note_id, some in groupby(found, key=lambda card: card.note_id)}
        changed = (self._change(note, cards.get(note.id, [])) for note in notes.values())
        return [one for one in changed if not self._is_same(one)]

    def _is_same(self, one: _Changed) -> bool:
        is_same = self.old.id == self.new.id and one.note.fields == one.before and not one.ordinals and not one.gone
        return is_same and self.mapping.cards in {None, tuple(range(len(self.new.templates)))}

    def _change(self, note: Note, cards: Sequence[Card]) -> _Changed:
        fields = new_fields(self.old, self.new, self.mapping, note.fields)
        by_ordinal = {card.ordinal: card for card in cards}
        stay: list[Card] = []
        fresh: list[int] = []
        for ordinal in self._maker.ordinals(fields):
            source = self.mapping.source_of(ordinal)
            card = None if source is None else by_ordinal.pop(source, None)
            if card is None:
                fresh.append(ordinal)
            else:
                stay.append(replace(card, ordinal=ordinal))
        after = replace(note, note_type_id=self.new.id, fields=fields)
        first = cards[0] if cards else None
        made = tuple(fresh) if cards else ()  # one kept for exams only may have none
        return _Changed(after, note.fields, tuple(stay), made, tuple(by_ordinal.values()), first)


def only_type(snapshot: Snapshot, ids: Sequence[NoteId]) -> NoteTypeId:
    """Give the note type some notes have.

    Raises:
        NoteTypeChangeError: they have several, or there are none.
    """
    types = choosing.note_types_of(snapshot, ids)
    if len(types) == 1:
        return types[0]
    if not types:
        problem = "Choose the notes that are to have another type."
        raise NoteTypeChangeError(problem)
    names = sorted(reading.note_types(snapshot)[one].name for one in types)
    problem = f"The notes have {len(types)} types: {', '.join(names)}. Choose notes of one type only."
    raise NoteTypeChangeError(problem)


def preview_note_type(
    snapshot: Snapshot,
    ids: Iterable[NoteId],
    new_id: NoteTypeId,
    mapping: TypeMapping,
    *,
    progress: Progress = no_progress,
) -> TypeChangePreview:
    """Look at what `change_note_type` would do.

    Raises:
        NoteTypeChangeError: the notes have several types, or the mapping does not fit.
    """
    chosen = numbers(ids)
    changer = _Changer(snapshot, chosen, new_id, mapping)
    tally: Counter[str] = Counter()
    fields: Counter[int] = Counter()
    left: list[NoteId] = []
    for part in in_parts(chosen, "Looking", progress, _PART):
        for one in changer.change(part):
            if one.is_lost:
                left.append(one.note.id)
                continue
            fields.update(place for place, text in enumerate(one.before) if text and place not in mapping.fields)
            tally.update(_counts(changer, one))
    lost = tuple((name, fields[place]) for place, name in enumerate(changer.old.fields) if fields[place])
    return TypeChangePreview(lost_fields=lost, left=tuple(left), **tally)


def _counts(changer: _Changer, one: _Changed) -> dict[str, int]:
    """Count what becomes of one note and its cards, under the names of the preview."""
    return {
        "notes": 1,
        "lost_options": _loses_options(changer, one),
        "cards_kept": len(one.cards),
        "cards_added": len(one.ordinals),
        "cards_lost": len(one.gone),
        "seen_lost": sum(card.memory is not None for card in one.gone),
    }


def change_note_type(
    transaction: "Transaction",
    ids: Iterable[NoteId],
    new_id: NoteTypeId,
    mapping: TypeMapping,
    *,
    progress: Progress = no_progress,
) -> list[NoteId]:
    """Give notes another type; cards keep their schedules as the mapping says.

    A note that would have nothing to ask is left as it is.

    Returns:
        The notes that were changed.

    Raises:
        NoteTypeChangeError: the notes have several types, or the mapping does not fit.
        CancelledError: `progress` said so; nothing was changed.
    """
    chosen = numbers(ids)
    changer = _Changer(transaction.snapshot, chosen, new_id, mapping)
    edits = transaction.edits()
    done: list[NoteId] = []
    for part in in_parts(chosen, "Changing", progress, _PART):
        changed = [one for one in changer.change(part) if not one.is_lost]
        transaction.delete_cards([card.id for one in changed for card in one.gone])
        edits.renumber({card.id: card.ordinal for one in changed for card in one.cards})
        edits.set_types({one.note.id: (new_id, one.note.fields) for one in changed})
        transaction.add_cards([card for one in changed for card in _new_cards(one)])
        done += [one.note.id for one in changed]
    return done


def _new_cards(changed: _Changed) -> Iterator[Card]:
    beside, note = changed.first, changed.note
    if beside is not None:
        for ordinal in changed.ordinals:
            is_reserved = note.provenance.is_exam_only
            yield new_card(note.id, beside.deck_id, ordinal, beside.position, is_reserved=is_reserved)


def _loses_options(changer: _Changer, changed: _Changed) -> bool:
    is_told = changer.old.kind is NoteKind.CHOICE and changer.new.kind is not NoteKind.CHOICE
    return is_told and OPTIONS_FIELD in changer.mapping.fields and bool(changed.before[OPTIONS_FIELD])
