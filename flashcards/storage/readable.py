"""Fields as they read, for searches: they are stored as HTML, in which some signs are written out."""

from collections.abc import Callable
from functools import reduce

_WRITTEN_OUT = (
    ("&nbsp;", " "),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", '"'),
    ("&#39;", "'"),
    ("&amp;", "&"),  # the last: `&amp;lt;` reads `&lt;`
)
_SIGNS = frozenset(" <>\"'&_")
"""Signs of a pattern that may be written out; `_` stands for any."""


def readable(text: str) -> str:
    """Give stored text with its signs as they read; tags stay."""
    return reduce(lambda found, pair: found.replace(*pair), _WRITTEN_OUT, text)


def either_way(matches: Callable[[str], object]) -> Callable[[str], object]:
    """Have stored text matched as it is stored, or else as it reads."""

    def match(text: str) -> object:
        return matches(text) or ("&" in text and matches(readable(text)))

    return match


def like_either_way(field: str, pattern: str, value: str = "?") -> tuple[str, int]:
    """Give the condition in SQL that a field is like a pattern as it is stored, or as it reads.

    Args:
        field: in SQL.
        pattern: of the search language.
        value: stands for the pattern of LIKE.

    Returns:
        It, and how often it asks for the value.
    """
    stored = f"{field} LIKE {value} ESCAPE '\\'"
    if _SIGNS.isdisjoint(pattern):
        return stored, 1
    read = reduce(lambda sql, pair: f"replace({sql}, {_quoted(pair[0])}, {_quoted(pair[1])})", _WRITTEN_OUT, field)
    return f"({stored} OR (instr({field}, '&') AND {read} LIKE {value} ESCAPE '\\'))", 2


def _quoted(text: str) -> str:
    return "'{}'".format(text.replace("'", "''"))
