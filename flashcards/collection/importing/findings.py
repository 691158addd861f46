"""What is wrong, or worth a look, in the notes of a file: each with its line."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set

from flashcards.collection.importing.patients import PATIENT, identifiers
from flashcards.collection.importing.sound import filled
from flashcards.collection.importing.spotting import Spotter
from flashcards.domain.media_names import named_in, spellings
from flashcards.domain.note_type import NoteType
from flashcards.domain.plain_text import plain_text
from flashcards.formats.draft import Problem
from flashcards.formats.file_names import shown
from flashcards.formats.findings import MOST_ABOUT, MOST_OF_A_KIND
from flashcards.formats.transfer import Transfer, TransferNote
from flashcards.rendering.occlusion import without_drawing
from flashcards.rendering.refused import loads_from_elsewhere, may_ask, refused, tags_have_attributes
from flashcards.storage.media_rows import media_named
from flashcards.storage.snapshot import Snapshot

_MOST_WARNINGS = 200
_MOST_LOOKED_AT = 1000
"""Characters of a field that are put into words to say how its note begins."""


class Findings:
    """Gathers problems and warnings.

    Attributes:
        problems: of what does not come in.
        warnings: of what does.
    """

    def __init__(self, transfer: Transfer, snapshot: Snapshot, more_media: Iterable[str] = ()) -> None:
        """Begin with none.

        Args:
            more_media: names of media, besides those they have in the file: what they get here, and what files before
                bring.
        """
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self._source = transfer.source
        self._snapshot = snapshot
        brought = (*(file.name for file in transfer.media), *more_media)
        self._brought = {one for name in brought for one in spellings(name)}
        self._missed: set[str] = set()
        self._counts: Counter[str] = Counter()

    def problem(self, note: TransferNote, message: str) -> None:
        """Note that something does not come in."""
        self.problems.append(Problem(self._source, note.line, message, about=beginning(note)))

    def left_out(self, note: TransferNote, message: str, kind: str) -> None:
        """Note that a note is left out which might be wanted."""
        self._often(note, message, f"{kind}; the page lists all")

    def look_over(self, notes: Sequence[TransferNote], text: str) -> None:
        """Look over notes that come in: for media nobody has, what no card does, and what looks like patients.

        Args:
            text: of all their fields, and no matter of which others; joined by line ends.
        """
        low = text.lower()
        has_attributes = tags_have_attributes(low)
        if "[sound:" in low or (has_attributes and ("src" in low or "<object" in low)):
            for note in notes:
                self._look_for_media(note)
        if has_attributes and may_ask(low):
            for note in notes:
                for one in refused("\n".join(filled(note))):
                    self._often(note, one.why, one.many)
        if next(identifiers(low, Spotter(low).may_have), None) is not None:
            self._look_for_patients(notes)

    def look_over_types(self, note_types: Iterable[NoteType]) -> None:
        """Look over note types that come in, for what no card does."""
        for one in note_types:
            html = "\n".join(side for template in one.templates for side in (template.question, template.answer))
            for name in self._missing_in(html):
                message = (
                    f"“{shown(name)}” is missing, which the card templates of “{one.name}” name: it is not in the file."
                )
                self.problems.append(Problem(self._source, 0, message))
            for found in refused(without_drawing(html)):
                message = f"the card templates of “{one.name}”: {found.why}"
                self.problems.append(Problem(self._source, 0, message))
            if loads_from_elsewhere(one.css):
                message = (
                    f"the styling of “{one.name}” asks for something from elsewhere, and cards load nothing from there."
                )
                self.problems.append(Problem(self._source, 0, message))

    def _often(self, note: TransferNote, message: str, kind: str) -> None:
        """Note a problem of a kind of which only the first places are listed."""
        self._counts[kind] += 1
        if self._counts[kind] <= MOST_OF_A_KIND:
            self.problem(note, message)
        elif self._counts[kind] == MOST_OF_A_KIND + 1:
            self.problem(note, f"there is more from here on: {kind}.")

    def _look_for_media(self, note: TransferNote) -> None:
        names = {name for field in note.fields if field and ("<" in field or "[" in field) for name in named_in(field)}
        if not names:
            return
        unknown = {name for name in names if self._brought.isdisjoint(spellings(name))} - self._missed
        self._missed |= self._not_there(unknown)
        for name in sorted(names & self._missed):
            message = f"“{shown(name)}” is missing: it is neither in the file nor here. The note comes in without it."
            self._often(note, message, "pictures and sounds that are missing")

    def _missing_in(self, html: str) -> list[str]:
        """Give the media names in some templates that stand for nothing; what a field fills in is none yet."""
        names = {name for name in named_in(html) if "{{" not in name and self._brought.isdisjoint(spellings(name))}
        return sorted(self._not_there(names))

    def _not_there(self, names: Set[str]) -> set[str]:
        """Give those of some media names that stand for nothing in the collection."""
        every = [one for name in sorted(names) for one in spellings(name)]
        there = media_named(self._snapshot, every) if every else {}
        return {name for name in names if there.keys().isdisjoint(spellings(name))}

    def _look_for_patients(self, notes: Sequence[TransferNote]) -> None:
        for note in notes:
            found = list(dict.fromkeys(what for _, what in identifiers("\n".join(filled(note)).lower())))
            if found and len(self.warnings) <= _MOST_WARNINGS:
                self._warn(note, " and ".join(filter(None, (", ".join(found[:-1]), found[-1]))))

    def _warn(self, note: TransferNote, what: str) -> None:
        message = f"this looks like {what}. Cards should not name real patients: have a look at it."
        if len(self.warnings) == _MOST_WARNINGS:
            message = "there is more that looks like patients' identifiers; only the first places are listed."
        self.warnings.append(Problem(self._source, note.line, message, PATIENT, beginning(note)))


def beginning(note: TransferNote) -> str:
    """Give how a note begins, in words; options, which are no text, are left out."""
    texts = (plain_text(field[:_MOST_LOOKED_AT]) for field in note.fields if field and not field.startswith("[{"))
    return " | ".join(filter(None, (" ".join(text.split()) for text in texts)))[:MOST_ABOUT]
