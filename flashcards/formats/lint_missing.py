"""Checks for what a note lacks: where it comes from, when that was looked at, and what it belongs to."""

import re
from collections.abc import Iterator
from datetime import date

from flashcards.domain.note_type import NoteKind
from flashcards.formats.lint_seen import Finding, SeenNote

MAX_AGE_MONTHS = 24
"""How long a note may go without being compared with its source."""

_ANALYTICS = 3
_ARITHMETIC = re.compile(r"\d%?\)?\s*(?:[×÷=−]|\s[+*/–-]\s)\s*[($]*\d")
_NUMBER = re.compile(r"(?<![\w.,:-])\$?\d[\d,]*(?:\.\d+)?%?(?![\w:-])")
_IS_NUMBER = re.compile(r"\$?\d[\d,]*(?:\.\d+)?\s*(?:%|[a-z]+)?")


def no_source(note: SeenNote) -> Iterator[Finding]:
    """Find a note without a citation."""
    if not note.draft.provenance.citation:
        yield note.draft.line, "this note has no source"


def no_checked(note: SeenNote) -> Iterator[Finding]:
    """Find a note that does not say when it was checked."""
    if note.draft.provenance.checked_on is None:
        yield note.draft.line, "this note does not say when it was checked"


def stale_checked(note: SeenNote, today: date) -> Iterator[Finding]:
    """Find a note that nobody has compared with its source for two years."""
    checked_on = note.draft.provenance.checked_on
    if checked_on is not None and _months(checked_on, today) >= MAX_AGE_MONTHS:
        line = note.draft.line_of("Checked")
        yield line, f"this note was last checked on {checked_on}, at least {MAX_AGE_MONTHS} months ago"


def no_domain(note: SeenNote) -> Iterator[Finding]:
    """Find a note without a RHIT domain."""
    if note.draft.provenance.domain is None:
        yield note.draft.line, "this note has no RHIT domain"


def no_rationale(note: SeenNote) -> Iterator[Finding]:
    """Find an option that does not say why it is right or wrong."""
    for letter, option, _ in note.options:
        if not option.rationale:
            yield note.draft.line_of(f"option {letter}"), f"option {letter} has no rationale"


def no_level(note: SeenNote) -> Iterator[Finding]:
    """Find a choice note without a level of its own; the level at the top of the file is that of its recall notes."""
    if note.draft.kind is NoteKind.CHOICE and "Level" not in note.draft.lines:
        yield note.draft.line, "this choice note has no “Level:” of its own"


def no_tests(note: SeenNote) -> Iterator[Finding]:
    """Find a choice note that names no recall note."""
    if note.draft.kind is NoteKind.CHOICE and not note.draft.provenance.tests:
        yield note.draft.line, "this choice note does not say which notes it tests (“Tests:”)"


def no_calculation(note: SeenNote) -> Iterator[Finding]:
    """Find numbers that are worked out with nothing that works them out again."""
    if "Check" in note.draft.lines:
        return
    key = next((key for key, text in note.texts if _ARITHMETIC.search(text)), None)
    if key is not None:
        yield note.draft.line_of(key), "this calculation has no “Check:”"
    elif _asks_for_a_number(note):
        yield note.question_line, "a number is to be found from others, and no “Check:” finds it"


def _asks_for_a_number(note: SeenNote) -> bool:
    if note.draft.provenance.domain != _ANALYTICS or note.draft.kind not in {NoteKind.TYPED, NoteKind.CHOICE}:
        return False
    given = _NUMBER.findall(f"{note.case} {note.question}")
    return len(given) >= 2 and _IS_NUMBER.fullmatch(note.answers[0][1]) is not None


def _months(first: date, last: date) -> int:
    """Give the whole months between two dates, at least 0."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(months - (last.day < first.day), 0)
