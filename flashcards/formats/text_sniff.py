"""Which separator a table has, found by cutting its rows with each and seeing which gives a table.

A separator is judged by how many rows it cuts into the same number of cells, quotes heeded; not by whether it occurs.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats.findings import Findings
from flashcards.formats.text_names import looks_like_header
from flashcards.formats.text_rows import Dialect, rows
from flashcards.formats.text_signs import ONCE, believed

MOST_ROWS = 1_000
"""How many rows are judged."""

NAMES = {
    "\t": "tab",
    ",": "comma",
    ";": "semicolon",
    "|": "pipe",
    ":": "colon",
    " ": "space",
    "  ": "two spaces",
}
"""What separators are called."""

_WEIGHTS = {
    "\t": 1.0,
    ",": 1.0,
    ";": 0.99,
    "||": 0.985,
    "|": 0.98,
    "|||": 1.0,
    ";;;": 1.0,
    " - ": 0.8,
    " – ": 0.8,
    " — ": 0.8,
    " = ": 0.7,
    " -> ": 0.8,
    " → ": 0.8,
    **dict.fromkeys(ONCE, 0.79),
    ":": 0.6,
    " ": 0.3,
}
"""How far each is believed; of equals the first wins."""

_BETWEEN_WORDS = frozenset({" - ", " – ", " — ", " = ", " -> ", " → ", *ONCE, ":"})
"""Separators that may stand in a definition too: only the first of a row counts."""

_NO_COLON_BETWEEN = re.compile(r"\d:\d|:://|::|:/")
_ENOUGH_ROWS = 3
_PARTED_BY_SPACE = 2
"""Cells of rows that spaces part, at most: lines of as many words each are no table."""

_LEAST = 0.3
_HEADER_BONUS = 0.5
_UNQUOTED_FACTOR = 0.9


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A separator and how well it fits.

    Attributes:
        dialect: without comments.
        columns: cells in most rows.
        score: 0 and up; under 1 when some rows have another number of cells.
        agreeing, judged: how many rows have that number of cells, of how many.
        strays: rows in which quotes are not closed.
    """

    dialect: Dialect
    columns: int = 1
    score: float = 0.0
    agreeing: int = 0
    judged: int = 0
    strays: int = 0

    @property
    def reason(self) -> str:
        """Why it is this separator, in a sentence without its full stop."""
        name = separator_name(self.dialect.separator)
        if not self.dialect.separator:
            return "No separator gives the same number of cells in most rows, so every row is one cell"
        have = "has" if self.agreeing == 1 else "have"
        return f"Parted by {name}, {self.agreeing:,} of the first {self.judged:,} rows {have} {self.columns} cells"


def separator_name(separator: str) -> str:
    """Give what a separator is called on screen."""
    return NAMES.get(separator) or (f"“{separator}”" if separator else "nothing")


def sniff(lines: Sequence[str], quotes: Sequence[str] = ('"', ""), *, has_comments: bool = False) -> Sniffed:
    """Find the separator of a table.

    Args:
        lines: how it begins, each line with its line end.
        quotes: characters that may stand around cells; empty for none.
        has_comments: lines that begin with `#` do not count.
    """
    text = "".join(lines)
    best = Sniffed(Dialect("", "", has_comments=has_comments))
    for separator in _WEIGHTS:
        if separator not in text:
            continue
        found = best_quoting(
            lines, separator, quotes, has_comments=has_comments, splits_once=separator in _BETWEEN_WORDS
        )
        is_prose = separator == " " and found.columns != _PARTED_BY_SPACE
        if found.score > best.score + 1e-9 and not is_prose:
            best = found
    return best if best.score >= _LEAST else Sniffed(Dialect("", "", has_comments=has_comments))


def best_quoting(
    lines: Sequence[str],
    separator: str,
    quotes: Sequence[str] = ('"', ""),
    *,
    has_comments: bool = False,
    splits_once: bool = False,
) -> Sniffed:
    """Find out how cells are quoted, given their separator."""
    text = "".join(lines)
    found = []
    for quote in quotes:
        spaced = quote != "" and separator.strip() != "" and separator + " " + quote in text
        for skips_spaces in (True, False) if spaced else (False,):
            dialect = Dialect(separator, quote, skips_spaces, splits_once, has_comments)
            found.append(_judge(lines, dialect))
        if quote not in text or found[0].strays <= max(1, _openings(text, separator, quote) // 2):
            break
    return max(found, key=lambda sniffed: sniffed.score)


def _openings(text: str, separator: str, quote: str) -> int:
    """Say how many cells begin with a quote, about."""
    return sum(text.count(before + quote) for before in (separator, "\n", "\r")) + text.startswith(quote)


def _judge(lines: Sequence[str], dialect: Dialect) -> Sniffed:
    findings = Findings(Path())
    try:
        cut = list(islice(_filled(lines, dialect, findings), MOST_ROWS))
    except ImportRefusedError:
        return Sniffed(dialect)
    counts = Counter(map(len, cut))
    several = {count: rows for count, rows in counts.items() if count > 1}
    if not several:
        return Sniffed(dialect)
    columns, agreeing = max(several.items(), key=lambda item: (item[1], item[0]))
    share = agreeing / len(cut) * (1 - findings.count / max(len(cut), findings.count))
    text = "".join(lines)
    score = share * _WEIGHTS.get(dialect.separator, 1.0) * _prose_factor(text, dialect.separator, len(cut))
    if dialect.separator in _BETWEEN_WORDS:
        score *= believed(dialect.separator, lines)
    if not dialect.quote and '"' in text:
        score *= _UNQUOTED_FACTOR
    if len(cut[0]) > 1 and looks_like_header(cut[0], cut[1:]):
        score += _HEADER_BONUS
    return Sniffed(dialect, columns, score, agreeing, len(cut), findings.count)


def _filled(lines: Sequence[str], dialect: Dialect, findings: Findings) -> Iterator[list[str]]:
    return (cells for _, cells in rows([list(lines)], dialect, findings) if any(cells))


def _prose_factor(text: str, separator: str, judged: int) -> float:
    """Give 0 to 1: less when the separator stands as it does in sentences, times of day and addresses."""
    if separator == " ":
        return 1.0 if judged >= _ENOUGH_ROWS else 0.0
    if separator == ":":
        return _colon_factor([line for line in text.splitlines() if ":" in line])
    if separator in {",", ";"}:
        return 1 - 0.4 * (text.count(separator + " ") / text.count(separator))
    return 1.0


def _colon_factor(lines: Sequence[str]) -> float:
    """Give 0 to 1: less when the first colon of a line stands in a time of day, an address or the like."""
    found = [(line.index(":"), _NO_COLON_BETWEEN.search(line)) for line in lines]
    doubtful = sum(other is not None and other.start() <= colon for colon, other in found)
    return max(0.0, 1 - 2 * doubtful / len(lines))
