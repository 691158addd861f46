"""A review log as one table of whole numbers, as our own formats hold it: sorted, and in chunks."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from flashcards.formats.transfer import ReviewChunk, Reviews

if TYPE_CHECKING:
    import numpy.typing as npt

CHUNK = 50_000
"""Lines in one chunk."""


def reviews_of_tables(tables: "Sequence[npt.NDArray[Any]]") -> Reviews:
    """Give a log, sorted by card and time.

    Args:
        tables: its parts, shape (lines, 6) each, columns as in `ReviewChunk`.
    """
    import numpy as np

    if not tables:
        return Reviews()
    table = np.concatenate(tables)
    order = np.lexsort((table[:, 1], table[:, 0]))
    return Reviews(len(order), partial(_chunks, table, order))


def _chunks(table: "npt.NDArray[Any]", order: "npt.NDArray[Any]") -> Iterator[ReviewChunk]:
    import numpy as np

    kinds = (np.int64, np.int64, np.int8, np.int8, np.int32, np.int32)
    for start in range(0, len(order), CHUNK):
        part = table[order[start : start + CHUNK]]
        yield ReviewChunk(*(part[:, place].astype(kind) for place, kind in enumerate(kinds)))
