"""Checks of the options of one choice note: each must stand for itself, and none may give the answer away."""

import re
from collections.abc import Iterator
from itertools import combinations

from flashcards.formats.lint_seen import Finding, SeenNote

FAR_LONGER = 1.5
"""How many times as long as the longest wrong option a right one may be …"""
SPARE_CHARACTERS = 5
"""… once it is longer by more than this."""

_ABOVE = re.compile(
    r"(?:all|none|any|both|neither|either|some)(?: of)?(?: the)? "
    r"(?:above|others?|other (?:options|answers)|options|answers|these|them)\b"
    r"|(?:both |only )?[A-J] (?:and|or) [A-J]$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?:both |only )?[A-J] (?:and|or) [A-J]$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*|[%$]")
_ARTICLES = frozenset({"a", "an", "the"})
_RANGE = re.compile(r"\$?(\d[\d,]*(?:\.\d+)?)\s*%?\s*(?:–|-|to|through)\s*\$?(\d[\d,]*(?:\.\d+)?)(?![\d-])")
_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "all"}


def option_overlap(note: SeenNote) -> Iterator[Finding]:
    """Find options of which one says what another says, or part of it."""
    for (one, _, first), (other, _, second) in combinations(note.options, 2):
        line = note.draft.line_of(f"option {other}")
        shorter, longer = sorted((_said(first), _said(second)), key=len)
        if shorter == longer:
            yield line, f"options {one} and {other} say the same"
        elif _is_inside(shorter, longer):
            yield line, f"one of the options {one} and {other} is contained in the other"
        elif _ranges_overlap(first, second):
            yield line, f"the ranges of options {one} and {other} overlap"


def above_option(note: SeenNote) -> Iterator[Finding]:
    """Find an option that is about other options, which are shuffled. Pinned below them it may speak of all."""
    last = len(note.options)
    for place, (letter, option, text) in enumerate(note.options, 1):
        speaks_of_all = option.is_pinned and place == last and not _LETTERS.match(text)
        if _ABOVE.match(text) and not speaks_of_all:
            yield note.draft.line_of(f"option {letter}"), f"option {letter} is about the other options: “{text}”"


def long_option(note: SeenNote) -> Iterator[Finding]:
    """Find a right option that is known by its length."""
    if sum(option.is_correct for _, option, _ in note.options) != 1:
        return
    ((letter, right),) = ((letter, len(text)) for letter, option, text in note.options if option.is_correct)
    wrong = max((len(text) for _, option, text in note.options if not option.is_correct), default=right)
    if right > wrong * FAR_LONGER and right - wrong > SPARE_CHARACTERS:
        line = note.draft.line_of(f"option {letter}")
        yield line, f"the right option is far longer than the others ({right} characters to {wrong})"


def no_count(note: SeenNote) -> Iterator[Finding]:
    """Find a question with several right options that does not say how many."""
    count = sum(option.is_correct for _, option, _ in note.options)
    if count > 1 and not re.search(rf"\b(?:{_COUNTS[count]}|{count}|all)\b", note.question, re.IGNORECASE):
        yield (
            note.question_line,
            f"{count} options are right, and the question does not say how many (“choose {_COUNTS[count]}”)",
        )


def _said(text: str) -> list[str]:
    """Give the words of an option, with plurals as singulars and without articles."""
    found = _WORD.findall(text[:1].lower() + text[1:])
    words = (word.casefold() for word in found if word not in _ARTICLES)
    return [word[:-1] if len(word) > 3 and word[-1] == "s" else word for word in words]


def _is_inside(shorter: list[str], longer: list[str]) -> bool:
    size = len(shorter)
    return size > 0 and any(longer[at : at + size] == shorter for at in range(len(longer) - size + 1))


def _ranges_overlap(first: str, second: str) -> bool:
    """Say whether two options are ranges of the same thing and share a number."""
    one, other = _RANGE.search(first), _RANGE.search(second)
    if one is None or other is None or _RANGE.sub("", first) != _RANGE.sub("", second):
        return False
    low, high = (_number(group) for group in one.groups())
    other_low, other_high = (_number(group) for group in other.groups())
    return low <= other_high and other_low <= high


def _number(text: str) -> float:
    return float(text.replace(",", ""))
