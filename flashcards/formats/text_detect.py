"""How a text is laid out, found out from its first thousand rows."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from flashcards.domain.note_type import BUILT_IN, NoteType
from flashcards.formats.findings import Findings
from flashcards.formats.text_columns import lay_columns
from flashcards.formats.text_grid import Grid
from flashcards.formats.text_headers import Headers, read_headers
from flashcards.formats.text_layout import LINE_END, Known, TextLayout
from flashcards.formats.text_names import looks_like_header
from flashcards.formats.text_rows import Row
from flashcards.formats.text_sniff import MOST_ROWS, Sniffed, best_quoting, sniff
from flashcards.formats.text_source import PASTED, TextSource, cut
from flashcards.formats.text_types import field_names, type_named

_TAG = re.compile(
    r"</?(?:a|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup"
    r"|table|td|th|tr|u|ul)\b[^<>]*>|&(?:nbsp|amp|lt|gt|quot|#\d+|#x[0-9a-f]+);",
    re.IGNORECASE,
)
_CUSTOM = ("|||", ";;;")
"""The separators of cells and rows that the guide recommends for pasting."""


def detect_layout(
    source: Path | str | TextSource, note_types: Sequence[NoteType] = BUILT_IN, known: Known | None = None
) -> TextLayout:
    """Find out how a table of text is laid out.

    Args:
        source: a file, or text that was pasted.
        note_types: the collection's.
        known: what is settled already.

    Raises:
        ImportRefusedError: the file cannot be read, or is no text.
    """
    return detect(as_source(source), note_types, known or Known())


def preview(source: Path | str | TextSource, layout: TextLayout, count: int = 20) -> tuple[Row, ...]:
    """Give the first rows as a layout cuts them, the row that names the columns left out."""
    origin = as_source(source)
    return tuple(islice(origin.rows(layout, Findings(origin.path)), count))


def as_source(source: Path | str | TextSource) -> TextSource:
    """Give where a text comes from: a string is the text itself."""
    if isinstance(source, str):
        return TextSource(PASTED, source)
    return TextSource(source) if isinstance(source, Path) else source


def detect(source: TextSource, note_types: Sequence[NoteType], known: Known) -> TextLayout:
    """Find out how a source is laid out; see `detect_layout`."""
    examined = source.examined(known.encoding)
    lines = source.beginning(examined)
    headers = read_headers(lines)
    start = TextLayout(
        encoding=examined.encoding,
        skipped_lines=headers.lines,
        has_comments=headers.lines > 0,
        joins_broken_rows=source.text is not None,
        row_separator=known.row_separator or _row_separator(source, "".join(lines)),
    )
    layout = _separated(start, lines, headers, known)
    unjoined = replace(layout, joins_broken_rows=False)
    found = [cells for _, cells in cut(iter([lines]), unjoined, Findings(source.path)) if any(cells)]
    whole = [cells for cells in found if len(cells) > 1] if layout.joins_broken_rows else []
    return lay_out(layout, (whole or found)[:MOST_ROWS], headers, note_types, known)


def lay_out(
    layout: TextLayout, sample: Sequence[Sequence[str]], headers: Headers, note_types: Sequence[NoteType], known: Known
) -> TextLayout:
    """Complete the layout of a table whose rows are known.

    Args:
        layout: how cells are parted.
        sample: the first rows, blank ones left out.
        headers: what Anki's header lines say.
        note_types: the collection's.
        known: what is settled already.
    """
    names = headers.column_names(layout.separator)
    has_header = known.has_header
    if has_header is None:
        has_header = bool(sample) and (
            tuple(sample[0]) == names if names else looks_like_header(sample[0], sample[1:], field_names(note_types))
        )
    if has_header and sample:
        names = names or tuple(sample[0])
        sample = sample[1:]
    grid = Grid(names, sample, headers.places, is_anki=headers.lines > 0)
    stated = headers.note_type if headers.note_type and type_named(headers.note_type, note_types) else None
    columns, note_type = lay_columns(grid, note_types, known.note_type or stated)
    is_html = headers.is_html if known.is_html is None else known.is_html
    return replace(
        layout,
        has_header=has_header,
        is_html=_looks_like_html(sample) if is_html is None else is_html,
        columns=columns,
        note_type=note_type.name,
        deck=headers.deck or "",
        tags=headers.tags,
        when_matched=headers.when_matched,
        within_deck=headers.within_deck,
    )


def _separated(start: TextLayout, lines: Sequence[str], headers: Headers, known: Known) -> TextLayout:
    """Give the layout with its separator and quotes."""
    table = lines[headers.lines :]
    quotes = ('"', "") if known.quote is None else (known.quote,)
    stated = headers.separator if known.separator is None else known.separator
    if start.row_separator != LINE_END:
        separator = _CUSTOM[0] if stated is None else stated
        return replace(start, separator=separator, quote="", reason="The text has separators of its own")
    if stated is None:
        found = sniff(table, quotes, has_comments=start.has_comments)
        return _with(start, found, found.reason, min(found.score, 1.0))
    if known.separator is None:
        return replace(start, separator=stated, quote=quotes[0], reason="The file says so")
    found = best_quoting(table, stated, quotes, has_comments=start.has_comments)
    return _with(start, found, "You chose it", 1.0)


def _with(layout: TextLayout, found: Sniffed, reason: str, confidence: float) -> TextLayout:
    return replace(
        layout,
        separator=found.dialect.separator,
        quote=found.dialect.quote,
        skips_spaces=found.dialect.skips_spaces,
        splits_once=found.dialect.splits_once,
        reason=reason,
        confidence=confidence,
    )


def _row_separator(source: TextSource, text: str) -> str:
    cells, rows = _CUSTOM
    is_custom = source.text is not None and text.count(rows) > 1 and text.count(cells) > 1
    return rows if is_custom else LINE_END


def _looks_like_html(sample: Sequence[Sequence[str]]) -> bool:
    return any(_TAG.search(cell) for row in sample for cell in row if "<" in cell or "&" in cell)
