"""What a publisher shipped of a note, kept to tell the learner's own edits from the publisher's."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from flashcards.domain.note import Level, Note, Provenance
from flashcards.domain.note_type import NoteKind


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
    provenance = asdict(shipped.provenance)
    checked_on = shipped.provenance.checked_on
    provenance["checked_on"] = checked_on.isoformat() if checked_on else None
    row = {
        "kind": int(shipped.kind),
        "fields": shipped.fields,
        "tags": sorted(shipped.tags),
        "deck": shipped.deck,
        "provenance": provenance,
    }
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def decode_shipped(text: str) -> Shipped:
    """Read what `encode_shipped` wrote."""
    row: dict[str, Any] = json.loads(text)
    provenance: dict[str, Any] = dict(row["provenance"])
    checked_on, level = provenance["checked_on"], provenance["level"]
    provenance["checked_on"] = date.fromisoformat(checked_on) if checked_on else None
    provenance["level"] = Level(level) if level else None
    provenance["facts"] = tuple(provenance["facts"])
    provenance["tests"] = tuple(provenance["tests"])
    return Shipped(
        NoteKind(row["kind"]), tuple(row["fields"]), tuple(row["tags"]), row["deck"], Provenance(**provenance)
    )


def merged(note: Note, old: Shipped, new: Shipped) -> Note:
    """Bring a note up to a new shipped text, and keep what the learner changed.

    Each field, the citation and every tag is decided by itself: where the learner's differs from what was shipped
    before, the learner's stays.

    Args:
        note: as the learner has it.
        old: as it was shipped before.
        new: as it is shipped now; of the same kind as `old`.
    """
    citation = _own(note.provenance.citation, old.provenance.citation, new.provenance.citation)
    return replace(
        note,
        fields=tuple(_own(*three) for three in zip(note.fields, old.fields, new.fields, strict=True)),
        tags=_merged_tags(note.tags, old.tags, new.tags),
        provenance=replace(new.provenance, citation=citation),
    )


def is_edited(note: Note, old: Shipped) -> bool:
    """Say whether the learner changed a shipped note's fields or citation."""
    return note.fields != old.fields or note.provenance.citation != old.provenance.citation


def _own(mine: str, old: str, new: str) -> str:
    return new if mine == old else mine


def _merged_tags(mine: Sequence[str], old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    kept = set(mine) - (set(old) - set(new))
    return tuple(sorted(kept | (set(new) - set(old)), key=str.casefold))
