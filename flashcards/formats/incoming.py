"""What a reader has found of a file so far: notes of the built-in kinds, and what is wrong. Within bounds."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from flashcards.domain.deck import SEPARATOR, clean_deck_name
from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.note_type import NoteKind, NoteType, built_in
from flashcards.formats.allowance import Allowance
from flashcards.formats.draft import Problem
from flashcards.formats.findings import Findings
from flashcards.formats.transfer import Transfer, TransferNote

MAX_MEMORY_BYTES = 250 * 1024 * 1024
"""What all notes of one file may take in memory; a hundred thousand ordinary ones take a quarter of it."""

_NOTE_BYTES = 700
"""What an empty note takes, with its tuples."""


class Incoming:
    """Collects the notes and the problems of one file.

    Attributes:
        notes: those read so far.
        findings: what is wrong so far.
    """

    def __init__(self, format_id: str, path: Path) -> None:
        """Begin with nothing."""
        self.notes: list[TransferNote] = []
        self.findings = Findings(path)
        self._format = format_id
        self._path = path
        self._types: list[NoteType] = []
        self._places: dict[NoteKind, int] = {}
        self._allowance = Allowance(path, MAX_MEMORY_BYTES)

    def type_place(self, kind: NoteKind) -> int:
        """Give the place of a built-in type among the note types."""
        if kind not in self._places:
            self._places[kind] = self.add_type(built_in(kind))
        return self._places[kind]

    def add_type(self, note_type: NoteType) -> int:
        """Take in a note type and give its place."""
        self._types.append(note_type)
        return len(self._types) - 1

    def add(self, note: TransferNote) -> None:
        """Take in a note.

        Raises:
            ImportRefusedError: the file has more text than can be held.
        """
        self.count(_NOTE_BYTES + sum(sys.getsizeof(field) for field in note.fields) + 250 * len(note.cards))
        self.notes.append(note)

    def count(self, size: int) -> None:
        """Count bytes held in memory that belong to no note.

        Raises:
            ImportRefusedError: the file has more text than can be held.
        """
        self._allowance.take(size)

    def refuse(self, problem: str) -> NoReturn:
        """Refuse the whole file.

        Raises:
            ImportRefusedError: always.
        """
        sentence = f"{problem}. Nothing was changed. Split it into several files."
        raise ImportRefusedError(sentence, self._path)

    def problem(self, line: int, message: str, path: Path | None = None) -> None:
        """Note what is wrong, by its line, or 0 where there are no lines."""
        self.findings.add(line, message, "problems", path)

    def extend_problems(self, problems: Sequence[Problem]) -> None:
        """Take over problems that others have found."""
        for one in problems:
            self.problem(one.line, one.message, one.path)

    def transfer(self) -> Transfer:
        """Give what was found; without a schedule, reviews and media."""
        return Transfer(self._format, self._path, self._types, self.notes, problems=self.findings.problems())


def deck_of(*parts: str) -> str:
    """Give the deck of a path of parts, such as folders or tags; empty when nothing is left of them."""
    try:
        return clean_deck_name(SEPARATOR.join(part.replace(SEPARATOR, ":") for part in parts))
    except ValueError:
        return ""


def sorted_tags(words: Sequence[str]) -> tuple[str, ...]:
    """Give tags as notes have them: without spaces and repeats, sorted."""
    return tuple(
        sorted({"_".join(word.split()) for word in words if word.strip()}, key=lambda tag: (tag.casefold(), tag))
    )
