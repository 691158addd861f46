"""Text that looks as if it identified a patient. It is only pointed out: a card may teach what such a number is."""

import re
from collections.abc import Iterator

_SOCIAL_SECURITY = re.compile(r"(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])")
_RECORD = re.compile(
    r"\b(?:mrn|medical record (?:no\b\.?|number|#)|patient (?:id|no\b\.?|number))(?:\s+is)?[\s:#=-]{0,3}"
    r"[a-z]{0,3}-?\d{5,12}\b"
)
_BIRTH = re.compile(
    r"\b(?:dob|d\.o\.b\.?|date of birth|born(?: on)?)(?:\s+is)?[\s:=-]{0,3}"
    r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [a-z]{3,9}\.? \d{4})\b"
)

_LOOKS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("mrn", _RECORD, "a medical record number"),
    ("medical record", _RECORD, "a medical record number"),
    ("patient ", _RECORD, "a patient's number"),
    ("dob", _BIRTH, "a date of birth"),
    ("d.o.b", _BIRTH, "a date of birth"),
    ("date of birth", _BIRTH, "a date of birth"),
    ("born", _BIRTH, "a date of birth"),
)
_BEFORE_DASH = 3


def identifiers(text: str) -> Iterator[tuple[int, str]]:
    """Give where text looks like a patient's identifier, and what it looks like.

    Looks at nothing but the surroundings of some words and of hyphens, so that a whole file takes no time to speak of.

    Args:
        text: in lower case.
    """
    for word, pattern, what in _LOOKS:
        start = text.find(word)
        while start >= 0:
            if pattern.match(text, start):
                yield start, what
            start = text.find(word, start + len(word))
    dash = text.find("-", _BEFORE_DASH)
    while dash >= 0:
        if _SOCIAL_SECURITY.match(text, dash - _BEFORE_DASH):
            yield dash - _BEFORE_DASH, "a social security number"
        dash = text.find("-", dash + 1)
