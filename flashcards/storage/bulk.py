"""Notes, cards and reviews by the hundred thousand, written through the gate without a domain value for each."""

import shutil
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from flashcards.domain.note import Provenance
from flashcards.domain.tags import folded
from flashcards.storage import aside
from flashcards.storage.bulk_rows import (
    CARD_KEYS,
    NEW_CARD,
    NOTE,
    PROVENANCE,
    REVIEW_COLUMNS,
    BulkReviews,
    CardSchedule,
    NewNote,
)
from flashcards.storage.gate import Gate
from flashcards.storage.indexes import FEW
from flashcards.storage.late_references import refers_to_nothing
from flashcards.storage.pouring import Pourer
from flashcards.storage.review_pages import Lines, can_index, design_of, review_pages
from flashcards.storage.rows import Value, provenance_values
from flashcards.storage.snapshot import Snapshot

_NAMES = tuple(column.partition(" = ")[0] for column in REVIEW_COLUMNS)
_NEVER_NULL = tuple(name for name in _NAMES if name != "rating")
_TABLES = ("note", "note_tag", "card", "review")

_REVIEWS = 20_000
"""Reviews made into Python numbers at a time."""


class BulkWriter:
    """Writes very many rows of one transaction, as a context; the ids of each call follow one another.

    They are written on another thread while the caller goes on. Before the transaction is used in any other way, the
    context must have ended, or `settle` been called. Tags, decks and note types are best made before.
    """

    def __init__(self, gate: Gate, snapshot: Snapshot) -> None:
        """Write through a transaction's gate, and read what it has written."""
        self._gate = gate
        self._snapshot = snapshot
        self._runs = {table: range(first, first) for table in _TABLES for first in [gate.next_id(table)]}
        self._takes_over = aside.is_free(gate.raw())
        self._aside: Path | None = None
        design = design_of(gate.raw(), "review")
        self._indexes_aside = can_index(design, _NEVER_NULL)
        self._review_design = design if self._indexes_aside else design._replace(indexes=())
        self._pourer = Pourer(gate.raw())
        self._tag_by_fold: dict[str, int] = {}
        self._tag_by_spelling: dict[str, int] = {}
        self._ids_by_tags: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._known = {"note": set(), "note_type": self._ids_of("note_type"), "deck": self._ids_of("deck")}
        self._notes = self._runs["note"]

    def __enter__(self) -> Self:
        """Begin to write."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait until all is written, and tell the journal; after an error, which must end the transaction, drop it."""
        if error is not None:
            self._pourer.drop()
            if self._aside is not None:
                shutil.rmtree(self._aside, ignore_errors=True)
            return
        try:
            self.settle()
        finally:
            self._pourer.stop()

    def settle(self) -> None:
        """Wait until all is written, and tell the journal."""
        self._pourer.settle()
        for table, ids in self._runs.items():
            self._gate.poured(table, ids)
            self._gate.looked_up[table].append(ids)
            if self._gate.next_id(table) != ids.stop:
                problem = f"{table}: {ids} were to be written, and the next id is {self._gate.next_id(table)}"
                raise RuntimeError(problem)
            self._runs[table] = range(ids.stop, ids.stop)

    def indexes_last(self, table: str, rows: int) -> AbstractContextManager[None]:
        """Make the indexes of a table once the rows are in, if they are more than it has, or along with them."""
        if table == "review" and rows >= FEW and self._takes_over and self._indexes_aside:
            return nullcontext()
        return self._pourer.indexes_last(table, rows)

    def add_notes(
        self, notes: Iterable[NewNote], tags: Sequence[Sequence[str]], sources: Sequence[Provenance] | None = None
    ) -> range:
        """Store notes, and give their ids.

        Args:
            tags: of each note.
            sources: where each comes from; None when none of them says so.
        """
        columns: Sequence[str] = NOTE
        rows: Iterable[tuple[Value, ...]] = notes
        if sources is not None:
            columns = (*NOTE, *PROVENANCE)
            rows = ((*note, *_source_values(source)) for note, source in zip(notes, sources, strict=True))
        flat = list(chain.from_iterable(rows))
        self._look_up("note_type", set(flat[NOTE.index("note_type_id") :: len(columns)]))
        ids = self._pour("note", columns, flat)
        self._notes = range(self._notes.start, ids.stop)
        self._tag(ids, tags)
        return ids

    def add_new_cards(self, columns: Sequence[Sequence[Value]]) -> range:
        """Store cards nobody has seen, and give their ids.

        Args:
            columns: those of `NEW_CARD`.
        """
        return self._pour_columns(NEW_CARD, columns)

    def add_cards(self, columns: Sequence[Sequence[Value]]) -> range:
        """Store cards with their schedules, and give their ids.

        Args:
            columns: those of `NEW_CARD`, then those of a `CardSchedule`.
        """
        return self._pour_columns((*NEW_CARD, *CardSchedule._fields), columns)

    def _pour_columns(self, names: Sequence[str], columns: Sequence[Sequence[Value]]) -> range:
        """Store cards; a column that holds what the table gives by itself is left out."""
        self._look_up("note", {note for note in columns[0] if note not in self._notes})
        self._look_up("deck", set(columns[1]))
        every = zip(names, columns, strict=True)
        told = {name: column for name, column in every if not _is_usual(name, column)}
        flat: list[Value] = [None] * (len(told) * len(columns[0]))
        for place, column in enumerate(told.values()):
            flat[place :: len(told)] = column
        return self._pour("card", tuple(told), flat)

    def add_reviews(self, reviews: BulkReviews) -> Iterator[int]:
        """Write lines of the review log; give, now and then, how many are written."""
        total = len(reviews.order)
        if total >= FEW and self._pour_pages(reviews):
            yield total
            return
        for start in range(0, total, _REVIEWS):
            lines = reviews.order[start : start + _REVIEWS]
            part = np.empty((len(lines), len(REVIEW_COLUMNS)), np.int64)
            for index, column in enumerate(reviews.columns):
                part[:, index] = column[lines]
            flat: Sequence[Value] = part.ravel().tolist()
            self._pour("review", REVIEW_COLUMNS, flat)
            yield min(start + _REVIEWS, total)

    def _pour_pages(self, reviews: BulkReviews) -> bool:
        """Write lines of the review log as pages made aside; say whether that could be."""
        before = self._runs["review"]
        lines = Lines(_NAMES, reviews.columns, reviews.order)
        path = review_pages(self._review_design, before.stop, lines) if self._takes_over else None
        if path is None:
            return False
        self._takes_over = False
        self._aside = path.parent
        self._pourer.take_over(path)
        self._runs["review"] = range(before.start, before.stop + len(reviews.order))
        return True

    def add_tags(self, tags: Iterable[str]) -> None:
        """Make the tags that are missing; of several spellings, the first counts."""
        self._tag_ids(dict.fromkeys(tags))

    def next_id(self, table: str) -> int:
        """Give the id the next row of a table gets."""
        return self._runs[table].stop

    def _look_up(self, parent: str, ids: Set[Value]) -> None:
        """Refuse rows that refer to something that is not there: SQLite may not do so (`late_references`)."""
        if new := [one for one in ids - self._known[parent] if isinstance(one, int)]:
            self._pourer.settle()
            self._known[parent].update(
                row[0] for row in self._snapshot.rows_in(f"SELECT id FROM {parent} WHERE id IN", new)
            )
        for lost in ids - self._known[parent]:
            what = f"a new row ({lost})"
            raise refers_to_nothing(what, parent)

    def _ids_of(self, table: str) -> set[Value]:
        return {row[0] for row in self._snapshot.rows(f"SELECT id FROM {table}")}

    def _pour(self, table: str, columns: Sequence[str], flat: Sequence[Value]) -> range:
        before = self._runs[table]
        ids = range(before.stop, before.stop + self._pourer.pour(table, columns, flat))
        self._runs[table] = range(before.start, ids.stop)
        return ids

    def _tag(self, note_ids: range, tags: Sequence[Sequence[str]]) -> None:
        """Give notes their tags. Many notes have the same, so that ids are looked up for each set of tags."""
        sets = [one if isinstance(one, tuple) else tuple(one) for one in tags]
        known = self._ids_by_tags
        new = set(sets).difference(known)
        if new:
            by_name = self._tag_ids(dict.fromkeys(chain.from_iterable(dict.fromkeys(sets))))
            known |= {one: tuple(sorted({by_name[tag] for tag in one})) for one in new}
        several = [known[one] for one in sets]
        notes = np.repeat(np.arange(note_ids.start, note_ids.stop), list(map(len, several))).tolist()
        flat: list[Value] = [None] * (2 * len(notes))
        flat[::2], flat[1::2] = notes, chain.from_iterable(several)
        self._pour("note_tag", ("note_id", "tag_id"), flat)

    def _tag_ids(self, tags: Iterable[str]) -> dict[str, int]:
        """Give the ids of tags by every spelling met so far; those that are missing are made."""
        new = [tag for tag in tags if tag not in self._tag_by_spelling]
        if new:
            self._pourer.settle()
        if new and not self._tag_by_spelling:
            rows = self._snapshot.rows("SELECT id, name FROM tag")
            self._tag_by_fold = {folded(row[1]): int(row[0]) for row in rows}
        for tag in new:
            key = folded(tag)
            if key not in self._tag_by_fold:
                (self._tag_by_fold[key],) = self._gate.add("tag", [{"name": tag}])
            self._tag_by_spelling[tag] = self._tag_by_fold[key]
        return self._tag_by_spelling


def _is_usual(name: str, column: Sequence[Value]) -> bool:
    """Say whether a column of cards holds nothing but what the table itself gives to a new card."""
    usual = CardSchedule._field_defaults.get(name, 0)
    return name not in CARD_KEYS and column.count(usual) == len(column)


def _source_values(source: Provenance) -> tuple[Value, ...]:
    values = provenance_values(source)
    return tuple(values[name] for name in PROVENANCE)
