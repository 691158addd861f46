"""Lists of cards and notes: the ids in their order, and what the lines in sight show."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from flashcards.domain.browsing import Column, Order, Standing, Unit
from flashcards.domain.note_type import NoteKind
from flashcards.domain.search import Node
from flashcards.storage.browsing_columns import TABLES, expressions, sort_keys
from flashcards.storage.instants import from_ms
from flashcards.storage.search_where import LookUp, Moment
from flashcards.storage.searching import where
from flashcards.storage.snapshot import Snapshot

Ids = npt.NDArray[np.int64]

_FINISH: dict[Column, Callable[[Any], object]] = {
    Column.KIND: NoteKind,
    Column.STATE: Standing,
    Column.CREATED: from_ms,
    Column.EDITED: from_ms,
    Column.REVIEWED: from_ms,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is asked of the lines of a list."""

    unit: Unit
    columns: tuple[Column, ...]
    moment: Moment


def found_ids(snapshot: Snapshot, node: Node, moment: Moment, unit: Unit, order: Order | None) -> Ids:
    """Give the ids of the cards or notes a search finds, shape (found,).

    Args:
        order: None for the order of the ids.

    Raises:
        SearchError: a regular expression in it cannot be understood.
    """
    found = where(node, LookUp(snapshot, moment))
    keys = "" if order is None else f"{sort_keys(order, unit, moment.today)}, "
    line = "card.id" if unit is Unit.CARDS else "note.id"
    group = "" if unit is Unit.CARDS else " GROUP BY note.id"
    sql = f"SELECT {line} FROM {TABLES} WHERE {found.sql}{group} ORDER BY {keys}{line}"
    return np.fromiter((row[0] for row in snapshot.rows(sql, found.values)), np.int64)


def shown_rows(snapshot: Snapshot, ids: Sequence[int], shown: Shown) -> dict[int, tuple[Any, ...]]:
    """Give what lines show, by their ids; ids of what is gone are left out."""
    line = "card.id" if shown.unit is Unit.CARDS else "note.id"
    wanted = ", ".join((line, *expressions(shown.columns, shown.unit, shown.moment.today)))
    finish = [_finisher(column, shown.moment) for column in shown.columns]
    sql = f"SELECT {wanted} FROM {TABLES} WHERE {line} IN (SELECT value FROM json_each(?))"
    group = "" if shown.unit is Unit.CARDS else " GROUP BY note.id"
    rows = snapshot.rows(sql + group, (json.dumps(list(map(int, ids))),))
    return {row[0]: tuple(make(value) for make, value in zip(finish, row[1:], strict=True)) for row in rows}


def _finisher(column: Column, moment: Moment) -> Callable[[Any], object]:
    if column is Column.RETRIEVABILITY:
        return lambda stored: None if stored is None else moment.retrievability(*json.loads(stored))
    make = _FINISH.get(column)
    return (lambda stored: stored) if make is None else (lambda stored: None if stored is None else make(stored))
