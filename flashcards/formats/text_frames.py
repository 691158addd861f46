"""Tables drawn with pipes, as Markdown has them and chat programs answer with: made into lines with tabs.

| Term | Meaning              |
| ---- | -------------------- |
| MPI  | Master patient index |
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?")
_PIPE = re.compile(r"(?<!\\)\|")
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*|__([^_\n]+)__")
_LOOKED_AT = 30
"""Lines among which the table begins."""


def is_framed(lines: Sequence[str]) -> bool:
    """Say whether a table is drawn in the first of some lines: names, and a rule below them."""
    filled = [line.rstrip("\r\n") for line in lines[:_LOOKED_AT] if line.strip()]
    return any("|" in above and _RULE.fullmatch(below) for above, below in pairwise(filled))


def is_nothing_but_framed(text: str) -> bool:
    """Say whether a text is such a table, with headings and nothing else beside it."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return is_framed(lines) and all("|" in line for line in lines[:-1])  # the last may be cut off


def unframed(blocks: Iterator[list[str]]) -> Iterator[list[str]]:
    """Give lines as they are; those of a table that is drawn, with tabs between its cells. The rule becomes empty."""
    first = next(blocks, [])
    every = chain([first] if first else [], blocks)
    return ([_unframed(line) for line in block] for block in every) if is_framed(first) else every


def _unframed(line: str) -> str:
    text = line.rstrip("\r\n")
    if "|" not in text:
        return line
    end = line[len(text) :]
    if _RULE.fullmatch(text):
        return end
    cells = _PIPE.split(text.strip())
    cells = cells[1:] if not cells[0] else cells
    cells = cells[:-1] if len(cells) > 1 and not cells[-1] else cells
    return "\t".join(_plain(cell) for cell in cells) + end


def _plain(cell: str) -> str:
    words = " ".join(cell.split("\t")).strip().replace("\\|", "|")
    return _BOLD.sub(lambda found: found[1] or found[2], words)
