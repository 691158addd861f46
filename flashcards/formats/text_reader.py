"""Tables of text as a format: CSV, TSV, Anki's text files, and text that was pasted."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from flashcards.formats.findings import Findings
from flashcards.formats.format import HEAD_BYTES, Format, Reading
from flashcards.formats.media_folder import with_media_beside
from flashcards.formats.not_text import not_text, odd_bytes, wide_encoding
from flashcards.formats.table import Table, notes_rows
from flashcards.formats.text_detect import detect_layout
from flashcards.formats.text_frames import is_nothing_but_framed
from flashcards.formats.text_headers import read_headers
from flashcards.formats.text_layout import Role, TextLayout
from flashcards.formats.text_notes import NoteMaker
from flashcards.formats.text_rows import Row
from flashcards.formats.text_sniff import MOST_ROWS, sniff
from flashcards.formats.text_source import PASTED, TextSource
from flashcards.formats.transfer import Transfer
from flashcards.formats.workbook_source import SUFFIXES as WORKBOOK_SUFFIXES

SUFFIXES = (".csv", ".tsv", ".tab", ".txt")
PASTED_ID = "pasted"

_NAMELESS = ("", *WORKBOOK_SUFFIXES)
"""Endings that say nothing of a text file, or something wrong."""

_MARKDOWN = (".md", ".markdown")
_SURE = ("\t", ",", ";", "|")
_LEAST_ROWS = 2
_SHARE_OF_ROWS = 0.8
_MOST_NAMES = 4
"""Names of columns that are told of; there may be a hundred."""


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
    rows = _with_nameless(_or_told(given, layout, findings), layout, findings)
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
    named = {
        place: column.name for place, column in enumerate(layout.columns) if column.role is Role.IGNORE and column.name
    }
    if named:
        findings.add(first, _not_imported(list(named), list(named.values())))


def _or_told(rows: Iterator[Row], layout: TextLayout, findings: Findings) -> Iterator[Row]:
    """Give the rows, and report that there are none."""
    first = next(rows, None)
    if first is None:
        only = "has nothing but the names of its columns" if layout.has_header else "is blank"
        findings.add(layout.skipped_lines + 1, f"the table {only}: there is no row to bring in")
    else:
        yield first
        yield from rows


def _with_nameless(rows: Iterator[Row], layout: TextLayout, findings: Findings) -> Iterator[Row]:
    """Give the rows, and report columns without names that are not imported, where something stands in them first."""
    left_out = {place for place, one in enumerate(layout.columns) if one.role is Role.IGNORE and not one.name}
    for line, cells in rows:
        if left_out and (
            found := {place for place in left_out if any(cell.strip() for cell in cells[place : place + 1])}
        ):
            left_out -= found
            findings.add(line, _not_imported(sorted(found)))
        yield line, cells


def _not_imported(places: Sequence[int], names: Sequence[str] = ()) -> str:
    """Say which columns are not imported.

    Args:
        places: 0-based, ascending.
        names: of each; none for columns without names.
    """
    if len(places) == 1:
        what = f"“{names[0]}”," if names else "which has no name,"
        return f"column {places[0] + 1}, {what} is not imported"
    runs = [list(run) for _, run in groupby(enumerate(places, start=1), lambda pair: pair[1] - pair[0])]
    numbers = [f"{run[0][1] + 1}–{run[-1][1] + 1}" if len(run) > 1 else str(run[0][1] + 1) for run in runs]
    called = ", ".join(f"“{name}”" for name in names[:_MOST_NAMES])
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    what = f"{called}{more}," if names else "which have no names,"
    return f"columns {', '.join(numbers)}, {what} are not imported"


def _recognises(path: Path, head: bytes) -> bool:
    """Say whether a file is named as a table; or, named as nothing or as a workbook, is plainly one."""
    suffix = path.suffix.lower()
    if suffix in _MARKDOWN:
        return is_nothing_but_framed(head.decode("utf-8", "replace"))
    return bool(head) and (suffix in SUFFIXES or (suffix in _NAMELESS and _is_table(head)))


def _is_table(head: bytes) -> bool:
    """Say whether most of the first rows have the same number of cells, or Anki's header lines are there."""
    if not_text(head) is not None or odd_bytes(head):
        return False
    text = head.decode(wide_encoding(head) or "utf-8", "replace").removeprefix("\ufeff")
    lines = text.splitlines(keepends=True)[: MOST_ROWS + 1]
    lines = lines[:-1] if len(lines) > MOST_ROWS or len(head) >= HEAD_BYTES else lines
    if read_headers(lines).lines:
        return True
    found = sniff(lines)
    is_sure = found.dialect.separator in _SURE and found.judged >= _LEAST_ROWS
    return is_sure and found.agreeing >= _SHARE_OF_ROWS * found.judged


FORMAT = Format("csv", "Table of text (CSV, TSV, Anki text)", SUFFIXES, _recognises, read_text_file, is_table=True)
