"""What Anki has no place for, as one line of JSON: in the `Flashcards` field of a type of ours, or a note's `data`.

The line is ASCII without any sign that means something in HTML, so that Anki's editor leaves it as it is.
"""

import json
from collections.abc import Mapping
from typing import TypeAlias

from flashcards.domain.plain_text import plain_text

Kept: TypeAlias = Mapping[str, object]

_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\x7f": "\\u007f"})


def write_line(kept: Kept) -> str:
    """Give what is kept as a line; empty when it is nothing."""
    return json.dumps(kept, separators=(",", ":")).translate(_ESCAPES) if kept else ""


def read_line(line: str) -> Kept:
    """Read such a line.

    Raises:
        ValueError: it is none.
    """
    if not line:
        return {}
    try:
        found = json.loads(line if line.startswith("{") else plain_text(line))
    except RecursionError as error:
        raise ValueError(line[:20]) from error
    if not isinstance(found, dict):
        raise ValueError(line[:20])  # noqa: TRY004 - the line is wrong, not the program
    return found
