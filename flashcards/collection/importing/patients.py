"""Text that looks as if it identified a patient. It is only pointed out: a card may teach what such a number is."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

PATIENT = "patient"
"""The check that finds what looks like a patient's identifier."""

_TAG = r"&nbsp;|</?[a-z][^<>]{0,40}>"
_TO_FIGURE = rf"(?:\s|{_TAG}|[:#=()\[\]-]|\b(?:is|was)\b){{0,8}}"
_TO_LABEL = rf"(?:[ \t]|{_TAG}|[(\[,:=-]|\bis (?:the|his|her|their)\b){{1,6}}"
_DATE = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [a-z]{3,9}\.? \d{4})"
_SECURITY = r"(?!000|666|9)\d{3}[ -]?(?!00)\d{2}[ -]?(?!0000)\d{4}"
_HYPHENED = re.compile(r"(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])")


class _Label(NamedTuple):
    """Words that say what a figure is.

    Attributes:
        beginnings: of the words; cheap to look for.
        words: a pattern.
        figure: a pattern of it, behind the words.
        earlier: the same before the words, where it has to be stricter; empty where it never stands there.
    """

    beginnings: tuple[str, ...]
    words: str
    figure: str
    earlier: str
    what: str


_LABELS = (
    _Label(
        ("mrn", "medical record n", "medical record #", "patient id", "patient n"),
        r"\b(?:mrn|medical record (?:no\b\.?|number|#)|patient (?:id|no\b\.?|number))",
        r"[a-z]{0,3}-?\d{5,12}\b",
        r"[a-z]{0,3}-?\d{6,12}",
        "a medical record number",
    ),
    _Label(
        ("dob", "d.o.b", "date of birth"),
        r"\b(?:dob|d\.o\.b\.?|date of birth)",
        rf"{_DATE}\b",
        _DATE,
        "a date of birth",
    ),
    _Label(("born",), r"\bborn(?: on)?", rf"{_DATE}\b", "", "a date of birth"),
    _Label(
        ("ssn", "social security"),
        r"\b(?:ssn|social security(?: (?:no\b\.?|number|#))?)",
        rf"{_SECURITY}(?![\w-])",
        _SECURITY,
        "a social security number",
    ),
)
_FARTHEST = 80
"""Characters before a label in which its figure has to be."""
_BEFORE_DASH = 3


def identifiers(text: str, may_have: Callable[[str], bool] = bool) -> Iterator[tuple[int, str]]:
    """Give where text looks like a patient's identifier, and what it looks like.

    A figure with its label before or behind it ("MRN 123456", "123456 (MRN)"), and a social security number by its
    hyphens alone. Looks at nothing but the surroundings of some words and of hyphens, so that a whole file takes no
    time to speak of.

    Args:
        text: in lower case.
        may_have: says of a word whether the text may have it.
    """
    for label in _LABELS:
        yield from ((start, label.what) for start in _labelled(text, label, may_have))
    dash = text.find("-", _BEFORE_DASH)
    while dash >= 0:
        if _HYPHENED.match(text, dash - _BEFORE_DASH):
            yield dash - _BEFORE_DASH, "a social security number"
        dash = text.find("-", dash + 1)


def _labelled(text: str, label: _Label, may_have: Callable[[str], bool]) -> Iterator[int]:
    """Give where the words of a label have a figure behind them, or before them."""
    before = re.compile(label.words + _TO_FIGURE + label.figure)
    words = re.compile(label.words + r"(?!\w)")
    earlier = re.compile(rf"(?<![\w./-]){label.earlier}{_TO_LABEL}$")
    for beginning in filter(may_have, label.beginnings):
        start = text.find(beginning)
        while start >= 0:
            is_before = label.earlier and words.match(text, start)
            if before.match(text, start) or (is_before and earlier.search(text, max(0, start - _FARTHEST), start)):
                yield start
            start = text.find(beginning, start + len(beginning))
