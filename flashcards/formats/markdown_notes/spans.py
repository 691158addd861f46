"""Where in Markdown there is code, mathematics or a comment. Takes time in proportion to the text, whatever it is."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple


class Kind(Enum):
    """What a span is."""

    CODE = auto()
    FORMULA = auto()
    BLOCK_FORMULA = auto()
    COMMENT = auto()


class Span(NamedTuple):
    """A part of a text.

    Attributes:
        start, end: with its marks.
        inner_start, inner_end: without them.
    """

    kind: Kind
    start: int
    end: int
    inner_start: int
    inner_end: int


_OPENING = re.compile(r"\\[`$\\]|`+|\$\$?|\\[(\[]|<!--")
_TICKS = re.compile(r"`+")
_PAIRS = {
    "$$": ("$$", Kind.BLOCK_FORMULA),
    "\\(": ("\\)", Kind.FORMULA),
    "\\[": ("\\]", Kind.BLOCK_FORMULA),
    "<!--": ("-->", Kind.COMMENT),
}


def spans(text: str) -> Iterator[Span]:
    """Give the spans of a text, in order; none lies in another."""
    if not _OPENING.search(text):
        return
    runs: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text):
        runs.setdefault(len(run[0]), []).append(run.start())
    never_closed: set[str] = set()
    at = 0
    while match := _OPENING.search(text, at):
        at = match.end()
        span = _closed(text, match, runs, never_closed)
        if span is not None:
            yield span
            at = span.end


def hidden(text: str, filler: str) -> str:
    """Give a text of the same length with a filler for each character of its spans."""
    pieces: list[str] = []
    at = 0
    for span in spans(text):
        pieces += [text[at : span.start], filler * (span.end - span.start)]
        at = span.end
    return "".join([*pieces, text[at:]]) if pieces else text


def _closed(text: str, match: re.Match[str], runs: dict[int, list[int]], never_closed: set[str]) -> Span | None:
    """Give the span that begins with a mark, or None when that is only text."""
    mark, start, inner = match[0], match.start(), match.end()
    if mark[0] == "`":
        places = runs[len(mark)]
        after = bisect_right(places, start)
        if after == len(places):
            return None
        return Span(Kind.CODE, start, places[after] + len(mark), inner, places[after])
    if mark == "$":
        return _dollars(text, start)
    if mark not in _PAIRS or mark in never_closed:
        return None
    closing, kind = _PAIRS[mark]
    end = text.find(closing, inner)
    if end < 0:
        never_closed.add(mark)
        return None
    return Span(kind, start, end + len(closing), inner, end) if end > inner else None


def _dollars(text: str, start: int) -> Span | None:
    """Give a formula in the line: no space inside its marks, no digit behind it, so that prices are none."""
    end = text.find("$", start + 1)
    if end < 0 or end == start + 1 or "\n" in text[start:end] or "`" in text[start:end]:
        return None
    if text[start + 1].isspace() or text[end - 1].isspace() or text[end + 1 : end + 2].isdecimal():
        return None
    return Span(Kind.FORMULA, start, end + 1, start + 1, end)
