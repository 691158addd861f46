"""The review log of a collection file."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from flashcards.formats.foreign_database import ForeignDatabase
from flashcards.formats.incoming import Incoming
from flashcards.formats.transfer import ReviewChunk, Reviews

if TYPE_CHECKING:
    import numpy.typing as npt

_CHUNK = 50_000
_REVIEW_BYTES = 56
_ROWS = (
    "SELECT card_id, reviewed_at, coalesce(rating, 0), kind, interval_days, duration_ms FROM review "
    "WHERE typeof(card_id) = 'integer' AND typeof(reviewed_at) = 'integer' AND card_id > 0 AND reviewed_at >= 0 "
    "AND coalesce(rating, 0) BETWEEN 0 AND 4 AND kind BETWEEN 0 AND 5 "
    "AND interval_days BETWEEN 0 AND 2147483647 AND duration_ms BETWEEN 0 AND 2147483647 ORDER BY id"
)


def reviews_of(database: ForeignDatabase, incoming: Incoming) -> Reviews:
    """Give the log, sorted by card and time; lines that cannot be right are counted as a problem.

    Raises:
        ImportRefusedError: the file is damaged, or holds too much.
    """
    import numpy as np

    tables = []
    for batch in database.batches(_ROWS, _CHUNK):
        incoming.count(_REVIEW_BYTES * len(batch))
        tables.append(np.array(batch, dtype=np.int64))
    table = np.concatenate(tables) if tables else np.empty((0, 6), dtype=np.int64)
    left_out = database.count("review") - len(table)
    if left_out > 0:
        incoming.problem(0, f"{left_out} lines of the review log cannot be right and were left out")
    order = np.lexsort((table[:, 1], table[:, 0]))
    return Reviews(len(table), partial(_chunks, table, order))


def _chunks(table: "npt.NDArray[Any]", order: "npt.NDArray[Any]") -> Iterator[ReviewChunk]:
    import numpy as np

    kinds = (np.int64, np.int64, np.int8, np.int8, np.int32, np.int32)
    for start in range(0, len(order), _CHUNK):
        part = table[order[start : start + _CHUNK]]
        yield ReviewChunk(*(part[:, place].astype(kind) for place, kind in enumerate(kinds)))
