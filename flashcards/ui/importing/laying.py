"""How a table is read: what was detected, what the learner says instead, and its first rows. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flashcards.domain.choice import MAX_OPTIONS
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.formats.text_detect import detect_layout, preview
from flashcards.formats.text_encoding import Encoding
from flashcards.formats.text_layout import LINE_END, OF_THE_RIGHT_OPTION, Column, Known, Role, TextLayout
from flashcards.formats.text_rows import Row
from flashcards.formats.text_types import type_named
from flashcards.formats.workbook_source import is_workbook, sheet_names

FIRST_ROWS = 3
"""Rows that are shown under each column."""
LETTERS = "ABCDEFGHIJ"

SEPARATORS = {
    ",": "Comma",
    "\t": "Tab",
    ";": "Semicolon",
    "|": "Pipe",
    ":": "Colon",
    " ": "Space",
    " - ": "Dash",
    "=>": "Arrow",
    "  ": "Two spaces",
    "\n": "New line",
    "": "Nothing",
}
ROW_SEPARATORS = {LINE_END: "New line", "\n\n": "Empty line", ";": "Semicolon", ";;;": "Three semicolons"}
QUOTES = {'"': "Double quotes", "'": "Single quotes", "": "No quotes"}
ENCODINGS = {encoding: encoding.label for encoding in Encoding}

Destination = tuple[Role, int]
"""What a column becomes: `Column.role` and `Column.place`."""

_ABOUT: tuple[tuple[str, Destination], ...] = (
    ("Tags", (Role.TAGS, 0)),
    ("One tag", (Role.TOPIC, 0)),
    ("Deck", (Role.DECK, 0)),
    ("Citation", (Role.CITATION, 0)),
    ("Domain", (Role.DOMAIN, 0)),
    ("Level", (Role.LEVEL, 0)),
    ("Checked on", (Role.CHECKED, 0)),
    ("As of", (Role.AS_OF, 0)),
    ("Facts", (Role.FACTS, 0)),
    ("Tests", (Role.TESTS, 0)),
    ("Use", (Role.USE, 0)),
    ("Tolerance", (Role.TOLERANCE, 0)),
    ("Note type", (Role.NOTE_TYPE, 0)),
    ("Lasting id", (Role.GUID, 0)),
)
_OPTIONS: tuple[tuple[str, Destination], ...] = (
    *((f"Option {letter}", (Role.OPTION, place)) for place, letter in enumerate(LETTERS[:MAX_OPTIONS])),
    ("All options", (Role.CHOICES, 0)),
    ("Right answer", (Role.CORRECT, 0)),
    ("Rationale", (Role.RATIONALE, OF_THE_RIGHT_OPTION)),
    *((f"Rationale {letter}", (Role.RATIONALE, place)) for place, letter in enumerate(LETTERS[:MAX_OPTIONS])),
)
LEFT_OUT: tuple[str, Destination] = ("(left out)", (Role.IGNORE, 0))


@dataclass(frozen=True, slots=True)
class Source:
    """Where notes come from.

    Attributes:
        path: a file or a folder.
        text: what was pasted; None for a file.
        known: what the learner says of the layout of a table.
        columns: what the learner says of its columns; empty: as they are detected.
    """

    path: Path
    text: str | None = None
    known: Known = field(default_factory=Known)
    columns: tuple[Column, ...] = ()

    @property
    def name(self) -> str:
        """What it is called on screen."""
        return self.path.name if self.text is None else "Pasted text"

    def with_known(self, known: Known) -> "Source":
        """Give it with other things settled; columns are told apart anew, unless only the cells are read otherwise."""
        is_same = replace(known, is_html=None) == replace(self.known, is_html=None)
        return replace(self, known=known, columns=self.columns if is_same else ())


@dataclass(frozen=True, slots=True)
class Laid:
    """How a table is read.

    Attributes:
        rows: its first.
        note_types: the collection's.
        sheets: names of the sheets of a workbook; empty for text.
    """

    layout: TextLayout
    rows: tuple[Row, ...]
    note_types: tuple[NoteType, ...]
    sheets: tuple[str, ...] = ()

    @property
    def note_type(self) -> NoteType | None:
        """The type of rows that do not name their own."""
        return type_named(self.layout.note_type, self.note_types)


def lay_out(source: Source, note_types: Sequence[NoteType]) -> Laid:
    """Find out how a table is laid out, as far as the learner does not say it.

    Raises:
        ImportRefusedError: it cannot be read, or is no table.
    """
    origin = source.path if source.text is None else source.text
    layout = detect_layout(origin, note_types, source.known)
    if len(source.columns) == len(layout.columns):
        layout = replace(layout, columns=source.columns)
    sheets = sheet_names(source.path) if source.text is None and is_workbook(source.path) else ()
    return Laid(layout, preview(origin, layout, FIRST_ROWS), tuple(note_types), sheets)


def destinations(laid: Laid) -> list[tuple[str, Destination]]:
    """Give what a column can become, in words."""
    note_type = laid.note_type
    if note_type is None or any(column.role is Role.NOTE_TYPE for column in laid.layout.columns):
        count = max(len(laid.layout.columns), 2)
        fields = [(f"Field {place + 1}", (Role.FIELD, place)) for place in range(count)]
    else:
        fields = [(name, (Role.FIELD, place)) for place, name in enumerate(note_type.fields)]
    options = _OPTIONS if note_type is not None and note_type.kind is NoteKind.CHOICE else ()
    return [LEFT_OUT, *fields, *options, *_ABOUT]


def with_destination(layout: TextLayout, number: int, destination: Destination) -> tuple[Column, ...]:
    """Give the columns, with one that becomes something else; a field has one column only."""
    role, place = destination

    def changed(at: int, column: Column) -> Column:
        if at == number:
            return replace(column, role=role, place=place)
        is_taken = role is not Role.IGNORE and (column.role, column.place) == destination
        return replace(column, role=Role.IGNORE, place=0) if is_taken and role is not Role.TOPIC else column

    return tuple(changed(at, column) for at, column in enumerate(layout.columns))


def samples(laid: Laid, number: int) -> tuple[str, ...]:
    """Give the first cells of a column, in one line each."""
    cells = [cells[number] if number < len(cells) else "" for _, cells in laid.rows]
    return tuple(" ".join(cell[:200].split()) for cell in cells)
