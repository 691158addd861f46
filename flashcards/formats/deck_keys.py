"""The keys of the deck format, and what a line that looks like a key may have meant."""

import re
from difflib import get_close_matches

HEADER_KEYS = {
    "deck": "deck",
    "checked": "Checked",
    "source": "Source",
    "domain": "Domain",
    "level": "Level",
    "tags": "Tags",
    "as-of": "As of",
}
"""The keys at the top of a file, and the key that says the same of one note."""

NOTE_KEYS = (
    "Q",
    "A",
    "Term",
    "Meaning",
    "Cloze",
    "Typed",
    "More",
    "Source",
    "Checked",
    "As of",
    "Domain",
    "Level",
    "Tags",
    "Facts",
    "Tests",
    "Use",
    "Case",
    "Pin",
    "Tolerance",
    "Check",
    "Allow",
    "Deck",
    "Guid",
    "Text",
    "Case text",
)

REPEATABLE_KEYS = frozenset({"Typed", "Check", "Allow"})

_KEY_LINE = re.compile(r"([A-Za-z][A-Za-z-]*(?: [A-Za-z]+)?):(?: (.*)|[ \t]*$)")
_KNOWN = frozenset(NOTE_KEYS)
_LOWER = {key.lower(): key for key in NOTE_KEYS}


def split_key(line: str) -> tuple[str, str] | None:
    """Give key and value of a line that begins with a known key or with what may be a misspelt one.

    One word before the colon always counts; two only when they are near a known key.
    """
    colon = line.find(":", 0, 40)
    if colon < 1:
        return None
    key = line[:colon]
    if key in _KNOWN and line[colon + 1 : colon + 2] in {" ", "", "\t"}:
        return key, line[colon + 1 :].strip()
    match = _KEY_LINE.match(line)
    if match is None or (" " in match[1] and not nearest_key(match[1])):
        return None
    return match[1], (match[2] or "").strip()


def is_crowded_key(line: str) -> bool:
    """Say whether a line begins with a known key whose colon has no space after it."""
    key, colon, value = line.partition(":")
    return bool(colon) and key in _KNOWN and value[:1] not in {"", " ", "\t"}


def nearest_key(key: str) -> str | None:
    """Give the known key of a note that is spelt most like `key`, or None."""
    spelling = key.lower().replace("-", " ")
    if spelling in _LOWER:
        return _LOWER[spelling]
    if len(spelling) < 3:
        return None
    found = get_close_matches(spelling, _LOWER, n=1, cutoff=0.7)
    return _LOWER[found[0]] if found else None


def nearest_header_key(key: str) -> str | None:
    """Give the known key of the top of a file that is spelt most like `key`, or None."""
    found = get_close_matches(key.lower().replace(" ", "-"), HEADER_KEYS, n=1, cutoff=0.7)
    return found[0] if found else None
