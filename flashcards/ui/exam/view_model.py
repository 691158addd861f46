"""The Exam page: which exam, and its practice exams."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.domain.exam import Afterwards, AttemptMode, Exam, Mix
from flashcards.domain.ids import AttemptId, ExamId
from flashcards.domain.study_day import date_of
from flashcards.ui.exam.forecaster import Forecaster
from flashcards.ui.exam.page_state import NO_EXAM, ExamPageState
from flashcards.ui.exam.predicting import PredictionKeeper
from flashcards.ui.exam.reading import standing_of
from flashcards.ui.exam.state import default_exam, panel_state, past_of
from flashcards.ui.newest import Newest
from flashcards.ui.page_model import COUNTED, PageModel
from flashcards.ui.plan_builder import PlanBuilder
from flashcards.ui.practice.unfinished import waiting_of
from flashcards.ui.runner import CollectionRunner
from flashcards.wording import counted

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.collection.forecasting import MinutesOutlook
    from flashcards.domain.exam import Attempt
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction
    from flashcards.ui.exam.outlook import OutlookState


class ExamViewModel(PageModel):
    """Reads what there is about exams, and begins practice exams.

    Signals:
        changed: `state` is another now.
        forecast_changed: `state` is another now, as far as the forecast goes.
        begun: the `AttemptId` of a practice exam that can be sat now.
        deleted: a practice exam was deleted.
        refused: an exam could not be stored.
        told: a sentence about what was done, which can be undone.
    """

    heeds = COUNTED | {Kind.ATTEMPT}
    forecast_changed = Signal()
    begun = Signal(object)
    deleted = Signal()
    refused = Signal()
    told = Signal(str)

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        seeds: Callable[[], int],
        plans: "Path | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._seeds = seeds
        self._plans = plans
        self._forecaster = Forecaster(runner, clock, zone, plans, self)
        self._forecaster.ready.connect(self._take_forecast)
        self._forecaster.advanced.connect(self._show_progress)
        self._forecast_of: Hashable = None
        self._builder = PlanBuilder(runner, plans, self)
        self._builder.built.connect(self.refresh_if_shown)
        self._newest = Newest(runner, self._take, self)
        self._chosen: ExamId | None = None
        self._paper: AttemptId | None = None
        self._keeper = PredictionKeeper(runner, clock, self)
        self.state = ExamPageState()

    def hide(self) -> None:
        """Leave everything as it is, and forecast no further."""
        self._forecaster.stop()
        if self.state.outlook.made < 1:
            self._forecast_of = None
        super().hide()

    @Slot()
    def refresh(self) -> None:
        """Read everything anew."""
        self._newest.ask(self._query)

    def begin(self, mix: Mix, mode: AttemptMode) -> None:
        """Draw a paper and begin."""
        exam = self.state.exam
        if exam is None:
            return
        seed, now = self._seeds(), self._clock()
        predicted = None if mix.counts else self.state.predicted  # which is of the exam as it is weighted

        def change(transaction: "Transaction") -> "Attempt":
            from flashcards.collection.practice import PaperWish, begin

            return begin(transaction, exam, PaperWish(mix, mode, seed, predicted), now)

        self._runner.write(Operation.SIT_EXAM, change, self._say_begun)

    def delete(self, attempt_id: AttemptId) -> None:
        """Delete a practice exam; undo brings it back."""

        def change(transaction: "Transaction") -> None:
            from flashcards.collection.practice import delete_attempt

            delete_attempt(transaction, attempt_id)

        self._runner.write(Operation.DELETE_ATTEMPT, change, self._say_deleted)

    def choose(self, exam_id: ExamId) -> None:
        """Show another exam."""
        self._chosen, self._paper = exam_id, None
        self.refresh()

    def choose_of(self, attempt_id: AttemptId) -> None:
        """Show the exam of a practice exam from now on."""
        self._paper = attempt_id
        self.refresh_if_shown()

    def save(self, exam: Exam) -> None:
        """Store an exam, a new one when it has no id."""

        def change(transaction: "Transaction") -> ExamId:
            from flashcards.collection import exams

            return exams.edit(transaction, exam).id if exam.id else exams.add(transaction, exam)

        self._runner.write(
            Operation.EDIT_EXAM if exam.id else Operation.ADD_EXAM, change, self._say_saved, self._refuse
        )

    def remove(self, exam: Exam) -> None:
        """Delete an exam; undo brings it back."""

        def change(transaction: "Transaction") -> str:
            from flashcards.collection import exams

            exams.delete(transaction, exam.id)
            return f"Deleted “{exam.name}”. Its practice exams stay."

        self._runner.write(Operation.DELETE_EXAM, change, self._say_told)

    def put_away(self, result: str, afterwards: Afterwards) -> None:
        """Keep the exam that is over among the past ones."""
        exam, now, zone = self.state.exam, self._clock(), self._zone
        if exam is None:
            return

        def change(transaction: "Transaction") -> str:
            from flashcards.collection import after_exam

            moved = after_exam.put_away(transaction, exam, result, afterwards, now, zone)
            spread = f" {counted(moved, 'card')} spread over the next weeks." if moved else ""
            return f"Put “{exam.name}” away.{spread}"

        self._runner.write(Operation.EDIT_EXAM, change, self._say_told)

    def as_usual(self) -> None:
        """Give today its usual minutes again."""
        today = self.state.today

        def change(transaction: "Transaction") -> None:
            from flashcards.collection import planning

            planning.set_minutes(transaction, {today: None})

        self._runner.write(Operation.REPLAN, change)

    def _query(self, snapshot: "Snapshot") -> ExamPageState:
        from flashcards.collection import exams, practice
        from flashcards.collection.studying import learner_calendar

        now = self._clock()
        day = learner_calendar(snapshot, self._zone).day(now)
        found = exams.exams(snapshot)
        paper = None if self._paper is None else practice.attempt(snapshot, self._paper)
        wanted = paper.exam_id if paper is not None and paper.exam_id else self._chosen
        chosen = next((exam for exam in found if exam.id == wanted), None)
        exam = chosen or default_exam(found, date_of(day)) or Exam(NO_EXAM, "RHIT exam", date_of(day))
        waiting = practice.waiting(snapshot)
        return standing_of(
            snapshot,
            ExamPageState(
                is_ready=True,
                exam=exam,
                exams=found,
                today=date_of(day),
                is_over=exam in exams.over(snapshot, day),
                practice=panel_state(
                    exam,
                    practice.supply(snapshot, exam),
                    None if waiting is None else waiting_of(waiting, now, self._zone),
                    past_of(exam, found, practice.history(snapshot)),
                    self._zone,
                ),
            ),
            now,
            self._zone,
            self._plans,
        )

    @Slot(object)
    def _take(self, state: ExamPageState) -> None:
        is_same = self.state.exam is not None and state.exam is not None and self.state.exam.id == state.exam.id
        self.state = replace(state, outlook=self.state.outlook) if is_same else state
        self.changed.emit()
        self._ask_forecast(state)
        self._builder.build(state.todays.missing if state.todays else ())
        if state.exam is not None and state.exam.id != NO_EXAM and state.predicted is not None:
            self._keeper.keep(state.exam.id, state.today, state.predicted)

    def _ask_forecast(self, state: ExamPageState) -> None:
        """Have a forecast made whenever what it is made of has changed; today's plan comes first."""
        exam, todays = state.exam, state.todays
        if exam is None or todays is None or not self._is_shown:  # what was asked before the page was left comes late
            return
        basis = exam, state.today, tuple(state.own_minutes.items()), todays.seconds, len(todays.deck_of)
        if self._forecast_of == basis:
            return
        if not todays.missing:
            self._forecast_of = basis
            self._forecaster.ask(exam)
        self._show_progress(exam.id, 0.0)

    @Slot(object, float)
    def _show_progress(self, exam_id: ExamId, made: float) -> None:
        exam = self.state.exam
        if exam is not None and exam.id == exam_id:
            from flashcards.ui.exam.outlook import made_anew

            self._show_outlook(made_anew(self.state.outlook, made))

    @Slot(object, object)
    def _take_forecast(self, exam_id: ExamId, outlooks: "tuple[MinutesOutlook, ...]") -> None:
        exam = self.state.exam
        if exam is not None and exam.id == exam_id:
            from flashcards.ui.exam.outlook import outlook_state

            todays = self.state.todays
            is_alone = todays is None or len(todays.exams) == 1
            self._show_outlook(outlook_state(exam, outlooks, is_alone=is_alone))

    def _show_outlook(self, outlook: "OutlookState") -> None:
        self.state = replace(self.state, outlook=outlook)
        self.forecast_changed.emit()

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        if not self._is_shown and changes.touches(*self.heeds):
            self._forecast_of = None
        super()._heed(changes)

    @Slot(object)
    def _say_begun(self, attempt: "Attempt") -> None:
        self.begun.emit(attempt.id)

    @Slot(object)
    def _say_saved(self, exam_id: ExamId) -> None:
        self.choose(exam_id)

    @Slot(object)
    def _refuse(self, error: Exception) -> None:
        self._runner.failed.emit(error)
        self.refused.emit()

    @Slot(object)
    def _say_told(self, sentence: str) -> None:
        self.told.emit(sentence)

    @Slot(object)
    def _say_deleted(self, _nothing: object) -> None:
        self.deleted.emit()
