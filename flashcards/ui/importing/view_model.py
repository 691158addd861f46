"""Files on their way in: read, planned, looked over, imported, taken back."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.collection.decks import deck_names
from flashcards.collection.importing import Bucket, Choice, ImportReport, Schedule, Wishes
from flashcards.domain.errors import CancelledError, PlanChangedError
from flashcards.formats.draft import Problem
from flashcards.formats.text_layout import Known
from flashcards.formats.text_source import PASTED
from flashcards.ui.importing.carrier import Carrier
from flashcards.ui.importing.desk import Files, decided, lay_again, plan_again, read_files
from flashcards.ui.importing.details import Detail, look_up_note, problem_detail
from flashcards.ui.importing.file_reader import FileReader, Job
from flashcards.ui.importing.freshness import Freshness
from flashcards.ui.importing.laying import Destination, Source, with_destination
from flashcards.ui.importing.rows import NoteRow, refused_rows
from flashcards.ui.importing.state import ImportState, Phase, what_was_chosen, with_files
from flashcards.ui.importing.taking_back import LastImport
from flashcards.ui.importing.words import TOO_LATE, came_in, deck_of, names_of, refused
from flashcards.ui.runner import CollectionRunner


class ImportViewModel(QObject):
    """Reads and plans off the GUI thread; what is shown of a plan is looked up in it when it is seen.

    Attributes:
        last: the import that was just done.
        freshness: whether the plan is still for the collection as it is.
        deck_shown: the deck to look at after it.

    Signals:
        changed: `state` is another now.
        failed: what went wrong; nothing was changed.
        stopped: a sentence: the learner stopped it, or tried to.
        begun: other files are being read: what was seen of those before is gone.
        detailed: a `Detail` that was asked for.
    """

    changed = Signal()
    failed = Signal(object)
    stopped = Signal(str)
    begun = Signal()
    detailed = Signal(object)

    def __init__(self, runner: CollectionRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._choices: dict[Bucket, Choice] = {}
        self._unread: frozenset[int] = frozenset()
        self._is_laying = False
        self.last = LastImport(runner, self)
        self.deck_shown = ""
        self.state = ImportState()
        self._reader = FileReader(runner, self)
        self._carrier = Carrier(runner, self)
        self.freshness = Freshness(runner, self)
        self.last.changed.connect(self._tell_taken_back)
        self._reader.found.connect(self._take_files)
        self._carrier.done.connect(self._take_report)
        self.freshness.stale.connect(self._renew)
        for one in (self._reader, self._carrier):
            one.progressed.connect(self._take_progress)
            one.failed.connect(self._take_failure)

    @property
    def is_importing(self) -> bool:
        """Whether something is being brought in: other files have to wait."""
        return self.state.phase is Phase.WORKING and bool(self.state.files)

    @property
    def chosen(self) -> tuple[str, ...]:
        """What the learner chose for the files there are, in words; what came in already cannot be lost."""
        return what_was_chosen(self.state, self._choices) if self.state.phase is Phase.REVIEW else ()

    def open(self, paths: Sequence[Path]) -> None:
        """Read files, and say what importing them would do."""
        self._open(tuple(Source(path) for path in paths))

    def paste(self, text: str) -> None:
        """Read a table from text that was pasted."""
        self._open((Source(PASTED, text),) if text.strip() else ())

    @Slot()
    def stop(self) -> None:
        """Stop what is being done: back to what was there before."""
        if self.is_importing:
            self._carrier.stop()
            self.state = replace(self.state, doing="Stopping")
            self.changed.emit()
        elif self.state.phase is Phase.WORKING:
            self.start_again()

    @Slot()
    def start_again(self) -> None:
        """Put the files away."""
        if self.is_importing:
            return
        self._put_away()
        self.state = ImportState(decks=self.state.decks)
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
        self._show((*self.state.files[:number], replace(file, apart=apart), *self.state.files[number + 1 :]))

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

    def set_tags(self, tags: tuple[str, ...]) -> None:
        """Say which tags every note gets that comes in."""
        if tags != self.state.tags:
            self.state = replace(self.state, tags=tags)
            self._plan()

    def set_schedule(self, schedule: Schedule) -> None:
        """Say which cards take the schedule of the file."""
        if schedule is not self.state.schedule:
            self.state = replace(self.state, schedule=schedule)
            self._plan()

    def set_known(self, number: int, known: Known) -> None:
        """Say how a table is laid out.

        Args:
            number: which of the files it is.
            known: all that is settled of it; the rest is detected.
        """
        self._lay(number, self.state.files[number].source.with_known(known))

    def set_column(self, number: int, column: int, destination: Destination) -> None:
        """Say what a column of a table becomes."""
        file = self.state.files[number]
        if file.laid is not None:
            columns = with_destination(file.laid.layout, column, destination)
            self._lay(number, replace(file.source, columns=columns))

    @Slot()
    def act(self) -> None:
        """Carry out what is shown. It can be stopped, and undone."""
        if self.state.phase is Phase.REVIEW and self.state.act and self.state.is_settled:
            plans = decided(self.state.files, self._choices)
            self.deck_shown = deck_of(plans[0])
            self.state = replace(self.state, phase=Phase.WORKING, doing="Preparing", share=0.0)
            self.changed.emit()
            self._carrier.begin(plans)

    def ask_detail(self, row: NoteRow | Problem) -> None:
        """Ask for one note or problem in full."""
        if isinstance(row, NoteRow):
            self._runner.read(partial(look_up_note, row), self._take_detail)
        else:
            self._runner.work(partial(problem_detail, row), self._take_detail)

    @Slot()
    def refresh_decks(self) -> None:
        """Ask for the names of the decks."""
        self._runner.read(deck_names, self._take_decks)

    def _open(self, sources: tuple[Source, ...]) -> None:
        if self.is_importing or not sources:
            return
        self._put_away()
        self._choices = {}
        self.state = ImportState(Phase.WORKING, names=names_of(sources), doing="Reading", decks=self.state.decks)
        self.changed.emit()
        self._reader.run(partial(read_files, sources, self._wishes()))

    def _put_away(self) -> None:
        """Let go of the files there are, once nothing shows them."""
        files, self.state = self.state.files, replace(self.state, files=())
        self._unread, self._is_laying = frozenset(), False
        self.freshness.begin()
        self._reader.stop()
        self.begun.emit()
        self._reader.let_go(files)

    def _wishes(self) -> Wishes:
        return Wishes(deck=self.state.deck, schedule=self.state.schedule, tags=self.state.tags)

    def _lay(self, number: int, source: Source) -> None:
        """Show how a table is read now, and then what that means for its notes."""
        files = tuple(
            replace(file, source=source, apart={}) if at == number else file for at, file in enumerate(self.state.files)
        )
        self.state = replace(self.state, files=files)
        self._unread |= {number}
        self._run(partial(lay_again, files, number, source))
        self._is_laying = True

    @Slot()
    def _renew(self) -> None:
        """Plan for the collection as it is now; while a table is laid out anew, that comes next anyway."""
        if self.state.phase is Phase.REVIEW and not self._is_laying:
            self._plan()

    def _plan(self) -> None:
        self.freshness.begin_planning()
        self._run(partial(plan_again, self.state.files, self._unread, self._wishes()))

    def _run(self, job: Job) -> None:
        """Do something anew while the plan there is stays on the page."""
        self._is_laying = False
        self.state = replace(self.state, doing="Comparing", share=0.0, is_settled=False)
        self.changed.emit()
        self._reader.run(job, self.state.files)

    @Slot(str, float)
    def _take_progress(self, doing: str, share: float) -> None:
        if self._carrier.is_stopped and self.is_importing:
            return  # said before it was told to stop
        self.state = replace(self.state, doing=doing, share=share)
        self.changed.emit()

    @Slot(object, object)
    def _take_files(self, files: Files, decks: tuple[str, ...]) -> None:
        before, self.state = self.state.files, replace(self.state, phase=Phase.REVIEW, decks=decks)
        if not self._is_laying:
            self._unread = frozenset()
        self._show(files)
        self._reader.let_go(before, files)
        if self._is_laying:
            self._plan()
        else:
            self.freshness.end_planning(before, files)

    def _show(self, files: Files) -> None:
        self.state = with_files(self.state, files, self._choices, is_settled=not self._reader.is_busy)
        self.changed.emit()

    @Slot(object)
    def _take_failure(self, error: Exception) -> None:
        phase = Phase.REVIEW if self.state.files else Phase.START
        self.state = replace(self.state, phase=phase, doing="", share=0.0, is_settled=True)
        self.changed.emit()
        if isinstance(error, PlanChangedError):
            self.freshness.refuse()
        elif isinstance(error, CancelledError):
            self.stopped.emit("The import was stopped. Nothing was changed.")
        else:
            self.failed.emit(error)
        self.freshness.ask()

    @Slot(object)
    def _take_report(self, report: ImportReport) -> None:
        files = self.state.files
        report = replace(report, problems=(*refused_rows(files), *report.problems))
        self.state = replace(self.state, names=names_of(came_in(files)) or self.state.names, refused=refused(files))
        self._put_away()
        self.last.begin(self._carrier.step)
        self.state = replace(self.state, phase=Phase.DONE, doing="", is_settled=True, report=report, told="")
        self.changed.emit()
        if self._carrier.is_stopped and report.import_id:
            self.stopped.emit(TOO_LATE)

    @Slot(object)
    def _take_detail(self, detail: Detail) -> None:
        self.detailed.emit(detail)

    @Slot(object)
    def _take_decks(self, names: tuple[str, ...]) -> None:
        self.state = replace(self.state, decks=names)
        self.changed.emit()

    @Slot()
    def _tell_taken_back(self) -> None:
        self.state = replace(self.state, told="The import was taken back" if self.last.is_undone else "")
        self.changed.emit()
