"""The review log of an Anki collection.

It is read into arrays of a few bytes a line: a million lines take 26 MB, and are sorted in a tenth of the time that
SQLite would need. Anki keeps an interval of less than a day as negative seconds. What else an ease of 0 says of a line
is told by `_mark`; the ease itself is not kept.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from flashcards.array_order import by_runs, order_of
from flashcards.domain.review import ReviewKind
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
_EASE = "factor"
_TYPES = (np.int64, np.int64, np.int8, np.int8, np.int32, np.int32)

Columns: TypeAlias = tuple[npt.NDArray[Any], ...]
_Numbers: TypeAlias = npt.NDArray[np.int64]


def has_log(database: ForeignDatabase) -> bool:
    """Say whether a collection has a review log that can be read."""
    return {*_COLUMNS, _EASE} <= set(database.tables.get("revlog", ()))


class ReviewReader:
    """Reads the review log of one collection: first the lines, then, sorted meanwhile, those of the cards there are."""

    def __init__(self, database: ForeignDatabase, allowance: Allowance, progress: Callable[[float], None]) -> None:
        """Read the lines, and begin to sort them by card and time on a thread of its own, as numpy does.

        Args:
            progress: told which share of them is read.

        Raises:
            ImportRefusedError: the file is damaged, or holds too much.
        """
        self._broken, columns = _columns(database, allowance, progress)
        sorter = ThreadPoolExecutor(1)
        self._sorted = sorter.submit(_by_card, columns)
        sorter.shutdown(wait=False)  # when that is done

    def read(self, card_ids: npt.NDArray[np.int64], findings: Findings) -> Reviews:
        """Give the review log; lines that are broken or belong to none of the cards are counted as problems.

        Args:
            card_ids: those of the cards that come along, shape (cards,).
        """
        columns = self._sorted.result()
        if self._broken:
            message = f"lines of the review log that cannot be read were left out: {self._broken}"
            findings.add(0, message, "lines of the review log that cannot be read")
        kept = by_runs(columns[0], lambda cards: np.isin(cards, card_ids))
        orphans = len(columns[0]) - int(np.count_nonzero(kept))
        if orphans:
            message = f"lines of the review log that belong to no card in the file were left out: {orphans}"
            findings.add(0, message, "lines of the review log without a card")
            columns = tuple(column[kept] for column in columns)
        return Reviews(len(columns[0]), partial(_chunks, columns))


def _by_card(columns: Columns) -> Columns:
    order = order_of(columns[0], columns[1])
    return tuple(column[order] for column in columns)


def _columns(database: ForeignDatabase, allowance: Allowance, progress: Callable[[float], None]) -> tuple[int, Columns]:
    """Read the sound lines, in the order of the file; say how many are not."""
    try:
        parts = list(_counted(_from_pages(database), allowance, progress))
    except UnusualTableError:
        parts = list(_counted(_from_rows(database), allowance, progress))
    empty = tuple(np.empty(0, kind) for kind in _TYPES)
    sound = (part.columns for part in parts)
    card, at, rating, kind, interval, duration = (np.concatenate(column) for column in zip(empty, *sound, strict=True))
    days = np.where(interval < 0, -interval.astype(np.int64) // _DAY_S, interval).astype(np.int32)
    broken = sum(part.broken for part in parts)
    return broken, (card, at, rating, kind, days, np.maximum(duration, 0))


class _Part(NamedTuple):
    """Some lines.

    Attributes:
        columns: of the sound ones.
        broken: how many others there are.
        share: how much of the log is read with these.
    """

    columns: Columns
    broken: int
    share: float


def _counted(parts: Iterable[_Part], allowance: Allowance, progress: Callable[[float], None]) -> Iterator[_Part]:
    """Pass parts on; what they take is given back when reading them fails."""
    taken = 0
    try:
        for part in parts:
            size = REVIEW_BYTES * len(part.columns[0])
            taken += size
            allowance.take(size)
            progress(part.share)
            yield part
    except UnusualTableError:
        allowance.take(-taken)
        raise


def _from_pages(database: ForeignDatabase) -> Iterator[_Part]:
    for part in database.arrays("revlog", ("id", "cid", "ease", "type", "ivl", "time", _EASE)):
        at, card, rating, kind, interval, duration, ease = part.columns
        is_sound = (at > 0) & (rating >= 0) & (rating <= 4) & (kind >= 0) & (kind <= 5)
        is_sound &= (np.maximum(interval, duration) < _INT32) & (np.minimum(interval, duration) > -_INT32)
        _mark(rating, kind, interval, ease)
        columns: Columns = (card, at, rating, kind, interval, duration)
        broken = len(at) - int(np.count_nonzero(is_sound))
        if broken:
            columns = tuple(column[is_sound] for column in columns)
        made = tuple(column.astype(kind) for column, kind in zip(columns, _TYPES, strict=True))
        yield _Part(made, broken, part.share)


def _from_rows(database: ForeignDatabase) -> Iterator[_Part]:
    width, total, count = len(_COLUMNS) + 1, database.count("revlog"), 0
    columns = f"{', '.join(_COLUMNS)}, {_EASE} IS NOT 0"
    for rows in database.batches(f"SELECT {columns} FROM revlog WHERE {_SOUND}", _BATCH):  # noqa: S608 - constants
        values = np.fromiter(chain.from_iterable(rows), np.int64, len(rows) * width).reshape(-1, width)
        _mark(values[:, 2], values[:, 3], values[:, 4], values[:, 6])
        count += len(rows)
        yield _Part(tuple(values[:, place].astype(kind) for place, kind in enumerate(_TYPES)), 0, count / total)
    yield _Part(tuple(np.empty(0, kind) for kind in _TYPES), total - count, 1.0)


def _mark(rating: _Numbers, kind: _Numbers, interval: _Numbers, ease: _Numbers) -> None:
    """Say in ratings and kinds what Anki says by an ease of 0, in place.

    An answer in a filtered deck with it did not count: it loses its rating. A manual change without it is no reset,
    also when the card was due the same day: it is said to be rescheduled.
    """
    rare = np.flatnonzero(kind >= ReviewKind.CUSTOM)
    kinds, has_ease = kind[rare], ease[rare] != 0
    rating[rare[(kinds == ReviewKind.CUSTOM) & ~has_ease]] = 0
    is_same_day = (interval[rare] > -_DAY_S) & (interval[rare] <= 0)
    kind[rare[(kinds == ReviewKind.MANUAL) & has_ease & is_same_day]] = ReviewKind.RESCHEDULED


def _chunks(columns: Columns) -> Iterator[ReviewChunk]:
    for start in range(0, len(columns[0]), CHUNK):
        yield ReviewChunk(*(column[start : start + CHUNK] for column in columns))
