"""Cards of another dialect than the one a file is read in: they are listed, never lost in silence."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from flashcards.formats.markdown_notes.lines import Line


class Dialect(StrEnum):
    """A way of writing cards in Markdown, by the name it goes by."""

    OBSIDIAN = "Obsidian"
    HASHCARDS = "hashcards"
    ORBIT = "Orbit"
    REMNOTE = "RemNote"


_MARKS = {
    Dialect.HASHCARDS: re.compile(r"[QC]:\s+\S"),
    Dialect.ORBIT: re.compile(r"Q\.\s+\S"),
    Dialect.OBSIDIAN: re.compile(r".*?[^\s:]\s*:{2,3}\s*[^\s:]|\?{1,2}\s*$|.*?==[^=\s](?:[^=]*[^=\s])?=="),
    Dialect.REMNOTE: re.compile(r".*?\S\s(?:>>>?|<<|<>|;;;?)\s+\S|.*?\{\{[^{}]+\}\}"),
}
"""How a card begins in each, at the start of a line."""

_LONGEST = 20_000
"""Characters; longer lines are prose."""


def strangers(lines: Iterable[Line], spoken: Dialect, fate: str) -> Iterator[tuple[int, str]]:
    """Give line and message for each line that would be a card in another dialect.

    Args:
        lines: those that made no card of their own.
        spoken: the dialect the file is read in.
        fate: what became of these lines, as in “it was left out”.
    """
    for line in lines:
        bare = line.bare[:_LONGEST]
        other = next((one for one, mark in _MARKS.items() if one is not spoken and mark.match(bare)), None)
        if other:
            message = (
                f"this looks like a card as {other} writes it, and the file is read as {spoken} writes them: "
                f"{fate}; put it in a file of its own"
            )
            yield line.number, message
