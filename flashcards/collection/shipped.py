"""What a publisher shipped of a note, kept to tell the learner's own edits from the publisher's."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flashcards.domain.note import Level, Note, Provenance
from flashcards.domain.note_type import NoteKind, built_in

CITATION = "Citation"
"""What a note's citation is called beside the names of its fields."""

BROUGHT = '{"brought": '
"""How what an import brought begins, which is kept in the same place (`importing.merging`)."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """One note as its deck file has it.

    Attributes:
        deck: full name of the deck its cards were put in.
    """

    kind: NoteKind
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str
    provenance: Provenance


def encode_shipped(shipped: Shipped) -> str:
    """Give a shipped note as JSON; equal notes give equal text."""
    row = {
        "kind": int(shipped.kind),
        "fields": shipped.fields,
        "tags": sorted(shipped.tags),
        "deck": shipped.deck,
        "provenance": provenance_row(shipped.provenance),
    }
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def is_shipped(text: str) -> bool:
    """Say whether what is kept with a note came from a publisher of bundled decks, not from an import."""
    return not text.startswith(BROUGHT)


def decode_shipped(text: str) -> Shipped:
    """Read what `encode_shipped` wrote."""
    row: dict[str, Any] = json.loads(text)
    return Shipped(
        NoteKind(row["kind"]),
        tuple(row["fields"]),
        tuple(row["tags"]),
        row["deck"],
        provenance_of(row["provenance"]),
    )


def provenance_row(provenance: Provenance) -> dict[str, Any]:
    """Give a provenance as JSON holds it."""
    row = {name: getattr(provenance, name) for name in Provenance.__slots__}
    row["checked_on"] = provenance.checked_on.isoformat() if provenance.checked_on else None
    return row


def provenance_of(row: Mapping[str, Any]) -> Provenance:
    """Read what `provenance_row` gave."""
    values = dict(row)
    values["checked_on"] = date.fromisoformat(row["checked_on"]) if row["checked_on"] else None
    values["level"] = Level(row["level"]) if row["level"] else None
    values["facts"] = tuple(row["facts"])
    values["tests"] = tuple(row["tests"])
    return Provenance(**values)


@dataclass(frozen=True, slots=True)
class Merged:
    """A note brought up to a new shipped text.

    Attributes:
        disputed: parts that the learner and the publisher changed, each in their own way; the learner's stay.
    """

    note: Note
    disputed: tuple[str, ...] = ()


def merged(note: Note, old: Shipped, new: Shipped) -> Merged:
    """Bring a note up to a new shipped text, and keep what the learner changed.

    Each field, the citation and every tag is decided by itself: where the learner's differs from what was shipped
    before, the learner's stays. A note that became one of another kind is decided as a whole.

    Args:
        note: as the learner has it.
        old: as it was shipped before.
        new: as it is shipped now.
    """
    if old.kind is new.kind and is_of_kind(note, new.kind):
        return _merged_parts(note, old, new)
    if not is_edited(note, old):
        return Merged(as_shipped(note, new, old.tags))
    if is_of_kind(note, new.kind) and note.fields == new.fields:
        return Merged(note)
    return Merged(note, parts_of(new.kind))


def as_shipped(note: Note, shipped: Shipped, old_tags: Sequence[str] = ()) -> Note:
    """Give a note with everything its publisher ships, and with the learner's own tags besides.

    Args:
        old_tags: those shipped before, which are not the learner's own.
    """
    return replace(
        note,
        note_type_id=built_in(shipped.kind).id,
        fields=shipped.fields,
        tags=_merged_tags(note.tags, old_tags, shipped.tags),
        provenance=shipped.provenance,
    )


def is_edited(note: Note, old: Shipped) -> bool:
    """Say whether the learner changed a shipped note's fields or citation."""
    return (
        not is_of_kind(note, old.kind)
        or note.fields != old.fields
        or note.provenance.citation != old.provenance.citation
    )


def is_of_kind(note: Note, kind: NoteKind) -> bool:
    """Say whether a note has the built-in type of a kind."""
    return note.note_type_id == built_in(kind).id


def parts_of(kind: NoteKind) -> tuple[str, ...]:
    """Name the parts of a note that are decided one by one."""
    return (*built_in(kind).fields, CITATION)


def texts_of(fields: Sequence[str], citation: str) -> tuple[str, ...]:
    """Give the texts of those parts, in the same order."""
    return (*fields, citation)


def _merged_parts(note: Note, old: Shipped, new: Shipped) -> Merged:
    mine = texts_of(note.fields, note.provenance.citation)
    theirs = texts_of(new.fields, new.provenance.citation)
    threes = list(zip(mine, texts_of(old.fields, old.provenance.citation), theirs, strict=True))
    *fields, citation = (_own(*three) for three in threes)
    after = replace(
        note,
        fields=tuple(fields),
        tags=_merged_tags(note.tags, old.tags, new.tags),
        provenance=replace(new.provenance, citation=citation),
    )
    names = parts_of(new.kind)
    return Merged(after, tuple(name for name, three in zip(names, threes, strict=True) if len(set(three)) == 3))


def _own(mine: str, old: str, new: str) -> str:
    return new if mine == old else mine


def _merged_tags(mine: Sequence[str], old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    kept = set(mine) - (set(old) - set(new))
    return tuple(sorted(kept | (set(new) - set(old)), key=str.casefold))
