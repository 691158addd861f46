"""The notes of a bucket, and the problems of a plan, as lines of a list: looked up when they are seen. No Qt."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, overload

from flashcards.collection.importing import Bucket, ImportPlan, Planned
from flashcards.domain.note_type import NoteType
from flashcards.formats.draft import Problem
from flashcards.formats.transfer import TransferNote
from flashcards.rendering.wording import field_words
from flashcards.ui.importing.words import why_refused
from flashcards.wording import as_sentence, grouped

if TYPE_CHECKING:
    from flashcards.ui.importing.desk import Files

LONGEST = 2_000
"""A field is cut to so many characters before it is put into a line of the list."""


class NoteRow(NamedTuple):
    """A note of a file.

    Attributes:
        number: which of the files it is in.
    """

    number: int
    plan: ImportPlan
    bucket: Bucket
    planned: Planned

    @property
    def note(self) -> TransferNote:
        """The note as the file has it."""
        return self.plan.transfer.notes[self.planned.place]

    @property
    def note_type(self) -> NoteType:
        """The type it gets."""
        return self.plan.types[self.note.type_place].note_type


class RowWords(NamedTuple):
    """A line of the list.

    Attributes:
        text: what it is about.
        aside: what follows, less dark.
        where: the line of the file.
    """

    text: str
    aside: str = ""
    where: str = ""


class BucketRows(Sequence[NoteRow]):
    """The notes of one bucket, file after file. Takes no longer for many notes."""

    def __init__(self, files: "Files", bucket: Bucket) -> None:
        """Look at files as they are planned now."""
        self._bucket = bucket
        self._parts = [(number, file.plan) for number, file in enumerate(files) if file.plan is not None]
        self._ends = list(accumulate(len(plan.buckets[bucket]) for _, plan in self._parts))

    def __len__(self) -> int:
        """Give the number of notes."""
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> NoteRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[NoteRow]: ...
    def __getitem__(self, index: int | slice) -> NoteRow | list[NoteRow]:
        """Give a note by its place in the list."""
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        part = bisect_right(self._ends, index)
        number, plan = self._parts[part]
        before = self._ends[part - 1] if part else 0
        return NoteRow(number, plan, self._bucket, plan.buckets[self._bucket][index - before])


def problem_rows(files: "Files") -> tuple[Problem, ...]:
    """Give what does not come in: whole files first."""
    return (*refused_rows(files), *(one for file in files if file.plan is not None for one in file.plan.problems))


def refused_rows(files: "Files") -> tuple[Problem, ...]:
    """Give why files do not come in at all."""
    is_alone = len(files) == 1
    return tuple(Problem(file.source.path, 0, why_refused(file, is_alone=is_alone)) for file in files if file.refused)


def warning_rows(files: "Files") -> tuple[Problem, ...]:
    """Give what should be looked at, though it comes in."""
    return tuple(one for file in files if file.plan is not None for one in file.plan.warnings)


def note_words(row: NoteRow) -> RowWords:
    """Give the line of a note: its first two fields, or which of its parts would change."""
    note, note_type = row.note, row.note_type
    words = [
        " ".join(field_words(note_type.kind, name, _cut(text or "")).split())
        for name, text in zip(note_type.fields[:2], note.fields[:2], strict=False)
    ]
    first = words[0] if words else ""
    if row.planned.parts:
        aside = ", ".join(part.name for part in row.planned.parts)
    else:
        aside = words[1] if len(words) > 1 else ""
    return RowWords(first or "(empty)", aside, where(note.line))


def problem_words(problem: Problem) -> RowWords:
    """Give the line of a problem."""
    return RowWords(as_sentence(problem.message), problem.about, where(problem.line))


def problem_words_with_file(problem: Problem) -> RowWords:
    """Give the line of a problem where those of several files stand together."""
    return RowWords(
        as_sentence(problem.message), problem.about, " · ".join(filter(None, (problem.path.name, where(problem.line))))
    )


def where(line: int) -> str:
    """Say which line of the file; nothing where there are no lines."""
    return f"line {grouped(line)}" if line else ""


def _cut(text: str) -> str:
    """Shorten a field; options, which are JSON, are only of use whole."""
    return text if len(text) <= LONGEST or text[:1] in "[{" else text[:LONGEST]
