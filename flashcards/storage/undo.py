"""Undo and redo: the same act, putting back what the journal holds and keeping what was there instead."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from sqlalchemy import Connection, RowMapping, text

from flashcards.domain.changes import ChangeSet, Operation
from flashcards.domain.errors import NothingToUndoError
from flashcards.storage.gate import Gate, row_id
from flashcards.storage.journal import next_step, turn
from flashcards.storage.recording import Change, StepRecorder, changes_of, drop_changes, rows_before
from flashcards.storage.rows import Values
from flashcards.storage.tables import JOURNALLED, kinds_of

_LATE_CHECK = text("PRAGMA defer_foreign_keys = ON")


def undo_step(connection: Connection, now: datetime) -> ChangeSet:
    """Take back the newest step.

    Raises:
        NothingToUndoError: no step is left.
    """
    step = next_step(connection, is_undone=False)
    if step is None:
        message = "There is nothing to undo."
        raise NothingToUndoError(message)
    return _swap(connection, step, now, is_undone=True)


def redo_step(connection: Connection, now: datetime) -> ChangeSet:
    """Do again the step undone last.

    Raises:
        NothingToUndoError: no step was undone since the last change.
    """
    step = next_step(connection, is_undone=True)
    if step is None:
        message = "There is nothing to redo."
        raise NothingToUndoError(message)
    return _swap(connection, step, now, is_undone=False)


def _swap(connection: Connection, step: RowMapping, now: datetime, *, is_undone: bool) -> ChangeSet:
    """Put back a step's images through the write gate, which records what was there as the step's new images.

    All its rows are deleted, children first, before any is put back, parents first: so no two rows ever meet under one
    unique name. Rows outside the step may refer to rows between the two, hence the late check of foreign keys.
    """
    connection.execute(_LATE_CHECK)
    gate = Gate(connection, StepRecorder(connection, step["id"]))
    by_table = changes_of(connection, step["id"])
    kept = {
        table.name: _take_out(connection, gate, table.name, by_table.get(table.name, []))
        for table in reversed(JOURNALLED)
    }
    for table in JOURNALLED:
        _put_back(connection, gate, table.name, by_table.get(table.name, []), kept[table.name])
    if gate.tables:  # a step that took away what it had added leaves nothing to swap, and stays as it is
        drop_changes(connection, chain.from_iterable(by_table.values()))
    turn(connection, step["id"], is_undone=is_undone, now=now)
    return ChangeSet(Operation(step["operation"]), kinds_of(gate.tables))


def _take_out(connection: Connection, gate: Gate, table: str, changes: list[Change]) -> dict[int, Values]:
    return gate.remove(table, chain.from_iterable(_ids(connection, change) for change in changes))


def _ids(connection: Connection, change: Change) -> Iterable[int]:
    return change.new if change.new is not None else map(row_id, rows_before(connection, change))


def _put_back(connection: Connection, gate: Gate, table: str, changes: list[Change], kept: dict[int, Values]) -> None:
    for change in changes:
        gate.put(table, [_as_of_now(row, kept.get(row_id(row), {})) for row in rows_before(connection, change)])


def _as_of_now(image: Values, kept: Values) -> Values:
    """Give a row as it was, with a revision nobody has seen and the view as it is."""
    if "revision" not in image:
        return image
    seen = max(int(image["revision"] or 0), int(kept.get("revision") or 0))
    return image | kept | {"revision": seen + 1}
