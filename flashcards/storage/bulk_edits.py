"""Thousands of cards or notes changed alike, through the gate, without a domain value for each."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager

from flashcards.domain.ids import CardId, DeckId, NoteId, NoteTypeId
from flashcards.domain.study_day import StudyDay
from flashcards.storage import choosing
from flashcards.storage.first_field import checksum, first_field_text, sort_text
from flashcards.storage.gate import Gate
from flashcards.storage.globs import regex_of_glob
from flashcards.storage.hand_schedules import HandSchedules
from flashcards.storage.reading import FIELD_SEPARATOR
from flashcards.storage.rows import Values, field_values
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.tagging import Tagger

_FAR = 1_000_000
"""Beyond all ordinals: where cards wait while others take their places."""


class BulkEdits:
    """Changes many rows of one transaction. Every change gives the ids of what was not so before.

    Attributes:
        schedules: the changes of schedules by hand.
    """

    def __init__(self, gate: Gate, snapshot: Snapshot, now_ms: int) -> None:
        """Write through a transaction's gate, and read what it has written."""
        self._gate = gate
        self._snapshot = snapshot
        self._tagger = Tagger(gate, snapshot)
        self.schedules = HandSchedules(gate, snapshot, now_ms)
        self._now_ms = now_ms

    def move(self, ids: Iterable[CardId], deck_id: DeckId) -> list[CardId]:
        """Put cards into a deck."""
        return self._set(ids, "deck_id", deck_id)

    def suspend(self, ids: Iterable[CardId], *, is_suspended: bool) -> list[CardId]:
        """Set cards aside, or take them back."""
        return self._set(ids, "is_suspended", int(is_suspended))

    def bury(self, ids: Iterable[CardId], until: StudyDay | None) -> list[CardId]:
        """Set cards aside until a study day; None takes them back."""
        return self._set(ids, "buried_until", until)

    def flag(self, ids: Iterable[CardId], flag: int) -> list[CardId]:
        """Give cards a flag from 1 to 7, or take it away with 0."""
        return self._set(ids, "flag", flag)

    def place(self, positions: Mapping[CardId, int]) -> None:
        """Give cards places among the new ones."""
        self._gate.set_each("card", ("position",), ((place, card_id) for card_id, place in positions.items()))

    def add_tags(self, ids: Sequence[NoteId], tags: Sequence[str]) -> list[NoteId]:
        """Give notes tags beside those they have."""
        return self._touched(self._tagger.add(choosing.notes_there(self._snapshot, ids), tags))

    def remove_tags(self, ids: Sequence[NoteId], tags: Sequence[str]) -> list[NoteId]:
        """Take tags off notes, and the tags below them.

        Args:
            tags: names, in which `*` stands for any text.
        """
        patterns = [regex_of_glob(tag.replace("_", r"\_"), below=True) for tag in tags]
        names = self._snapshot.rows("SELECT id, name FROM tag")
        found = {row[0] for row in names if any(pattern.fullmatch(row[1]) for pattern in patterns)}
        return self._touched(self._tagger.take(ids, found)) if found else []

    def set_tags(self, tags: Mapping[NoteId, Sequence[str]]) -> list[NoteId]:
        """Give notes exactly these tags; a tag that exists keeps its spelling."""
        self._tagger.tag({int(note_id): names for note_id, names in tags.items()})
        return self._touched(tags)

    def rewriting(self, notes: int) -> AbstractContextManager[None]:
        """Have `set_fields` quick inside, and alone in changing fields; an error must end the transaction.

        Args:
            notes: the most whose fields may change.
        """
        return self._gate.rewriter.for_many(notes)

    def set_fields(self, fields: Mapping[NoteId, str], *, keeps_first: bool = False) -> None:
        """Give notes other fields. Their cards are the caller's to bring in line.

        Args:
            fields: of each, joined as `matching.stored_fields` does.
            keeps_first: the first field of each is what it was, and with it what the note is sorted and recognised by.
        """
        now = self._now_ms
        if keeps_first:
            rows = [(stored, now, note_id) for note_id, stored in fields.items()]
            self._gate.set_each("note", ("fields", "modified_at"), rows)
        else:
            values = [(stored, *_known_by(stored), now, note_id) for note_id, stored in fields.items()]
            self._gate.set_each("note", ("fields", "sort_text", "checksum", "modified_at"), values)

    def set_types(self, notes: Mapping[NoteId, tuple[NoteTypeId, Sequence[str]]]) -> None:
        """Give notes another type, with the fields it has. Their cards are the caller's to bring in line."""
        self._gate.change(
            "note",
            (
                self._fields_row(note_id, fields) | {"note_type_id": type_id}
                for note_id, (type_id, fields) in notes.items()
            ),
        )

    def renumber(self, ordinals: Mapping[CardId, int]) -> None:
        """Give cards other ordinals; two cards of a note may change places."""
        moved: list[tuple[int, int]] = [
            (card_id, ordinals[CardId(card_id)])
            for card_id, before in choosing.ordinals_of(self._snapshot, list(ordinals))
            if before != ordinals[CardId(card_id)]
        ]
        self._gate.change("card", ({"id": card_id, "ordinal": ordinal + _FAR} for card_id, ordinal in moved))
        self._gate.change("card", ({"id": card_id, "ordinal": ordinal} for card_id, ordinal in moved))

    def _fields_row(self, note_id: NoteId, fields: Sequence[str]) -> Values:
        return {"id": note_id, "modified_at": self._now_ms, **field_values(fields)}

    def _set(self, ids: Iterable[CardId], column: str, value: int | None) -> list[CardId]:
        return [CardId(one) for one in self._gate.set_alike("card", ids, {column: value})]

    def _touched(self, ids: Iterable[int]) -> list[NoteId]:
        """Note when notes were modified; their revision keeps what was read before from being written over it."""
        touched = sorted(ids)
        self._gate.set_each("note", ("modified_at",), ((self._now_ms, note_id) for note_id in touched))
        return [NoteId(one) for one in touched]


def _known_by(stored: str) -> tuple[str, int]:
    first = first_field_text(stored.partition(FIELD_SEPARATOR)[0])
    return sort_text(first), checksum(first)
