"""Which list of the plan is open, and what it says. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from flashcards.collection.importing import Bucket, ImportReport
from flashcards.formats.draft import Problem
from flashcards.ui.importing.desk import Files
from flashcards.ui.importing.rows import (
    BucketRows,
    RowWords,
    note_words,
    problem_rows,
    problem_words,
    problem_words_with_file,
    warning_rows,
)
from flashcards.ui.importing.words import DOUBTFUL_SAY, PROBLEMS_SAY, REPORTED_SAY, TITLES, WARNINGS_SAY
from flashcards.wording import counted, grouped


class Attention(Enum):
    """Lists beside those of the buckets."""

    PROBLEMS = "problems"
    WARNINGS = "warnings"
    REPORTED = "reported"
    """The problems and warnings of an import that was done."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list to be shown.

    Attributes:
        words: puts a row into words.
    """

    title: str
    sentence: str
    rows: Sequence[Any]
    words: Callable[[Any], RowWords]


def listing(what: Bucket | Attention, files: Files, report: ImportReport) -> Listing:
    """Give a list of the plan, or of what was done."""
    if isinstance(what, Bucket):
        title, sentence = TITLES[what]
        notes = BucketRows(files, what)
        return Listing(f"{title}: {counted(len(notes), 'note')}", sentence, notes, note_words)
    if what is Attention.WARNINGS:
        found = warning_rows(files)
        return Listing(f"{grouped(len(found))} to look at", WARNINGS_SAY, found, _words_for(found))
    if what is Attention.REPORTED:
        return Listing(report.attention, _reported_sentence(report), report.problems, _words_for(report.problems))
    problems = problem_rows(files)
    return Listing(counted(len(problems), "problem"), PROBLEMS_SAY, problems, _words_for(problems))


def _reported_sentence(report: ImportReport) -> str:
    has_warnings, has_problems = bool(report.warnings), len(report.problems) > len(report.warnings)
    return " ".join(filter(None, (REPORTED_SAY if has_problems else "", DOUBTFUL_SAY if has_warnings else "")))


def _words_for(problems: Sequence[Problem]) -> Callable[[Problem], RowWords]:
    """Give what puts problems into words: with their files where these differ."""
    return problem_words if len({one.path for one in problems}) < 2 else problem_words_with_file
