"""A note of the collection and what a file says of it now, part by part.

Where it is known what an import brought before, a part that only the file changed is the file's, one that only the
learner changed is the learner's, and one that both changed is disputed. Where that is not known, the file's counts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from flashcards.collection.importing.values import Part
from flashcards.collection.shipped import BROUGHT, decode_shipped, is_shipped, provenance_of, provenance_row
from flashcards.domain.note import LEECH, MARKED, Note, Provenance
from flashcards.domain.note_type import NoteType
from flashcards.domain.tags import folded
from flashcards.formats.transfer import NO_PROVENANCE, TransferNote
from flashcards.storage.reading import FIELD_SEPARATOR

TAGS = "tags"

_NAMES = {
    "citation": "Citation",
    "checked_on": "Checked on",
    "as_of": "As of",
    "domain": "Domain",
    "level": "Level",
    "facts": "Facts",
    "tests": "Tests",
    "is_exam_only": "Kept for exams",
    "tolerance": "Tolerance",
}
_OURS = frozenset({MARKED, LEECH})
"""Tags the program gives: no file takes them away."""


class Base(NamedTuple):
    """A note as an import, or a publisher, brought it last.

    Attributes:
        provenance: its attributes that said something.
    """

    fields: Sequence[str]
    tags: Sequence[str]
    provenance: Mapping[str, object]


def encode_new(tags: tuple[str, ...], provenance: Provenance) -> str:
    """Give what is kept with a new note: what else than its fields an import brought.

    The fields are added, in a line of their own, when they are first changed, by a trigger of the collection.
    """
    return _encoded(tags, None if provenance is NO_PROVENANCE or provenance == NO_PROVENANCE else provenance)


@lru_cache(10_000)
def _encoded(tags: tuple[str, ...], provenance: Provenance | None) -> str:
    row: dict[str, Any] = {"tags": tags}
    if provenance is not None:
        row["provenance"] = provenance_row(provenance)
    return f"{BROUGHT}{json.dumps(row, ensure_ascii=False)}}}"


def encode_brought(fields: str, tags: Sequence[str], provenance: Provenance) -> str:
    """Give what is kept with a note that an import has changed.

    Args:
        fields: joined, as stored.
    """
    return f"{encode_new(tuple(tags), provenance)}\n{fields}"


def base_of(shipped: str | None, fields: Sequence[str]) -> Base | None:
    """Give what is known of a note's last import or delivery, from what is kept with it.

    Args:
        fields: as the note has them now.
    """
    if shipped is None:
        return None
    if is_shipped(shipped):
        old = decode_shipped(shipped)
        return Base(old.fields, old.tags, _said(old.provenance))
    header, is_changed, brought = shipped.partition("\n")
    row: dict[str, Any] = json.loads(header)["brought"]
    said = _said(provenance_of(row["provenance"])) if "provenance" in row else {}
    return Base(brought.split(FIELD_SEPARATOR) if is_changed else fields, row["tags"], said)


def differences(note: Note, note_type: NoteType, new: TransferNote, base: Base | None) -> tuple[Part, ...]:
    """Give what would change in a note if it were brought up to what a file says of it.

    Args:
        note: of the type `note_type`, with as many fields as `new` has.
    """
    return (*_fields(note, note_type, new, base), *_tags(note, new, base), *_provenance(note, new, base))


def with_parts(note: Note, parts: Sequence[Part]) -> Note:
    """Give a note with the new side of some parts."""
    fields = list(note.fields)
    provenance: dict[str, Any] = {}
    tags = note.tags
    for part in parts:
        if isinstance(part.key, int):
            fields[part.key] = str(part.after)
        elif part.key == TAGS:
            tags = part.after  # type: ignore[assignment]  # `_tags` made it
        else:
            provenance[part.key] = part.after
    return replace(note, fields=tuple(fields), tags=tags, provenance=replace(note.provenance, **provenance))


def _fields(note: Note, note_type: NoteType, new: TransferNote, base: Base | None) -> Iterator[Part]:
    known = base is not None and len(base.fields) == len(note.fields)
    for index, (mine, theirs) in enumerate(zip(note.fields, new.fields, strict=True)):
        if theirs is None or theirs == mine:
            continue
        before = base.fields[index] if base is not None and known else None
        if theirs != before:
            yield Part(index, note_type.fields[index], mine, theirs, before not in (None, mine))


def _tags(note: Note, new: TransferNote, base: Base | None) -> Iterator[Part]:
    if new.tags is None:
        return
    mine, theirs = _by_fold(note.tags), _by_fold(new.tags)
    before = _by_fold(base.tags) if base else {key: tag for key, tag in mine.items() if key not in _OURS}
    kept = {key: tag for key, tag in mine.items() if key not in before or key in theirs}
    come = {key: tag for key, tag in theirs.items() if key not in before or base is None}
    after = come | kept
    if after.keys() != mine.keys():
        yield Part(TAGS, "Tags", note.tags, tuple(sorted(after.values(), key=str.casefold)))


def _provenance(note: Note, new: TransferNote, base: Base | None) -> Iterator[Part]:
    for name, theirs in _said(new.provenance).items():
        mine = getattr(note.provenance, name)
        before = base.provenance.get(name, getattr(NO_PROVENANCE, name)) if base else mine
        if theirs not in (mine, before):
            yield Part(name, _NAMES[name], mine, theirs, before != mine)


def says_the_same(mine: Provenance, theirs: Provenance) -> bool:
    """Say whether a note has all that a file says of where it comes from."""
    return mine == theirs or all(getattr(mine, name) == value for name, value in _said(theirs).items())


def _by_fold(tags: Sequence[str]) -> dict[str, str]:
    return {folded(tag): tag for tag in tags}


def _said(provenance: Provenance) -> dict[str, object]:
    if provenance is NO_PROVENANCE:
        return {}
    both = ((name, getattr(provenance, name), getattr(NO_PROVENANCE, name)) for name in _NAMES)
    return {name: value for name, value, nothing in both if value != nothing}
