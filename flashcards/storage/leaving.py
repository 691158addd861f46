"""Notes, cards and reviews as an export takes them: many at a time, in plain rows."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from flashcards.storage.columns import columns_of
from flashcards.storage.fits import KIND
from flashcards.storage.snapshot import Row, Snapshot

Columns = tuple[npt.NDArray[Any], ...]

_CARDS = (
    "SELECT note_id, ordinal, deck_id, state, stability, difficulty, due_on, due_at, step, position, interval_days,"
    " 0.0, last_review_at, reps, lapses, flag, is_suspended, id FROM card"
)
_NEW_CARDS = "SELECT note_id, ordinal, deck_id, position FROM card"
_NOTES = "SELECT id, guid, note_type_id, fields, created_at, modified_at FROM note"
_SOURCES = (
    "SELECT id, citation, checked_on, as_of, domain, level, facts, tests, is_exam_only, tolerance FROM note"
    " WHERE citation <> '' OR checked_on IS NOT NULL OR as_of <> '' OR domain IS NOT NULL OR level IS NOT NULL"
    " OR facts <> '' OR tests <> '' OR is_exam_only <> 0 OR tolerance IS NOT NULL"
)
_TAGS = "SELECT note_id, group_concat(tag_id) FROM note_tag GROUP BY note_id"

_RATING_BITS, _KIND_BITS, _INTERVAL_BITS = 3, 3, 20
_LONGEST = 2 ** (_INTERVAL_BITS - 1) - 1
_PACKED = (
    f"(max(0, min(duration_ms, {2**31 - 1})) << {_RATING_BITS + _KIND_BITS + _INTERVAL_BITS})"
    f" | ((max({-_LONGEST}, min({_LONGEST}, interval_days)) + {_LONGEST}) << {_RATING_BITS + _KIND_BITS})"
    f" | (({KIND}) << {_RATING_BITS}) | coalesce(rating, 0)"
)
"""The small numbers of a review in one: each number that Python has to make takes longer than SQLite to add four."""

_TYPES = (np.int64, np.int64, np.int8, np.int8, np.int32, np.int32, np.float32)
_DIFFICULTY_BITS, _DIFFICULTY_PARTS = 14, 1000
_CARD_AND_DIFFICULTY = (
    f"(card_id << {_DIFFICULTY_BITS})"
    f" | (coalesce(CAST(difficulty * {_DIFFICULTY_PARTS} + 0.5 AS INTEGER), 0) & {2**_DIFFICULTY_BITS - 1})"
)
_REVIEW = (_CARD_AND_DIFFICULTY, "reviewed_at", _PACKED)
_REVIEWS_AT_ONCE = 50_000


def leaving_cards(
    snapshot: Snapshot, decks: Sequence[int] | None, notes: Sequence[int] | None = None, *, with_schedule: bool = True
) -> Iterator[Row]:
    """Give the cards of some decks and some notes, or of all, by note and ordinal.

    Each row is the note, and then, but for the name of the deck and what is a truth, a `TransferCard`, to the end of
    `is_suspended`; then the card's id. Without schedules it is note, ordinal, deck and position.
    """
    columns = _CARDS if with_schedule else _NEW_CARDS
    where = "" if decks is None else f" AND deck_id IN ({','.join(map(str, decks))})"
    chosen = "" if notes is None else " AND note_id IN (SELECT value FROM json_each(?))"
    values = () if notes is None else (json.dumps(list(notes)),)
    return chain.from_iterable(snapshot.portions(f"{columns} WHERE 1{where}{chosen} ORDER BY note_id, ordinal", values))


def leaving_notes(snapshot: Snapshot) -> Iterator[Row]:
    """Give all notes, by id: id, guid, note type, joined fields, and when it was made and changed, in ms."""
    return chain.from_iterable(snapshot.portions(f"{_NOTES} ORDER BY id"))


def leaving_sources(snapshot: Snapshot) -> dict[int, Row]:
    """Give where notes come from, by id, for those that say so: see the query for the columns after the id."""
    return {row[0]: row[1:] for row in chain.from_iterable(snapshot.portions(_SOURCES))}


def leaving_tags(snapshot: Snapshot) -> dict[int, tuple[str, ...]]:
    """Give the tags of all notes, sorted; notes without any are left out."""
    names: dict[int, str] = dict(snapshot.rows("SELECT id, name FROM tag"))
    found: dict[int, str] = dict(chain.from_iterable(snapshot.portions(_TAGS)))
    groups = {
        ids: tuple(sorted((names[int(one)] for one in ids.split(",")), key=str.casefold)) for ids in set(found.values())
    }
    return {note_id: groups[ids] for note_id, ids in found.items()}


def leaving_reviews(snapshot: Snapshot) -> Columns:
    """Give the whole review log as columns: those of a `ReviewChunk`.

    Returns:
        Arrays of shape (reviews,), in no order. A million lines take 30 MB.
    """
    parts: list[Columns] = [tuple(np.empty(0, dtype) for dtype in _TYPES)]
    last = snapshot.number("SELECT coalesce(max(id), 0) FROM review")
    for first in range(1, last + 1, _REVIEWS_AT_ONCE):
        ids = (first, first + _REVIEWS_AT_ONCE - 1)
        parts.append(_unpacked(*columns_of(snapshot, _REVIEW, "review NOT INDEXED WHERE id BETWEEN ? AND ?", ids)))
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))


def _unpacked(known: npt.NDArray[np.int64], at: npt.NDArray[np.int64], packed: npt.NDArray[np.int64]) -> Columns:
    kind = packed >> _RATING_BITS
    interval = kind >> _KIND_BITS
    columns = (
        known >> _DIFFICULTY_BITS,
        at,
        packed & (2**_RATING_BITS - 1),
        kind & (2**_KIND_BITS - 1),
        (interval & (2**_INTERVAL_BITS - 1)) - _LONGEST,
        interval >> _INTERVAL_BITS,
        (known & (2**_DIFFICULTY_BITS - 1)) / _DIFFICULTY_PARTS,
    )
    return tuple(column.astype(dtype) for column, dtype in zip(columns, _TYPES, strict=True))
