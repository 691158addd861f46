"""The one way rows are written: each write first leaves in the journal what was there."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from operator import itemgetter
from typing import TypeVar

from sqlalchemy import Connection, RowMapping, text

from flashcards.domain.errors import StaleCardError
from flashcards.storage.indexes import indexes_last
from flashcards.storage.pouring import insert_rows
from flashcards.storage.recording import Image, Recorder
from flashcards.storage.rows import Values
from flashcards.storage.statements import (
    addition,
    alteration,
    id_list,
    removal,
    removal_of_run,
    rows_by_id,
    same_values,
)
from flashcards.storage.tables import BY_NAME, TableInfo
from flashcards.storage.tallying import MOST_CARDS, Tallier
from flashcards.storage.touched import Touched, WatchedRecorder

T = TypeVar("T")

_PART = 1000

_LAST_ID = text("SELECT seq FROM sqlite_sequence WHERE name = :name")

_FORGET_GONE = text("DELETE FROM import_change WHERE import_id NOT IN (SELECT id FROM import_run)")
_KEEP = text(
    "INSERT INTO import_change (import_id, table_name, row_id, last_row_id, image)"
    " SELECT :import, table_name, row_id, last_row_id, image FROM undo_change"
    " WHERE step_id = :step AND table_name <> 'import_run' ORDER BY sequence"
)


_NAMES_CARD = {"card": "id", "review": "card_id"}
_PLACES = {"card": "deck_id", "note": "domain"}
"""The column that says where a card's answers count."""

_OF_RUN = {
    "card": "SELECT id FROM card WHERE id BETWEEN ? AND ?",
    "review": "SELECT DISTINCT card_id FROM review WHERE id BETWEEN ? AND ?",
    "note": "SELECT id FROM card WHERE note_id BETWEEN ? AND ?",
}
"""The cards whose answers count elsewhere when rows of a table come or go."""

_CARDS_OF_NOTES = text("SELECT id FROM card WHERE note_id IN (SELECT value FROM json_each(:ids))")


