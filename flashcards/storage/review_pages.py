"""Very many lines of the review log made into pages of a file aside, from which `aside.take_over` adds them.

Whatever goes through sqlite3 is a Python object before: a million lines are nine million of them. Here numpy makes the
pages of a table like the collection's own, and SQLite copies its rows as they are, without taking them apart: half of
the work. Because it does not look at them, the checks of the table are made here.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from flashcards.sqlite_pages import fill_table

_ROOT = "SELECT rootpage FROM sqlite_schema WHERE name = 'review'"
_RATING = 3
_MOST = {_RATING: 4, 4: 5, 5: 3}
"""What the columns hold at most that hold few values: rating, kind, state."""


def made_by(connection: sqlite3.Connection, table: str) -> str:
    """Give the statement that made a table."""
    (found,) = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", (table,)
    ).fetchone()
    return str(found)


def review_pages(table: str, first_id: int, columns: Sequence[npt.NDArray[np.integer[Any]]]) -> Path | None:
    """Make a file that holds lines of the review log; give None where there is no room for it.

    Args:
        table: the statement that made the collection's own.
        columns: in the order of `bulk.REVIEW_COLUMNS`, which is that of the table; rating 0 stands for none.
    """
    for place, most in _MOST.items():
        if len(columns[place]) and not 0 <= columns[place].min() <= columns[place].max() <= most:
            problem = f"column {place} of the review log has values below 0 or above {most}"
            raise ValueError(problem)
    folder: Path | None = None
    try:
        folder = Path(tempfile.mkdtemp(prefix="flashcards-"))
        path = folder / "review.db"
        _fill(path, table, first_id, columns)
    except BaseException as error:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError | sqlite3.Error):
            return None
        raise
    return path


def _fill(path: Path, table: str, first_id: int, columns: Sequence[npt.NDArray[np.integer[Any]]]) -> None:
    with closing(sqlite3.connect(path)) as made:
        made.execute(table)
        made.commit()
        (root,) = made.execute(_ROOT).fetchone()
    fill_table(path, root, np.arange(first_id, first_id + len(columns[0])), columns, none_at=_RATING)
