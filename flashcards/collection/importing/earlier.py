"""What the files before it have in the same import, so that a later file's notes are recognised as repeated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from flashcards.collection.importing.destinations import Destinations
from flashcards.collection.importing.incoming import Incoming
from flashcards.collection.importing.sound import filled
from flashcards.collection.importing.values import BRINGING, Bucket, Elsewhere, ImportPlan, places_of
from flashcards.domain.errors import FlashcardsError
from flashcards.domain.note_type import NoteType
from flashcards.formats.transfer import MediaFile
from flashcards.storage.first_field import first_field_text
from flashcards.storage.media_files import digest_of

if TYPE_CHECKING:
    from flashcards.collection.importing.identity import Candidates
    from flashcards.storage.matching import KnownNote

_At = tuple[int, int, Bucket]
"""Which of the plans, the place of the note in its file, and what it is to the collection."""


_TAKEN = (Bucket.CHANGED, Bucket.DISPUTED, Bucket.MISFIT)
"""Notes of the collection that a later note repeats by whatever it is recognised. A bundled one stays free for a later
file that knows it by its guid."""


@dataclass(slots=True)
class Earlier:
    """Remembers plans, one after another, each made knowing those before it.

    Attributes:
        note_types: those the plans make.
        media: pictures and sounds they bring, by the names these get.
    """

    note_types: dict[str, NoteType] = field(default_factory=dict)
    media: dict[str, MediaFile] = field(default_factory=dict)
    _digests: dict[str, str | None] = field(default_factory=dict)
    _plans: list[ImportPlan] = field(default_factory=list)
    _by_guid: dict[str, _At] = field(default_factory=dict)
    _by_id: dict[int, _At] = field(default_factory=dict)
    _misfits: dict[int, _At] = field(default_factory=dict)
    _by_first: dict[tuple[str, str, str], _At] = field(default_factory=dict)
    _entered: dict[bool, int] = field(default_factory=dict)
    _identical: int = 0

    def __bool__(self) -> bool:
        """Say whether there is a file before."""
        return bool(self._plans)

    def add(self, plan: ImportPlan) -> None:
        """Remember the plan of the next file."""
        for one in plan.types:
            if not one.id:
                self.note_types.setdefault(one.note_type.name, one.note_type)
        for file in plan.media:
            self.media.setdefault(plan.renames.get(file.name, file.name), file)
        number = len(self._plans)
        self._plans.append(plan)
        for place in places_of(plan.buckets[Bucket.NEW]):
            if guid := plan.transfer.notes[place].guid:
                self._by_guid.setdefault(guid, (number, place, Bucket.NEW))
        for bucket in _TAKEN:
            by_id = self._misfits if bucket is Bucket.MISFIT else self._by_id
            for entry in plan.buckets[bucket]:
                by_id.setdefault(entry.note_id, (number, entry.place, bucket))

    def media_digest(self, name: str) -> str | None:
        """Give the digest of what a name will stand for; None when no file before brings it, or it cannot be read."""
        if name in self.media and name not in self._digests:
            self._digests[name] = _digest(self.media[name])
        return self._digests.get(name)

    def find(
        self,
        some: "Candidates",
        keys: Sequence[tuple[str, str, str]],
        known: Sequence["KnownNote | None"],
        *,
        within_deck: bool,
    ) -> Sequence[Elsewhere | None]:
        """Give for each note of a later file what it repeats.

        Args:
            keys: the name of its type, its plain first field, and its deck; that is empty unless `within_deck`.
            known: the note of the collection each was recognised as.
        """
        if not all(note.guid for note in some.notes):
            self._enter_firsts(within_deck=within_deck)
        self._enter_identical()
        found = [
            (self._by_guid.get(note.guid) if note.guid else self._by_first.get(key))
            or (None if there is None else self._by_id.get(there.id) or self._misfit(there, type_key))
            for note, key, there, type_key in zip(some.notes, keys, known, some.type_keys, strict=True)
        ]
        return [None if at is None else self._at(at) for at in found]

    def _misfit(self, there: "KnownNote", type_key: int) -> _At | None:
        """Give the note of another type than that of the collection which a note repeats; one that fits it does not."""
        return self._misfits.get(there.id) if type_key != there.note_type_id else None

    def _at(self, at: _At) -> Elsewhere:
        plan = self._plans[at[0]]
        come = Incoming(plan.renames, (*plan.transfer.added_tags, *plan.wishes.tags))
        note = come(plan.transfer.notes[at[1]])
        return Elsewhere(plan.transfer.source, note, at[2] is Bucket.IDENTICAL, at[2] is Bucket.MISFIT)

    def _enter_identical(self) -> None:
        """Enter notes the collection has just so, once there is a later file: there may be a hundred thousand."""
        for number in range(self._identical, len(self._plans)):
            entries = self._plans[number].buckets[Bucket.IDENTICAL]
            count = len(entries)
            at = zip([number] * count, map(attrgetter("place"), entries), [Bucket.IDENTICAL] * count, strict=True)
            self._by_id.update(zip(map(attrgetter("note_id"), entries), at, strict=True))
        self._identical = len(self._plans)

    def _enter_firsts(self, *, within_deck: bool) -> None:
        """Enter first fields, once a note asks that has no guid: it is recognised by nothing else."""
        for number in range(self._entered.get(within_deck, 0), len(self._plans)):
            for key, place in _firsts(self._plans[number], within_deck=within_deck):
                self._by_first.setdefault(key, (number, place, Bucket.NEW))
        self._entered[within_deck] = len(self._plans)


def _digest(file: MediaFile) -> str | None:
    try:
        with file.open() as content:
            return digest_of(content)
    except (FlashcardsError, OSError):
        return None


def _firsts(plan: ImportPlan, *, within_deck: bool) -> Iterator[tuple[tuple[str, str, str], int]]:
    destinations = Destinations.of(plan.wishes.deck, plan.transfer.source)
    for place in chain.from_iterable(places_of(plan.buckets[bucket]) for bucket in (Bucket.NEW, *BRINGING)):
        note = plan.transfer.notes[place]
        first = plan.firsts[place] or first_field_text(filled(note)[0])
        deck = destinations.key(note.deck) if within_deck else ""
        yield (plan.types[note.type_place].note_type.name, first, deck), place
