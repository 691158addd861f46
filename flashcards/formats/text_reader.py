"""Tables of text as a format: CSV, TSV, Anki's text files, and text that was pasted."""

from collections.abc import Iterable
from pathlib import Path

from flashcards.formats.findings import Findings
from flashcards.formats.format import Format, Reading
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
    return _read(TextSource(path), FORMAT.id, reading)


def read_pasted(text: str, reading: Reading) -> Transfer:
    """Read a table from text that was pasted."""
    return _read(TextSource(PASTED, text), PASTED_ID, reading)


def transfer_of(rows: Iterable[Row], layout: TextLayout, name: str, reading: Reading, findings: Findings) -> Transfer:
    """Make a transfer of the rows of a table.

    Args:
        rows: without blank ones, and without the row that names the columns.
        layout: how they are laid out.
        name: the format's id.
        reading: how they are to be read.
        findings: what was found wrong, and what will be.
    """
    for place, column in enumerate(layout.columns, start=1):
        if column.role is Role.IGNORE and column.name:
            findings.add(layout.skipped_lines + 1, f"column {place}, “{column.name}”, is not imported")
    notes, note_types = NoteMaker(layout, reading.note_types, findings).make(rows)
    return Transfer(
        format=name,
        source=findings.path,
        note_types=note_types,
        notes=notes,
        problems=findings.problems(),
        added_tags=layout.tags,
        when_matched=layout.when_matched,
        within_deck=layout.within_deck,
    )


def _read(source: TextSource, name: str, reading: Reading) -> Transfer:
    layout = reading.layout or detect_layout(source, reading.note_types)
    if not isinstance(layout, TextLayout):
        problem = f"a table is laid out by a TextLayout, not by {layout!r}"
        raise TypeError(problem)
    findings = Findings(source.path)
    return transfer_of(source.rows(layout, findings, reading.progress), layout, name, reading, findings)


def _recognises(path: Path, head: bytes) -> bool:
    return bool(head) and path.suffix.lower() in SUFFIXES


FORMAT = Format("csv", "Table of text (CSV, TSV, Anki text)", SUFFIXES, _recognises, read_text_file)
