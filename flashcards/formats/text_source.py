"""Where a table of text comes from, a file or a paste, and its rows."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TextIO

from flashcards.formats.findings import Findings
from flashcards.formats.format import Progress, no_progress
from flashcards.formats.text_encoding import Encoding, Examined, examine, open_text
from flashcards.formats.text_layout import LINE_END, TextLayout
from flashcards.formats.text_lines import blocks
from flashcards.formats.text_rows import Row, rows

PASTED = Path("pasted text")
"""The name of text that comes from no file."""

_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd]")


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text file, or text that was pasted.

    Attributes:
        path: the file, or what pasted text is called.
        text: what was pasted; None for a file.
    """

    path: Path
    text: str | None = None

    def examined(self, wanted: Encoding | None = None) -> Examined:
        """Find the encoding."""
        if self.text is None:
            return examine(self.path, wanted)
        return Examined(Encoding.UTF_8, is_clean=_ODD.search(self.text) is None)

    def opened(self, encoding: Encoding) -> TextIO:
        """Open it, line ends as they are."""
        if self.text is None:
            return open_text(self.path, encoding)
        return io.StringIO(_without_halves(self.text.removeprefix("\ufeff")), newline="")

    def beginning(self, examined: Examined) -> list[str]:
        """Give the first lines, some thousand at most."""
        with self.opened(examined.encoding) as file:
            return next(blocks(file, Findings(self.path), is_clean=examined.is_clean), [])

    def rows(self, layout: TextLayout, findings: Findings, progress: Progress = no_progress) -> Iterator[Row]:
        """Give all rows of the table, blank ones left out, without its header row."""
        is_clean = self.examined(layout.encoding).is_clean
        with self.opened(layout.encoding) as file:
            lines = _told(blocks(file, findings, is_clean=is_clean), file, self._size(), progress)
            found = cut(lines, layout, findings)
            yield from islice((row for row in found if any(row[1])), int(layout.has_header), None)

    def _size(self) -> int:
        return len(self.text) if self.text is not None else self.path.stat().st_size


def cut(lines: Iterator[list[str]], layout: TextLayout, findings: Findings) -> Iterator[Row]:
    """Cut blocks of lines, from the first of the file, into rows."""
    table = _behind(lines, layout.skipped_lines)
    if layout.row_separator == LINE_END:
        found = rows(table, layout.dialect, findings, layout.skipped_lines)
    else:
        found = _cut_anywhere(table, layout)
    if not layout.joins_broken_rows or not layout.separator:
        return found
    return _joined(found, findings, has_header=layout.has_header)


def _behind(lines: Iterator[list[str]], count: int) -> Iterator[list[str]]:
    for block in lines:
        yield block[count:]
        count = max(count - len(block), 0)


def _told(lines: Iterator[list[str]], file: TextIO, size: int, progress: Progress) -> Iterator[list[str]]:
    for block in lines:
        at = file.buffer.tell() if hasattr(file, "buffer") else file.tell()
        progress("Reading", min(at / max(size, 1), 1.0))
        yield block


def _cut_anywhere(lines: Iterator[list[str]], layout: TextLayout) -> Iterator[Row]:
    """Give the rows of text whose rows do not end with lines."""
    text = "".join("".join(block) for block in lines)
    line = 1 + layout.skipped_lines
    dialect = replace(layout.dialect, quote="")
    for piece in text.split(layout.row_separator):
        most = 1 if dialect.splits_once else -1
        cells = piece.split(dialect.separator, most) if dialect.separator else [piece]
        blank = len(piece) - len(piece.lstrip())
        yield line + piece.count("\n", 0, blank), [cell.strip() for cell in cells]
        line += piece.count("\n")


def _joined(found: Iterator[Row], findings: Findings, *, has_header: bool) -> Iterator[Row]:
    """Add rows without a separator to the last cell of the row before, unless that names the columns."""
    if has_header:
        yield from islice((row for row in found if any(row[1])), 1)
    whole: Row | None = None
    for line, cells in found:
        if len(cells) > 1 or whole is None:
            if whole is not None:
                yield whole
            whole = (line, cells)
        elif any(cells):
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
