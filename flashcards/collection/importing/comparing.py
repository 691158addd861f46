"""What a file says anew of notes the collection has."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flashcards.collection.importing.incoming import settled, with_own
from flashcards.collection.importing.merging import base_of, differences, says_the_same, with_parts
from flashcards.collection.importing.values import Bucket, Part
from flashcards.collection.shipped import is_shipped
from flashcards.domain.ids import NoteId, NoteTypeId
from flashcards.domain.note_type import NoteType
from flashcards.domain.tags import folded
from flashcards.formats.transfer import NO_PROVENANCE, TransferNote
from flashcards.storage import matching, reading
from flashcards.storage.matching import KnownNote
from flashcards.storage.snapshot import Snapshot


class Pair(NamedTuple):
    """A note of the file and the note of the collection it was recognised as.

    Attributes:
        type_key: the id of the type it would get; below 0 for one that is made.
    """

    place: int
    note: TransferNote
    type_key: int
    known: KnownNote


class Compared(NamedTuple):
    """A note of the collection beside that of the file.

    Attributes:
        fields: as they would be with all `parts`; empty when there are none.
    """

    bucket: Bucket
    parts: tuple[Part, ...] = ()
    fields: tuple[str, ...] = ()


IDENTICAL = Compared(Bucket.IDENTICAL)
_MISFIT = Compared(Bucket.MISFIT)
_PARTED = reading.FIELD_SEPARATOR
_TAGS_KNOWN = 10_000


class Comparer:
    """Compares notes of the file with those of the collection they were recognised as."""

    def __init__(self, snapshot: Snapshot, types: Mapping[NoteTypeId, NoteType]) -> None:
        """Prepare for a collection.

        Args:
            types: its note types.
        """
        self._snapshot = snapshot
        self._types = types
        self._names: Mapping[str, str] | None = None
        self._tags: dict[tuple[tuple[str, ...], type, str], bool] = {}

    def are_same(
        self, notes: Sequence[TransferNote], type_keys: Sequence[int], known: Sequence[KnownNote | None]
    ) -> list[bool]:
        """Say of each note whether the collection has it just as it is."""
        ids = [
            one.id
            if one is not None
            and key == one.note_type_id
            and _has_fields(one, note)
            and self.has_tags(one.tags, note.tags)
            else 0
            for note, key, one in zip(notes, type_keys, known, strict=True)
        ]
        return self.have_provenance(ids, notes)

    def have_provenance(self, ids: Sequence[int], notes: Sequence[TransferNote]) -> list[bool]:
        """Say of each note whether the collection's has what the file says of where it comes from.

        Args:
            ids: of the collection's notes; 0 for one that need not be asked about, which has not.
        """
        asked = [one if note.provenance is not NO_PROVENANCE else 0 for one, note in zip(ids, notes, strict=True)]
        if not any(asked):
            return [one > 0 for one in ids]
        known = reading.provenances(self._snapshot, list(filter(None, asked)))
        return [
            says_the_same(known[wanted], note.provenance) if wanted else one > 0
            for one, wanted, note in zip(ids, asked, notes, strict=True)
        ]

    def compare(self, pairs: Sequence[Pair]) -> dict[int, Compared]:
        """Give what came of comparing notes that are not the same, by place. They are read whole."""
        found = {pair.place: _MISFIT for pair in pairs if pair.type_key != pair.known.note_type_id}
        return found | _differences(self._snapshot, self._types, [pair for pair in pairs if pair.place not in found])

    def has_tags(self, known: str, tags: tuple[str, ...] | None) -> bool:
        """Say whether a note has the tags a file wants on it.

        Args:
            known: as `KnownNote.tags`.
            tags: as `TransferNote.tags`, of a note as it comes in.
        """
        if tags is None:
            return True
        key = (tags, type(tags), known)
        found = self._tags.get(key)
        if found is None:
            names = self._tag_names()
            mine = [names[tag_id] for tag_id in known.split()]
            found = _are_same(with_own(tags, mine), mine)
            if len(self._tags) < _TAGS_KNOWN:
                self._tags[key] = found
        return found

    def _tag_names(self) -> Mapping[str, str]:
        if self._names is None:
            self._names = matching.tag_names(self._snapshot)
        return self._names


def _has_fields(known: KnownNote, note: TransferNote) -> bool:
    fields = note.fields
    if None not in fields:
        return matching.stored_fields(fields) == known.fields  # type: ignore[arg-type]  # there is no None among them
    mine = known.fields.split(_PARTED)
    return len(mine) == len(fields) and all(a is None or a == b for a, b in zip(fields, mine, strict=True))


def _are_same(tags: Sequence[str], others: Sequence[str]) -> bool:
    return len(tags) == len(others) and (set(tags) == set(others) or set(map(folded, tags)) == set(map(folded, others)))


def _differences(
    snapshot: Snapshot, types: Mapping[NoteTypeId, NoteType], pairs: Sequence[Pair]
) -> dict[int, Compared]:
    ids = [NoteId(pair.known.id) for pair in pairs]
    notes = reading.notes(snapshot, ids)
    shipped = reading.shipped(snapshot, ids)
    found: dict[int, Compared] = {}
    for pair in pairs:
        note = notes[NoteId(pair.known.id)]
        new = settled(pair.note, note.tags)
        brought = shipped.get(note.id)
        parts = differences(note, types[note.note_type_id], new, base_of(brought, note.fields))
        bucket = _bucket(pair, parts, brought)
        found[pair.place] = Compared(bucket, parts, with_parts(note, parts).fields) if parts else IDENTICAL
    return found


def _bucket(pair: Pair, parts: Sequence[Part], brought: str | None) -> Bucket:
    """Say what a note is of which a file says something else.

    Args:
        brought: what is kept with the collection's.
    """
    if not pair.note.guid and brought is not None and is_shipped(brought):
        return Bucket.BUNDLED
    return Bucket.DISPUTED if any(part.is_disputed for part in parts) else Bucket.CHANGED
