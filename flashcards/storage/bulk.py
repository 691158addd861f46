"""Notes, cards and reviews by the hundred thousand, written through the gate without a domain value for each."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from flashcards.domain.note import Provenance
from flashcards.domain.tags import folded
from flashcards.storage.first_field import checksum, first_field_text, sort_text
from flashcards.storage.gate import Gate
from flashcards.storage.reading import FIELD_SEPARATOR
from flashcards.storage.rows import Value, provenance_values
from flashcards.storage.snapshot import Snapshot

_NOTE = (
    "guid",
    "note_type_id",
    "fields",
    "sort_text",
    "checksum",
    "shipped",
    "origin",
    "created_at",
    "modified_at",
)
_PROVENANCE = (
    "citation",
    "checked_on",
    "as_of",
    "domain",
    "level",
    "facts",
    "tests",
    "is_exam_only",
    "tolerance",
)
_REVIEW = (
    "card_id",
    "reviewed_at",
    "reviewed_on",
    "rating = nullif(?, 0)",
    "kind",
    "state",
    "elapsed_days",
    "interval_days",
    "duration_ms",
)
_REVIEWS = 20_000
"""Reviews made into Python numbers at a time."""


class BulkNote(NamedTuple):
    """A new note.

    Attributes:
        fields: joined, as `matching.stored_fields` does.
        shipped: what an import or a publisher brought, as JSON.
        created_at, modified_at: ms.
    """

    guid: str
    note_type_id: int
    fields: str
    tags: Sequence[str]
    provenance: Provenance
    shipped: str | None
    origin: str
    created_at: int
    modified_at: int


class BulkCard(NamedTuple):
    """A new card, by its columns."""

    note_id: int
    deck_id: int
    ordinal: int
    position: int
    is_reserved: int = 0
    state: int = 0
    stability: float | None = None
    difficulty: float | None = None
    step: int | None = None
    due_on: int | None = None
    due_at: int | None = None
    interval_days: int = 0
    last_review_at: int | None = None
    last_review_on: int | None = None
    reps: int = 0
    lapses: int = 0
    flag: int = 0
    is_suspended: int = 0


_NEW_CARD = BulkCard._fields[:5]


class BulkReviews(NamedTuple):
    """Lines of the review log, a column each: whole numbers, shape (reviews,); rating 0 for a manual change."""

    card_id: npt.NDArray[np.int64]
    reviewed_at: npt.NDArray[np.int64]
    reviewed_on: npt.NDArray[np.int64]
    rating: npt.NDArray[np.int64]
    kind: npt.NDArray[np.int64]
    state: npt.NDArray[np.int64]
    elapsed_days: npt.NDArray[np.int64]
    interval_days: npt.NDArray[np.int64]
    duration_ms: npt.NDArray[np.int64]


class BulkWriter:
    """Writes very many rows of one transaction; the ids of each call follow one another."""

    def __init__(self, gate: Gate, snapshot: Snapshot) -> None:
        """Write through a transaction's gate, and read what it has written."""
        self._gate = gate
        self._snapshot = snapshot
        self._tags: dict[str, int] | None = None

    def indexes_last(self, table: str, rows: int) -> AbstractContextManager[None]:
        """Make the indexes of a table once the rows are in, if they are more than it has."""
        return self._gate.indexes_last(table, rows)

    def add_notes(self, notes: Sequence[BulkNote], plain: Provenance) -> range:
        """Store notes with their tags, and give their ids.

        Args:
            plain: the provenance of notes that say nothing of it; recognised by identity.
        """
        if all(note.provenance is plain for note in notes):
            ids = self._gate.pour("note", _NOTE, chain.from_iterable(map(_note_values, notes)))
        else:
            ids = self._gate.pour("note", (*_NOTE, *_PROVENANCE), chain.from_iterable(map(_all_values, notes)))
        self._tag([(note_id, note.tags) for note_id, note in zip(ids, notes, strict=True) if note.tags])
        return ids

    def add_cards(self, cards: Sequence[BulkCard], *, are_new: bool) -> range:
        """Store cards, and give their ids.

        Args:
            are_new: nothing but the first five columns says anything.
        """
        if are_new:
            return self._gate.pour("card", _NEW_CARD, chain.from_iterable(card[:5] for card in cards))
        return self._gate.pour("card", BulkCard._fields, chain.from_iterable(cards))

    def add_reviews(self, reviews: BulkReviews) -> Iterator[int]:
        """Write lines of the review log; give, now and then, how many are written."""
        total = len(reviews.card_id)
        for start in range(0, total, _REVIEWS):
            part = [np.asarray(column[start : start + _REVIEWS], dtype=np.int64) for column in reviews]
            self._gate.pour("review", _REVIEW, np.stack(part, axis=1).ravel().tolist())
            yield min(start + _REVIEWS, total)

    def _tag(self, tagged: Sequence[tuple[int, Sequence[str]]]) -> None:
        if not tagged:
            return
        known = self._tag_ids(tag for _, tags in tagged for tag in tags)
        values = (
            value
            for note_id, tags in tagged
            for tag_id in {known[folded(tag)]: 0 for tag in tags}
            for value in (note_id, tag_id)
        )
        self._gate.pour("note_tag", ("note_id", "tag_id"), values)

    def _tag_ids(self, tags: Iterable[str]) -> dict[str, int]:
        if self._tags is None:
            self._tags = {folded(row[1]): int(row[0]) for row in self._snapshot.rows("SELECT id, name FROM tag")}
        fresh = {folded(tag): tag for tag in reversed(list(dict.fromkeys(tags)))}
        names = [tag for key, tag in reversed(fresh.items()) if key not in self._tags]
        added = self._gate.add("tag", [{"name": name} for name in names])
        self._tags.update((folded(name), tag_id) for name, tag_id in zip(names, added, strict=True))
        return self._tags


def _note_values(note: BulkNote) -> tuple[Value, ...]:
    first = first_field_text(note.fields.partition(FIELD_SEPARATOR)[0])
    return (
        note.guid,
        note.note_type_id,
        note.fields,
        sort_text(first),
        checksum(first),
        note.shipped,
        note.origin,
        note.created_at,
        note.modified_at,
    )


def _all_values(note: BulkNote) -> tuple[Value, ...]:
    return (*_note_values(note), *(provenance_values(note.provenance)[name] for name in _PROVENANCE))
