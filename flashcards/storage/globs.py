"""Patterns of the search language: `*` is any text, `_` any sign, a backslash takes the next sign as it is."""

import re
import unicodedata
from functools import lru_cache

_BELOW = r"(?:::.*)?"


def like_part(pattern: str) -> str:
    """Give the pattern of SQL's LIKE that finds it anywhere in a text."""
    return f"%{_like(pattern)}%"


def like_whole(pattern: str) -> str:
    """Give the pattern of SQL's LIKE that finds it as the whole of a text."""
    return _like(pattern)


@lru_cache(maxsize=256)
def regex_of_glob(pattern: str, *, below: bool = False, any_sign: str = ".") -> re.Pattern[str]:
    """Give the regular expression a pattern stands for, upper and lower case alike.

    Args:
        below: names below a matching one match as well.
        any_sign: what `_` stands for, as a regular expression.
    """
    return re.compile(_regex(pattern, any_sign) + (_BELOW if below else ""), re.IGNORECASE | re.DOTALL)


def glob_matches(pattern: str, name: str) -> bool:
    """Say whether a pattern is the whole of a name."""
    return regex_of_glob(pattern).fullmatch(name) is not None


def without_accents(text: str) -> str:
    """Give a text without its accents."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _like(pattern: str) -> str:
    found, at = [], 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\" and at + 1 < len(pattern):
            at += 1
            found.append(_literal(pattern[at]))
        elif sign == "*":
            found.append("%")
        elif sign == "_":
            found.append("_")
        else:
            found.append(_literal(sign))
        at += 1
    return "".join(found)


def _literal(sign: str) -> str:
    return f"\\{sign}" if sign in "%_\\" else sign


def _regex(pattern: str, any_sign: str) -> str:
    """Give a regular expression that tries little: what stands between wildcards may as well be the first there is."""
    first, *rest = _between_wildcards(pattern, any_sign)
    if not rest:
        return first
    return f"{first}{''.join(f'(?>.*?{one})' for one in rest[:-1] if one)}.*{rest[-1]}"


def _between_wildcards(pattern: str, any_sign: str) -> list[str]:
    found, at = [""], 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\" and at + 1 < len(pattern):
            at += 1
            found[-1] += re.escape(pattern[at])
        elif sign == "*":
            found.append("")
        else:
            found[-1] += any_sign if sign == "_" else re.escape(sign)
        at += 1
    return found
