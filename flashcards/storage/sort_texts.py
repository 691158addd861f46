"""The notes by their first field, kept in memory in their order."""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np

from flashcards.rendering.gap_marks import gaps_filled
from flashcards.storage.catalogue import Floats
from flashcards.storage.columns import Ids
from flashcards.storage.search_where import LookUp
from flashcards.storage.snapshot import Snapshot, version

_Texts = list[tuple[str, int]]
"""Text and note, in order."""

_TEXTS = "SELECT sort_text, id FROM note"


class _Ranked(NamedTuple):
    """The place of each note among all, and the texts that says so of."""

    texts: _Texts
    places: Floats


def first_field_places(look: LookUp) -> Floats:
    """Give the place of each note among all by its first field, gaps filled in; shape (notes,). Capitals do not count.

    Returns:
        What is kept for others too: not to be written to.
    """
    texts, note_ids = _texts(look.snapshot), look.catalogue.notes.id

    def make(before: tuple[int, _Ranked] | None) -> _Ranked:
        if before is not None and before[1].texts is texts:
            return before[1]
        return _Ranked(texts, _ranked(texts, note_ids))

    return look.snapshot.kept.of("first field places", version(look.snapshot), make).places


def _ranked(texts: _Texts, note_ids: Ids) -> Floats:
    ids = np.fromiter((note_id for _, note_id in texts), np.int64, len(texts))
    places = np.empty(len(ids))
    places[np.searchsorted(note_ids, ids)] = np.arange(len(ids))
    places.setflags(write=False)
    return places


def _texts(snapshot: Snapshot) -> _Texts:
    now = version(snapshot)

    def make(before: tuple[int, _Texts] | None) -> _Texts:
        touched = None if before is None else snapshot.kept.touched_between(before[0], now)
        notes = None if touched is None else touched.of("note")
        if before is None or notes is None:
            return _read(snapshot)
        return _followed(snapshot, before[1], notes) if notes else before[1]

    return snapshot.kept.of("sort texts", now, make)


def _read(snapshot: Snapshot, where: str = "") -> _Texts:
    return sorted((gaps_filled(text).casefold(), note_id) for text, note_id in snapshot.rows(_TEXTS + where))


def _followed(snapshot: Snapshot, before: _Texts, notes: Collection[int]) -> _Texts:
    fresh = _read(snapshot, f" WHERE id IN ({','.join(map(str, notes))})")
    return sorted([*(pair for pair in before if pair[1] not in notes), *fresh])  # nearly in order: that is quick
