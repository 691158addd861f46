"""Rows of a table made into notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from sys import getsizeof

from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.formats.findings import Findings
from flashcards.formats.incoming import MAX_MEMORY_BYTES
from flashcards.formats.text_cells import DeckReader, ProvenanceReader, TagReader, is_anki_id
from flashcards.formats.text_fields import FieldReader, Fields, field_reader
from flashcards.formats.text_layout import Column, Role, TextLayout
from flashcards.formats.text_rows import Row
from flashcards.formats.text_types import spelt_like, type_named
from flashcards.formats.text_unknown import make_type
from flashcards.formats.transfer import TransferNote

MAX_NOTES = 500_000
"""A table of more rows is refused."""

MAX_TYPES = 200
"""Rows of further types that are not known here are left out."""

_TWO_SIDED = {NoteKind.BASIC, NoteKind.REVERSED, NoteKind.TYPED}

_WEIGHED_AT_ONCE = 100
"""Notes whose text is added up in one go."""

_NOTE_BYTES = 500
"""What a note takes in memory without the text of its fields, at most."""


@dataclass(frozen=True, slots=True)
class _Type:
    """A note type of the rows.

    Attributes:
        place: index into the types of the transfer.
        known: None when the table names one that is not known here.
        has_answer: its second field is what the card answers.
    """

    place: int
    name: str
    known: NoteType | None
    read: FieldReader
    has_answer: bool


class NoteMaker:
    """Makes notes of rows.

    Args:
        layout: how the rows are laid out.
        note_types: the collection's.
        findings: told what is wrong.
    """

    def __init__(self, layout: TextLayout, note_types: Sequence[NoteType], findings: Findings) -> None:
        self._layout = layout
        self._known = note_types
        self._findings = findings
        self._fitter = _Fitter(layout, findings)
        self._tags = TagReader(layout)
        self._decks = DeckReader(layout, findings)
        self._provenance = ProvenanceReader(layout, findings)
        self._types: dict[str, _Type] = {}
        self._numbers: set[str] = set()
        self._guid = _place_of(Role.GUID, layout.columns)
        self._type_column = _place_of(Role.NOTE_TYPE, layout.columns)

    def make(self, rows: Iterable[Row]) -> tuple[list[TransferNote], tuple[NoteType, ...]]:
        """Give the notes, and the types they have.

        Raises:
            ImportRefusedError: there are too many rows.
        """
        notes: list[TransferNote] = []
        width = len(self._layout.columns)
        taken = weighed = 0
        for line, given in rows:
            cells = given if len(given) == width else self._fitter.fit(line, given)
            note = self._note(line, cells) if cells else None
            if note:
                notes.append(note)
            if len(notes) - weighed >= _WEIGHED_AT_ONCE:
                taken += sum(map(getsizeof, chain.from_iterable([one.fields for one in notes[weighed:]])))
                weighed = len(notes)
            if taken + _NOTE_BYTES * len(notes) > MAX_MEMORY_BYTES or len(notes) > MAX_NOTES:
                problem = "it has more rows than can be imported at once; split it. Nothing was changed."
                raise ImportRefusedError(problem, self._findings.path)
        return self._finished(notes)

    def _note(self, line: int, cells: Sequence[str]) -> TransferNote | None:
        try:
            note_type = self._type(line, cells)
            fields = note_type.read(cells)
        except ValueError as problem:
            self._findings.add(line, f"{problem}; the row was left out", "rows that were left out")
            return None
        guid = "" if self._guid is None else cells[self._guid].strip()
        if note_type.has_answer and not fields[1] and not guid:
            self._report_unanswered(line, fields)
        return TransferNote(
            guid,
            note_type.place,
            fields,
            self._decks.read(line, cells),
            self._tags.read(cells),
            (),
            None,
            None,
            line,
            self._provenance.read(line, cells),
        )

    def _type(self, line: int, cells: Sequence[str]) -> _Type:
        """Give the type of a row.

        Raises:
            ValueError: there are too many.
        """
        name = (self._type_column is not None and cells[self._type_column].strip()) or self._layout.note_type
        found = self._types.get(name)
        if found is None and is_anki_id(name, self._layout):
            self._report_number(line, name)
            name = self._layout.note_type
        return found or self._made(line, name)

    def _report_number(self, line: int, number: str) -> None:
        if number not in self._numbers:
            self._numbers.add(number)
            message = f"a note type is given only by Anki's number {number}; its rows become “{self._layout.note_type}”"
            self._findings.add(line, message, "note types that are given only by a number")

    def _report_unanswered(self, line: int, fields: Fields) -> None:
        """Report a note whose cards would show nothing on their answer side; one of a row too short is listed as that.

        Where there is no column for the answer, the row says nothing of it; and a note with a guid comes from a
        collection that has it so.
        """
        if fields[1] is not None and not any(fields[2:]) and self._fitter.short_line != line:
            self._findings.add(line, "the answer is empty; the note comes in without one", "notes without an answer")

    def _report_unknown(self, line: int, name: str) -> None:
        """Report a type that is made though one of nearly the same name may be meant."""
        if meant := spelt_like(name, self._known):
            message = f"there is no note type “{name[:40]}”, so it is made; if “{meant}” is meant, correct the cell"
            self._findings.add(line, message, "note types that are made, though others may be meant")

    def _made(self, line: int, name: str) -> _Type:
        found = self._types.get(name)
        if found is None:
            known = type_named(name, self._known)
            if known is None and len(self._types) >= MAX_TYPES:
                problem = f"the file names more than {MAX_TYPES} note types; “{name[:40]}” is one too many"
                raise ValueError(problem)
            if known is None:
                self._report_unknown(line, name)
            found = _Type(
                len(self._types),
                name,
                known,
                field_reader(self._layout, known),
                known is not None and known.kind in _TWO_SIDED,
            )
            self._types[name] = found
        return found

    def _finished(self, notes: list[TransferNote]) -> tuple[list[TransferNote], tuple[NoteType, ...]]:
        """Make the types that are known by name only, and cut their notes to their fields."""
        names = [column.name for column in self._layout.columns if column.role is Role.FIELD]
        rows: dict[int, list[int]] = {one.place: [] for one in self._types.values() if one.known is None}
        for place, note in enumerate(notes if rows else ()):
            if note.type_place in rows:
                rows[note.type_place].append(place)
        made: list[NoteType] = []
        for one in self._types.values():
            mine = rows.get(one.place, ())
            fields = [notes[place].fields for place in mine]
            made.append(one.known or make_type(one.name, fields, names, is_alone=len(self._types) == 1))
            for place in mine:
                notes[place] = notes[place]._replace(fields=notes[place].fields[: len(made[-1].fields)])
        return notes, tuple(made)


class _Fitter:
    """Makes rows as long as the table is wide, and reports those that are not.

    Attributes:
        short_line: that of the last row that was too short.
    """

    def __init__(self, layout: TextLayout, findings: Findings) -> None:
        self._layout = layout
        self._findings = findings
        self._width = len(layout.columns)
        self.short_line = 0
        self._goes_on = bool(layout.columns) and layout.columns[-1].role is Role.FIELD

    def fit(self, line: int, cells: Sequence[str]) -> Sequence[str] | None:
        """Give a row of the table's width, or None for a comment."""
        count = len(cells)
        if count == 1 and self._width > 1 and cells[0].startswith("#"):
            self._findings.add(line, "the line begins with # and has no separator; it was taken as a comment")
            return None
        if count < self._width:
            message = f"the row has {count} of {self._width} cells; the others are empty"
            self._findings.add(line, message, "rows with too few cells")
            self.short_line = line
            return [*cells, *[""] * (self._width - count)]
        return self._shortened(line, cells)

    def _shortened(self, line: int, cells: Sequence[str]) -> Sequence[str]:
        kept, more = list(cells[: self._width]), cells[self._width :]
        if not any(cell.strip() for cell in more):
            return kept
        if self._goes_on:
            kept[-1] = self._layout.separator.join([kept[-1], *more])
        message = f"the row has {len(cells)} cells instead of {self._width}; the last were {self._fate()}"
        self._findings.add(line, message, "rows with too many cells")
        return kept

    def _fate(self) -> str:
        return "joined" if self._goes_on else "left out"


def _place_of(role: Role, columns: Sequence[Column]) -> int | None:
    return next((place for place, column in enumerate(columns) if column.role is role), None)
