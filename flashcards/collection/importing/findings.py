"""What is wrong, or worth a look, in the notes of a file: each with its line."""

from bisect import bisect_right
from collections.abc import Sequence, Set
from itertools import accumulate

from flashcards.collection.importing.patients import identifiers
from flashcards.collection.importing.sound import text_of
from flashcards.domain.media_names import named_in, spellings
from flashcards.formats.draft import Problem
from flashcards.formats.transfer import Transfer, TransferNote
from flashcards.storage.media_rows import media_named
from flashcards.storage.snapshot import Snapshot

PATIENT = "patient"
"""The check that finds what looks like a patient's identifier."""

_MOST_WARNINGS = 200


class Findings:
    """Gathers problems and warnings.

    Attributes:
        problems: of what does not come in.
        warnings: of what does.
    """

    def __init__(self, transfer: Transfer, snapshot: Snapshot) -> None:
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self._source = transfer.source
        self._snapshot = snapshot
        self._brought = {one for file in transfer.media for one in spellings(file.name)}
        self._missed: set[str] = set()

    def problem(self, note: TransferNote, message: str) -> None:
        """Note that something does not come in."""
        self.problems.append(Problem(self._source, note.line, message))

    def look_over(self, notes: Sequence[TransferNote]) -> None:
        """Look over notes that come in: for media nobody has, and for what looks like patients."""
        texts = [text_of(note) for note in notes]
        for note, text in zip(notes, texts, strict=True):
            if "<" in text or "[sound:" in text:
                self._look_for_media(note)
        self._look_for_patients(notes, texts)

    def _look_for_media(self, note: TransferNote) -> None:
        names = {name for field in note.fields if field for name in named_in(field)}
        unknown = {name for name in names if self._brought.isdisjoint(spellings(name))} - self._missed
        if unknown:
            there = media_named(self._snapshot, [one for name in sorted(unknown) for one in spellings(name)])
            missing = sorted(name for name in unknown if there.keys().isdisjoint(spellings(name)))
            self._missed.update(missing)
            for name in missing:
                self.problem(note, f"“{name}” is not in the file. The note comes in without it.")

    def _look_for_patients(self, notes: Sequence[TransferNote], texts: Sequence[str]) -> None:
        low = [text.lower() for text in texts]
        ends = list(accumulate(len(text) + 1 for text in low))
        seen: Set[int] = set()
        for offset, what in identifiers("\n".join(low)):
            index = bisect_right(ends, offset)
            if index not in seen and len(self.warnings) <= _MOST_WARNINGS:
                seen |= {index}
                self._warn(notes[index], what)

    def _warn(self, note: TransferNote, what: str) -> None:
        message = f"this looks like {what}. Cards should not name real patients: have a look before you import it."
        if len(self.warnings) == _MOST_WARNINGS:
            message = "there is more that looks like patients' identifiers; only the first places are listed."
        self.warnings.append(Problem(self._source, note.line, message, PATIENT))
