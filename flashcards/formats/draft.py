"""What a deck file says, before anybody decides what to do with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flashcards.domain.note import Provenance
from flashcards.domain.note_type import NoteKind


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a deck file. Prints as `file:line: message`.

    Attributes:
        line: 1-based.
        check: the name of the check that found it, which `Allow:` can excuse; empty for a mistake in the format.
        about: how the row or note begins that has it; empty where that is not known, or is said in the message.
    """

    path: Path
    line: int
    message: str
    check: str = ""
    about: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Give the place, the message, and the check by which it can be excused."""
        suffix = f" [{self.check}]" if self.check else ""
        return f"{self.path}:{self.line}: {self.message}{suffix}"


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A note as a file gives it.

    Attributes:
        guid: the note's id in the file.
        fields: HTML, for the fields of the built-in type of `kind`; a choice note's options are JSON.
        tags: sorted, without repeats.
        line: 1-based line of the note's heading.
        case_id: the case text shown with the note; empty when there is none.
        allowed: checks the note is excused from.
        lines: the first line of each key (`"Q"`, `"Tests"`) and option (`"A"`, `"B"` …, as `"option A"`).
    """

    guid: str
    kind: NoteKind
    fields: tuple[str, ...]
    deck: str
    tags: tuple[str, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    line: int = 1
    case_id: str = ""
    allowed: frozenset[str] = frozenset()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, hash=False)

    def line_of(self, *keys: str) -> int:
        """Give the line of the first of `keys` the note has, else the line of its heading."""
        return next((self.lines[key] for key in keys if key in self.lines), self.line)


@dataclass(frozen=True, slots=True)
class DeckDraft:
    """A deck file as read.

    Attributes:
        notes: those without mistakes, in order.
        problems: mistakes in the format, by line.
    """

    path: Path
    notes: tuple[NoteDraft, ...] = ()
    problems: tuple[Problem, ...] = ()
