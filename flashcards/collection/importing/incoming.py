"""A file's notes as they come in: with the names their media get, and the tags wanted on all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flashcards.domain.media_names import renamed
from flashcards.domain.tags import folded
from flashcards.formats.transfer import TransferNote


class TagsBesides(tuple[str, ...]):
    """Tags wanted on a note of whose own the file says nothing: they come on top of those it has."""

    __slots__ = ()


def settled(note: TransferNote, tags: Sequence[str]) -> TransferNote:
    """Give a note of the file with the tags it should have.

    Args:
        tags: those of the note of the collection it was recognised as.
    """
    return note._replace(tags=with_own(note.tags, tags)) if isinstance(note.tags, TagsBesides) else note


def with_own(wanted: tuple[str, ...], tags: Sequence[str]) -> tuple[str, ...]:
    """Give the tags a note should have: those that are wanted, and its own where they come besides."""
    return _joined(tags, wanted) if isinstance(wanted, TagsBesides) else wanted


@dataclass(frozen=True, slots=True)
class Incoming:
    """Gives notes as they come in.

    Attributes:
        renames: new names of media, by the old ones.
        tags: put on every note: what the learner wishes, and what the file asks for (`Transfer.added_tags`).
    """

    renames: Mapping[str, str]
    tags: Sequence[str]

    def __call__(self, note: TransferNote) -> TransferNote:
        """Give one note as it comes in."""
        if self.renames:
            fields = tuple(None if field is None else renamed(field, self.renames) for field in note.fields)
            note = note._replace(fields=fields)
        if not self.tags:
            return note
        tags = _joined(note.tags or (), self.tags)
        return note._replace(tags=TagsBesides(tags) if note.tags is None else tags)

    def every(self, notes: Sequence[TransferNote]) -> Sequence[TransferNote]:
        """Give notes as they come in."""
        return [self(note) for note in notes] if self.renames or self.tags else notes


def _joined(tags: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    every = {folded(tag): tag for tag in (*more, *tags)}
    return tuple(sorted(every.values(), key=str.casefold))
