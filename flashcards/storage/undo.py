"""Undo and redo: the same act, putting back what the journal holds and keeping what was there instead."""

from collections.abc import Container, Mapping
from datetime import datetime
from itertools import chain
from typing import Final

from sqlalchemy import Connection, RowMapping, text

from flashcards.domain.changes import ChangeSet, Operation
from flashcards.domain.errors import NothingToUndoError, OtherStepError
from flashcards.domain.progress import Progress
from flashcards.storage.clearing import clear, counting
from flashcards.storage.gate import Gate
from flashcards.storage.in_place import any_between, is_in_place
from flashcards.storage.instants import from_ms
from flashcards.storage.journal import next_step, turn
from flashcards.storage.recording import Image, StepRecorder, changes_of, drop_changes, read_image
from flashcards.storage.row_changes import row_id
from flashcards.storage.rows import Values
from flashcards.storage.tables import JOURNALLED, kinds_of
from flashcards.storage.touched import Touched

_LATE_CHECK = text("PRAGMA defer_foreign_keys = ON")

_DOING: Final = {True: "Taking back", False: "Doing again"}


def undo_step(
    connection: Connection, now: datetime, progress: Progress, touched: Touched, only: Container[int] | None = None
) -> ChangeSet:
    """Take back the newest step.

    Args:
        touched: is told which rows are written.
        only: the steps that may be taken; None for any.

    Raises:
        NothingToUndoError: no step is left.
        OtherStepError: it is not among `only`.
        CancelledError: `progress` said so.
    """
    step = next_step(connection, is_undone=False)
    if step is None:
        message = "There is nothing to undo."
        raise NothingToUndoError(message)
    _check_own(step, only, is_undo=True)
    return _Turn(connection, step, progress, touched, is_undone=True).swap(now)


def redo_step(
    connection: Connection, now: datetime, progress: Progress, touched: Touched, only: Container[int] | None = None
) -> ChangeSet:
    """Do again the step undone last.

    Args:
        touched: is told which rows are written.
        only: the steps that may be taken; None for any.

    Raises:
        NothingToUndoError: no step was undone since the last change.
        OtherStepError: it is not among `only`.
        CancelledError: `progress` said so.
    """
    step = next_step(connection, is_undone=True)
    if step is None:
        message = "There is nothing to redo."
        raise NothingToUndoError(message)
    _check_own(step, only, is_undo=False)
    return _Turn(connection, step, progress, touched, is_undone=False).swap(now)


def _check_own(step: RowMapping, only: Container[int] | None, *, is_undo: bool) -> None:
    if only is not None and step["id"] not in only:
        raise OtherStepError(step["operation"], step["id"], from_ms(step["at"]), is_undo=is_undo)


class _Turn:
    """One step undone or done again, and how far that is."""

    def __init__(
        self, connection: Connection, step: RowMapping, progress: Progress, touched: Touched, *, is_undone: bool
    ) -> None:
        self._connection = connection
        self._step = step
        self._is_undone = is_undone
        self._gate = Gate(connection, StepRecorder(connection, step["id"]), touched)
        self._changes = changes_of(connection, step["id"])
        self._in_place: set[int] = set()
        rows = sum(change.most_rows for several in self._changes.values() for change in several)
        self._told = counting(rows, f"{_DOING[is_undone]}: {step['operation'].lower()}", progress)

    def swap(self, now: datetime) -> ChangeSet:
        """Put back the images through the write gate, which records what was there as the step's new images.

        Cards and notes that kept the names that must be unique are changed where they are. All other rows are deleted,
        children first, before any is put back, parents first: so no two rows ever meet under one unique name. Rows
        outside the step may refer to rows between the two, hence the late check of foreign keys.
        """
        self._connection.execute(_LATE_CHECK)
        gate = self._gate
        kept = {table.name: self._take_out(table.name) for table in reversed(JOURNALLED)}
        for table in JOURNALLED:
            self._put_back(table.name, kept[table.name])
        if gate.tables:  # a step that took away what it had added leaves nothing to swap, and stays as it is
            drop_changes(self._connection, chain.from_iterable(self._changes.values()))
        turn(self._connection, self._step["id"], is_undone=self._is_undone, now=now)
        return ChangeSet(Operation(self._step["operation"]), kinds_of(gate.tables), self._step["id"])

    def _take_out(self, table: str) -> dict[int, Values]:
        changes = self._changes.get(table, [])
        clear(self._gate, table, [change.span for change in changes if not change.has_image], self._told)
        kept: dict[int, Values] = {}
        for change in changes:
            if change.has_image and not change.is_part and any_between(self._gate.raw(), table, change.span):
                image = read_image(self._connection, change)
                if is_in_place(self._gate.raw(), table, image):
                    self._in_place.add(change.id)
                else:
                    kept |= self._gate.remove(table, image.ids)
        return kept

    def _put_back(self, table: str, kept: Mapping[int, Values]) -> None:
        """Put back the rows of a table: those in place, those that were taken out, and then the parts.

        Of what a part holds, a later image may hold what was written in between; hence the newest comes first.
        """
        images = [change for change in self._changes.get(table, ()) if change.has_image]
        whole = [change for change in images if not change.is_part and change.id not in self._in_place]
        for change in (change for change in images if change.id in self._in_place):
            self._gate.change_back(table, read_image(self._connection, change))
            self._told(change.most_rows)
        with self._gate.many(table, sum(change.most_rows for change in whole)):
            for change in whole:
                image = read_image(self._connection, change)
                if "revision" in image.columns:
                    self._put_rows(table, image, kept)
                else:
                    self._gate.put_back(table, image)
                self._told(len(image.rows))
        parts = [change for change in reversed(images) if change.is_part]
        with self._gate.rewriter.for_many(sum(change.most_rows for change in parts) if table == "note" else 0):
            for change in parts:
                self._set_back(table, read_image(self._connection, change))
                self._told(change.most_rows)

    def _set_back(self, table: str, image: Image) -> None:
        """Give rows that are there the columns the journal kept of them."""
        place = image.columns.index("id")
        columns = image.columns[:place] + image.columns[place + 1 :]
        self._gate.set_each(table, columns, ((*row[:place], *row[place + 1 :], row[place]) for row in image.rows))

    def _put_rows(self, table: str, image: Image, kept: Mapping[int, Values]) -> None:
        """Put rows back with a revision nobody has seen and the view as it is."""
        if any(one in kept for one in image.ids):
            rows: list[Values] = [dict(zip(image.columns, row, strict=True)) for row in image.rows]
            self._gate.put(table, [_as_of_now(row, kept.get(row_id(row), {})) for row in rows])
            return
        place = image.columns.index("revision")
        for row in image.rows:
            row[place] = int(row[place] or 0) + 1
        self._gate.put_back(table, image)


def _as_of_now(image: Values, kept: Values) -> Values:
    seen = max(int(image["revision"] or 0), int(kept.get("revision") or 0))
    return image | kept | {"revision": seen + 1}
