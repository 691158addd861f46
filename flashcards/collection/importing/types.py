"""Which note type of the collection a note type of a file is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from flashcards.collection.importing.values import PlannedType
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import NoteKind, NoteType, built_in


def planned_types(known: Mapping[NoteTypeId, NoteType], brought: Sequence[NoteType]) -> tuple[PlannedType, ...]:
    """Say for each note type of a file which of the collection's it is, or which is made.

    It is the built-in one of its kind; else one of the same name, fields and number of cards, whatever has become of
    its templates; else one that is the same but for its name. Otherwise it is made, under a name nobody has.

    Args:
        known: the collection's, by id.
        brought: the file's; their ids do not count.
    """
    names = {note_type.name for note_type in known.values()}
    made: list[NoteType] = []
    planned = []
    for note_type in brought:
        found = _found(known.values(), note_type)
        if found is None:
            found = replace(note_type, id=NoteTypeId(0), kind=NoteKind.CUSTOM)
            found = _twin(made, found) or replace(found, name=_free_name(note_type.name, names))
            names.add(found.name)
            made.append(found)
        planned.append(PlannedType(found.id, found))
    return tuple(planned)


def _found(known: Iterable[NoteType], brought: NoteType) -> NoteType | None:
    if brought.kind is not NoteKind.CUSTOM and brought.fields == built_in(brought.kind).fields:
        return built_in(brought.kind)
    named = (one for one in known if one.name == brought.name and _fits(one, brought))
    return next(named, None) or _twin(known, brought)


def _fits(one: NoteType, other: NoteType) -> bool:
    return (
        one.fields == other.fields and len(one.templates) == len(other.templates) and _is_cloze(one) == _is_cloze(other)
    )


def _is_cloze(note_type: NoteType) -> bool:
    return any("{{cloze:" in template.question for template in note_type.templates)


def _twin(known: Iterable[NoteType], brought: NoteType) -> NoteType | None:
    """Give a note type that differs in name only, and in what a name given to it has added."""
    twins = (one for one in known if (one.fields, one.templates) == (brought.fields, brought.templates))
    return next((one for one in twins if one.name.startswith(brought.name)), None)


def _free_name(name: str, taken: set[str]) -> str:
    name = " ".join(name.split()) or "Note type"
    numbered = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(one for one in numbered if one not in taken)
