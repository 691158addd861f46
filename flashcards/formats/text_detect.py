"""How a table is laid out, found out from its first thousand rows."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from flashcards.domain.note_type import BUILT_IN, NoteType
from flashcards.formats.findings import Findings
from flashcards.formats.table import Beginning, Table, notes_rows
from flashcards.formats.text_columns import lay_columns
from flashcards.formats.text_grid import Grid
from flashcards.formats.text_layout import Known, TextLayout
from flashcards.formats.text_names import looks_like_header
from flashcards.formats.text_rows import Row
from flashcards.formats.text_source import PASTED, TextSource
from flashcards.formats.text_types import field_names, type_named
from flashcards.formats.workbook_source import WorkbookSource, is_workbook

_TAG = re.compile(
    r"</?(?:a|anki-mathjax|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup"
    r"|table|td|th|tr|u|ul)\b[^<>]*>|&(?:nbsp|amp|lt|gt|quot|#\d+|#x[0-9a-f]+);",
    re.IGNORECASE,
)
_MOST_TITLES = 5


def detect_layout(
    source: Path | str | Table, note_types: Sequence[NoteType] = BUILT_IN, known: Known | None = None
) -> TextLayout:
    """Find out how a table is laid out.

    Args:
        source: a text file or a workbook; or text that was pasted.
        note_types: the collection's.
        known: what is settled already.

    Raises:
        ImportRefusedError: the file cannot be read, or is no table.
    """
    settled = known or Known()
    return _laid_out(as_table(source).begin(settled), note_types, settled)


def preview(source: Path | str | Table, layout: TextLayout, count: int = 20) -> tuple[Row, ...]:
    """Give the first rows as a layout cuts them, without the row that names the columns."""
    table = as_table(source)
    return tuple(islice(notes_rows(table, layout, Findings(table.path)), count))


def as_table(source: Path | str | Table) -> Table:
    """Give the table of a source: a string is the text itself."""
    if isinstance(source, str):
        return TextSource(PASTED, source)
    if isinstance(source, Path):
        return WorkbookSource(source) if is_workbook(source) else TextSource(source)
    return source


def _laid_out(begun: Beginning, note_types: Sequence[NoteType], known: Known) -> TextLayout:
    """Tell header row, columns, note type and HTML of a table that is cut into cells."""
    headers, layout = begun.headers, begun.layout
    is_anki = headers.has_comments
    fields = field_names(note_types)
    names = headers.column_names(layout.separator)
    titles = 0 if is_anki or known.has_header is False else _titles(begun.sample, fields, is_sure=begun.names_columns)
    sample = begun.sample[titles:]
    has_header = True if known.has_header is None and begun.names_columns else known.has_header
    if has_header is None:
        has_header = bool(sample) and (
            tuple(sample[0]) == names if names else looks_like_header(sample[0], sample[1:], fields, is_anki=is_anki)
        )
    if has_header and sample:
        names = names or tuple(sample[0])
        sample = sample[1:]
    grid = Grid(names, sample, headers.places, is_anki=is_anki)
    stated = headers.note_type if headers.note_type and type_named(headers.note_type, note_types) else None
    columns, note_type = lay_columns(grid, note_types, known.note_type or stated)
    is_html = headers.is_html if known.is_html is None else known.is_html
    return replace(
        layout,
        title_rows=titles,
        has_header=has_header,
        is_html=_looks_like_html(sample) if is_html is None else is_html,
        columns=columns,
        note_type=note_type.name,
        deck=headers.deck or "",
        tags=headers.tags,
        when_matched=headers.when_matched,
        within_deck=headers.within_deck,
    )


def _titles(sample: Sequence[Sequence[str]], fields: frozenset[str], *, is_sure: bool = False) -> int:
    """Say how many rows of one cell each stand above a row that names several columns.

    Args:
        is_sure: the first row of several cells does.
    """
    alone = next((place for place, row in enumerate(sample) if sum(map(bool, map(str.strip, row))) > 1), 0)
    if not 0 < alone <= _MOST_TITLES or len(sample) < alone + 2:
        return 0
    return alone if is_sure or looks_like_header(sample[alone], sample[alone + 1 :], fields) else 0


def _looks_like_html(sample: Sequence[Sequence[str]]) -> bool:
    return any(_TAG.search(cell) for row in sample for cell in row if "<" in cell or "&" in cell)
