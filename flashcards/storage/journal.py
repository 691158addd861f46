"""The undo journal: the learner's last steps, those done and those undone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, text, update

from flashcards.domain.changes import Operation
from flashcards.storage.instants import to_ms
from flashcards.storage.recording import StepRecorder
from flashcards.storage.rows import Values, table_named
from flashcards.storage.rows_about import UndoChangeRow, UndoStepRow

KEPT_STEPS = 100

_STEP = table_named(UndoStepRow.__tablename__)
_CHANGE = table_named(UndoChangeRow.__tablename__)

_ADD = insert(_STEP)
_RENAME = update(_STEP).where(_STEP.c.id == bindparam("step")).values(operation=bindparam("name"))
_DROP_CHANGES = delete(_CHANGE).where(_CHANGE.c.step_id == bindparam("step"))
_DROP = delete(_STEP).where(_STEP.c.id == bindparam("step"))
_UNDONE = select(_STEP.c.id).where(_STEP.c.is_undone == 1)
_FORGET_GONE = text("DELETE FROM import_change WHERE import_id NOT IN (SELECT id FROM import_run)")
_KEEP = text(
    "INSERT INTO import_change (import_id, table_name, row_id, last_row_id, image)"
    " SELECT :import, table_name, row_id, last_row_id, image FROM undo_change"
    " WHERE step_id = :step AND table_name <> 'import_run' ORDER BY sequence"
)
_OLD = select(_STEP.c.id).order_by(_STEP.c.id.desc()).limit(-1).offset(KEPT_STEPS)


class NewStep:
    """Records what a transaction writes as a new step. One that writes nothing leaves no step."""

    def __init__(self, connection: Connection, operation: Operation, now: datetime) -> None:
        """Prepare a step."""
        self._connection = connection
        self._operation = operation
        self._now = now
        self._recorder: StepRecorder | None = None

    def added(self, table: str, ids: Sequence[int]) -> None:
        """Note that rows did not exist."""
        self._recording().added(table, ids)

    def changed(self, table: str, rows: Sequence[Values]) -> None:
        """Keep rows as they are before they are written."""
        self._recording().changed(table, rows)

    def leaving(self, table: str, ids: range) -> bool:
        """Keep rows that are about to go."""
        return self._recording().leaving(table, ids)

    def staying(self, table: str, ids: Sequence[int], columns: Sequence[str] | None = None) -> None:
        """Keep rows, or some columns of them, that are about to be written."""
        self._recording().staying(table, ids, columns)

    def begin(self) -> int:
        """Give the id of the step, which exists from now on."""
        return self._recording().step_id

    @property
    def step_id(self) -> int | None:
        """The step, or None while nothing was written."""
        return None if self._recorder is None else self._recorder.step_id

    def keep_for_revert(self, import_id: int) -> None:
        """Keep what the step has written so far for as long as its import is in the history."""
        self._connection.execute(_FORGET_GONE)
        self._connection.execute(_KEEP, {"step": self._recording().step_id, "import": import_id})

    def rename(self, operation: Operation) -> None:
        """Give the step another name."""
        self._operation = operation
        if self._recorder is not None:
            self._connection.execute(_RENAME, {"step": self._recorder.step_id, "name": operation.value})

    def _recording(self) -> StepRecorder:
        if self._recorder is None:
            self._forget(list(self._connection.execute(_UNDONE).scalars()))
            values = {"operation": self._operation.value, "at": to_ms(self._now), "is_undone": 0}
            step_id = int(self._connection.execute(_ADD, values).lastrowid)
            self._forget(list(self._connection.execute(_OLD).scalars()))
            self._recorder = StepRecorder(self._connection, step_id)
        return self._recorder

    def _forget(self, steps: Sequence[int]) -> None:
        if steps:
            each = [{"step": step_id} for step_id in steps]
            self._connection.execute(_DROP_CHANGES, each)
            self._connection.execute(_DROP, each)


class NoStep:
    """Records nothing, for housekeeping that is no step of the learner.

    What is written cannot be taken back, so the first write also ends what could be undone before it: older images no
    longer fit what is there now.
    """

    def __init__(self, connection: Connection) -> None:
        """Leave the journal alone until something is written."""
        self._connection = connection
        self._has_forgotten = False

    def added(self, table: str, ids: Sequence[int]) -> None:  # noqa: ARG002 - it does not matter what is written
        """Forget the steps before."""
        self._forget_all()

    def changed(self, table: str, rows: Sequence[Values]) -> None:  # noqa: ARG002 - as above
        """Forget the steps before."""
        self._forget_all()

    def leaving(self, table: str, ids: range) -> bool:  # noqa: ARG002 - as above
        """Forget the steps before; nothing has to be kept."""
        self._forget_all()
        return True

    def staying(self, table: str, ids: Sequence[int], columns: Sequence[str] | None = None) -> None:  # noqa: ARG002
        """Forget the steps before."""
        self._forget_all()

    def begin(self) -> None:
        """Say that there is no step."""

    @property
    def step_id(self) -> None:
        """There is no step."""

    def keep_for_revert(self, import_id: int) -> None:
        """Keep nothing: there is no step to keep it of."""

    def rename(self, operation: Operation) -> None:
        """Have no name either."""

    def _forget_all(self) -> None:
        if not self._has_forgotten:
            self._connection.execute(delete(_CHANGE))
            self._connection.execute(delete(_STEP))
            self._has_forgotten = True


def next_step(connection: Connection, *, is_undone: bool) -> RowMapping | None:
    """Give the step that undo would take (`is_undone=False`), or that redo would."""
    first = _STEP.c.id.asc() if is_undone else _STEP.c.id.desc()
    found = select(_STEP).where(_STEP.c.is_undone == int(is_undone)).order_by(first).limit(1)
    return connection.execute(found).mappings().one_or_none()


def turn(connection: Connection, step_id: int, *, is_undone: bool, now: datetime) -> None:
    """Mark a step as undone, or as done again."""
    connection.execute(update(_STEP).where(_STEP.c.id == step_id).values(is_undone=int(is_undone), at=to_ms(now)))
