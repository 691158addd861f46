"""How the fields and cards of one note type become those of another. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from flashcards.domain.choice import OPTIONS_FIELD, decode_options
from flashcards.domain.errors import FlashcardsError
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.rendering.cards import makes_gaps

T = TypeVar("T")


class NoteTypeChangeError(FlashcardsError):
    """Notes cannot be given another note type this way."""


@dataclass(frozen=True, slots=True)
class TypeMapping:
    """What the fields and cards of the new note type are made of.

    Attributes:
        fields: for each field of the new type, the 0-based field of the old one it takes; None leaves it empty.
        cards: for each card template of the new type, the 0-based one of the old type whose schedule it takes; None
            makes a new card. None for all: each card keeps its number, as gaps do.
    """

    fields: tuple[int | None, ...]
    cards: tuple[int | None, ...] | None

    def source_of(self, ordinal: int) -> int | None:
        """Give the ordinal of the old card that becomes a new one, or None."""
        if self.cards is None:
            return ordinal
        return self.cards[ordinal] if ordinal < len(self.cards) else None


def suggested(old: NoteType, new: NoteType) -> TypeMapping:
    """Give the mapping most learners mean: fields and cards of one name first, the rest in order."""
    fields = _matched(old.fields, new.fields)
    if new.kind is NoteKind.CHOICE and old.kind is NoteKind.CHOICE:
        fields = tuple(range(len(new.fields)))
    if makes_gaps(old) or makes_gaps(new):
        return TypeMapping(fields, None)
    return TypeMapping(fields, _matched([one.name for one in old.templates], [one.name for one in new.templates]))


def check(old: NoteType, new: NoteType, mapping: TypeMapping) -> None:
    """Refuse a mapping that names what is not there, takes a card twice, or leaves a choice note without options.

    Raises:
        NoteTypeChangeError: it does.
    """
    takes = [place for place in mapping.fields if place is not None]
    cards = [place for place in mapping.cards or () if place is not None]
    fits = len(mapping.fields) == len(new.fields) and all(place in range(len(old.fields)) for place in takes)
    if not fits or not all(place in range(len(old.templates)) for place in cards):
        problem = f"The mapping does not fit “{old.name}” and “{new.name}”. Choose the fields again."
        raise NoteTypeChangeError(problem)
    if len(set(cards)) < len(cards):
        problem = "A card can become only one card. Choose each one once."
        raise NoteTypeChangeError(problem)
    if new.kind is NoteKind.CHOICE and not (
        old.kind is NoteKind.CHOICE and mapping.fields[OPTIONS_FIELD] == OPTIONS_FIELD
    ):
        problem = f"“{new.name}” asks for options to choose from, which notes of “{old.name}” do not have."
        raise NoteTypeChangeError(problem)


def new_fields(old: NoteType, new: NoteType, mapping: TypeMapping, fields: Sequence[str]) -> tuple[str, ...]:
    """Give the fields of a note in its new type."""
    is_told = old.kind is NoteKind.CHOICE and new.kind is not NoteKind.CHOICE

    def field(place: int | None) -> str:
        if place is None or place >= len(fields):
            return ""
        return right_options(fields[place]) if is_told and place == OPTIONS_FIELD else fields[place]

    return tuple(field(place) for place in mapping.fields)


def right_options(field: str) -> str:
    """Give the right options of a choice note as HTML, one to a line; what cannot be read stays as it is."""
    try:
        options = decode_options(field)
    except ValueError:
        return field
    return "<br>".join(option.text for option in options if option.is_correct)


def _matched(old: Sequence[str], new: Sequence[str]) -> tuple[int | None, ...]:
    """Give for each new name the place of the old one of that name; what is left is matched in order."""
    by_name = {name.casefold(): place for place, name in enumerate(old)}
    found = [by_name.get(name.casefold()) for name in new]
    rest = iter([place for place in range(len(old)) if place not in found])
    return tuple(next(rest, None) if place is None else place for place in found)
