"""What changing a note type writes into its notes and cards."""

from collections.abc import Iterable, Sequence

from flashcards.domain.ids import NoteTypeId
from flashcards.storage.first_field import checksum, first_field_text, sort_text
from flashcards.storage.gate import Gate
from flashcards.storage.matching import stored_fields
from flashcards.storage.rows import Values

_ASIDE = 1_000_000
"""Above every ordinal there is: cards that change places wait here, for no two may have one ordinal."""


class TypeWriter:
    """Writes through a transaction's gate."""

    def __init__(self, gate: Gate) -> None:
        """Write through a gate."""
        self._gate = gate

    def remove(self, type_id: NoteTypeId) -> None:
        """Delete a note type that has no notes."""
        self._gate.remove("note_type", [type_id])

    def set_fields(self, notes: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Give notes, by their ids, other fields."""
        self._gate.change("note", (_field_values(note_id, fields) for note_id, fields in notes))

    def renumber(self, cards: Sequence[tuple[int, int]]) -> None:
        """Give cards, by their ids, other ordinals; they may change places among themselves."""
        self._gate.change("card", ({"id": one, "ordinal": _ASIDE + ordinal} for one, ordinal in cards))
        self._gate.change("card", ({"id": one, "ordinal": ordinal} for one, ordinal in cards))


def _field_values(note_id: int, fields: Sequence[str]) -> Values:
    first = first_field_text(fields[0])
    return {
        "id": note_id,
        "fields": stored_fields(fields),
        "sort_text": sort_text(first),
        "checksum": checksum(first),
    }
