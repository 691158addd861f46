"""The import history, and taking an import back."""

from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.collection.importing import Reverted, RevertPlan, imports, plan_revert, revert
from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.domain.errors import CancelledError
from flashcards.domain.progress import Progress
from flashcards.formats import registry
from flashcards.ui.newest import Newest
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.task import Task
from flashcards.wording import counted, long_date, pictures_and_sounds

if TYPE_CHECKING:
    from flashcards.storage.import_history import ImportEntry
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One import.

    Attributes:
        source: the names of its files.
        told: when, in which format, and what it did.
        is_reverted: it was taken back, all of it.
        is_partly_reverted: the same, but for notes that were edited or studied since.
    """

    id: int
    source: str
    told: str
    is_reverted: bool
    is_partly_reverted: bool = False


class HistoryViewModel(QObject):
    """Reads the history, again whenever there was an import or one was taken back.

    Attributes:
        lines: every import, newest first.
        reverting: the id of the one that is being taken back; 0 when none is.

    Signals:
        changed: `lines` are others now.
        asked: a `RevertPlan` in which notes were edited or studied since: the learner has to say what becomes of them.
        reverted: a sentence that says what was done.
        failed: what went wrong; nothing was changed.
    """

    changed = Signal()
    asked = Signal(object)
    reverted = Signal(str)
    failed = Signal(object)

    def __init__(self, runner: CollectionRunner, zone: tzinfo | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._newest = Newest(runner, self._take, self)
        self._zone = zone
        self._is_shown = False
        self.reverting = 0
        self._task: Task | None = None
        self.lines: tuple[HistoryLine, ...] = ()
        runner.changed.connect(self._heed)

    def show(self) -> None:
        """It is seen: bring it up to date."""
        self._is_shown = True
        self.refresh()

    def hide(self) -> None:
        """It is not seen: leave it as it is."""
        self._is_shown = False

    @Slot()
    def refresh(self) -> None:
        """Ask for the history."""
        self._newest.ask(partial(_lines, self._zone))

    def begin_revert(self, import_id: int) -> None:
        """Take an import back, unless something was done with its notes since: then ask first."""
        self._runner.read(partial(_plan, import_id), self._weigh, self._fail)

    def revert(self, import_id: int, *, keeps_touched: bool) -> None:
        """Take an import back.

        Args:
            keeps_touched: leave notes that were edited or studied since.
        """
        self._set_reverting(import_id)
        self._task = Task(self)
        self._runner.turning.emit(self._task)
        change = partial(_revert, import_id, keeps_touched, self._task.progress)
        self._runner.write(Operation.REVERT_IMPORT, change, self._say, self._fail)

    @Slot(object)
    def _take(self, lines: tuple[HistoryLine, ...]) -> None:
        if lines != self.lines:
            self.lines = lines
            self.changed.emit()

    @Slot(object)
    def _weigh(self, plan: RevertPlan) -> None:
        if plan.touched:
            self.asked.emit(plan)
        else:
            self.revert(plan.entry.id, keeps_touched=True)

    def _set_reverting(self, import_id: int) -> None:
        self.reverting = import_id
        self.changed.emit()

    @Slot(object)
    def _say(self, done: Reverted) -> None:
        self._end()
        told = [
            f"{counted(done.removed, 'note')} removed" if done.removed else "",
            f"{counted(done.restored, 'note')} as before" if done.restored else "",
            f"{counted(done.kept, 'note')} kept" if done.kept else "",
            f"{pictures_and_sounds(done.media)} off the list" if done.media else "",
        ]
        self.reverted.emit(f"The import was taken back: {', '.join(filter(None, told)) or 'nothing was left of it'}.")

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._end()
        if isinstance(error, CancelledError):
            self._runner.stopped.emit(str(error))
        else:
            self.failed.emit(error)

    def _end(self) -> None:
        if self._task is not None:
            self._task.end()
            self._task = None
        self._set_reverting(0)

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        if self._is_shown and changes.touches(Kind.IMPORT):
            self.refresh()


def touched_words(plan: RevertPlan) -> str:
    """Say what was done with the notes of an import since."""
    edited = sum(note.is_edited for note in plan.touched)
    studied = sum(note.is_studied for note in plan.touched)
    again = sum(note.is_imported_again for note in plan.touched)
    also = str(studied) if edited else counted(studied, "note")
    done = [f"edited {counted(edited, 'note')}" if edited else "", f"studied {also}" if studied else ""]
    told = f"You have {' and '.join(filter(None, done))} of this import since." if edited or studied else ""
    later = f"A later import has changed {counted(again, 'note')} of this one." if again else ""
    return " ".join(filter(None, (told, later)))


def _lines(zone: tzinfo | None, snapshot: "Snapshot") -> tuple[HistoryLine, ...]:
    return tuple(_line(entry, zone) for entry in imports(snapshot))


def _line(entry: "ImportEntry", zone: tzinfo | None) -> HistoryLine:
    at = entry.at.astimezone(zone)
    labels = {one.id: one.label for one in registry.READ}
    formats = " and ".join(labels.get(one, one) for one in entry.format.split(", "))
    done = (("added", "note", "added"), ("updated", "note", "updated"), ("schedules", "schedule", "taken over"))
    numbers = ((entry.summary.get(key, 0), thing, verb) for key, thing, verb in done)
    did = [f"{counted(number, thing)} {verb}" for number, thing, verb in numbers if number]
    left = f"taken back but for {counted(sum(map(len, entry.kept)), 'note')}" if entry.kept else ""
    told = [f"{long_date(at.date())}, {at:%H:%M}", formats, ", ".join(did), left]
    is_whole = entry.reverted_at is not None and not entry.kept
    return HistoryLine(entry.id, entry.source, " · ".join(filter(None, told)), is_whole, bool(entry.kept))


def _plan(import_id: int, snapshot: "Snapshot") -> RevertPlan:
    return plan_revert(snapshot, import_id)


def _revert(
    import_id: int,
    keeps_touched: bool,  # noqa: FBT001  (bound by partial)
    progress: Progress,
    transaction: "Transaction",
) -> Reverted:
    return revert(transaction, import_id, keep_touched=keeps_touched, progress=progress)
