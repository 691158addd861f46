"""Writing searches: what a click in a list stands for, and putting two searches together."""

from flashcards.domain.errors import SearchError
from flashcards.search.words import Sign, words_of

_PROTECTED = str.maketrans({sign: f"\\{sign}" for sign in '\\"*_'})
"""What means something else in a search, and what takes it as it is."""
_SIGNS = frozenset({Sign.OR.value, Sign.AND.value})


def term(key: str, text: str) -> str:
    r"""Give the search for exactly this text under a key: `deck:"Clerk duties"`; `\*`, `\_` and `\"` are the signs.

    Args:
        key: what stands before the colon, or "" for the text anywhere in a note.
    """
    written = text.translate(_PROTECTED)
    is_plain = written and not any(sign in ' \t\u3000\n\r()"' for sign in written)
    means_more = ":" in text or text.startswith("-") or text.lower() in _SIGNS
    if not is_plain or (not key and means_more):
        written = f'"{written}"' if key else f'"{written.replace(":", chr(92) + ":")}"'
    return f"{key}:{written}" if key else written


def all_of(one: str, other: str) -> str:
    """Give the search for what both find."""
    if not one.strip() or not other.strip():
        return one.strip() or other.strip()
    return f"{_grouped(one)} {_grouped(other)}"


def any_of(one: str, other: str) -> str:
    """Give the search for what either finds."""
    if not one.strip() or not other.strip():
        return one.strip() or other.strip()
    return f"{one.strip()} or {other.strip()}"


def none_of(one: str) -> str:
    """Give the search for what this one does not find."""
    is_one_word = len(words_of(one)) == 1
    return f"-{one.strip()}" if is_one_word else f"-({one.strip()})"


def _grouped(line: str) -> str:
    """Put a search into parentheses where an `or` of it would else reach further than it does now."""
    try:
        depth = 0
        for token, _ in words_of(line):
            depth += {Sign.OPEN: 1, Sign.CLOSE: -1}.get(token, 0) if isinstance(token, Sign) else 0
            if token is Sign.OR and depth == 0:
                return f"({line.strip()})"
    except SearchError:
        return line.strip()
    return line.strip()
