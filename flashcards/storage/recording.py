"""What rows were before a step wrote them: recorded while it writes, read back to undo it.

A change either says that rows did not exist (`image` is null; a run of new ids is one change, so a hundred thousand new
notes cost one line) or holds rows as they were (`image` is JSON, many rows to a change). Images name their columns, so
they can be put back after a later format has added some. Where many rows got other values in a few columns, the image
holds only these, and is marked as a part.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from sqlalchemy import Connection, bindparam, delete, func, select

from flashcards.storage.id_runs import runs_of
from flashcards.storage.known_rows import KnownRows
from flashcards.storage.row_changes import row_id
from flashcards.storage.rows import Value, Values, table_named
from flashcards.storage.rows_about import UndoChangeRow
from flashcards.storage.statements import PART_MARK, id_list, keeping, keeping_columns, keeping_some

IMAGE_ROWS = 500
"""The most rows of one image."""

_CHANGE = table_named(UndoChangeRow.__tablename__)

_ADD = "INSERT INTO undo_change (step_id, sequence, table_name, row_id, last_row_id, image) VALUES (?, ?, ?, ?, ?, ?)"
_OF_STEP = (
    select(
        _CHANGE.c.id,
        _CHANGE.c.table_name,
        _CHANGE.c.row_id,
        _CHANGE.c.last_row_id,
        _CHANGE.c.image.is_not(None),
        func.substr(_CHANGE.c.image, 1, len(PART_MARK)) == PART_MARK,
    )
    .where(_CHANGE.c.step_id == bindparam("step"))
    .order_by(_CHANGE.c.sequence)
)
_IMAGE = select(_CHANGE.c.image).where(_CHANGE.c.id == bindparam("change"))
_DROP = delete(_CHANGE).where(_CHANGE.c.id == bindparam("change"))


class Recorder(Protocol):
    """What the write gate tells of the rows it is about to write."""

    def added(self, table: str, ids: Sequence[int]) -> None:
        """Rows with these ids did not exist."""

    def changed(self, table: str, rows: Sequence[Values]) -> None:
        """These rows were as given."""

    def leaving(self, table: str, ids: range) -> bool:
        """Rows with these ids, no more than `IMAGE_ROWS`, are about to go; say whether they are kept.

        When they are not, they have to be told as `changed`.
        """

    def staying(self, table: str, ids: Sequence[int], columns: Sequence[str] | None = None) -> None:
        """Rows that exist are about to be deleted, or to get other values: in some columns, or None for in any."""


class StepRecorder:
    """Records one step. Only the first image of a row counts, or of each of its columns: see `undo`."""

    def __init__(self, connection: Connection, step_id: int) -> None:
        """Record for a step that exists."""
        self._connection = connection
        self.step_id = step_id
        self._sequence = 0
        self._known: defaultdict[str, KnownRows] = defaultdict(KnownRows)

    def added(self, table: str, ids: Sequence[int]) -> None:
        """Note that rows did not exist."""
        known = self._known[table]
        if isinstance(ids, range) and known.whole.add_run(ids):
            self._write([self._line(table, ids, None)])
            return
        fresh = sorted(known.get_to_know(set(ids)))
        self._write([self._line(table, run, None) for run in runs_of(fresh)])

    def changed(self, table: str, rows: Sequence[Values]) -> None:
        """Keep rows as they are before they are written."""
        fresh = set(self._known[table].get_to_know(map(row_id, rows)))
        kept = [row for row in rows if row_id(row) in fresh]
        parts = [kept[start : start + IMAGE_ROWS] for start in range(0, len(kept), IMAGE_ROWS)]
        self._write([self._line(table, list(map(row_id, part)), _image(part)) for part in parts])

    def leaving(self, table: str, ids: range) -> bool:
        """Keep rows that are about to go, without Python seeing them: SQLite writes the image itself."""
        if not self._known[table].whole.add_run(ids):
            return False
        self._keep(keeping(table), (table, ids[0], ids[-1]))
        return True

    def staying(self, table: str, ids: Sequence[int], columns: Sequence[str] | None = None) -> None:
        """Keep rows, or some columns of them, as they are before they are written, without Python seeing them."""
        known = self._known[table]
        if columns is None:
            fresh, sql = known.get_to_know(ids), keeping_some(table)
        else:
            fresh, sql = known.get_to_know_some(ids, columns), keeping_columns(table, tuple(columns))
        for start in range(0, len(fresh), IMAGE_ROWS):
            self._keep(sql, (table, id_list(fresh[start : start + IMAGE_ROWS])))

    def _keep(self, sql: str, values: tuple[str | int, ...]) -> None:
        self._sequence += 1
        self._connection.exec_driver_sql(sql, (self.step_id, self._sequence, *values))

    def _line(self, table: str, ids: Sequence[int], image: str | None) -> tuple[Value, ...]:
        self._sequence += 1
        first, last = (ids[0], ids[-1]) if isinstance(ids, range) else (min(ids), max(ids))
        return self.step_id, self._sequence, table, first, last, image

    def _write(self, lines: list[tuple[Value, ...]]) -> None:
        if lines:
            self._connection.exec_driver_sql(_ADD, lines)


class Change(NamedTuple):
    """What some rows of one table were before a step.

    Attributes:
        first, last: the ids it is about lie between these; when it has no image, these are all of them.
        has_image: whether the rows existed; see `read_image`.
        is_part: whether the image holds only some of their columns.
    """

    id: int
    first: int
    last: int
    has_image: bool
    is_part: bool = False

    @property
    def span(self) -> range:
        """All ids between the first and the last."""
        return range(self.first, self.last + 1)

    @property
    def most_rows(self) -> int:
        """The most rows it can be about: those of an image may lie far apart."""
        return min(len(self.span), IMAGE_ROWS) if self.has_image else len(self.span)


class Image(NamedTuple):
    """Rows as they were: the names of their columns, and their values; `id` is the first column."""

    columns: tuple[str, ...]
    rows: list[list[Value]]

    @property
    def ids(self) -> list[int]:
        """The ids of the rows."""
        place = self.columns.index("id")
        return [int(row[place] or 0) for row in self.rows]


def changes_of(connection: Connection, step_id: int) -> dict[str, list[Change]]:
    """Give a step's changes by table, in the order they were recorded."""
    found: dict[str, list[Change]] = {}
    for change_id, table, first, last, has_image, is_part in connection.execute(_OF_STEP, {"step": step_id}):
        found.setdefault(table, []).append(Change(change_id, first, last, bool(has_image), bool(is_part)))
    return found


def read_image(connection: Connection, change: Change) -> Image:
    """Read the rows of a change that has some."""
    stored = json.loads(connection.execute(_IMAGE, {"change": change.id}).scalar_one())
    return Image(tuple(stored["columns"]), stored["rows"])


def drop_changes(connection: Connection, changes: Iterable[Change]) -> None:
    """Delete changes that have been put back."""
    connection.execute(_DROP, [{"change": change.id} for change in changes])


def _image(rows: Sequence[Values]) -> str:
    return json.dumps({"columns": list(rows[0]), "rows": [list(row.values()) for row in rows]}, ensure_ascii=False)
