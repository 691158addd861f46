"""Files on their way in: read, planned, looked over, imported, taken back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.collection.decks import deck_names
from flashcards.collection.importing import Bucket, Choice, ImportReport, Schedule, Wishes
from flashcards.domain.changes import Operation
from flashcards.domain.errors import CancelledError
from flashcards.formats.draft import Problem
from flashcards.ui.importing.desk import (
    Files,
    Read,
    Ready,
    Source,
    carry_out,
    close_files,
    close_others,
    decided,
    keep_media,
    look_up,
    plan_again,
    read_files,
)
from flashcards.ui.importing.details import Detail, note_detail, problem_detail
from flashcards.ui.importing.rows import NoteRow
from flashcards.ui.importing.state import ImportState, Phase, bucket_lines
from flashcards.ui.importing.taking_back import LastImport
from flashcards.ui.importing.words import act_words, deck_of, names_of, tally, usual_deck
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.task import Task

LARGE = 500
"""An import of as many notes is preceded by a backup."""


class ImportViewModel(QObject):
    """Reads and plans off the GUI thread; what is shown of a plan is looked up in it when it is seen.

    Attributes:
        last: the import that was just done.
        deck_shown: the deck to look at after it.

    Signals:
        changed: `state` is another now.
        failed: what went wrong; nothing was changed.
        begun: other files are being read: what was seen of those before is gone.
        detailed: a `Detail` that was asked for.
    """

    changed = Signal()
    failed = Signal(object)
    begun = Signal()
    detailed = Signal(object)

    def __init__(
        self, runner: CollectionRunner, parent: QObject | None = None, *, new_stem: Callable[[], str] | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._new_stem = new_stem or _new_stem
        self._sources: tuple[Source, ...] = ()
        self._choices: dict[Bucket, Choice] = {}
        self._task: Task | None = None
        self.last = LastImport(runner, self)
        self.last.changed.connect(self._tell)
        self.deck_shown = ""
        self.state = ImportState()
        runner.closing.connect(self._stop_all)

    @property
    def is_importing(self) -> bool:
        """Whether something is being brought in: other files have to wait."""
        return self.state.phase is Phase.WORKING and bool(self.state.files)

    def open(self, paths: Sequence[Path]) -> None:
        """Read files, and say what importing them would do."""
        if self.is_importing or not paths:
            return
        self._let_go()
        self._sources = tuple(Source(path) for path in paths)
        self._choices = {}
        self.state = ImportState(Phase.WORKING, names=names_of(self._sources), doing="Reading", decks=self.state.decks)
        self.begun.emit()
        self._read()

    @Slot()
    def stop(self) -> None:
        """Stop what is being done: back to what was there before."""
        if self._task is None:
            return
        self._task.cancel()
        if not self.state.files:
            self.start_again()

    @Slot()
    def start_again(self) -> None:
        """Put the files away."""
        if self.is_importing:
            return
        self._cancel()
        self._let_go()
        self.state = ImportState(decks=self.state.decks)
        self.begun.emit()
        self.changed.emit()

    def choose(self, bucket: Bucket, choice: Choice) -> None:
        """Say what is to be done with a bucket, those of its notes included that were dealt with apart."""
        self._choices[bucket] = choice
        files = tuple(
            replace(file, apart={place: chosen for place, chosen in file.apart.items() if chosen[0] is not bucket})
            for file in self.state.files
        )
        self._show(files)

    def choose_note(self, number: int, place: int, bucket: Bucket, choice: Choice) -> None:
        """Say what is to be done with one note.

        Args:
            number: which of the files it is in.
            place: its place there.
        """
        file = self.state.files[number]
        apart = {one: chosen for one, chosen in file.apart.items() if one != place}
        if choice is not self.choice(bucket):
            apart[place] = (bucket, choice)
        files = (*self.state.files[:number], replace(file, apart=apart), *self.state.files[number + 1 :])
        self._show(files)

    def choice(self, bucket: Bucket, number: int = 0, place: int = -1) -> Choice:
        """Give what is to be done with a bucket, or with one note of it."""
        file = self.state.files[number]
        if place in file.apart:
            return file.apart[place][1]
        plans = [one.plan for one in self.state.files if one.plan is not None]
        return self._choices.get(bucket) or plans[0].choice(bucket)

    def set_deck(self, name: str) -> None:
        """Say where the notes go; empty for the usual place."""
        if name != self.state.deck:
            self.state = replace(self.state, deck=name)
            self._plan()

    def set_schedule(self, schedule: Schedule) -> None:
        """Say which cards take the schedule of the file."""
        if schedule is not self.state.schedule:
            self.state = replace(self.state, schedule=schedule)
            self._plan()

    @Slot()
    def act(self) -> None:
        """Carry out what is shown. It can be stopped, and undone."""
        if self.state.phase is not Phase.REVIEW or not self.state.act or not self.state.is_settled:
            return
        self._begin("Preparing")
        self.state = replace(self.state, phase=Phase.WORKING, share=0.0)
        self.changed.emit()
        if sum(line.count for line in self.state.lines) >= LARGE:
            self.state = replace(self.state, doing="Backing up first")
            self._runner.back_up(self._prepare)
        else:
            self._prepare(None)

    def ask_detail(self, row: NoteRow | Problem) -> None:
        """Ask for one note or problem in full."""
        work = partial(note_detail, row) if isinstance(row, NoteRow) else partial(problem_detail, row)
        self._runner.work(work, self._take_detail)

    @Slot()
    def refresh_decks(self) -> None:
        """Ask for the names of the decks."""
        self._runner.read(deck_names, self._take_decks)

    def _wishes(self) -> Wishes:
        return Wishes(deck=self.state.deck, schedule=self.state.schedule)

    def _read(self) -> None:
        task = self._begin("Reading")
        read = partial(read_files, self._sources, self._wishes(), task.progress)
        self._runner.look(partial(look_up, task, read), self._take_read, self._take_failure)

    def _plan(self) -> None:
        task = self._begin("Comparing")
        again = partial(plan_again, self.state.files, self._wishes(), task.progress)
        self._runner.look(partial(look_up, task, again), self._take_read, self._take_failure)

    def _begin(self, doing: str) -> Task:
        self._cancel()
        self._task = Task()
        self._task.progressed.connect(self._take_progress)
        self.state = replace(self.state, doing=doing, share=0.0, is_settled=False)
        self.changed.emit()
        return self._task

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task.progressed.disconnect(self._take_progress)
            self._task = None

    @Slot()
    def _stop_all(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _let_go(self) -> None:
        """Let go of files off the GUI thread: they may be large."""
        if self.state.files:
            self._runner.work(partial(close_files, list(self.state.files)), self._forget)

    @Slot(object)
    def _forget(self, _nothing: object) -> None:
        """What was let go of is gone."""

    @Slot(str, float)
    def _take_progress(self, doing: str, share: float) -> None:
        self.state = replace(self.state, doing=doing, share=share)
        self.changed.emit()

    @Slot(object)
    def _take_read(self, read: Read) -> None:
        if read.ticket is not self._task:
            self._runner.work(partial(close_others, list(read.files), list(self.state.files)), self._forget)
            return
        self._cancel()
        before = self.state.files
        self.state = replace(self.state, phase=Phase.REVIEW, decks=read.decks)
        self._show(read.files)
        if before:
            self._runner.work(partial(close_others, list(before), list(read.files)), self._forget)

    def _show(self, files: Files) -> None:
        plans = [file.plan for file in files if file.plan is not None]
        self.state = replace(
            self.state,
            files=files,
            doing="",
            share=0.0,
            is_settled=self._task is None,
            lines=bucket_lines(files, self._choices),
            problems=sum(len(plan.problems) for plan in plans) + sum(bool(file.refused) for file in files),
            warnings=sum(len(plan.warnings) for plan in plans),
            usual_deck=self.state.usual_deck if self.state.deck else usual_deck(plans),
            has_schedule=any(plan.transfer.has_schedule for plan in plans),
            act=act_words(tally(files, self._choices)),
        )
        self.changed.emit()

    @Slot(object)
    def _take_failure(self, error: Exception) -> None:
        self._cancel()
        phase = Phase.REVIEW if self.state.files else Phase.START
        self.state = replace(self.state, phase=phase, doing="", share=0.0, is_settled=True)
        self.changed.emit()
        if not isinstance(error, CancelledError):
            self.failed.emit(error)

    @Slot(object)
    def _prepare(self, _backup: object) -> None:
        """Copy the media before the write lane is wanted: answers given meanwhile need not wait for that."""
        if self._task is None:
            return
        plans = decided(self.state.files, self._choices)
        self.deck_shown = deck_of(plans[0])
        work = partial(keep_media, plans, self._task.progress)
        self._runner.look(work, self._write, self._take_failure)

    @Slot(object)
    def _write(self, ready: Ready) -> None:
        if self._task is None:
            return
        change = partial(carry_out, ready, self._new_stem(), self._task.progress)
        self._runner.write(Operation.IMPORT, change, self._take_report, self._take_failure)

    @Slot(object)
    def _take_report(self, report: ImportReport) -> None:
        self._cancel()
        self._let_go()
        self.last.begin(has_changed=bool(report.import_id))
        self.state = replace(self.state, phase=Phase.DONE, doing="", is_settled=True, report=report, told="")
        self.changed.emit()

    @Slot(object)
    def _take_detail(self, detail: Detail) -> None:
        self.detailed.emit(detail)

    @Slot(object)
    def _take_decks(self, names: tuple[str, ...]) -> None:
        self.state = replace(self.state, decks=names)
        self.changed.emit()

    @Slot()
    def _tell(self) -> None:
        self.state = replace(self.state, told="The import was taken back" if self.last.is_undone else "")
        self.changed.emit()


def _new_stem() -> str:
    return uuid4().hex
