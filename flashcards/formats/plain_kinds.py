"""Notes of imported types as the nearest built-in kind, for formats that have no templates."""

import re
from collections import Counter

from flashcards.domain.note_type import NoteKind, NoteType, built_in
from flashcards.formats.transfer import NO_PROVENANCE, Transfer
from flashcards.wording import counted

_CLOZE = re.compile(r"\{\{cloze:(?:[^{}:]*:)*([^{}]+)\}\}")


_MOST_NAMED = 5
"""Note types that are named in a remark."""


def flattened(transfer: Transfer) -> tuple[str, ...]:
    """Say how many notes of which types lose their templates by `as_built_in`."""
    return tuple(
        f"{said} written without templates, as a plain question and answer or as a text with gaps."
        for said in _of_own_types(transfer)
    )


def without_templates(transfer: Transfer) -> tuple[str, ...]:
    """Say how many notes of which types a table gives without their templates."""
    return tuple(
        f"{said} written with all fields but without templates, for which a table has no place."
        for said in _of_own_types(transfer)
    )


def without_sources(transfer: Transfer) -> tuple[str, ...]:
    """Say how many notes a table gives without where they come from and what they are for."""
    many = sum(note.provenance is not NO_PROVENANCE and note.provenance != NO_PROVENANCE for note in transfer.notes)
    said = f"The citation, domain and such of {counted(many, 'note')} stayed behind; CSV takes them along."
    return (said,) if many else ()


def _of_own_types(transfer: Transfer) -> tuple[str, ...]:
    """Give the beginning of a sentence about the notes of imported types, if there are any."""
    places = Counter(note.type_place for note in transfer.notes)
    notes = {
        transfer.note_types[place].name: many
        for place, many in places.most_common()
        if transfer.note_types[place].kind is NoteKind.CUSTOM
    }
    if not notes:
        return ()
    named = [f"{counted(many, 'note')} of “{name}”" for name, many in notes.items()][:_MOST_NAMED]
    left = len(notes) - len(named)
    named += [f"those of {counted(left, 'other type')}"] if left else []
    said = f"{', '.join(named[:-1])} and {named[-1]}" if named[1:] else named[0]
    are = "is" if sum(notes.values()) == 1 else "are"
    return (f"{said} {are}",)


def as_built_in(note_type: NoteType, fields: tuple[str | None, ...]) -> tuple[NoteKind, tuple[str, ...]]:
    """Give a built-in kind and its fields.

    A note of an imported type asks by its first field, or by the one its gaps are in; all others that say something
    become the answer, or what stands below it, with their names where there are several.

    Args:
        fields: None counts as empty.
    """
    filled = tuple(field or "" for field in fields)
    if note_type.kind is not NoteKind.CUSTOM:
        missing = len(built_in(note_type.kind).fields) - len(filled)
        return note_type.kind, filled + ("",) * missing
    cloze = next((match[1] for one in note_type.templates if (match := _CLOZE.search(one.question))), None)
    asked = note_type.fields.index(cloze) if cloze in note_type.fields else 0
    others = [
        (name, value)
        for place, (name, value) in enumerate(zip(note_type.fields, filled, strict=False))
        if place != asked and value.strip()
    ]
    rest = others[0][1] if len(others) == 1 else "<br>".join(f"<b>{name}:</b> {value}" for name, value in others)
    if cloze is not None:
        return NoteKind.CLOZE, (filled[asked], rest)
    return NoteKind.BASIC, (filled[asked], rest, "")
