"""What a file says anew of notes the collection has."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flashcards.collection.importing.incoming import settled
from flashcards.collection.importing.merging import base_of, differences, with_parts
from flashcards.collection.importing.values import Bucket, Part
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


_IDENTICAL = Compared(Bucket.IDENTICAL)
_MISFIT = Compared(Bucket.MISFIT)
_PARTED = reading.FIELD_SEPARATOR


def compare(snapshot: Snapshot, types: Mapping[NoteTypeId, NoteType], pairs: Sequence[Pair]) -> dict[int, Compared]:
    """Compare notes of the file with those of the collection they were recognised as.

    Args:
        types: the collection's note types.

    Returns:
        What came of it, by place. Only notes that differ are read whole.
    """
    tags = matching.tags_of(snapshot, [pair.known.id for pair in pairs if pair.note.tags is not None])
    found: dict[int, Compared] = {}
    differing: list[Pair] = []
    for pair in pairs:
        if pair.type_key != pair.known.note_type_id:
            found[pair.place] = _MISFIT
        elif _is_same(settled(pair.note, tags.get(pair.known.id, ())), pair.known, tags.get(pair.known.id, ())):
            found[pair.place] = _IDENTICAL
        else:
            differing.append(pair)
    return found | _differences(snapshot, types, differing)


def _is_same(note: TransferNote, known: KnownNote, tags: Sequence[str]) -> bool:
    if note.provenance is not NO_PROVENANCE or (note.tags is not None and not _are_same(note.tags, tags)):
        return False
    fields = note.fields
    if None in fields:
        mine = known.fields.split(_PARTED)
        return len(mine) == len(fields) and [b if a is None else a for a, b in zip(fields, mine, strict=True)] == mine
    return matching.stored_fields(fields) == known.fields  # type: ignore[arg-type]  # there is no None among them


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
        parts = differences(note, types[note.note_type_id], new, base_of(shipped.get(note.id), note.fields))
        is_disputed = any(part.is_disputed for part in parts)
        bucket = Bucket.DISPUTED if is_disputed else Bucket.CHANGED
        found[pair.place] = Compared(bucket, parts, with_parts(note, parts).fields) if parts else _IDENTICAL
    return found
