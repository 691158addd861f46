"""What rows were before a step wrote them: recorded while it writes, read back to undo it.

A change either says that rows did not exist (`image` is null; a run of new ids is one change, so a hundred thousand new
notes cost one line) or holds whole rows as they were (`image` is JSON, many rows to a change). Images name their
columns, so they can be put back after a later format has added some.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from sqlalchemy import Connection, bindparam, delete, insert, select

from flashcards.storage.rows import Value, Values, table_named
from flashcards.storage.rows_about import UndoChangeRow
from flashcards.storage.statements import id_list, keeping, keeping_some

IMAGE_ROWS = 500
"""The most rows of one image."""

_CHANGE = table_named(UndoChangeRow.__tablename__)

_ADD = insert(_CHANGE)
_OF_STEP = (
    select(_CHANGE.c.id, _CHANGE.c.table_name, _CHANGE.c.row_id, _CHANGE.c.last_row_id, _CHANGE.c.image.is_not(None))
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

    def staying(self, table: str, ids: Sequence[int]) -> bool:
        """Rows that exist, no more than `IMAGE_ROWS`, are about to be changed; say whether they are kept.

        When they are not, they have to be told as `changed`.
        """


class StepRecorder:
    """Records one step. Only the first image of a row counts, so the order of changes does not matter."""

    def __init__(self, connection: Connection, step_id: int) -> None:
        """Record for a step that exists."""
        self._connection = connection
        self.step_id = step_id
        self._sequence = 0
        self._known: dict[str, _KnownIds] = {}

    def added(self, table: str, ids: Sequence[int]) -> None:
        """Note that rows did not exist."""
        known = self._known.setdefault(table, _KnownIds())
        if isinstance(ids, range) and known.add_run(ids):
            self._write([self._line(table, ids, None)])
            return
        fresh = sorted(one for one in set(ids) if one not in known)
        known.add(fresh)
        self._write([self._line(table, run, None) for run in _runs(fresh)])

    def changed(self, table: str, rows: Sequence[Values]) -> None:
        """Keep rows as they are before they are written."""
        known = self._known.setdefault(table, _KnownIds())
        fresh = [row for row in rows if int(row["id"] or 0) not in known]
        known.add([int(row["id"] or 0) for row in fresh])
        parts = [fresh[start : start + IMAGE_ROWS] for start in range(0, len(fresh), IMAGE_ROWS)]
        self._write([self._line(table, [int(row["id"] or 0) for row in part], _image(part)) for part in parts])

    def leaving(self, table: str, ids: range) -> bool:
        """Keep rows that are about to go, without Python seeing them: SQLite writes the image itself."""
        known = self._known.setdefault(table, _KnownIds())
        if not known.add_run(ids):
            return False
        self._sequence += 1
        values = (self.step_id, self._sequence, table, ids[0], ids[-1])
        self._connection.exec_driver_sql(keeping(table), values)
        return True

    def staying(self, table: str, ids: Sequence[int]) -> bool:
        """Keep rows that are about to be changed, without Python seeing them."""
        known = self._known.setdefault(table, _KnownIds())
        if any(one in known for one in ids):
            return False
        known.add(ids)
        self._sequence += 1
        values = (self.step_id, self._sequence, table, id_list(ids))
        self._connection.exec_driver_sql(keeping_some(table), values)
        return True

    def _line(self, table: str, ids: Sequence[int], image: str | None) -> Values:
        self._sequence += 1
        return {
            "step_id": self.step_id,
            "sequence": self._sequence,
            "table_name": table,
            "row_id": ids[0] if isinstance(ids, range) else min(ids),
            "last_row_id": ids[-1] if isinstance(ids, range) else max(ids),
            "image": image,
        }

    def _write(self, lines: list[Values]) -> None:
        if lines:
            self._connection.execute(_ADD, lines)


class _KnownIds:
    """Ids, of which a million in a run take no more room than two."""

    def __init__(self) -> None:
        self._single: set[int] = set()
        self._runs: list[range] = []
        self._highest = 0

    def __contains__(self, one: int) -> bool:
        if one in self._single:
            return True
        place = bisect_right(self._runs, one, key=lambda run: run.start)
        return place > 0 and one in self._runs[place - 1]

    def add(self, ids: Iterable[int]) -> None:
        """Add ids, in any order."""
        for one in ids:
            self._single.add(one)
            self._highest = max(self._highest, one)

    def add_run(self, run: range) -> bool:
        """Add ids that are all above those before; say whether they are."""
        if not run or run.step != 1 or run.start <= self._highest:
            return False
        self._runs.append(run)
        self._highest = run[-1]
        return True


class Change(NamedTuple):
    """What some rows of one table were before a step.

    Attributes:
        first, last: the ids it is about lie between these; when it has no image, these are all of them.
        has_image: whether the rows existed; see `read_image`.
    """

    id: int
    first: int
    last: int
    has_image: bool

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
    for change_id, table, first, last, has_image in connection.execute(_OF_STEP, {"step": step_id}):
        found.setdefault(table, []).append(Change(change_id, first, last, bool(has_image)))
    return found


def read_image(connection: Connection, change: Change) -> Image:
    """Read the rows of a change that has some."""
    stored = json.loads(connection.execute(_IMAGE, {"change": change.id}).scalar_one())
    return Image(tuple(stored["columns"]), stored["rows"])


def drop_changes(connection: Connection, changes: Iterable[Change]) -> None:
    """Delete changes that have been put back."""
    connection.execute(_DROP, [{"change": change.id} for change in changes])


def _runs(ids: Sequence[int]) -> Iterator[list[int]]:
    for _, run in groupby(enumerate(ids), key=lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]


def _image(rows: Sequence[Values]) -> str:
    return json.dumps({"columns": list(rows[0]), "rows": [list(row.values()) for row in rows]}, ensure_ascii=False)
