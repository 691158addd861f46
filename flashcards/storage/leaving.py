"""Notes, cards and reviews as an export takes them: many at a time, in plain rows."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

import numpy as np
import numpy.typing as npt

from flashcards.storage.snapshot import Row, Snapshot

_PART = 20_000

Columns = tuple[npt.NDArray[Any], ...]

_CARDS = (
    "SELECT note_id, ordinal, deck_id, state, stability, difficulty, due_on, due_at, step, position, interval_days,"
    " last_review_at, reps, lapses, flag, is_suspended, id FROM card"
)
_NOTES = (
    "SELECT id, guid, note_type_id, fields, citation, checked_on, as_of, domain, level, facts, tests, is_exam_only,"
    " tolerance, created_at, modified_at FROM note"
)
_TAGS = "SELECT note_tag.note_id, tag.name FROM note_tag JOIN tag ON tag.id = note_tag.tag_id"
_REVIEWS = "SELECT card_id, reviewed_at, coalesce(rating, 0) + 8 * kind, interval_days, duration_ms FROM review"
_TYPES = (np.int64, np.int64, np.int8, np.int8, np.int32, np.int32)


def leaving_cards(snapshot: Snapshot, decks: Sequence[int] | None) -> Iterator[Row]:
    """Give the cards of some decks, or of all, by note and ordinal: see the query for the columns."""
    where = "" if decks is None else f" WHERE deck_id IN ({','.join(map(str, decks))})"
    return snapshot.rows(f"{_CARDS}{where} ORDER BY note_id, ordinal")


def leaving_notes(snapshot: Snapshot, ids: Sequence[int] | None) -> Iterator[Row]:
    """Give some notes, or all, by id: see the query for the columns."""
    return snapshot.rows(f"{_NOTES} ORDER BY id") if ids is None else snapshot.rows_in(f"{_NOTES} WHERE id IN", ids)


def leaving_tags(snapshot: Snapshot, ids: Sequence[int] | None) -> Iterator[tuple[int, str]]:
    """Give each tag of some notes, or of all, with the note's id."""
    rows = snapshot.rows(_TAGS) if ids is None else snapshot.rows_in(f"{_TAGS} WHERE note_tag.note_id IN", ids)
    return ((row[0], row[1]) for row in rows)


def count_reviews(snapshot: Snapshot) -> int:
    """Count the lines of the review log."""
    return snapshot.number("SELECT count(*) FROM review")


def leaving_reviews(snapshot: Snapshot) -> Columns:
    """Give the whole review log as columns: card, ms, rating (0 for none), kind, interval and duration.

    Returns:
        Arrays of shape (reviews,), in no order. A million lines take 26 MB.
    """
    rows = snapshot.rows(_REVIEWS)
    parts: list[Columns] = [tuple(np.empty(0, dtype) for dtype in _TYPES)]
    while part := list(islice(rows, _PART)):
        values = np.fromiter(chain.from_iterable(part), np.int64, 5 * len(part)).reshape(-1, 5)
        card, at, packed, interval, duration = (values[:, place] for place in range(5))
        columns = (card, at, packed % 8, packed // 8, interval, duration)
        parts.append(tuple(column.astype(dtype) for column, dtype in zip(columns, _TYPES, strict=True)))
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))
