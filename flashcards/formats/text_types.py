"""Note types as tables name them: the collection's own, and those every Anki collection has."""

from collections.abc import Sequence
from difflib import get_close_matches

from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType, built_in
from flashcards.formats.text_grid import Grid
from flashcards.formats.text_layout import Role
from flashcards.formats.text_names import plain_name

ANKI_NAMES = {
    NoteKind.REVERSED: "Basic (and reversed card)",
    NoteKind.TYPED: "Basic (type in the answer)",
}
"""What Anki calls built-in types that have another name there."""

_ANSWER = "{{{{FrontSide}}}}\n\n<hr id=answer>\n\n{{{{{}}}}}"
OPTIONAL_REVERSED = NoteType(
    NoteTypeId(0),
    "Basic (optional reversed card)",
    NoteKind.CUSTOM,
    ("Front", "Back", "Add Reverse"),
    (
        CardTemplate("Card 1", "{{Front}}", _ANSWER.format("Back")),
        CardTemplate("Card 2", "{{#Add Reverse}}{{Back}}{{/Add Reverse}}", _ANSWER.format("Front")),
    ),
    ".card {\n    font-family: arial;\n    font-size: 20px;\n    line-height: 1.5;\n    text-align: center;\n"
    "    color: black;\n    background-color: white;\n}\n",
)
"""The one type every Anki collection has that is no kind of ours; a table gives nothing of it but its name."""

_ALIKE = 0.75
"""How much of two names is the same where one may be a slip of the pen, from 0 to 1."""

_OF_EVERY_LIST = frozenset(
    {"front", "back", "question", "answer", "term", "definition", "text"}
    | {"more", "extra", "back extra", "notes", "hint", "source", "tags"}
)


def type_named(name: str, note_types: Sequence[NoteType]) -> NoteType | None:
    """Give the note type of a name, or None when there is none; capitals do not count.

    A kind's own word (`choice`, `cloze`) and Anki's names stand for the built-in types too.
    """
    wanted = name.strip()
    folded = wanted.casefold()
    if not folded:
        return None
    exact = next((one for one in note_types if one.name == wanted), None)
    found = exact or next((one for one in note_types if one.name.casefold() == folded), None)
    if found:
        return found
    kind = next((kind for kind, anki in ANKI_NAMES.items() if anki.casefold() == folded), None)
    kind = kind or next((kind for kind in NoteKind if kind.label == folded and kind is not NoteKind.CUSTOM), None)
    if kind is None and folded == OPTIONAL_REVERSED.name.casefold():
        return OPTIONAL_REVERSED
    return built_in(kind) if kind else None


def spelt_like(name: str, note_types: Sequence[NoteType]) -> str:
    """Give the name of a known type that is spelt nearly as one that is not known; empty when none is."""
    names = [
        *(one.name for one in note_types),
        *ANKI_NAMES.values(),
        *(kind.label for kind in NoteKind if kind is not NoteKind.CUSTOM),
    ]
    by_folded = {one.casefold(): one for one in reversed(names)}
    found = get_close_matches(name.strip().casefold(), list(by_folded), n=1, cutoff=_ALIKE)
    return by_folded[found[0]] if found else ""


def field_names(note_types: Sequence[NoteType]) -> frozenset[str]:
    """Give the names of all fields of the types, by `plain_name`."""
    return frozenset(plain_name(name) for note_type in note_types for name in note_type.fields)


def type_of_names(grid: Grid, note_types: Sequence[NoteType]) -> NoteType | None:
    """Give the imported type most of whose fields the columns are named after, its first among them.

    Names every list has are no sign of any: else a type that came with some package would take over lists that have
    long been notes of a built-in one.
    """
    names = {plain_name(name) for name in grid.names if name}

    def named(note_type: NoteType) -> set[str]:
        return names.intersection(map(plain_name, note_type.fields))

    own = [one for one in note_types if one.kind is NoteKind.CUSTOM and plain_name(one.fields[0]) in names]
    fitting = [one for one in own if len(named(one)) >= min(2, len(one.fields)) and named(one) - _OF_EVERY_LIST]
    return max(fitting, key=lambda one: len(named(one)), default=None)


def likely_type(grid: Grid, first: int) -> NoteType:
    """Give the built-in type a table is most likely meant for.

    Args:
        grid: the table.
        first: its first column that is about the content.
    """
    if _offers_options(grid):
        return built_in(NoteKind.CHOICE)
    return built_in(NoteKind.CLOZE if grid.has_gaps(first) else NoteKind.BASIC)


def _offers_options(grid: Grid) -> bool:
    roles = [found.role for found in grid.meanings if found]
    is_answered = Role.CORRECT in roles or any(found and found.field == "back" for found in grid.meanings)
    return is_answered and (roles.count(Role.OPTION) > 1 or Role.CHOICES in roles)
