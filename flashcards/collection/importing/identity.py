"""Recognising a file's notes among those of the collection, those further up the file, and those of files before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flashcards.collection.importing.alongside import Alongside
from flashcards.collection.importing.comparing import Comparer
from flashcards.collection.importing.earlier import Earlier
from flashcards.collection.importing.values import Elsewhere
from flashcards.domain.ids import DeckId
from flashcards.formats.transfer import TransferNote
from flashcards.storage import matching
from flashcards.storage.first_field import first_field_text
from flashcards.storage.matching import KnownNote
from flashcards.storage.snapshot import Row, Snapshot


@dataclass(frozen=True, slots=True)
class Candidates:
    """Some notes of the file, as far as recognising them needs: lists of one length, one element a note.

    Attributes:
        places: where they are in the file.
        type_keys: the id of the type of the collection each would get; below 0 for one that is made.
        decks: where each would go, in lower case.
        fields: of each, `filled`.
    """

    places: Sequence[int]
    notes: Sequence[TransferNote]
    type_keys: Sequence[int]
    decks: Sequence[str]
    fields: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What they are, in the same order.

    Attributes:
        known: the note of the collection each is, or None.
        repeats: the place of the note further up that each repeats, or -1.
        firsts: the plain text of the first field; empty for a note that has a guid.
        are_new: all of them are new.
        elsewhere: the note of a file before that each repeats, or None; empty when none does.
        same: the ids of their notes where the collection has all of them just so; then nothing else is told.
    """

    known: Sequence[KnownNote | None]
    repeats: Sequence[int]
    firsts: Sequence[str]
    are_new: bool = False
    same: Sequence[int] = ()
    elsewhere: Sequence[Elsewhere | None] = ()


@dataclass(slots=True)
class Identifier:
    """Recognises notes by guid; those without one by note type and the text of their first field.

    Attributes:
        decks: the collection's decks, by their names in lower case.
        within_deck: without a guid, the deck counts too.
        type_names: what the types are called, by their keys.
        earlier: what files before have.
    """

    snapshot: Snapshot
    decks: Mapping[str, DeckId]
    within_deck: bool
    comparer: Comparer
    type_names: Mapping[int, str]
    earlier: Earlier
    _types: frozenset[int] = field(init=False)
    _alongside: Alongside = field(init=False)
    _by_guid: dict[str, int] = field(default_factory=dict)
    _by_first: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _taken: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """See which note types have notes at all."""
        self._types = matching.used_note_types(self.snapshot)
        self._alongside = Alongside(self.snapshot, self.comparer)

    def recognise(self, some: Candidates) -> Recognised:
        """Recognise the next notes of the file, in order."""
        beside = self._beside(some)
        same = [row[0] for row in beside if row is not None]
        if same and len(same) == len(beside) and self._takes_known(some.places, same):
            return Recognised((), (), (), same=same)
        guids = [note.guid for note in some.notes]
        firsts = ["" if guid else first_field_text(fields[0]) for guid, fields in zip(guids, some.fields, strict=True)]
        known = self._known(some, guids, firsts, [None if row is None else KnownNote._make(row) for row in beside])
        self._alongside.follow([0 if note is None else note.id for note in known])
        keys = self._keys(some, firsts)
        elsewhere = self.earlier.find(some, keys, known, within_deck=self.within_deck) if self.earlier else ()
        if not any(known) and not any(elsewhere) and self._takes_all(some, guids, keys):
            return Recognised(known, [-1] * len(guids), firsts, are_new=True)
        repeats = [
            self._repeated(place, guid, key, note)
            for place, guid, key, note in zip(some.places, guids, keys, known, strict=True)
        ]
        return Recognised(known, repeats, firsts, elsewhere=elsewhere)

    def _beside(self, some: Candidates) -> Sequence[Row | None]:
        """Give the notes of the collection that follow those before and say the same.

        After other files it is no use: a note one of those has, too, is repeated, not the same.
        """
        if self.within_deck or self.earlier or not self._types:
            return [None] * len(some.notes)
        return self._alongside.find(some.notes, some.type_keys, some.fields)

    def _takes_known(self, places: Sequence[int], ids: Sequence[int]) -> bool:
        """Put notes down that are known, if none of them repeats another; one that does is known as the same note."""
        fresh = dict(zip(ids, places, strict=True))
        if len(fresh) < len(places) or not self._taken.keys().isdisjoint(fresh):
            return False
        self._taken |= fresh
        self._alongside.follow(ids)
        return True

    def _takes_all(self, some: Candidates, guids: Sequence[str], firsts: Sequence[tuple[str, str, str]]) -> bool:
        """Put notes down that are not known, if none of them repeats another."""
        have_guids = all(guids)
        if not have_guids and any(guids):
            return False
        keys: Sequence[Any] = guids if have_guids else firsts
        seen: dict[Any, int] = self._by_guid if have_guids else self._by_first
        fresh = dict(zip(keys, some.places, strict=True))
        if len(fresh) < len(keys) or not seen.keys().isdisjoint(fresh):
            return False
        seen |= fresh
        return True

    def _keys(self, some: Candidates, firsts: Sequence[str]) -> list[tuple[str, str, str]]:
        decks = some.decks if self.within_deck else [""] * len(firsts)
        return list(zip(map(self.type_names.__getitem__, some.type_keys), firsts, decks, strict=True))

    def _repeated(self, place: int, guid: str, key: tuple[str, str, str], note: KnownNote | None) -> int:
        seen: dict[Any, int] = self._by_guid if guid else self._by_first
        first = seen.setdefault(guid or key, place)
        if note is not None and first == place:
            first = seen[guid or key] = self._taken.setdefault(note.id, place)
        return -1 if first == place else first

    def _known(
        self, some: Candidates, guids: Sequence[str], firsts: Sequence[str], beside: Sequence[KnownNote | None]
    ) -> list[KnownNote | None]:
        """Give the note of the collection each is: by guid, else the oldest with that type and first field."""
        found = list(beside)
        rest = [index for index, note in enumerate(found) if note is None]
        if not self._types or not rest:
            return found
        by_guid = matching.notes_with_guids(self.snapshot, [guids[index] for index in rest if guids[index]])
        without = [index for index in rest if not guids[index]]
        for index in rest:
            found[index] = by_guid.get(guids[index])
        types = {some.type_keys[index] for index in without} & self._types
        if types:
            alike = matching.notes_with_first_fields(self.snapshot, [firsts[index] for index in without], types)
            decks = self._decks_of(alike)
            for index in without:
                key = (some.type_keys[index], firsts[index])
                if key in alike:
                    found[index] = self._oldest(alike[key], decks, some.decks[index])
        return found

    def _decks_of(self, alike: Mapping[tuple[int, str], Sequence[KnownNote]]) -> dict[int, set[int]]:
        if not self.within_deck:
            return {}
        return matching.decks_of(self.snapshot, [note.id for notes in alike.values() for note in notes])

    def _oldest(self, notes: Sequence[KnownNote], decks: Mapping[int, set[int]], deck: str) -> KnownNote | None:
        if not self.within_deck:
            return notes[0]
        deck_id = self.decks.get(deck, 0)
        return next((note for note in notes if deck_id in decks.get(note.id, ())), None)
