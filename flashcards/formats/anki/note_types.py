"""Which of our note types a type of Anki's becomes.

It may differ from note to note: a note that does not fit stays as it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType, built_in
from flashcards.formats.anki.choices import choice_reader
from flashcards.formats.anki.outline import ForeignType
from flashcards.formats.anki.own_types import Taken, from_anki, own_kind
from flashcards.formats.anki.stock import stock_kind, stock_padding, take_stock

MAX_FIELDS = 100
"""Fields of a note type; what further ones hold goes into the last."""

MAX_TEMPLATES = 100
"""Card templates of a note type; cards of further ones are left out."""

MAX_GAP = 500
"""The highest gap number, as in Anki."""


@dataclass(frozen=True, slots=True)
class Becomes:
    """A type of ours that notes of a type of Anki's may become.

    Attributes:
        take: gives a note's fields as ours, or None when this note does not fit.
        padding: how many empty fields `take` adds behind those of any note, doing nothing else; None when it may.
    """

    note_type: NoteType
    take: Callable[[tuple[str, ...]], Taken | None]
    padding: int | None = None


@dataclass(frozen=True, slots=True)
class TypeMapping:
    """What the notes of a type of Anki's become.

    Attributes:
        custom: the type as it is, for notes that fit nothing better.
        ordinals: how many cards a note may have.
        better: what is tried first, or None.
        is_foreign_choice: the type is multiple choice of an add-on.
    """

    custom: NoteType
    ordinals: int
    better: Becomes | None
    is_foreign_choice: bool = False


def mapping_of(foreign: ForeignType) -> TypeMapping:
    """Give what the notes of a type become."""
    custom = _custom(foreign)
    ordinals = MAX_GAP if foreign.is_cloze else len(custom.templates)
    kept = replace(foreign, fields=custom.fields, templates=custom.templates)
    own = own_kind(kept.fields, len(kept.templates))
    if own is not None:
        return TypeMapping(custom, ordinals, Becomes(built_in(own), partial(from_anki, own)))
    kind = stock_kind(kept)
    if kind is not None:
        return TypeMapping(custom, ordinals, Becomes(built_in(kind), partial(take_stock, kind), stock_padding(kind)))
    choices = choice_reader(kept)
    if choices is not None:
        better = Becomes(built_in(NoteKind.CHOICE), choices.take)
        return TypeMapping(custom, ordinals, better, is_foreign_choice=True)
    return TypeMapping(custom, ordinals, None)


def unknown_type(width: int) -> ForeignType:
    """Give a type for notes whose own is missing, with as many fields as they have."""
    return ForeignType(
        0,
        f"Recovered notes with {width} fields",
        is_cloze=False,
        fields=tuple(f"Field {place}" for place in range(1, width + 1)),
        templates=(),
    )


def _custom(foreign: ForeignType) -> NoteType:
    fields = distinct(foreign.fields[:MAX_FIELDS]) or ("Field 1",)
    templates = foreign.templates[:MAX_TEMPLATES] or (_all_fields(fields),)
    name = foreign.name or "Unnamed"
    return NoteType(NoteTypeId(0), name, NoteKind.CUSTOM, fields, templates, foreign.css)


def distinct(names: Sequence[str], *, by: Callable[[str], str] = str, missing: str = "Field") -> tuple[str, ...]:
    """Give names of which no two are the same and none is empty.

    Args:
        by: what of a name must differ.
        missing: what one that is empty is called, with its place.
    """
    found: list[str] = []
    taken: set[str] = set()
    for place, name in enumerate(names, start=1):
        wanted = candidate = name or f"{missing} {place}"
        number = 1
        while by(candidate) in taken:
            number += 1
            candidate = f"{wanted} ({number})"
        found.append(candidate)
        taken.add(by(candidate))
    return tuple(found)


def _all_fields(fields: Sequence[str]) -> CardTemplate:
    rest = "<br>".join(f"{{{{{name}}}}}" for name in fields[1:])
    return CardTemplate("Card 1", f"{{{{{fields[0]}}}}}", f"{{{{FrontSide}}}}<hr id=answer>{rest}")
