"""Lines of text cut into rows of cells.

Python's own parser does the work as long as quotes are in order. Where they are not, the row is cut by `split_row`, and
the parser goes on with the next line: a quote that is never closed costs its row, not the rest of the file.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats.findings import Findings
from flashcards.formats.text_lines import MAX_LINE
from flashcards.formats.text_quotes import Marks, Split, split_row

csv.field_size_limit(MAX_LINE)

MOST_STRAY_QUOTES = 20_000
"""A file with more of them has no quotes worth heeding."""

STRAY_QUOTE = "a quotation mark begins a cell and none ends it; it was taken as text: look at this row"
STRAY_QUOTES = "quotation marks that are not closed"

_NEVER = "\x1f"
"""A character no line has: the separator of text in one column."""

Row = tuple[int, list[str]]
"""The 1-based number of a row's first line, and its cells; none for a blank line."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How rows and cells are marked.

    Attributes:
        separator: one character or several; empty: every line is one cell.
        quote: the character around cells that hold separators or line ends; empty: there is none.
        skips_spaces: spaces behind a separator do not count.
        splits_once: only the first separator of a row is one, as in `term: meaning`.
        has_comments: lines that begin with `#` are passed over.
    """

    separator: str = ","
    quote: str = '"'
    skips_spaces: bool = False
    splits_once: bool = False
    has_comments: bool = False

    @property
    def marks(self) -> Marks:
        """What `split_row` needs."""
        return Marks(self.separator or _NEVER, self.quote, self.skips_spaces, self.splits_once)

    def options(self) -> dict[str, Any]:
        """Give what `csv.reader` needs."""
        return {
            "delimiter": self.separator or _NEVER,
            "quotechar": self.quote or None,
            "quoting": csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            "skipinitialspace": self.skips_spaces,
            "strict": True,
        }


def rows(blocks: Iterable[list[str]], dialect: Dialect, findings: Findings, passed: int = 0) -> Iterator[Row]:
    """Cut lines into rows.

    Args:
        blocks: lines with their ends, see `text_lines.blocks`.
        dialect: how they are cut.
        findings: told of quotes out of order.
        passed: how many lines came before.
    """
    cutter = _Cutter(blocks, dialect, findings, passed)
    return cutter.quickly() if len(dialect.separator) < 2 and not dialect.splits_once else cutter.slowly()


class _Cutter:
    """Cuts lines into rows, and knows the lines of the row at hand."""

    def __init__(self, blocks: Iterable[list[str]], dialect: Dialect, findings: Findings, passed: int) -> None:
        self._blocks = iter(blocks)
        self._dialect = dialect
        self._findings = findings
        self._passed = passed
        self._ahead: deque[str] = deque()
        self._row: list[str] = []
        self._strays = 0
        self._is_fetched = False
        """Whether what is ahead is a block nothing of which was looked at."""

    def quickly(self) -> Iterator[Row]:
        """Give the rows by Python's parser; its separators have one character."""
        options = self._dialect.options()
        while self._ahead or self._fetch():
            if self._is_fetched and (at_once := self._at_once(options)) is not None:
                yield from at_once
                continue
            try:
                for cells in csv.reader(self._feed(), **options):
                    if cells and cells[0][:1] == "#" and self._is_comment():
                        self._leave(1)
                        break
                    yield self._passed + 1, cells
                    self._leave(len(self._row))
                    if not self._ahead:
                        break
            except csv.Error:
                if self._is_comment():
                    self._leave(1)
                else:
                    yield self._mended()

    def _at_once(self, options: dict[str, Any]) -> Iterator[Row] | None:
        """Give the rows of a block of lines; None where not each line is a row, or one has to be looked at."""
        if self._dialect.has_comments and any(line[:1] == "#" for line in self._ahead):
            return None
        try:
            found = list(csv.reader(self._ahead, **options))
        except csv.Error:
            return None
        if len(found) != len(self._ahead):
            return None
        first = self._passed + 1
        self._passed += len(found)
        self._ahead.clear()
        return zip(range(first, first + len(found)), found, strict=True)

    def slowly(self) -> Iterator[Row]:
        """Give the rows without Python's parser."""
        for _ in self._feed():
            if self._is_comment():
                self._leave(1)
            else:
                yield self._mended()

    def _feed(self) -> Iterator[str]:
        while self._ahead or self._fetch():
            line = self._ahead.popleft()
            self._is_fetched = False
            self._row.append(line)
            yield line

    def _fetch(self) -> bool:
        block = next(self._blocks, None)
        self._is_fetched = True
        self._ahead.extend(block or ())
        return bool(block)

    def _leave(self, count: int) -> None:
        """Be done with the first lines at hand; those after them come again."""
        self._passed += count
        if count < len(self._row):
            self._ahead.extendleft(reversed(self._row[count:]))
        self._row.clear()

    def _is_comment(self) -> bool:
        return self._dialect.has_comments and self._row[0][:1] == "#"

    def _mended(self) -> Row:
        """Give the row that begins with the first line at hand."""
        text, split = self._split()
        if split.stray is not None:
            self._report(text[: split.stray], split.strays)
        row = self._passed + 1, split.cells
        self._leave(self._lines_in(split.end))
        return row

    def _report(self, before: str, strays: int) -> None:
        """Report the quotes of a row that are never closed, by the text before the first."""
        self._findings.add(
            self._passed + 1 + (before.count("\n") or before.count("\r")),
            STRAY_QUOTE,
            STRAY_QUOTES,
        )
        self._strays += strays
        if self._strays > MOST_STRAY_QUOTES:
            problem = "its quotation marks are in disorder; have it read without them. Nothing was changed."
            raise ImportRefusedError(problem, self._findings.path)

    def _split(self) -> tuple[str, Split]:
        """Cut the row at hand, with as many more lines as its quotes want."""
        marks = self._dialect.marks
        while True:
            text = "".join(self._row)
            split = split_row(text, marks)
            wanted = len(self._row) if split.wants_more and len(text) < MAX_LINE else 0
            if not self._take(wanted):
                return text, split

    def _take(self, count: int) -> bool:
        """Add more lines to those at hand; say whether there were any."""
        more = list(islice(self._feed(), count))
        return bool(more)

    def _lines_in(self, end: int) -> int:
        """Say how many lines the first `end` characters take up."""
        for count, line in enumerate(self._row, start=1):
            end -= len(line)
            if end <= 0:
                return count
        return len(self._row)
