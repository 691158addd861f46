"""The review log of an Anki collection.

It is read into arrays of a few bytes a line: a million lines take 26 MB, and are sorted in a tenth of the time that
SQLite would need. Anki keeps an interval of less than a day as negative seconds.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from flashcards.array_order import by_runs, order_of
from flashcards.formats.allowance import Allowance
from flashcards.formats.findings import Findings
from flashcards.formats.foreign_database import ForeignDatabase
from flashcards.formats.table_pages import UnusualTableError
from flashcards.formats.transfer import ReviewChunk, Reviews

CHUNK = 50_000
"""Reviews in one `ReviewChunk`."""

REVIEW_BYTES = 56
"""Memory a review takes while the log is sorted."""

_BATCH = 20_000
_DAY_S = 86_400
_INT32 = 2**31
_SOUND = (
    "typeof(id) = 'integer' AND typeof(cid) = 'integer' AND typeof(ease) = 'integer' AND typeof(type) = 'integer' "
    "AND typeof(ivl) = 'integer' AND typeof(time) = 'integer' AND id > 0 "
    "AND ease BETWEEN 0 AND 4 AND type BETWEEN 0 AND 5 "
    f"AND max(ivl, time) < {_INT32} AND min(ivl, time) > -{_INT32}"
)
_COLUMNS = ("cid", "id", "ease", "type", "ivl", "time")
_TYPES = (np.int64, np.int64, np.int8, np.int8, np.int32, np.int32)

Columns: TypeAlias = tuple[npt.NDArray[Any], ...]


def has_log(database: ForeignDatabase) -> bool:
    """Say whether a collection has a review log that can be read."""
    return set(_COLUMNS) <= set(database.tables.get("revlog", ()))


def read_reviews(
    database: ForeignDatabase,
    card_ids: npt.NDArray[np.int64],
    allowance: Allowance,
    findings: Findings,
    progress: Callable[[int], None],
) -> Reviews:
    """Give the review log; lines that are broken or belong to none of the cards are counted as problems.

    Args:
        card_ids: those of the cards that come along, shape (cards,).
        progress: told how many lines there are so far.

    Raises:
        ImportRefusedError: the file is damaged, or holds too much.
    """
    columns = _columns(database, allowance, progress)
    read = len(columns[0])
    broken = database.count("revlog") - read
    if broken:
        message = f"lines of the review log that cannot be read were left out: {broken}"
        findings.add(0, message, "lines of the review log that cannot be read")
    order = order_of(columns[0], columns[1])
    columns = tuple(column[order] for column in columns)
    kept = by_runs(columns[0], lambda cards: np.isin(cards, card_ids))
    orphans = read - int(np.count_nonzero(kept))
    if orphans:
        message = f"lines of the review log that belong to no card in the file were left out: {orphans}"
        findings.add(0, message, "lines of the review log without a card")
        columns = tuple(column[kept] for column in columns)
    return Reviews(len(columns[0]), partial(_chunks, columns))


def _columns(database: ForeignDatabase, allowance: Allowance, progress: Callable[[int], None]) -> Columns:
    """Read the sound lines, in the order of the file."""
    try:
        parts = list(_counted(_from_pages(database), allowance, progress))
    except UnusualTableError:
        parts = list(_counted(_from_rows(database), allowance, progress))
    empty = tuple(np.empty(0, kind) for kind in _TYPES)
    card, at, rating, kind, interval, duration = (np.concatenate(column) for column in zip(empty, *parts, strict=True))
    days = np.where(interval < 0, -interval.astype(np.int64) // _DAY_S, interval).astype(np.int32)
    return card, at, rating, kind, days, np.maximum(duration, 0)


def _counted(parts: Iterable[Columns], allowance: Allowance, progress: Callable[[int], None]) -> Iterator[Columns]:
    """Pass parts on; what they take is given back when reading them fails."""
    count = 0
    try:
        for part in parts:
            allowance.take(REVIEW_BYTES * len(part[0]))
            count += len(part[0])
            progress(count)
            yield part
    except UnusualTableError:
        allowance.take(-REVIEW_BYTES * count)
        raise


def _from_pages(database: ForeignDatabase) -> Iterator[Columns]:
    for part in database.arrays("revlog", ("id", "cid", "ease", "type", "ivl", "time")):
        at, card, rating, kind, interval, duration = part.columns
        is_sound = (at > 0) & (rating >= 0) & (rating <= 4) & (kind >= 0) & (kind <= 5)
        is_sound &= (np.maximum(interval, duration) < _INT32) & (np.minimum(interval, duration) > -_INT32)
        columns = (card, at, rating, kind, interval, duration)
        yield tuple(column[is_sound].astype(kind) for column, kind in zip(columns, _TYPES, strict=True))


def _from_rows(database: ForeignDatabase) -> Iterator[Columns]:
    width = len(_COLUMNS)
    for rows in database.batches(f"SELECT {', '.join(_COLUMNS)} FROM revlog WHERE {_SOUND}", _BATCH):  # noqa: S608 - constants
        values = np.fromiter(chain.from_iterable(rows), np.int64, len(rows) * width).reshape(-1, width)
        yield tuple(values[:, place].astype(kind) for place, kind in enumerate(_TYPES))


def _chunks(columns: Columns) -> Iterator[ReviewChunk]:
    for start in range(0, len(columns[0]), CHUNK):
        yield ReviewChunk(*(column[start : start + CHUNK] for column in columns))
