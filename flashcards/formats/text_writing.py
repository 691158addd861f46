"""Notes written as tables of text: as Anki exports them, and as CSV for spreadsheets. Reading one gives them back."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import cast

from flashcards.domain.note import Provenance
from flashcards.domain.note_type import NoteType
from flashcards.domain.progress import Progress
from flashcards.formats.format import WriteFormat
from flashcards.formats.plain_kinds import without_sources, without_templates
from flashcards.formats.text_layout import Role
from flashcards.formats.text_names import meaning
from flashcards.formats.text_types import ANKI_NAMES
from flashcards.formats.text_values import PROVENANCE
from flashcards.formats.transfer import NO_PROVENANCE, Transfer, TransferNote
from flashcards.formats.writing import whole_file

_TOGETHER = 2_000
"""Notes written in one go, between two reports of progress."""

_PARTED = "\x1f"
"""Stands between cells until it is known whether any of them needs quotes; no field has it."""

_BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel takes UTF-8 for something else."""


def write_anki_text(transfer: Transfer, path: Path, progress: Progress) -> None:
    """Write all notes as Anki's *Notes in Plain Text*, with everything it can have.

    Raises:
        ExportRefusedError: the file cannot be written.
    """
    table = _Table(transfer)
    head = [
        "#separator:tab",
        "#html:true",
        "#guid column:1",
        "#notetype column:2",
        "#deck column:3",
        f"#tags column:{4 + table.width}",
    ]
    _write(path, _lines(head, map(table.as_anki, transfer.notes), "\t"), len(transfer.notes), progress)


def write_csv(transfer: Transfer, path: Path, progress: Progress) -> None:
    """Write all notes as CSV, with a row that names the columns and with where the notes come from.

    Raises:
        ExportRefusedError: the file cannot be written.
    """
    table = _Table(transfer)
    names = _row(table.names(), ",")
    head = [
        f"{_BYTE_ORDER_MARK}#separator:comma",
        "#html:true",
        "#guid column:1",
        "#notetype column:2",
        "#deck column:3",
        "#tags column:4",
        f"#columns:{names}",
    ]
    _write(path, _lines(head, map(table.as_csv, transfer.notes), ","), len(transfer.notes), progress)


def _lost_in_anki_text(transfer: Transfer) -> tuple[str, ...]:
    return (*without_templates(transfer), *without_sources(transfer))


ANKI_TEXT = WriteFormat(
    "tsv",
    "Text for Anki (tab-separated)",
    ".txt",
    carries_schedule=False,
    write=write_anki_text,
    remarks=_lost_in_anki_text,
)
CSV = WriteFormat(
    "csv", "CSV for spreadsheets", ".csv", carries_schedule=False, write=write_csv, remarks=without_templates
)


class _Table:
    """The notes of a transfer as rows.

    Attributes:
        width: fields of the longest note type that has notes.
    """

    def __init__(self, transfer: Transfer) -> None:
        used = {note.type_place for note in transfer.notes}
        self._types = [note_type for place, note_type in enumerate(transfer.note_types) if place in used]
        self._names = _type_names(transfer.note_types)
        self.width = max((len(note_type.fields) for note_type in self._types), default=0)
        self._padding = ("",) * self.width
        sources = [note.provenance for note in transfer.notes if note.provenance is not NO_PROVENANCE]
        said = [role for role, name in PROVENANCE.items() if _is_said(sources, name)]
        self._provenance = {role: _WRITERS[role] for role in said}
        self._says_nothing = [""] * len(said)

    def names(self) -> list[str]:
        """Give the names of the columns of `as_csv`."""
        fields: Sequence[str] = [f"field {number}" for number in range(1, self.width + 1)]
        if len(self._types) == 1 and not any(map(_means_no_field, self._types[0].fields)):
            fields = self._types[0].fields
        return ["guid", "note type", "deck", "tags", *fields, *self._provenance]

    def as_anki(self, note: TransferNote) -> list[str]:
        """Give a note's guid, note type, deck, fields and tags."""
        return [*self._identity(note), *self._fields(note), " ".join(note.tags or ())]

    def as_csv(self, note: TransferNote) -> list[str]:
        """Give a note's guid, note type, deck, tags, fields and provenance."""
        source = note.provenance
        said = self._says_nothing if source is NO_PROVENANCE else [one(source) for one in self._provenance.values()]
        return [*self._identity(note), " ".join(note.tags or ()), *self._fields(note), *said]

    def _identity(self, note: TransferNote) -> tuple[str, str, str]:
        deck = note.deck or (note.cards[0].deck if note.cards else "")
        return note.guid, self._names[note.type_place], deck

    def _fields(self, note: TransferNote) -> Sequence[str]:
        if len(note.fields) == self.width and None not in note.fields:
            return cast("Sequence[str]", note.fields)
        return [field or "" for field in (*note.fields, *self._padding)][: self.width]


def _type_names(note_types: Sequence[NoteType]) -> list[str]:
    """Give the name of each type, Anki's own where that is not another's."""
    taken = {note_type.name for note_type in note_types}
    anki = [ANKI_NAMES.get(note_type.kind, note_type.name) for note_type in note_types]
    return [one.name if name in taken else name for one, name in zip(note_types, anki, strict=True)]


def _means_no_field(name: str) -> bool:
    found = meaning(name)
    return found is not None and found.role is not Role.FIELD


def _is_said(sources: Sequence[Provenance], name: str) -> bool:
    nothing = getattr(NO_PROVENANCE, name)
    return any(getattr(source, name) != nothing for source in sources)


def _spaced(name: str, provenance: Provenance) -> str:
    return " ".join(getattr(provenance, name))


def _plain(name: str, provenance: Provenance) -> str:
    value = getattr(provenance, name)
    return "" if value is None else str(value)


_WRITERS: dict[Role, Callable[[Provenance], str]] = {
    **{role: partial(_plain, name) for role, name in PROVENANCE.items()},
    Role.FACTS: partial(_spaced, "facts"),
    Role.TESTS: partial(_spaced, "tests"),
    Role.LEVEL: lambda provenance: provenance.level.label if provenance.level else "",
    Role.USE: lambda provenance: "exam" if provenance.is_exam_only else "",
}


def _lines(head: Sequence[str], rows: Iterator[list[str]], separator: str) -> Iterator[str]:
    yield from head
    for row in rows:
        yield _row(row, separator)


def _row(cells: Sequence[str], separator: str) -> str:
    """Give a row; cells that hold a separator, a quote, a line end or `#` stand in quotes, as Anki writes them."""
    text = _PARTED.join(cells)
    if not _needs_quotes(text, separator):
        return text.replace(_PARTED, separator)
    quoted = ['"' + cell.replace('"', '""') + '"' if _needs_quotes(cell, separator) else cell for cell in cells]
    return separator.join(quoted)


def _needs_quotes(text: str, separator: str) -> bool:
    return separator in text or '"' in text or "\n" in text or "\r" in text or "#" in text


def _write(path: Path, lines: Iterator[str], count: int, progress: Progress) -> None:
    written = 0
    with whole_file(path) as file:
        while some := list(islice(lines, _TOGETHER)):
            progress("Writing notes", min(written / max(count, 1), 1.0))
            file.write(("\n".join(some) + "\n").encode())
            written += len(some)
