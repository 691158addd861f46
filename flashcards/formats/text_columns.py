"""What each column of a table becomes: by Anki's headers, by its name, or by its place."""

import re
from collections.abc import Sequence

from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.formats import text_values
from flashcards.formats.text_grid import Grid
from flashcards.formats.text_headers import MetaColumn
from flashcards.formats.text_layout import Column, Role
from flashcards.formats.text_names import Meaning, plain_name
from flashcards.formats.text_types import likely_type, type_named, type_of_names

_META_ROLES = {
    MetaColumn.NOTE_TYPE: Role.NOTE_TYPE,
    MetaColumn.DECK: Role.DECK,
    MetaColumn.TAGS: Role.TAGS,
    MetaColumn.GUID: Role.GUID,
}
_DATE = re.compile(
    r"\d[./-]\d{1,2}[./-]\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE
)
"""A day in any form: numbers between signs, or the English name of a month."""

_BY_NAME_ALONE = {Role.TAGS, Role.TOPIC, Role.DECK, Role.GUID}
_OF_OPTIONS = {Role.OPTION, Role.CHOICES, Role.CORRECT, Role.RATIONALE}
_TWO_SIDES = {"front": 0, "back": 1, "more": 2}
_PARTS: dict[NoteKind, dict[str, int]] = {
    NoteKind.BASIC: _TWO_SIDES,
    NoteKind.REVERSED: _TWO_SIDES,
    NoteKind.TYPED: _TWO_SIDES,
    NoteKind.CLOZE: {"text": 0, "front": 0, "back": 1, "more": 1},
    NoteKind.CHOICE: {"front": 0, "text": 0, "options": 1, "more": 2, "case": 3},
}
_SHARED = "more"
"""The part of a note that several columns may fill."""

_FILLED_IN_ORDER = {NoteKind.CHOICE: 1, NoteKind.CLOZE: 1, NoteKind.CUSTOM: 1}
"""How many fields take columns whose names say nothing; 2 for other kinds."""


def lay_columns(grid: Grid, note_types: Sequence[NoteType], wanted: str | None) -> tuple[tuple[Column, ...], NoteType]:
    """Tell the columns apart.

    Args:
        grid: the table.
        note_types: the collection's.
        wanted: the note type of the rows, where it is settled.

    Returns:
        A column for each of the grid's, and the note type of rows that do not name their own.
    """
    columns = _Columns(grid)
    note_type = (type_named(wanted, note_types) if wanted else None) or type_of_names(grid, note_types)
    if note_type and note_type.kind is NoteKind.CUSTOM:
        columns.take_equal(note_type)
    columns.take_meta(note_types)
    note_type = note_type or likely_type(grid, next(iter(columns.free()), 0))
    if note_type.kind is NoteKind.CHOICE:
        columns.take_options()
    if columns.has(Role.NOTE_TYPE):
        columns.take_all()
    elif any(grid.names):
        columns.take_named(note_type)
    else:
        columns.take_in_order(note_type)
    return columns.columns(), note_type


