"""Lists of cards and notes that a search finds, for a table of very many lines."""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import Any, TypeVar

import numpy as np

from flashcards.collection.searching import located, moment_of
from flashcards.domain.browsing import Column, Order, Unit
from flashcards.search.language import parse
from flashcards.storage import browsing
from flashcards.storage.columns import Ids
from flashcards.storage.snapshot import Snapshot

T = TypeVar("T")

BY_FIRST_FIELD = Order()


def stoppable(query: Callable[[Snapshot], T], is_stopped: Callable[[], bool]) -> Callable[[Snapshot], T]:
    """Give a query that ends in the middle of its work once it is told to: a newer line has been typed.

    Args:
        is_stopped: asked about every millisecond, on the thread of the query.

    Returns:
        What raises `CancelledError` when it was stopped.
    """

    def ask(snapshot: Snapshot) -> T:
        with snapshot.stopped_by(is_stopped):
            return query(snapshot)

    return ask


def find(
    snapshot: Snapshot,
    line: str,
    now: datetime,
    zone: tzinfo | None = None,
    *,
    unit: Unit = Unit.CARDS,
    order: Order | None = BY_FIRST_FIELD,
) -> Ids:
    """Give the ids of the cards or notes that a search finds, shape (found,).

    Args:
        line: in the search language; empty for everything.
        order: None for the order of the ids, which is quickest.

    Raises:
        SearchError: the line cannot be understood; says which part is meant.
    """
    node = parse(line)
    with located(line):
        return browsing.found_ids(snapshot, node, moment_of(snapshot, now, zone), unit, order)


def warm_up(snapshot: Snapshot, now: datetime, zone: tzinfo | None = None) -> None:
    """Read what searches and lists keep in memory, so that the first of them does not have to; for idle moments."""
    browsing.warm_up(snapshot, moment_of(snapshot, now, zone))


def count(snapshot: Snapshot, line: str, now: datetime, zone: tzinfo | None = None, *, unit: Unit = Unit.CARDS) -> int:
    """Count the cards or notes that a search finds.

    Raises:
        SearchError: the line cannot be understood; says which part is meant.
    """
    return len(find(snapshot, line, now, zone, unit=unit, order=None))


def rows(
    snapshot: Snapshot,
    ids: Sequence[int] | Ids,
    columns: Sequence[Column],
    now: datetime,
    zone: tzinfo | None = None,
    *,
    unit: Unit = Unit.CARDS,
) -> list[tuple[Any, ...] | None]:
    """Give what some lines show, for those in sight.

    Args:
        ids: of cards or of notes, whichever the unit is.

    Returns:
        For each id one value for each column, as `Column` says; None for what is gone since.
    """
    shown = browsing.Shown(unit, tuple(columns), moment_of(snapshot, now, zone))
    wanted: list[int] = np.asarray(ids, np.int64).tolist()
    found = browsing.shown_rows(snapshot, wanted, shown)
    return list(map(found.get, wanted))
