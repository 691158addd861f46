"""The cards and notes of a collection as columns of numbers in memory: what searches and lists ask for most.

A hundred thousand cards take some 12 MB and 0.2 s to read. After that the columns follow the file: each write says
which rows it was about (`touched`), and only those are read again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from flashcards.storage.columns import Ids, columns_of
from flashcards.storage.snapshot import Snapshot, version

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]

_NAME = "catalogue"

_FEW = 50
"""Of so few notes the cards are found one after another."""

_NOTHING = -(10**17)
"""Stands for NULL in a column of whole numbers …"""
_NO_NUMBER = 1e300
"""… and in one of others."""

_CARD_COLUMNS = (
    *("id", "note_id", "deck_id", "ordinal", "state", "is_suspended", "is_reserved", "flag", "position"),
    *("interval_days", "reps", "lapses"),
    *(
        f"coalesce({column}, {_NOTHING})"
        for column in ("due_on", "buried_until", "last_review_on, due_on - interval_days", "last_review_at")
    ),
)
_MEMORY = f"SELECT id, coalesce(stability, {_NO_NUMBER}), coalesce(difficulty, {_NO_NUMBER}) FROM card"
_NOTE_COLUMNS = ("id", "note_type_id", "coalesce(domain, 0)", "created_at", "modified_at")


@dataclass(frozen=True)
class Cards:
    """The cards, by id; every column has the shape (cards,). Not a number stands for nothing.

    Attributes:
        last_review_on: study day; where it is not known, what due day and interval say; nothing for new cards.
        last_review_at: ms since 1970.
        buried_until: study day, or minus infinity.
        stability: days.
    """

    id: Ids
    note_id: Ids
    deck_id: Ints
    ordinal: Ints
    state: Ints
    is_suspended: Mask
    is_reserved: Mask
    flag: Ints
    position: Ints
    interval_days: Ints
    reps: Ints
    lapses: Ints
    due_on: Floats
    buried_until: Floats
    last_review_on: Floats
    last_review_at: Floats
    stability: Floats
    difficulty: Floats


@dataclass(frozen=True)
class Notes:
    """The notes, by id; every column has the shape (notes,).

    Attributes:
        domain: 1 to 6, or 0 for none.
        created_at, modified_at: ms since 1970.
    """

    id: Ids
    note_type_id: Ints
    domain: Ints
    created_at: Ids
    modified_at: Ids

    def with_ids(self, ids: Ids) -> Mask:
        """Say which notes have one of some ids, shape (notes,)."""
        return _mask_of(self.id, ids)


@dataclass(frozen=True)
class Catalogue:
    """Cards and notes at one moment."""

    cards: Cards
    notes: Notes

    @cached_property
    def note_places(self) -> Places:
        """Where the note of each card stands among the notes, shape (cards,)."""
        return np.searchsorted(self.notes.id, self.cards.note_id)

    @cached_property
    def _by_note(self) -> tuple[Places, Ids]:
        """The places of the cards in the order of their notes, and the notes of these, both of shape (cards,)."""
        order = np.argsort(self.note_places, kind="stable")
        return order, self.cards.note_id[order]

    def of_notes(self, notes: Mask) -> Mask:
        """Say which cards are of some notes, shape (cards,)."""
        chosen: Mask = notes[self.note_places]
        return chosen

    def of_notes_with_ids(self, ids: Ids) -> Mask:
        """Say which cards are of notes with some ids, shape (cards,)."""
        if len(ids) > _FEW:
            return self.of_notes(self.notes.with_ids(ids))
        found = np.zeros(len(self.cards.id), bool)
        found[self.places_of_notes(ids)] = True
        return found

    def places_of_notes(self, ids: Ids) -> Places:
        """Give where the cards of notes with some ids stand, in order; quickest for few, for no other card is seen."""
        if not len(ids):
            return np.empty(0, np.intp)
        order, note_ids = self._by_note
        ends = [np.searchsorted(note_ids, ids, side).tolist() for side in ("left", "right")]
        return np.unique(np.concatenate([order[first:last] for first, last in zip(*ends, strict=True)]))

    def notes_of(self, cards: Places) -> Mask:
        """Say which notes have a card at one of some places, shape (notes,)."""
        found = np.zeros(len(self.notes.id), bool)
        found[self.note_places[cards]] = True
        return found

    def cards_with_ids(self, ids: Ids) -> Mask:
        """Say which cards have one of some ids, shape (cards,)."""
        return _mask_of(self.cards.id, ids)


def catalogue_of(snapshot: Snapshot) -> Catalogue:
    """Give the cards and notes of a collection."""
    now = version(snapshot)

    def make(before: tuple[int, Catalogue] | None) -> Catalogue:
        if before is not None:
            touched = snapshot.kept.touched_between(before[0], now)
            cards, notes = (None, None) if touched is None else (touched.of("card"), touched.of("note"))
            if cards is not None and notes is not None:
                return _followed(snapshot, before[1], cards, notes)
        return Catalogue(_read_cards(snapshot), _read_notes(snapshot))

    return snapshot.kept.of(_NAME, now, make)


def _followed(snapshot: Snapshot, before: Catalogue, cards: Collection[int], notes: Collection[int]) -> Catalogue:
    new_cards, new_notes = before.cards, before.notes
    if cards:
        new_cards = _merged(before.cards, _read_cards(snapshot, f" WHERE id IN {_listed(cards)}"), cards)
    if notes:
        new_notes = _merged(before.notes, _read_notes(snapshot, f" WHERE id IN {_listed(notes)}"), notes)
    return Catalogue(new_cards, new_notes)


def _merged(before: Any, fresh: Any, ids: Collection[int]) -> Any:  # noqa: ANN401 - two columns of one kind
    stay = ~_mask_of(before.id, np.fromiter(ids, np.int64, len(ids)))
    order = np.argsort(np.concatenate((before.id[stay], fresh.id)), kind="stable")
    names = [field.name for field in fields(before)]
    both = {name: np.concatenate((getattr(before, name)[stay], getattr(fresh, name)))[order] for name in names}
    return type(before)(**both)


def _read_cards(snapshot: Snapshot, where: str = "") -> Cards:
    ids, note_ids, *rest = _by_id(columns_of(snapshot, _CARD_COLUMNS, f"card{where}"))
    small: list[Any] = [column.astype(np.int32) for column in rest[:10]]
    small[3], small[4] = small[3].astype(bool), small[4].astype(bool)
    days = [_or_nothing(column.astype(np.float64), _NOTHING) for column in rest[10:]]
    days[1][np.isnan(days[1])] = -np.inf  # never buried
    columns: list[Any] = [ids, note_ids, *small, *days, *_memories(snapshot, where)]
    return Cards(*columns)


def _memories(snapshot: Snapshot, where: str) -> list[Floats]:
    """Give stabilities and difficulties, by card; SQLite would round them if it wrote them down."""
    flat = np.fromiter(chain.from_iterable(chain.from_iterable(snapshot.portions(_MEMORY + where))), np.float64)
    return [_or_nothing(column, _NO_NUMBER) for column in _by_id(list(flat.reshape(-1, 3).T))[1:]]


def _read_notes(snapshot: Snapshot, where: str = "") -> Notes:
    ids, types, domain, created, modified = _by_id(columns_of(snapshot, _NOTE_COLUMNS, f"note{where}"))
    return Notes(ids, types.astype(np.int32), domain.astype(np.int32), created, modified)


def _by_id(columns: Sequence[npt.NDArray[Any]]) -> list[npt.NDArray[Any]]:
    """Give columns by the first of them."""
    ids = columns[0]
    if (ids[:-1] < ids[1:]).all():
        return [np.ascontiguousarray(column) for column in columns]
    order = np.argsort(ids, kind="stable")
    return [column[order] for column in columns]


def _or_nothing(column: Floats, nothing: float) -> Floats:
    column[column == nothing] = np.nan
    return column


def _mask_of(sorted_ids: Ids, ids: Ids) -> Mask:
    found = np.zeros(len(sorted_ids), bool)
    if len(sorted_ids):
        places = np.minimum(np.searchsorted(sorted_ids, ids), len(sorted_ids) - 1)
        found[places[sorted_ids[places] == ids]] = True
    return found


def _listed(ids: Collection[int]) -> str:
    return f"({','.join(map(str, ids))})"
