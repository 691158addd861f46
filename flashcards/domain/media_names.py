"""Which pictures and sounds a field names, and how one gets another name."""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from unicodedata import normalize
from urllib.parse import unquote

_SOURCE = re.compile(
    r"(<(?:img|audio|video|source|embed|object)\b[^<>]*?\b(?:src|data)\s*=\s*)"
    r"(?:\"([^\"]*)\"|'([^']*)'|\\\"([^\"\\]*)\\\"|([^\s\"'<>]+))",
    re.IGNORECASE,
)
"""The fourth group is a name in the options of a choice note, whose quotes JSON has escaped."""
_SOUND = re.compile(r"\[sound:([^\[\]]*)\]")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def spellings(name: str) -> tuple[str, ...]:
    """Give the names a reference may mean, the likeliest first: as written, without `%20` and the like, composed."""
    plain = unquote(name)
    return tuple(dict.fromkeys((name, plain, normalize("NFC", name), normalize("NFC", plain))))


def named_in(field: str) -> Iterator[str]:
    """Give the media names in a field's HTML, as written but without entities; addresses elsewhere are left out."""
    if "[sound:" in field:
        yield from (unescape(name) for name in _SOUND.findall(field))
    if "<" in field and "=" in field:
        for match in _SOURCE.finditer(field):
            name = _source_name(match)
            if name and not _ELSEWHERE.match(name):
                yield name


def renamed(field: str, names: Mapping[str, str]) -> str:
    """Give a field in which media have other names.

    Args:
        names: the new name of each old one; a name that is not here stays.
    """
    if not names:
        return field
    if "[sound:" in field:
        field = _SOUND.sub(lambda match: _sound(match, names), field)
    return _SOURCE.sub(lambda match: _source(match, names), field) if "<" in field else field


def _sound(match: re.Match[str], names: Mapping[str, str]) -> str:
    new = _new_name(unescape(match[1]), names)
    return match[0] if new is None else f"[sound:{escape(new, quote=False)}]"


def _source(match: re.Match[str], names: Mapping[str, str]) -> str:
    new = _new_name(_source_name(match), names)
    quote = '"' if match[4] is None else '\\"'
    return match[0] if new is None else f"{match[1]}{quote}{escape(new)}{quote}"


def _source_name(match: re.Match[str]) -> str:
    return unescape(next((name for name in match.groups()[1:] if name), ""))


def _new_name(old: str, names: Mapping[str, str]) -> str | None:
    return next((names[name] for name in spellings(old) if name in names), None)
