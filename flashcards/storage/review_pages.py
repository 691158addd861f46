"""Very many lines of the review log made into pages of a file aside, from which `aside.take_over` adds them.

Whatever goes through sqlite3 is a Python object before: a million lines are nine million of them. Here numpy makes the
pages of a table like the collection's own, and SQLite copies its rows as they are, without taking them apart: half of
the work. Because it does not look at them, the checks of the table are made here. Indexes come along the same way.
"""

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from flashcards.sqlite_index_pages import fill_index
from flashcards.sqlite_pages import fill_table
from flashcards.storage.connections import PAGE_BYTES

_MADE = "SELECT type, sql FROM sqlite_schema WHERE tbl_name = ? AND type IN ('table', 'index') AND sql IS NOT NULL"
_PLAIN_INDEX = re.compile(r"CREATE INDEX \w+ ON review \((\w+(?:, \w+)*)\)")
_Column: TypeAlias = npt.NDArray[np.integer[Any]]
_RATING = 3
_MOST = {_RATING: 4, 4: 5, 5: 3}
"""What the columns hold at most that hold few values: rating, kind, state."""


class Design(NamedTuple):
    """How a table is made.

    Attributes:
        table: the statement that makes it.
        indexes: those that make its indexes.
    """

    table: str
    indexes: tuple[str, ...]


def design_of(connection: sqlite3.Connection, table: str) -> Design:
    """Give how a table of the collection is made."""
    made = connection.execute(_MADE, (table,)).fetchall()
    (itself,) = (sql for kind, sql in made if kind == "table")
    return Design(itself, tuple(sql for kind, sql in made if kind == "index"))


def can_index(design: Design, columns: Sequence[str]) -> bool:
    """Say whether all indexes of the review log can be made aside: they are of plain columns that are never NULL."""
    found = [_indexed(sql) for sql in design.indexes]
    return all(names and set(names) <= set(columns) for names in found)


class Lines(NamedTuple):
    """Lines of the review log.

    Attributes:
        names: of the columns.
        columns: in the order of `bulk_rows.REVIEW_COLUMNS`, which is that of the table; rating 0 stands for none.
        order: which lines are written, and in which order.
    """

    names: Sequence[str]
    columns: Sequence[_Column]
    order: _Column


def review_pages(design: Design, first_id: int, lines: Lines) -> Path | None:
    """Make a file that holds lines of the review log; give None where there is no room for it.

    Args:
        design: of the collection's own, with the indexes that are to come along.
    """
    columns = lines.columns
    for place, most in _MOST.items():
        if len(columns[place]) and not 0 <= columns[place].min() <= columns[place].max() <= most:
            problem = f"column {place} of the review log has values below 0 or above {most}"
            raise ValueError(problem)
    folder: Path | None = None
    try:
        folder = Path(tempfile.mkdtemp(prefix="flashcards-"))
        path = folder / "review.db"
        _fill(path, design, first_id, lines)
    except BaseException as error:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError | sqlite3.Error):
            return None
        raise
    return path


def _fill(path: Path, design: Design, first_id: int, lines: Lines) -> None:
    with closing(sqlite3.connect(path)) as made:
        made.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        for sql in (design.table, *design.indexes):
            made.execute(sql)
        made.commit()
        roots = dict(made.execute("SELECT coalesce(sql, ''), rootpage FROM sqlite_schema").fetchall())
    ids = np.arange(first_id, first_id + len(lines.order))
    fill_table(path, roots[design.table], ids, lines.columns, none_at=_RATING, order=lines.order)
    for sql in design.indexes:
        places = [lines.names.index(name) for name in _indexed(sql)]
        keys = [*(lines.columns[place][lines.order] for place in places), ids]
        if not _is_sorted(keys) and len(ids) == len(lines.columns[0]):  # by card, most often, as the lines were before
            ids_before = np.empty_like(ids)
            ids_before[lines.order] = ids
            keys = [*(lines.columns[place] for place in places), ids_before]
        if not _is_sorted(keys):
            order = np.lexsort(keys[::-1])
            keys = [key[order] for key in keys]
        fill_index(path, roots[sql], keys)


def _indexed(sql: str) -> tuple[str, ...]:
    """Give the columns of an index; none for one that is not quite ordinary."""
    found = _PLAIN_INDEX.fullmatch(sql)
    return tuple(found[1].split(", ")) if found else ()


def _is_sorted(keys: Sequence[_Column]) -> bool:
    """Say whether entries are in order: by the first key, those alike by the next, and so on."""
    are_alike = np.ones(max(len(keys[0]) - 1, 0), np.bool_)
    for key in keys:
        if np.any(are_alike & (key[1:] < key[:-1])):
            return False
        are_alike &= key[1:] == key[:-1]
    return True
