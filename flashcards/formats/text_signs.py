"""Signs that part a term from its meaning, and stand inside sentences as well: `term => meaning`, `term — meaning`.

They part a table only where nearly every line has exactly one, and where none of the others stands before it.
"""

import re
from collections.abc import Sequence

ONCE = ("=>", "->", "→", "—", "–", " : ", "::", "  ")
"""Separators that are believed only so."""

_PATTERNS = {
    "=>": r"(?<![=<])=>(?!>)",
    "->": r"(?<![-<])->(?!>)",
    "→": "→",
    "—": "—",
    "–": r"(?<![\d–])–|–(?![\d–])",
    " : ": " : ",
    "::": r"(?<!:)::(?![:/])",
    "  ": r"(?<=[^\s.,;:!?|]) {2,}(?=\S)",
}
_SIGNS = {sign: re.compile(pattern) for sign, pattern in _PATTERNS.items()}
_EARLIEST = re.compile(r"=>|->|→|—|–| [-:] ")
_NEARLY_ALL = 0.8
_FEWEST_LINES = 2
_BEHIND_ANOTHER = 0.9
_WITHIN_A_TABLE = 0.7
_OLDER = frozenset({" - ", " – ", " — ", " = ", ":"})
"""Signs that are believed more than a comma before a space, wherever they stand."""


def believed(separator: str, lines: Sequence[str]) -> float:
    """Give 0 to 1: how far a sign is believed to part a term from its meaning in each of some lines.

    Args:
        separator: one of `ONCE`, or another sign that stands between words.
    """
    having = [line for line in lines if separator in line]
    if separator in _SIGNS and not _stands_once(separator, lines):
        return 0.0
    if separator not in _OLDER and any(_stands_in_cells(separator, having, mark) for mark in ",;"):
        return _WITHIN_A_TABLE
    behind = sum(_has_before(separator, line) for line in having)
    return _BEHIND_ANOTHER if 2 * behind > len(having) else 1.0


def _stands_once(separator: str, lines: Sequence[str]) -> bool:
    """Say whether nearly every line has the sign exactly once, outside quotes and with words on both sides."""
    filled = [line.strip() for line in lines if line.strip()]
    if len(filled) < _FEWEST_LINES and f" {separator.strip()} " not in "".join(filled):
        return False
    return sum(_parts_once(separator, line) for line in filled) >= _NEARLY_ALL * len(filled)


def _parts_once(separator: str, line: str) -> bool:
    found = list(_SIGNS[separator].finditer(line))
    if len(found) != 1:
        return False
    before, after = line[: found[0].start()], line[found[0].end() :]
    return bool(before.strip() and after.strip()) and before.count('"') % 2 == 0


def _stands_in_cells(separator: str, lines: Sequence[str], mark: str) -> bool:
    """Say whether every line has one comma, or the like, and the sign behind it, in a cell of a table."""
    every = [line.count(mark) == 1 and line.find(mark) < line.find(separator) for line in lines]
    return len(every) >= _FEWEST_LINES and all(every)


def _has_before(separator: str, line: str) -> bool:
    first = _EARLIEST.search(line)
    return first is not None and first[0].strip() != separator.strip() and first.start() < line.find(separator)
