"""What notes and cards of a collection are called in problems: the note by how it begins, the card by its place."""

from collections.abc import Sequence
from functools import cached_property

from flashcards.domain.plain_text import plain_text
from flashcards.formats.file_names import shown
from flashcards.formats.transfer import TransferNote

_MOST_LOOKED_AT = 500
"""Characters of a field that are put into words."""


def note_named(fields: Sequence[str | None], note_id: object) -> str:
    """Give what a note is called inside a sentence: by its first field, or by its id where that shows no words."""
    title = " ".join(plain_text((fields[0] or "")[:_MOST_LOOKED_AT]).split())
    return f"the note “{shown(title)}”" if title else f"note {note_id}"


class NoteNames:
    """Names the notes that were read.

    Attributes:
        notes: all of them; none until they are read.
    """

    def __init__(self) -> None:
        """Begin before notes are read."""
        self.notes: Sequence[TransferNote] = ()

    def card(self, card_id: object, note_id: object, ordinal: object) -> str:
        """Give what a card is called inside a sentence. Ask once the notes are read."""
        note = self._by_id.get(note_id)
        if note is None:
            return f"card {card_id!r}"
        place = f"card {ordinal + 1}" if isinstance(ordinal, int) else "a card"
        return f"{place} of {note_named(note.fields, note_id)}"

    @cached_property
    def _by_id(self) -> dict[object, TransferNote]:
        return {note.created_at: note for note in self.notes if note.created_at is not None}
