"""Values of deck files read into what they stand for. Each function says what is wrong in a `ValueError`."""

import math
import re
from datetime import date

from flashcards.domain.note import DOMAINS, Level

ID = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
"""What an id is made of."""

_NOT_ID = re.compile(r"[^a-z0-9]+")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_CHECK_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LEVELS = {level.label: level for level in Level}


def read_id(text: str) -> str:
    """Read the id of a note or a case text."""
    if not text:
        problem = "an id is missing after “## ”"
        raise ValueError(problem)
    if ID.fullmatch(text) is None:
        likely = _NOT_ID.sub("-", text.lower()).strip("-")
        hint = f" “{likely}” would do." if likely else ""
        problem = f"“{text[:60]}” is no id: an id is made of lower-case letters, digits and hyphens.{hint}"
        raise ValueError(problem)
    return text


def read_date(text: str) -> date:
    """Read a date written `YYYY-MM-DD`."""
    try:
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    problem = f"“{text}” is no date of the form 2026-11-23"
    raise ValueError(problem)


def read_domain(text: str) -> int:
    """Read a RHIT domain."""
    if text not in {str(domain) for domain in DOMAINS}:
        problem = f"“{text}” is no RHIT domain; they are 1 to {DOMAINS[-1]}"
        raise ValueError(problem)
    return int(text)


def read_level(text: str) -> Level:
    """Read what a question asks of the learner."""
    if text not in _LEVELS:
        problem = f"“{text}” is no level; they are recall, application and analysis"
        raise ValueError(problem)
    return _LEVELS[text]


def read_tolerance(text: str) -> float:
    """Read how far a typed number may be off: a number of at least 0."""
    try:
        tolerance = float(text)
    except ValueError:
        tolerance = math.nan
    if not 0 <= tolerance < math.inf:
        problem = f"“{text}” is no tolerance, such as 0.1"
        raise ValueError(problem)
    return tolerance


def read_use(text: str) -> bool:
    """Read whether a note is kept for practice exams."""
    if text != "exam":
        problem = f"“Use: {text}” is not known; only “Use: exam” is"
        raise ValueError(problem)
    return True


def read_text(text: str) -> bool:
    """Read whether a note's text is HTML instead of marks."""
    if text != "html":
        problem = f"“Text: {text}” is not known; only “Text: html” is"
        raise ValueError(problem)
    return True


def read_allowed(text: str) -> str:
    """Read the name of the check a note is excused from; a reason must follow it."""
    name, _, reason = text.partition(":")
    if _CHECK_NAME.fullmatch(name.strip()) is None or not reason.strip():
        problem = "“Allow:” takes a check, a colon and the reason: “Allow: long-answer: the definition is quoted whole”"
        raise ValueError(problem)
    return name.strip()


def read_pinned(text: str, options: int) -> frozenset[int]:
    """Read which options keep their place, as indices from 0."""
    if text.lower() == "all":
        return frozenset(range(options))
    letters = text.replace(",", " ").split()
    places = [ord(letter.upper()) - ord("A") for letter in letters if len(letter) == 1]
    if not letters or len(places) < len(letters) or not all(0 <= place < options for place in places):
        last = chr(ord("A") + max(options, 1) - 1)
        problem = f"“Pin: {text}” names no option; they are A to {last}, or all"
        raise ValueError(problem)
    return frozenset(places)
