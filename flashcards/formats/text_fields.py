"""The fields of a note from the cells of a row."""

from collections.abc import Callable, Sequence

from flashcards.domain.choice import encode_options
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.domain.plain_text import plain_text
from flashcards.formats.text_cells import html_reader
from flashcards.formats.text_choices import make_options, split_choices, without_letters
from flashcards.formats.text_layout import OF_THE_RIGHT_OPTION, Role, TextLayout
from flashcards.formats.text_names import names_wrong_option

Fields = tuple[str | None, ...]
FieldReader = Callable[[Sequence[str]], Fields]
"""Makes fields of cells. Raises `ValueError` when they make no note of the type."""

_OPTIONS = 1
"""The place of a choice note's options among its fields."""

_LONGEST_EMPTY = 100
"""Characters; HTML that shows nothing is not longer."""


def field_reader(layout: TextLayout, note_type: NoteType | None) -> FieldReader:
    """Give what makes the fields of a type's notes.

    Args:
        layout: of the table.
        note_type: None when only its name is known: then every column that is a field becomes one.
    """
    read = _in_order(layout, note_type)
    if note_type and note_type.kind is NoteKind.CHOICE:
        read = _with_options(layout, read)
    roles = {column.role for column in layout.columns}
    return _with_first(read, may_be_empty=Role.GUID in roles and Role.FIELD in roles)


def _in_order(layout: TextLayout, note_type: NoteType | None) -> FieldReader:
    html = html_reader(layout)
    sources = _sources(layout, note_type)
    if all(len(places) < 2 for places in sources):
        single = [places[0] if places else None for places in sources]
        return lambda cells: tuple([None if place is None else html(cells[place]) for place in single])
    return lambda cells: tuple(
        [
            "<br>".join([shown for place in places if (shown := html(cells[place]))]) if places else None
            for places in sources
        ]
    )


def _sources(layout: TextLayout, note_type: NoteType | None) -> list[list[int]]:
    """Give the columns of each field."""
    regular = [(place, column.place) for place, column in enumerate(layout.columns) if column.role is Role.FIELD]
    if any(column.role is Role.NOTE_TYPE for column in layout.columns) or note_type is None:
        regular = [(place, field) for field, (place, _) in enumerate(regular)]
    count = len(note_type.fields) if note_type else len(regular)
    return [[place for place, field in regular if field == wanted] for wanted in range(count)]


def _with_first(read: FieldReader, *, may_be_empty: bool) -> FieldReader:
    """Refuse rows whose first field shows nothing, unless they are recognised by a guid."""
    if may_be_empty:
        return read

    def checked(cells: Sequence[str]) -> Fields:
        fields = read(cells)
        first = fields[0] if fields else None
        if not first or (len(first) < _LONGEST_EMPTY and first[0] in "<& \t" and not plain_text(first)):
            problem = "the first field is empty"
            raise ValueError(problem)
        return fields

    return checked


def _with_options(layout: TextLayout, read: FieldReader) -> FieldReader:
    """Put the options of a choice note together, unless they are given as JSON."""
    table = _OptionColumns(layout)

    def made(cells: Sequence[str]) -> Fields:
        fields = read(cells)
        if fields[_OPTIONS]:
            return fields
        return (*fields[:_OPTIONS], table.options(cells), *fields[_OPTIONS + 1 :])

    return made


class _OptionColumns:
    """The columns of a table that make up options."""

    def __init__(self, layout: TextLayout) -> None:
        self._html = html_reader(layout)
        columns = list(enumerate(layout.columns))
        self._options = [(place, one.place) for place, one in columns if one.role is Role.OPTION]
        self._choices = [place for place, one in columns if one.role is Role.CHOICES]
        self._correct = [place for place, one in columns if one.role is Role.CORRECT]
        named = [one for _, one in columns if one.role is Role.OPTION]
        self._has_wrong_only = bool(named) and all(names_wrong_option(one.name) and one.place for one in named)
        whys = [(place, one.place) for place, one in columns if one.role is Role.RATIONALE]
        self._rationales = {option: place for place, option in whys if option != OF_THE_RIGHT_OPTION}
        self._rationale = [place for place, option in whys if option == OF_THE_RIGHT_OPTION]

    def options(self, cells: Sequence[str]) -> str:
        """Give a row's options as the JSON of the field."""
        texts = self._texts(cells)
        correct = cells[self._correct[0]] if self._correct else ""
        if self._has_wrong_only and correct.strip():
            texts[0], correct = self._html(correct), "A"
        whys = [
            self._html(cells[self._rationales[option]]) if option in self._rationales else ""
            for option in range(len(texts))
        ]
        rationale = self._html(cells[self._rationale[0]]) if self._rationale else ""
        return encode_options(make_options(texts, correct, whys, rationale))

    def _texts(self, cells: Sequence[str]) -> list[str]:
        if self._choices:
            return list(map(self._html, split_choices(cells[self._choices[0]])))
        texts = [""] * (max((option for _, option in self._options), default=-1) + 1)
        for place, option in self._options:
            texts[option] = cells[place]
        return list(map(self._html, without_letters(texts)))
