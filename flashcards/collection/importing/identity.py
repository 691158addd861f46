"""Recognising a file's notes among those of the collection, and among those further up the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flashcards.domain.ids import DeckId
from flashcards.formats.transfer import TransferNote
from flashcards.storage import matching
from flashcards.storage.first_field import first_field_text
from flashcards.storage.matching import KnownNote
from flashcards.storage.snapshot import Snapshot


class Candidate(NamedTuple):
    """A note of the file, as far as recognising it needs.

    Attributes:
        type_key: the id of the type of the collection it would get; below 0 for one that is made.
        deck: where it would go, in lower case.
    """

    place: int
    note: TransferNote
    type_key: int
    deck: str


class Found(NamedTuple):
    """What a note of the file is: a note of the collection, or a repetition, or neither."""

    known: KnownNote | None = None
    repeats: int = -1


@dataclass(frozen=True, slots=True)
class _Alike:
    """Notes of the collection that some notes of the file may be, though they have no guid.

    Attributes:
        texts: the plain first fields of those notes of the file, by place.
        notes: oldest first, by type and text.
        decks: in which decks those have cards; empty when decks do not count.
    """

    texts: Mapping[int, str]
    notes: Mapping[tuple[int, str], Sequence[KnownNote]] = field(default_factory=dict)
    decks: Mapping[int, set[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Identifier:
    """Recognises notes by guid; those without one by note type and the text of their first field.

    Attributes:
        decks: the collection's decks, by their names in lower case.
        within_deck: without a guid, the deck counts too.
    """

    snapshot: Snapshot
    decks: Mapping[str, DeckId]
    within_deck: bool
    _by_guid: dict[str, int] = field(default_factory=dict)
    _by_first: dict[tuple[int, str, str], int] = field(default_factory=dict)
    _taken: dict[int, int] = field(default_factory=dict)

    def recognise(self, part: Sequence[Candidate]) -> list[Found]:
        """Recognise the next notes of the file, in order."""
        guids = [one.note.guid for one in part if one.note.guid]
        known = matching.notes_with_guids(self.snapshot, guids) if guids else {}
        alike = self._alike([one for one in part if not one.note.guid])
        return [self._found(one, known, alike) for one in part]

    def _alike(self, part: Sequence[Candidate]) -> _Alike:
        texts = {one.place: first_field_text(one.note.fields[0] or "") for one in part}
        types = {one.type_key for one in part if one.type_key > 0}
        if not types:
            return _Alike(texts)
        notes = matching.notes_with_first_fields(self.snapshot, texts.values(), types)
        ids = [note.id for several in notes.values() for note in several] if self.within_deck else []
        return _Alike(texts, notes, matching.decks_of(self.snapshot, ids))

    def _found(self, one: Candidate, known: Mapping[str, KnownNote], alike: _Alike) -> Found:
        guid = one.note.guid
        first = self._by_guid.setdefault(guid, one.place) if guid else self._first_alike(one, alike)
        note = known.get(guid) if guid else self._oldest(one, alike)
        if note is not None and first == one.place:
            first = self._taken.setdefault(note.id, one.place)
        return Found(note) if first == one.place else Found(repeats=first)

    def _first_alike(self, one: Candidate, alike: _Alike) -> int:
        key = (one.type_key, alike.texts[one.place], one.deck if self.within_deck else "")
        return self._by_first.setdefault(key, one.place)

    def _oldest(self, one: Candidate, alike: _Alike) -> KnownNote | None:
        notes = alike.notes.get((one.type_key, alike.texts[one.place]), ())
        if not self.within_deck:
            return notes[0] if notes else None
        deck_id = self.decks.get(one.deck, 0)
        return next((note for note in notes if deck_id in alike.decks.get(note.id, ())), None)
