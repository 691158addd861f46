"""A file's notes as they come in: with the names their media get, and the tags the learner wants on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flashcards.domain.media_names import renamed
from flashcards.domain.tags import folded
from flashcards.formats.transfer import TransferNote


@dataclass(frozen=True, slots=True)
class Incoming:
    """Gives notes as they come in.

    Attributes:
        renames: new names of media, by the old ones.
        tags: put on every note.
    """

    renames: Mapping[str, str]
    tags: Sequence[str]

    def __call__(self, note: TransferNote) -> TransferNote:
        """Give one note as it comes in."""
        if self.renames:
            fields = tuple(None if field is None else renamed(field, self.renames) for field in note.fields)
            note = note._replace(fields=fields)
        return note._replace(tags=_joined(note.tags or (), self.tags)) if self.tags else note

    def every(self, notes: Sequence[TransferNote]) -> Sequence[TransferNote]:
        """Give notes as they come in."""
        return [self(note) for note in notes] if self.renames or self.tags else notes


def _joined(tags: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    every = {folded(tag): tag for tag in (*more, *tags)}
    return tuple(sorted(every.values(), key=str.casefold))
