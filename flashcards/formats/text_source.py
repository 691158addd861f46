"""Where a table of text comes from, a file or a paste, and its rows."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TextIO

from flashcards.domain.progress import Progress
from flashcards.formats.findings import Findings
from flashcards.formats.table import Beginning
from flashcards.formats.text_encoding import Encoding, Examined, examine, open_text
from flashcards.formats.text_frames import is_framed, unframed
from flashcards.formats.text_headers import Headers, read_headers
from flashcards.formats.text_layout import LINE_END, Known, TextLayout
from flashcards.formats.text_lines import blocks
from flashcards.formats.text_row_ends import EMPTY_LINE, OWN_SEPARATORS, cells_between, row_separator, stand_in_pairs
from flashcards.formats.text_rows import STRAY_QUOTE, STRAY_QUOTES, Row, rows
from flashcards.formats.text_sniff import MOST_ROWS, best_quoting, sniff
from flashcards.formats.text_turns import TURNS

PASTED = Path("pasted text")
"""The name of text that comes from no file."""

_JOINING = ("\t", OWN_SEPARATORS[0])
"""A line without any of these in a file with no Anki headers goes on with the row before, as in Quizlet's text."""

_ODD = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd{TURNS}]")


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text file, or text that was pasted: a `Table`.

    Attributes:
        path: the file, or what pasted text is called.
        text: what was pasted; None for a file.
    """

    path: Path
    text: str | None = None

    def begin(self, known: Known) -> Beginning:
        """Find encoding, separators and quotes from the first rows."""
        examined = self._examined(known.encoding)
        with self._opened(examined.encoding) as file:
            drawn = next(blocks(file, Findings(self.path), is_clean=examined.is_clean), [])
        lines = next(unframed(iter([drawn])), [])
        headers = read_headers(lines)
        start = TextLayout(
            encoding=examined.encoding,
            skipped_lines=headers.lines,
            has_comments=headers.has_comments,
            row_separator=known.row_separator or row_separator("".join(lines[headers.lines :])),
        )
        layout = _separated(start, lines[headers.lines :], headers, known)
        found = [cells for _, cells in _cut(iter([lines]), layout, Findings(self.path)) if any(cells)]
        if is_framed(drawn) and known.separator is None:
            layout = replace(layout, reason="A table drawn with pipes")
        joins = self.text is not None or (layout.separator in _JOINING and not headers.has_comments)
        sample = _unbroken(found) if joins else found
        return Beginning(replace(layout, joins_broken_rows=joins), sample[:MOST_ROWS], headers, is_framed(drawn))

    def rows(self, layout: TextLayout, findings: Findings, progress: Progress) -> Iterator[Row]:
        """Give all rows of the table, blank ones left out."""
        examined = self._examined(layout.encoding)
        with self._opened(layout.encoding) as file:
            every = unframed(blocks(file, findings, is_clean=examined.is_clean, are_short=examined.has_short_lines))
            lines = _told(every, file, self._size(), progress)
            if layout.encoding is Encoding.WINDOWS_1252:
                lines = _doubted(lines, findings)
            found: Iterator[Row] = (row for row in _cut(lines, layout, findings) if any(row[1]))
            if not layout.quote and layout.row_separator == LINE_END:
                found = _with_strays(found, findings)
            is_joined = layout.joins_broken_rows and layout.separator
            yield from _joined(found, layout, findings) if is_joined else found

    def _examined(self, wanted: Encoding | None) -> Examined:
        if self.text is None:
            return examine(self.path, wanted)
        return Examined(Encoding.UTF_8, is_clean=_ODD.search(self.text) is None)

    def _opened(self, encoding: Encoding) -> TextIO:
        if self.text is None:
            return open_text(self.path, encoding)
        return io.StringIO(_without_halves(self.text.removeprefix("\ufeff")), newline="")

    def _size(self) -> int:
        return len(self.text) if self.text is not None else self.path.stat().st_size


def _unbroken(rows: list[list[str]]) -> list[list[str]]:
    """Give rows without those that go on with the row before: of one cell, below one of several."""
    first = next((place for place, cells in enumerate(rows) if len(cells) > 1), len(rows))
    return [*rows[:first], *(cells for cells in rows[first:] if len(cells) > 1)]


def _separated(start: TextLayout, table: Sequence[str], headers: Headers, known: Known) -> TextLayout:
    """Give the layout with its separator and quotes."""
    quotes = ('"', "") if known.quote is None else (known.quote,)
    stated = headers.separator if known.separator is None else known.separator
    if start.row_separator != LINE_END:
        return _parted_otherwise(start, "".join(table), stated)
    if stated is not None and known.separator is None:
        return replace(start, separator=stated, quote=quotes[0], reason="The file says so")
    if stated is None:
        found = sniff(table, quotes, has_comments=start.has_comments)
        if not found.dialect.separator and known.row_separator is None and stand_in_pairs(table):
            return _parted_otherwise(replace(start, row_separator=EMPTY_LINE), "", LINE_END)
        reason, confidence = found.reason, min(found.score, 1.0)
    else:
        found = best_quoting(table, stated, quotes, has_comments=start.has_comments)
        reason, confidence = "You chose it", 1.0
    return replace(
        start,
        separator=found.dialect.separator,
        quote=found.dialect.quote,
        skips_spaces=found.dialect.skips_spaces,
        splits_once=found.dialect.splits_once,
        reason=reason,
        confidence=confidence,
    )


def _parted_otherwise(start: TextLayout, text: str, stated: str | None) -> TextLayout:
    """Give the layout of text whose rows do not end with lines.

    Args:
        stated: what stands between cells, where that is known.
    """
    if stated is not None:
        reason = "A line for each cell, and an empty line between rows" if stated == LINE_END else "You chose it"
        return replace(start, separator=stated, quote="", splits_once=stated == LINE_END, reason=reason)
    dialect = cells_between(text, start.row_separator).dialect
    separator = dialect.separator or OWN_SEPARATORS[0]
    reason = "The text has separators of its own"
    return replace(start, separator=separator, quote="", splits_once=dialect.splits_once, reason=reason)


def _cut(lines: Iterator[list[str]], layout: TextLayout, findings: Findings) -> Iterator[Row]:
    """Cut blocks of lines, from the first of the file, into rows."""
    table = _behind(lines, layout.skipped_lines)
    if layout.row_separator == LINE_END:
        return rows(table, layout.dialect, findings, layout.skipped_lines)
    return _cut_anywhere(table, layout)


def _behind(lines: Iterator[list[str]], count: int) -> Iterator[list[str]]:
    for block in lines:
        yield block[count:]
        count = max(count - len(block), 0)


def _told(lines: Iterator[list[str]], file: TextIO, size: int, progress: Progress) -> Iterator[list[str]]:
    for block in lines:
        at = file.buffer.tell() if hasattr(file, "buffer") else file.tell()
        progress("Reading", min(at / max(size, 1), 1.0))
        yield block


def _doubted(lines: Iterator[list[str]], findings: Findings) -> Iterator[list[str]]:
    """Give the lines, and report a beginning in which most letters are beyond A to Z: another alphabet, it may be."""
    for place, block in enumerate(lines):
        if place == 0:
            letters = [letter for letter in "".join(block[:MOST_ROWS]) if letter.isalpha()]
            if sum(not letter.isascii() for letter in letters) > 0.5 * len(letters):
                message = "the words may be in another alphabet than Windows-1252 has; if so, save the file as UTF-8"
                findings.add(1, message)
        yield block


def _cut_anywhere(lines: Iterator[list[str]], layout: TextLayout) -> Iterator[Row]:
    """Give the rows of text whose rows do not end with lines."""
    text = "".join("".join(block) for block in lines).replace("\r\n", "\n")
    line = 1 + layout.skipped_lines
    most = 1 if layout.splits_once else -1
    for piece in text.split(layout.row_separator):
        whole = piece.strip("\n")
        cells = whole.split(layout.separator, most) if layout.separator else [whole]
        blank = len(piece) - len(piece.lstrip())
        yield line + piece.count("\n", 0, blank), [cell.strip() for cell in cells]
        line += piece.count("\n") + layout.row_separator.count("\n")


def _with_strays(found: Iterator[Row], findings: Findings) -> Iterator[Row]:
    """Give rows of text that is read without quotes, and report those of them that begin a cell and do not end it."""
    for line, cells in found:
        if any(cell.lstrip(" ")[:1] == '"' and cell.count('"') % 2 for cell in cells):
            findings.add(line, STRAY_QUOTE, STRAY_QUOTES)
        yield line, cells


def _joined(found: Iterator[Row], layout: TextLayout, findings: Findings) -> Iterator[Row]:
    """Add rows without a separator to the last cell of the row before, unless that names the columns.

    Above the first row of several cells, below one without a first cell, which is left out, and where a comment stands
    in a line of a file, rows stay as they are.
    """
    yield from islice(found, layout.title_rows + layout.has_header)
    whole: Row | None = None
    for line, cells in found:
        is_comment = cells[0][:1] == "#" and findings.path != PASTED
        goes_on = whole is not None and len(whole[1]) > 1 and whole[1][0].strip() and not is_comment
        if len(cells) > 1 or whole is None or not goes_on:
            if whole is not None:
                yield whole
            whole = (line, cells)
        else:
            whole[1][-1] += "\n" + cells[0]
            findings.add(
                line,
                f"the line has no separator; it was added to the row of line {whole[0]}",
                "lines without a separator, added to the row before",
            )
    if whole is not None:
        yield whole


def _without_halves(text: str) -> str:
    """Give text without halves of characters, which a clipboard may hold and no file can."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
