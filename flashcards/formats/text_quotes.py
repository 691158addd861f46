"""One row cut into cells where quotes are out of order, or where separators have several characters."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Marks:
    """What parts cells: see `text_rows.Dialect`. The separator is never empty."""

    separator: str
    quote: str = '"'
    skips_spaces: bool = False
    splits_once: bool = False


class Split(NamedTuple):
    """A row cut into cells.

    Attributes:
        end: how many characters it took, its line end included.
        stray: where the first cell stands whose quote is never closed, as a position in the text, or None.
        strays: how many such cells there are.
        wants_more: the last of them may be closed in a later line.
    """

    cells: list[str]
    end: int
    stray: int | None
    strays: int
    wants_more: bool


class _Cell(NamedTuple):
    """A quoted cell: its text, or None when the quote is not closed, and where it ends or the text does."""

    text: str | None
    end: int


_LINE_END = re.compile(r"\r\n|\n|\r")


def split_row(text: str, marks: Marks) -> Split:
    """Cut the first row of a text.

    A cell is quoted when it begins with a quote, and the next one that is not doubled stands before a separator or a
    line end (spaces between do not count). A quote that is not closed is text, and its cell ends as if it were none.

    Args:
        text: the row's lines, with their ends, and any number of later ones.
        marks: what parts cells.
    """
    cells: list[str] = []
    stray: int | None = None
    strays = 0
    wants_more = False
    at, line_end = 0, _line_end(text, 0)
    while True:
        quoted = _quoted(text, at, marks)
        if quoted and quoted.text is not None:
            cell, end = quoted
            line_end = line_end if end <= line_end else _line_end(text, end)
        else:
            end = line_end if marks.splits_once and cells else text.find(marks.separator, at, line_end)
            end = line_end if end < 0 else end
            cell = text[at:end].lstrip(" ") if marks.skips_spaces else text[at:end]
        if quoted and quoted.text is None:
            stray = at if stray is None else stray
            strays += 1
            wants_more = quoted.end == len(text)
        cells.append(cell or "")
        if not text.startswith(marks.separator, end):
            return Split(cells, _behind_line_end(text, end), stray, strays, wants_more)
        at = end + len(marks.separator)


def _quoted(text: str, start: int, marks: Marks) -> _Cell | None:
    """Give the quoted cell that begins at a place, or None when no quote stands there."""
    if not marks.quote:
        return None
    patterns = _patterns(marks)
    opened = patterns.opening.match(text, start)
    if opened is None:
        return None
    closed = patterns.quoted.match(text, opened.end())
    if closed is None:
        return _Cell(None, len(text))
    after = patterns.after.match(text, closed.end())
    if after is None:
        return _Cell(None, closed.end())
    return _Cell(closed[1].replace(marks.quote * 2, marks.quote), after.end())


def _line_end(text: str, start: int) -> int:
    ends = _LINE_END.search(text, start)
    return ends.start() if ends else len(text)


def _behind_line_end(text: str, at: int) -> int:
    ends = _LINE_END.match(text, at)
    return ends.end() if ends else at


class _Patterns(NamedTuple):
    opening: re.Pattern[str]
    quoted: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _patterns(marks: Marks) -> _Patterns:
    quote, separator = re.escape(marks.quote), re.escape(marks.separator)
    spaces = " *" if marks.skips_spaces else ""
    return _Patterns(
        opening=re.compile(spaces + quote),
        quoted=re.compile(f"([^{quote}]*(?:{quote}{quote}[^{quote}]*)*){quote}(?!{quote})"),
        after=re.compile(rf"[ \t]*?(?={separator}|\r|\n|\Z)"),
    )
