"""A Markdown file as lines, with what is code, mathematics or comment told apart, and what its top says."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flashcards.formats.markdown_notes.spans import hidden

HIDDEN = "\x00"
"""Stands, in `Line.bare`, for each character of code, mathematics and comments."""

_FENCE = re.compile(r"\s{0,3}(?:>\s?)*\s*(`{3,}|~{3,})")
_KEPT_COMMENTS = ("<!--SR:", "<!-- id:")
_TOP = "---"
_MAX_TOP_LINES = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        number: 1-based.
        text: without comments that are none of a program's.
        bare: of the same length, with `HIDDEN` where there is code, mathematics or a comment.
    """

    number: int
    text: str
    bare: str

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Source:
    """A file.

    Attributes:
        lines: below the top.
        top: what stands between the two lines of hyphens at its beginning, YAML or TOML; empty when that is neither.
    """

    lines: Sequence[Line]
    top: Mapping[str, Any] = field(default_factory=dict)


def source_of(lines: Sequence[str]) -> Source:
    """Tell apart what a file is made of."""
    start = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    end = start
    if start < len(lines) and lines[start].strip() == _TOP:
        within = range(start + 1, min(len(lines), start + _MAX_TOP_LINES))
        end = next((place + 1 for place in within if lines[place].strip() == _TOP), start)
    top = _read_top("\n".join(lines[start + 1 : end - 1])) if end > start else {}
    return Source(tuple(_told_apart(lines, end)), top)


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Give the lines between blank ones, together; a blank line inside code parts nothing."""
    block: list[Line] = []
    for line in lines:
        if line.is_blank and HIDDEN not in line.bare:
            if block:
                yield block
            block = []
        else:
            block.append(line)
    if block:
        yield block


def _told_apart(lines: Sequence[str], start: int) -> Iterator[Line]:
    fence = ""
    in_comment = False
    for number in range(start, len(lines)):
        text = lines[number]
        opening = _FENCE.match(text)
        if fence:
            yield Line(number + 1, text, HIDDEN * max(len(text), 1))
            if opening and opening[1].startswith(fence) and not text[opening.end() :].strip("`~ \t"):
                fence = ""
        elif opening and not in_comment:
            fence = opening[1]
            yield Line(number + 1, text, HIDDEN * len(text))
        else:
            text, in_comment = _without_comments(text, is_open=in_comment)
            yield Line(number + 1, text, hidden(text, HIDDEN))


def _without_comments(text: str, *, is_open: bool) -> tuple[str, bool]:
    """Give a line without comments, and whether one goes on in the next line."""
    if is_open:
        _, closing, text = text.partition("-->")
        if not closing:
            return "", True
    pieces: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        is_kept = text.startswith(_KEPT_COMMENTS, start)
        pieces.append(text[at : end + 3] if is_kept and end > 0 else text[at:start])
        if end < 0:
            return "".join(pieces), True
        at = end + 3
    return "".join([*pieces, text[at:]]), False


def _read_top(text: str) -> Mapping[str, Any]:
    import yaml  # few files have one

    try:
        read = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError):
        read = None
    if isinstance(read, dict):
        return {str(key).casefold(): value for key, value in read.items()}
    try:
        return {key.casefold(): value for key, value in tomllib.loads(text).items()}
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