class Gate:
    """Writes rows by id, through one recorder.

    Attributes:
        tables: the names of the tables written so far.
        tallier: what keeps the tallies of the review log in step.
    """

    def __init__(self, connection: Connection, recorder: Recorder, touched: Touched) -> None:
        """Write through a connection whose transaction the caller has begun.

        Args:
            touched: is told which rows are written.
        """
        self.tables: set[str] = set()
        self._connection = connection
        self._recorder = WatchedRecorder(recorder, touched)
        self.tallier = Tallier(self.raw())

    def add(self, table: str, rows: Sequence[Values]) -> range:
        """Insert rows and give them ids never used before, which are also put in `rows`."""
        first = self.next_id(table)
        for row_id, row in enumerate(rows, start=first):
            row["id"] = row_id
        with self.tallier.recounting(self.tallier.late(rows) if table == "review" else ()):
            self._insert(table, rows, is_step=BY_NAME[table].adds_are_steps)
        return range(first, first + len(rows))

    def poured(self, table: str, ids: range) -> None:
        """Note that a `Pourer` has inserted a run of rows."""
        if ids:
            self._recorder.added(table, ids)
            self.tables.add(table)
            if table == "review":
                self.tallier.forget()

    def put(self, table: str, rows: Sequence[Values]) -> None:
        """Insert rows that bring their ids; all name the same columns."""
        with self.tallier.recounting(self._cards_of(table, rows)):
            self._insert(table, rows)

    def change(self, table: str, rows: Iterable[Values]) -> None:
        """Set the columns that rows name, on rows that exist, and count up their revisions.

        A row's `revision`, if it names one, is the one its writer has read. What only concerns the view leaves no trace
        in the journal.

        Raises:
            StaleCardError: a row was written or deleted since its writer read it.
        """
        info = BY_NAME[table]
        for part in _parts(rows):
            before = {row["id"]: row for row in self._read(table, map(row_id, part))}
            pairs = [(_still_current(info, row, before), row) for row in part]
            new = [(old, _difference(old, row)) for old, row in pairs]
            self._record(table, [old for old, columns in new if not columns.keys() <= info.view_columns])
            moved = [old for old, columns in new if _PLACES.get(table) in columns]
            with self.tallier.recounting(self._cards_of(table, moved)):
                self._alter(info, new)

    def set_alike(self, table: str, ids: Iterable[int], values: Values) -> list[int]:
        """Set the same values on many rows, and count up their revisions; whoever wrote them last.

        Returns:
            The ids of the rows that had other values; ids that are gone are passed over.
        """
        changed: list[int] = []
        for part in _parts(ids):
            rows = [row for row in self._read(table, part) if any(row[name] != new for name, new in values.items())]
            self._record(table, rows)
            part_ids = [row["id"] for row in rows]
            sql = same_values(table, tuple(values))
            moved = rows if _PLACES.get(table) in values else []
            with self.tallier.recounting(self._cards_of(table, moved)):
                self._connection.exec_driver_sql(sql, (*values.values(), id_list(part_ids)["ids"]))
            changed += part_ids
        return changed

    def remove(self, table: str, ids: Iterable[int]) -> dict[int, Values]:
        """Delete rows; ids that are gone are passed over.

        Returns:
            Of each row deleted, by its id, its revision and its view columns.
        """
        info = BY_NAME[table]
        columns = (*info.view_columns, "revision") if info.has_revision else ()
        kept: dict[int, Values] = {}
        for part in _parts(ids):
            rows = self._read(table, part)
            self._record(table, rows)
            with self.tallier.recounting(self._cards_of(table, rows)):
                self._connection.execute(removal(table), id_list(part))
            if columns:
                kept.update((row["id"], {name: row[name] for name in columns}) for row in rows)
        return kept

    def remove_run(self, table: str, ids: range) -> None:
        """Delete the rows of a run of no more than `IMAGE_ROWS` ids; Python sees none of them."""
        if not self._recorder.leaving(table, ids):
            self.remove(table, ids)
            return
        with self.tallier.recounting(self._cards_of_run(table, ids)):
            deleted = self._connection.exec_driver_sql(removal_of_run(table), (ids[0], ids[-1])).rowcount
        if deleted:
            self.tables.add(table)

    def put_back(self, table: str, image: Image) -> None:
        """Insert rows as the journal kept them."""
        ids = image.ids
        self._recorder.added(table, range(ids[0], ids[-1] + 1) if ids[-1] - ids[0] + 1 == len(ids) else ids)
        with self.tallier.recounting(self._cards_of_image(table, image)):
            insert_rows(self.raw(), table, image.columns, list(chain.from_iterable(image.rows)))
        self.tables.add(table)

    @contextmanager
    def many(self, table: str, rows: int) -> Iterator[None]:
        """Write very many rows of a table inside: its indexes are made again at the end, and the tallies after that.

        An error inside must end the transaction.
        """
        if rows > MOST_CARDS and table in _OF_RUN:
            self.tallier.forget()
        with indexes_last(self.raw(), table, rows):
            yield

    def any_between(self, table: str, ids: range) -> bool:
        """Say whether there are rows with ids of a run."""
        found = f"SELECT 1 FROM {table} WHERE id BETWEEN ? AND ? LIMIT 1"
        return self._connection.exec_driver_sql(found, (ids[0], ids[-1])).first() is not None

    def keep_for_revert(self, step_id: int, import_id: int) -> None:
        """Keep what a step has written so far for as long as its import is in the history."""
        self._connection.execute(_FORGET_GONE)
        self._connection.execute(_KEEP, {"step": step_id, "import": import_id})

    def next_id(self, table: str) -> int:
        """Give the id the next row of a table gets."""
        return int(self._connection.execute(_LAST_ID, {"name": table}).scalar() or 0) + 1

    def raw(self) -> sqlite3.Connection:
        """Give the connection itself, for a `Pourer`."""
        connection = self._connection.connection.driver_connection
        assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - there is no other kind; for the types
        return connection

    def _insert(self, table: str, rows: Sequence[Values], *, is_step: bool = True) -> None:
        """Insert rows; with `is_step` the journal is told, so that undo takes them away again."""
        if rows:
            if is_step:
                self._recorder.added(table, [row_id(row) for row in rows])
            sql, order = addition(table, tuple(rows[0]))
            self._connection.exec_driver_sql(sql, list(map(itemgetter(*order), rows)))
            self.tables.add(table)

    def _cards_of(self, table: str, rows: Sequence[Values] | Sequence[RowMapping]) -> list[int]:
        """Give the cards whose lines of the log count elsewhere when rows of a table change."""
        if table == "note" and rows:
            notes = id_list(int(row["id"] or 0) for row in rows)
            return [int(card_id) for card_id in self._connection.execute(_CARDS_OF_NOTES, notes).scalars()]
        column = _NAMES_CARD.get(table)
        return [] if column is None else [int(row[column] or 0) for row in rows]

    def _cards_of_run(self, table: str, ids: range) -> Collection[int]:
        """Give the cards whose lines of the log count elsewhere when the rows of a run go."""
        if table not in _OF_RUN or not self.tallier.is_counting:
            return ()
        found = self._connection.exec_driver_sql(_OF_RUN[table], (ids[0], ids[-1])).scalars()
        return [int(card_id) for card_id in found]

    def _cards_of_image(self, table: str, image: Image) -> Collection[int]:
        """Give the cards whose lines of the log count elsewhere when rows come back."""
        if table not in _OF_RUN or not self.tallier.is_counting:
            return ()
        return self._cards_of(table, [dict(zip(image.columns, row, strict=True)) for row in image.rows])

    def _read(self, table: str, ids: Iterable[int]) -> Sequence[RowMapping]:
        return self._connection.execute(rows_by_id(table), id_list(ids)).mappings().all()

    def _record(self, table: str, rows: Sequence[RowMapping]) -> None:
        if rows:
            self._recorder.changed(table, rows)
            self.tables.add(table)

    def _alter(self, info: TableInfo, new: Iterable[tuple[RowMapping, Values]]) -> None:
        alike: dict[tuple[str, ...], list[Values]] = {}
        for old, columns in new:
            if info.has_revision:
                columns["revision"] = old["revision"] + 1
            if columns:
                alike.setdefault(tuple(columns), []).append(columns | {"row_id": old["id"]})
        for rows in alike.values():
            self._connection.execute(alteration(info.name), rows)
            self.tables.add(info.name)


def row_id(row: Values) -> int:
    """Give the id of a row that has one."""
    return int(row["id"] or 0)


def _still_current(info: TableInfo, row: Values, before: dict[int, RowMapping]) -> RowMapping:
    old = before.get(row_id(row))
    if old is None or (info.has_revision and row.get("revision", old["revision"]) != old["revision"]):
        what = "deleted" if old is None else "changed"
        message = (
            f"This {info.kind.value} was {what} elsewhere since you opened it. "
            "Nothing was overwritten: open it again and repeat what you did."
        )
        raise StaleCardError(message)
    return old


def _difference(old: RowMapping, row: Values) -> Values:
    return {name: value for name, value in row.items() if name != "revision" and old[name] != value}


def _parts(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while part := list(islice(rest, _PART)):
        yield part
