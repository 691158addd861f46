"""Tables of text as a format: CSV, TSV, Anki's text files, and text that was pasted."""

from collections.abc import Iterator
from pathlib import Path

from flashcards.formats.findings import Findings
from flashcards.formats.format import Format, Reading
from flashcards.formats.media_folder import with_media_beside
from flashcards.formats.table import Table, notes_rows
from flashcards.formats.text_detect import detect_layout
from flashcards.formats.text_layout import Role, TextLayout
from flashcards.formats.text_notes import NoteMaker
from flashcards.formats.text_rows import Row
from flashcards.formats.text_source import PASTED, TextSource
from flashcards.formats.transfer import Transfer

SUFFIXES = (".csv", ".tsv", ".tab", ".txt")
PASTED_ID = "pasted"


def read_text_file(path: Path, reading: Reading) -> Transfer:
    """Read a table from a text file.

    Raises:
        ImportRefusedError: nothing in it can be read.
    """
    return read_table(TextSource(path), FORMAT.id, reading)


def read_pasted(text: str, reading: Reading) -> Transfer:
    """Read a table from text that was pasted."""
    return read_table(TextSource(PASTED, text), PASTED_ID, reading)


def read_table(table: Table, name: str, reading: Reading) -> Transfer:
    """Read a table.

    Args:
        table: where its rows come from.
        name: the format's id.
        reading: how it is to be read.

    Raises:
        ImportRefusedError: nothing in it can be read.
    """
    layout = reading.layout or detect_layout(table, reading.note_types)
    if not isinstance(layout, TextLayout):
        problem = f"a table is laid out by a TextLayout, not by {layout!r}"
        raise TypeError(problem)
    findings = Findings(table.path)
    _report_left_out(layout, findings)
    given = findings.in_rows(notes_rows(table, layout, findings, reading.progress))
    rows = _with_nameless(given, layout, findings)
    notes, note_types = NoteMaker(layout, reading.note_types, findings).make(rows)
    notes, media = with_media_beside(table.path, notes)
    return Transfer(
        format=name,
        source=findings.path,
        note_types=note_types,
        notes=notes,
        media=media,
        problems=findings.problems(),
        added_tags=layout.tags,
        when_matched=layout.when_matched,
        within_deck=layout.within_deck,
    )


def _report_left_out(layout: TextLayout, findings: Findings) -> None:
    """Report rows and columns that are not imported on purpose."""
    first = layout.skipped_lines + 1
    if layout.title_rows:
        many = (
            "1 row above the names of the columns was"
            if layout.title_rows == 1
            else f"{layout.title_rows} rows above the names of the columns were"
        )
        findings.add(first, f"{many} left out")
    for place, column in enumerate(layout.columns, start=1):
        if column.role is Role.IGNORE and column.name:
            findings.add(first, f"column {place}, “{column.name}”, is not imported")


def _with_nameless(rows: Iterator[Row], layout: TextLayout, findings: Findings) -> Iterator[Row]:
    """Give the rows, and report each column without a name that is not imported, where it first has something in it."""
    left_out = {place for place, one in enumerate(layout.columns) if one.role is Role.IGNORE and not one.name}
    for line, cells in rows:
        if left_out and (
            found := {place for place in left_out if any(cell.strip() for cell in cells[place : place + 1])}
        ):
            left_out -= found
            for place in sorted(found):
                findings.add(line, f"column {place + 1}, which has no name, is not imported")
        yield line, cells


def _recognises(path: Path, head: bytes) -> bool:
    return bool(head) and path.suffix.lower() in SUFFIXES


FORMAT = Format("csv", "Table of text (CSV, TSV, Anki text)", SUFFIXES, _recognises, read_text_file, is_table=True)
