"""The one way rows are written: each write first leaves in the journal what was there."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from operator import itemgetter

from sqlalchemy import Connection, text

from flashcards.storage.id_runs import parts_of
from flashcards.storage.indexes import indexes_last
from flashcards.storage.pouring import insert_rows
from flashcards.storage.recording import Image, Recorder
from flashcards.storage.recounting import COUNTED, Recounter, moves
from flashcards.storage.rewriting import Rewriter
from flashcards.storage.row_changes import difference, row_difference, row_id, still_current
from flashcards.storage.rows import Value, Values
from flashcards.storage.statements import (
    addition,
    addition_in_order,
    alteration,
    each_value,
    id_list,
    kept_columns,
    other_values,
    removal,
    removal_of_run,
    rows_by_id,
    same_values,
)
from flashcards.storage.tables import BY_NAME, TableInfo
from flashcards.storage.tallying import MOST_CARDS, Tallier
from flashcards.storage.touched import Touched, WatchedRecorder

_LAST_ID = text("SELECT seq FROM sqlite_sequence WHERE name = :name")


class Gate:
    """Writes rows by id, through one recorder.

    Attributes:
        tables: the names of the tables written so far.
        looked_up: runs of new rows, by their table, of which the writer knows that what they refer to is there.
        tallier: what keeps the tallies of the review log in step.
        rewriter: what stands in for triggers while very many notes get other fields.
    """

    def __init__(self, connection: Connection, recorder: Recorder, touched: Touched) -> None:
        """Write through a connection whose transaction the caller has begun.

        Args:
            touched: is told which rows are written.
        """
        self.tables: set[str] = set()
        self.looked_up: defaultdict[str, list[range]] = defaultdict(list)
        self._connection = connection
        self._recorder = WatchedRecorder(recorder, touched)
        self.tallier = Tallier(self.raw())
        self.rewriter = Rewriter(self.raw())
        self._cards = Recounter(self.raw(), self.tallier)

    def add(self, table: str, rows: Sequence[Values]) -> range:
        """Insert rows and give them ids never used before, which are also put in `rows`."""
        first = self.next_id(table)
        ids = range(first, first + len(rows))
        for fresh_id, row in zip(ids, rows, strict=True):
            row["id"] = fresh_id
        with self.tallier.in_step(table, self.tallier.late(rows) if table == "review" else ()):
            self._insert(table, rows, ids if BY_NAME[table].adds_are_steps else ())
        return ids

    def poured(self, table: str, ids: range) -> None:
        """Note that a run of rows was inserted."""
        if ids:
            self._recorder.added(table, ids)
            self.tables.add(table)
            if table == "review":
                self.tallier.forget()

    def add_found(self, table: str, columns: str, query: str, values: Sequence[str | int]) -> range:
        """Insert what a query finds, without Python seeing it, under ids never used before; give these.

        Args:
            table: none that says where a card's answers count.
            columns: those the query gives, without the id.
        """
        first = self.next_id(table)
        added = self.raw().execute(f"INSERT INTO {table} ({columns}) {query}", values).rowcount
        ids = range(first, first + added)
        self.poured(table, ids)
        return ids

    def add_lines(self, columns: Sequence[str], lines: Sequence[tuple[Value, ...]]) -> None:
        """Insert lines of the log, all of one time, by the values of some columns: the card first, the time second."""
        if lines:
            first = self.next_id("review")
            with self.tallier.in_step("review", self.tallier.late_lines(lines)):
                self.raw().executemany(addition_in_order("review", tuple(columns)), lines)
            self._recorder.added("review", range(first, first + len(lines)))
            self.tables.add("review")

    def put(self, table: str, rows: Sequence[Values]) -> None:
        """Insert rows that bring their ids; all name the same columns."""
        with self.tallier.in_step(table, self._cards.of_rows(table, rows)):
            self._insert(table, rows, list(map(row_id, rows)))

    def change(self, table: str, rows: Iterable[Values]) -> None:
        """Set the columns that rows name, on rows that exist, and count up their revisions.

        A row's `revision`, if it names one, is the one its writer has read. What only concerns the view leaves no trace
        in the journal.

        Raises:
            StaleCardError: a row was written or deleted since its writer read it.
        """
        info = BY_NAME[table]
        for part in parts_of(rows):
            before = {row["id"]: row for row in self._read(table, map(row_id, part))}
            pairs = [(still_current(info, row, before), row) for row in part]
            new = [(old, difference(old, row)) for old, row in pairs]
            self._record(table, [old for old, columns in new if not columns.keys() <= info.view_columns])
            moved = [old for old, columns in new if moves(table, columns)]
            with self.tallier.in_step(table, self._cards.of_rows(table, moved)):
                self._alter(info, new)

    def set_alike(self, table: str, ids: Iterable[int], values: Values) -> list[int]:
        """Set the same values on many rows, and count up their revisions; whoever wrote them last.

        Returns:
            The ids of the rows that had other values; ids that are gone are passed over.
        """
        changed: list[int] = []
        ids, columns = list(ids), tuple(values)
        if moves(table, columns) and len(ids) > MOST_CARDS:
            self.tallier.forget()
        for part in parts_of(ids):
            found = self.raw().execute(other_values(table, columns), (*values.values(), id_list(part)))
            going = [int(row[0]) for row in found]
            with self._setting(table, going, columns):
                self.raw().execute(same_values(table, columns), (*values.values(), id_list(going)))
            changed += going
        return changed

    def remove(self, table: str, ids: Iterable[int]) -> dict[int, Values]:
        """Delete rows; ids that are gone are passed over.

        Returns:
            Of each row deleted, by its id, its revision and its view columns.
        """
        info = BY_NAME[table]
        columns = (*info.view_columns, "revision") if info.has_revision else ()
        kept: dict[int, Values] = {}
        for part in parts_of(ids):
            rows = self._read(table, part)
            self._record(table, rows)
            with self.tallier.in_step(table, self._cards.of_rows(table, rows)):
                self.raw().execute(removal(table), (id_list(part),))
            if columns:
                kept.update((row_id(row), {name: row[name] for name in columns}) for row in rows)
        return kept

    def discard(self, table: str, ids: Iterable[int]) -> None:
        """Delete rows of a table but the log, without Python seeing them; ids that are gone are passed over."""
        for part in parts_of(ids):
            self._recorder.staying(table, part)
            with self.tallier.in_step(table, self._cards.of_ids(table, part)):
                deleted = self.raw().execute(removal(table), (id_list(part),)).rowcount
            self.tables |= {table} if deleted else set()

    def set_each(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """Set some columns of many rows that exist, each to its own values, and count up their revisions.

        Args:
            columns: none of those that are unique.
            rows: the values of the columns, and at the end the id.
        """
        for part in parts_of(rows):
            with self._setting(table, [int(row[-1] or 0) for row in part], columns):
                self.raw().executemany(each_value(table, tuple(columns)), part)

    def remove_run(self, table: str, ids: range) -> None:
        """Delete the rows of a run of no more than `IMAGE_ROWS` ids; Python sees none of them."""
        if not self._recorder.leaving(table, ids):
            self.remove(table, ids)
            return
        with self.tallier.in_step(table, self._cards_of_run(table, ids)):
            deleted = self._connection.exec_driver_sql(removal_of_run(table), (ids[0], ids[-1])).rowcount
        self.tables |= {table} if deleted else set()

    def change_back(self, table: str, image: Image) -> None:
        """Give rows that are all there what the journal kept of them, and count up their revisions."""
        names, sql = rows_by_id(table)
        order = itemgetter(*(image.columns.index(name) for name in names))
        ids = image.ids
        before = {row[0]: row for row in self.raw().execute(sql, (id_list(ids),))}
        new = [row_difference(names, before[row[0]], row) for row in map(order, image.rows)]
        self._keep(table, ids)
        moved = [old for old, columns in new if moves(table, columns)]
        with self.tallier.in_step(table, self._cards.of_rows(table, moved)):
            self._alter(BY_NAME[table], new)

    def put_back(self, table: str, image: Image) -> None:
        """Insert rows as the journal kept them."""
        ids = image.ids
        self._recorder.added(table, range(ids[0], ids[-1] + 1) if ids[-1] - ids[0] + 1 == len(ids) else ids)
        with self.tallier.in_step(table, self._cards.of_image(table, image)):
            insert_rows(self.raw(), table, image.columns, list(chain.from_iterable(image.rows)))
        self.tables.add(table)

    @contextmanager
    def many(self, table: str, rows: int) -> Iterator[None]:
        """Write very many rows of a table inside: its indexes are made again at the end, and the tallies after that.

        An error inside must end the transaction.
        """
        if rows > MOST_CARDS and table in COUNTED:
            self.tallier.forget()
        with indexes_last(self.raw(), table, rows):
            yield

    def next_id(self, table: str) -> int:
        """Give the id the next row of a table gets."""
        return int(self._connection.execute(_LAST_ID, {"name": table}).scalar() or 0) + 1

    def raw(self) -> sqlite3.Connection:
        """Give the connection itself, for a `Pourer`."""
        connection = self._connection.connection.driver_connection
        assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - there is no other kind; for the types
        return connection

    def _insert(self, table: str, rows: Sequence[Values], told: Sequence[int]) -> None:
        """Insert rows.

        Args:
            told: the ids the journal is told of, so that undo takes the rows away again.
        """
        if rows:
            if told:
                self._recorder.added(table, told)
            sql, order = addition(table, tuple(rows[0]))
            self._connection.exec_driver_sql(sql, list(map(itemgetter(*order), rows)))
            self.tables.add(table)

    def _cards_of_run(self, table: str, ids: range) -> Collection[int]:
        # an answer undone: most often it is not counted yet
        if table == "review" and len(ids) == 1 and self.tallier.is_counting:
            return self._cards.of_rows(table, self._read(table, ids))
        return self._cards.of_run(table, ids)

    def _read(self, table: str, ids: Iterable[int]) -> list[Values]:
        columns, sql = rows_by_id(table)
        found = self.raw().execute(sql, (id_list(ids),))
        return [dict(zip(columns, row, strict=True)) for row in found]

    @contextmanager
    def _setting(self, table: str, ids: Sequence[int], columns: Sequence[str]) -> Iterator[None]:
        """Keep what some columns of rows hold, which are set inside."""
        self._keep(table, ids, kept_columns(table, columns))
        self.rewriter.before(table, ids, columns)
        with self.tallier.in_step(table, self._cards.of_ids(table, ids) if moves(table, columns) else ()):
            yield

    def _keep(self, table: str, ids: Sequence[int], columns: Sequence[str] | None = None) -> None:
        """Keep rows that are there, or some columns of them, as they are, without Python seeing them."""
        if ids:
            self._recorder.staying(table, ids, columns)
            self.tables.add(table)

    def _record(self, table: str, rows: Sequence[Values]) -> None:
        if rows:
            self._recorder.changed(table, rows)
            self.tables.add(table)

    def _alter(self, info: TableInfo, new: Iterable[tuple[Values, Values]]) -> None:
        alike: dict[tuple[str, ...], list[tuple[Value, ...]]] = {}
        for old, columns in new:
            if info.has_revision:
                columns["revision"] = int(old["revision"] or 0) + 1
            if columns:
                alike.setdefault(tuple(columns), []).append((*columns.values(), old["id"]))
        for names, rows in alike.items():
            self.rewriter.refuse(info.name, names)
            self.raw().executemany(alteration(info.name, names), rows)
            self.tables.add(info.name)
