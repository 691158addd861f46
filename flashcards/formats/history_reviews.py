"""The review log of our JSON: one array of six whole numbers a line."""

from typing import TYPE_CHECKING, Any

from flashcards.formats.incoming import Incoming
from flashcards.formats.json_stream import JsonStream
from flashcards.formats.review_table import CHUNK, reviews_of_tables
from flashcards.formats.transfer import Reviews

if TYPE_CHECKING:
    import numpy.typing as npt

MAX_REVIEWS = 5_000_000
"""Lines of the longest log that is read: an hour of answers a day for ten years has a million."""

_COLUMNS = (
    ("card", 1, 2**53),
    ("reviewed_at", 0, 2**53),
    ("rating", 0, 4),
    ("kind", 0, 5),
    ("interval_days", 0, 2**31 - 1),
    ("duration_ms", 0, 2**31 - 1),
)
"""Name, least and most of each column."""


class ReviewReader:
    """Takes in the lines of a log; one that cannot be right is left out and listed."""

    def __init__(self, incoming: Incoming) -> None:
        self._incoming = incoming
        self._tables: list[npt.NDArray[Any]] = []
        self._count = 0
        self._wrong = 0

    def read(self, stream: JsonStream) -> None:
        """Take in the array."""
        line = stream.line
        singles: list[Any] = []
        for batch in stream.batches():
            if len(batch) == 1:
                singles += batch
            if len(singles) >= CHUNK or len(batch) > 1:
                self._add(singles)
                singles = []
            if len(batch) > 1:
                self._add(batch)
        self._add(singles)
        if self._wrong:
            self._incoming.problem(line, f"lines of the review log that cannot be right were left out: {self._wrong}")

    def reviews(self) -> Reviews:
        """Give the log, sorted, and let go of its parts."""
        tables, self._tables = self._tables, []
        return reviews_of_tables(tables)

    def _add(self, rows: list[Any]) -> None:
        import numpy as np

        if not rows:
            return
        table = _table(rows)
        bounds = np.asarray([(least, most) for _, least, most in _COLUMNS])
        is_right = ((table >= bounds[:, 0]) & (table <= bounds[:, 1])).all(axis=1)
        kept = table[is_right]
        self._count += len(kept)
        self._wrong += len(rows) - len(kept)
        if self._count > MAX_REVIEWS:
            self._incoming.refuse(f"it has more than {MAX_REVIEWS} reviews")
        self._tables.append(kept)


def _table(rows: list[Any]) -> "npt.NDArray[Any]":
    """Give lines as numbers, shape (lines, 6); those that are none are left out."""
    import numpy as np

    try:
        table = np.array(rows)
    except ValueError:  # they are not all of one length
        table = np.empty(0)
    if table.dtype.kind == "i" and table.ndim == 2 and table.shape[1] == len(_COLUMNS):
        return table
    whole = [row for row in rows if _is_line(row)]
    return np.array(whole, dtype=np.int64).reshape(-1, len(_COLUMNS))


def _is_line(row: object) -> bool:
    return (
        isinstance(row, list)
        and len(row) == len(_COLUMNS)
        and all(isinstance(value, int) and abs(value) <= 2**53 for value in row)
    )