class _Columns:
    """Columns on their way to a role."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._taken: dict[int, Column] = {}
        for meta, place in grid.places.items():
            if place < grid.width:
                self._take(place, _META_ROLES[meta])

    def columns(self) -> tuple[Column, ...]:
        """Give all columns; those without a role are ignored."""
        names = enumerate(self._grid.names)
        return tuple(self._taken.get(place, Column(Role.IGNORE, name=name)) for place, name in names)

    def free(self) -> list[int]:
        """Give the columns without a role."""
        return [place for place in range(self._grid.width) if place not in self._taken]

    def has(self, role: Role) -> bool:
        """Say whether a column has a role."""
        return any(column.role is role for column in self._taken.values())

    def take_equal(self, note_type: NoteType) -> None:
        """Map columns to fields of the same name."""
        fields = {plain_name(name): place for place, name in enumerate(note_type.fields)}
        self._map([(place, fields.get(plain_name(self._grid.names[place]))) for place in self.free()])

    def take_meta(self, note_types: Sequence[NoteType]) -> None:
        """Give their role to columns that are about a note, not in it."""
        for place in self.free():
            found = self._grid.meanings[place]
            role = self._meta_role(place, found.role, note_types) if found else None
            if role is Role.TOPIC or (role is not None and not self.has(role)):
                self._take(place, role)

    def take_options(self) -> None:
        """Give their role to options, right answers and rationales."""
        has_correct = any(found and found.role is Role.CORRECT for found in self._grid.meanings)
        for place in self.free():
            found = self._grid.meanings[place]
            if found and found.role in _OF_OPTIONS:
                self._take(place, found.role, found.place)
            elif found and found.field == "back" and not has_correct:
                self._take(place, Role.CORRECT)
                has_correct = True

    def take_all(self) -> None:
        """Make fields of all other columns, from the left, for whatever type a row has."""
        for field, place in enumerate(self.free()):
            self._take(place, Role.FIELD, field)

    def take_named(self, note_type: NoteType) -> None:
        """Map columns to fields of the same name, then by what their name says, then from the left."""
        self.take_equal(note_type)
        parts = _PARTS.get(note_type.kind, {})
        named = [(place, _part(self._grid.meanings[place])) for place in self.free()]
        self._map([(place, parts.get(part)) for place, part in named if part != _SHARED])
        count = _FILLED_IN_ORDER.get(note_type.kind, 2)
        unfilled = [field for field in range(count) if field not in self._fields()]
        untold = [place for place, part in named if part != _SHARED and place not in self._taken]
        self._map(list(zip(untold, unfilled, strict=False)))
        for place, part in named:
            if place not in self._taken and part and _SHARED in parts:
                self._take(place, Role.FIELD, parts[_SHARED])

    def take_in_order(self, note_type: NoteType) -> None:
        """Map columns to fields from the left; one that looks like tags, or is left over, has the tags."""
        field = 0
        for place in self.free():
            is_left_over = field >= len(note_type.fields) and self._grid.is_anki
            if not self.has(Role.TAGS) and (is_left_over or (field > 1 and self._grid.has_tags(place))):
                self._take(place, Role.TAGS)
            elif field < len(note_type.fields):
                self._take(place, Role.FIELD, field)
                field += 1

    def _meta_role(self, place: int, role: Role, note_types: Sequence[NoteType]) -> Role | None:
        """Give the role that a name means if it is about a note, and if the cells fit it; a topic for other domains."""
        if role in _BY_NAME_ALONE:
            return role
        if role is Role.NOTE_TYPE:
            names_types = self._grid.most(place, lambda name: type_named(name, note_types) is not None)
            return role if names_types else None
        if role not in text_values.READERS:
            return None
        if self._grid.most(place, text_values.reads(role)) or (role is Role.CHECKED and self._has_dates(place)):
            return role
        return Role.TOPIC if role is Role.DOMAIN else None

    def _has_dates(self, place: int) -> bool:
        """Say whether a cell of a column is a date in any form: those in another than ours are listed one by one."""
        return any(_DATE.search(cell) for cell in self._grid.cells(place))

    def _take(self, place: int, role: Role, of: int = 0) -> None:
        self._taken[place] = Column(role, of, self._grid.names[place])

    def _map(self, found: Sequence[tuple[int, int | None]]) -> None:
        """Map columns to fields; a field that has a column already takes no other."""
        for place, field in found:
            if field is not None and field not in self._fields():
                self._take(place, Role.FIELD, field)

    def _fields(self) -> set[int]:
        return {column.place for column in self._taken.values() if column.role is Role.FIELD}


def _part(found: Meaning | None) -> str:
    """Give the part of a note a name means, as in `Meaning.field`; empty when it means none."""
    if found is None:
        return ""
    if found.role in {Role.CORRECT, Role.CHOICES}:
        return "back"
    return _SHARED if found.role is Role.RATIONALE else found.field
