"""Where rows end that do not end with lines: in text from Quizlet, or where each cell has a line of its own."""

import re
from collections.abc import Sequence

from flashcards.formats.text_layout import LINE_END
from flashcards.formats.text_sniff import MOST_ROWS, Sniffed, sniff

EMPTY_LINE = "\n\n"
"""What stands between rows of a line for each cell."""

OWN_SEPARATORS = ("|||", ";;;")
"""The separators of cells and rows that the guide recommends."""

_MOST_CELLS = 8
"""Cells to a row, at most, where these are recognised."""

_QUIZLET_ROWS = ";"
"""What Quizlet offers to put between rows besides line ends."""

_FEWEST_ROWS = {"\t": 2, ",": 3}
"""Rows on one line that are enough to believe that, by what parts their two cells."""

_BLANK = re.compile(r"\n\n+")
_LINE_ENDS = re.compile(r"[\r\n]+")
_NEARLY_ALL = 0.9


def row_separator(text: str) -> str:
    """Give what stands between rows: a line end, unless there are separators of its own for every few cells."""
    cells, between = map(text.count, OWN_SEPARATORS)
    if between and cells > 1 and _MOST_CELLS * between >= cells:
        return OWN_SEPARATORS[1]
    if "\n" not in text.strip() and _QUIZLET_ROWS in text:
        found = cells_between(text, _QUIZLET_ROWS)
        is_table = found.columns == 2 and found.agreeing == found.judged
        if is_table and found.judged >= _FEWEST_ROWS.get(found.dialect.separator, len(text)):
            return _QUIZLET_ROWS
    return LINE_END


def cells_between(text: str, separator: str) -> Sniffed:
    """Find what stands between the cells of rows.

    Args:
        separator: what stands between the rows.
    """
    pieces = (piece.strip("\r\n ") for piece in text.split(separator))
    return sniff([f"{_LINE_ENDS.sub(' ', piece)}\n" for piece in pieces if piece][:MOST_ROWS], ("",))


def stand_in_pairs(lines: Sequence[str]) -> bool:
    """Say whether lines stand in twos, with an empty line between: a term, and below it its meaning."""
    text = "".join(lines).replace("\r\n", "\n").strip()
    blocks = [block.count("\n") + 1 for block in _BLANK.split(text)]
    return len(blocks) > 1 and blocks.count(2) >= _NEARLY_ALL * len(blocks)
