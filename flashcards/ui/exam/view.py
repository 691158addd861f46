"""The Exam page."""

from functools import cached_property

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from flashcards.domain.breaks import Break
from flashcards.domain.exam import Afterwards, AttemptMode, Exam, Mix
from flashcards.domain.ids import AttemptId, ExamId
from flashcards.ui.exam.editor import ExamEditor
from flashcards.ui.exam.fresh import fresh_exam, seed
from flashcards.ui.exam.header import ExamHeader
from flashcards.ui.exam.keep_cost import KeepCost
from flashcards.ui.exam.layers import ExamLayers
from flashcards.ui.exam.outlook_panel import OutlookPanel
from flashcards.ui.exam.page_state import NO_EXAM, ExamPageState
from flashcards.ui.exam.practice_panel import HistoryPanel, PracticePanel
from flashcards.ui.exam.readiness_panel import ReadinessPanel
from flashcards.ui.exam.sheets import AfterPanel
from flashcards.ui.exam.standing_panel import MapPanel, PlanPanel
from flashcards.ui.exam.view_model import ExamViewModel
from flashcards.ui.moving.sheet import MovingSheet
from flashcards.ui.moving.state import Way
from flashcards.ui.page import Page, Services
from flashcards.ui.practice.reasons_panel import ReasonsPanel
from flashcards.ui.practice.waiting import WaitingPanel
from flashcards.ui.widgets.empty_state import EmptyState
from flashcards.ui.widgets.panel import PageColumn, Panel


class ExamPage(Page):
    """What is studied for, today's plan, where the learner stands, and practice exams.

    Attributes:
        waiting: the practice exam that was begun and not handed in.
        practice: begins practice exams.
        history: those that were handed in.
        reasons: why questions of them were missed.
        edit, add: open the editor.
        editor: changes an exam.
    """

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        theme, icons = services.theme, services.icons
        self.view_model = ExamViewModel(
            services.runner, services.clock, services.zone, seed, services.folders.plans, self
        )
        self._header = ExamHeader(icons)
        self.edit, self.add = self._header.edit, self._header.add
        self._none = EmptyState("target", theme, icons)
        self._none_panel = Panel()
        self._none_panel.column.addWidget(self._none)
        self.waiting = WaitingPanel(icons, has_delete=True)
        self.after = AfterPanel(services)
        self.plan = PlanPanel()
        self.outlook = OutlookPanel(theme)
        self.ready = ReadinessPanel(theme)
        self.map = MapPanel(theme)
        self.practice = PracticePanel(theme, icons)
        self.history = HistoryPanel(theme, icons)
        self.reasons = ReasonsPanel("Why questions were missed, over all these papers")
        self.editor = ExamEditor(services)
        self._keep_cost = KeepCost(services.runner, services.clock, services.zone, services.folders.plans, self)
        self._wants_focus = False
        self._looked_at: AttemptId | None = None
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """Bring the page up to date, and keep it so."""
        self._layers.enter(is_ready=self.view_model.state.is_ready)
        self.view_model.show()

    def heed_day(self) -> None:
        """Show the new day, if anybody looks."""
        self.view_model.refresh_if_shown()

    def leave(self) -> None:
        """Stop reading what nobody sees."""
        self.view_model.hide()

    def take_focus(self) -> None:
        """Put the keyboard on what is done first; after a practice exam on that one."""
        looked_at = None if self._looked_at is None else self.history.opener(self._looked_at)
        self._wants_focus = not self.view_model.state.is_ready
        if self._wants_focus:
            self.setFocus()
        elif looked_at is not None:
            self._looked_at = None
            looked_at.setFocus()
            self._column.ensureWidgetVisible(looked_at)
        elif self.waiting.isVisibleTo(self):
            self.waiting.open.setFocus()
            self._column.verticalScrollBar().setValue(0)  # it stands right below the heading
        elif self._none_panel.isVisibleTo(self):
            self._none.button.setFocus()
        else:  # never on Begin: one stray key would set a clock going
            (self.plan.study if self.plan.study.isVisibleTo(self) else self).setFocus()

    def scroll_to_end(self) -> None:
        """Show the practice exams, which stand last."""
        bar = self._column.verticalScrollBar()
        bar.setValue(bar.maximum())

    def show_exam_of(self, attempt_id: AttemptId) -> None:
        """Show the exam a practice exam is for, once the page is seen, and that one in the history."""
        self._looked_at = attempt_id
        self.view_model.choose_of(attempt_id)

    def render_state(self, state: ExamPageState) -> None:
        """Set every part."""
        exam = state.exam
        has_exam = exam is not None and exam.id != NO_EXAM
        self._header.render_state(state)
        self._none_panel.setVisible(not has_exam)
        is_ahead = has_exam and exam is not None and not exam.is_past and not state.is_over
        self.after.setVisible(state.is_over)
        if state.is_over and exam is not None:
            self.after.show_exam(exam)
        is_past = exam is not None and exam.is_past
        self.plan.setVisible(is_ahead or is_past)
        self.plan.render_state(state.plan, state.today)
        is_planned = is_ahead and exam is not None and exam.held_on > state.today
        self.outlook.setVisible(is_planned and state.todays is not None)
        self._render_outlook()
        self.ready.setVisible(is_ahead)
        self.ready.show_ready(state.ready)
        self.map.setVisible(is_ahead or not has_exam)
        self.map.show_map(state.map, state.gap, state.map_note)
        self.waiting.show_waiting(state.practice.waiting)
        self.practice.render_state(state.practice)
        self.history.show_past(state.practice.past, state.practice.trend)
        self.reasons.show_reasons(state.practice.reasons)
        self._layers.take(state)
        is_new = self._looked_at is not None and self.history.opener(self._looked_at) is not None
        if not self._layers.is_waiting and (
            (self._wants_focus and self._has_keyboard(self)) or (is_new and self._is_as_entered())
        ):
            self.take_focus()

    def _is_as_entered(self) -> bool:
        """Say whether the keyboard is where the page put it."""
        return any(map(self._has_keyboard, (self, self.plan.study, self.waiting.open)))

    def _has_keyboard(self, widget: QWidget) -> bool:
        """Say whether keys go to a widget, as soon as the window is in front."""
        return self.window().focusWidget() is widget

    @Slot()
    def _render_outlook(self) -> None:
        with self._column.held_below(self.outlook):
            self.outlook.show_outlook(self.view_model.state.outlook)

    def _lay_out(self) -> None:
        self._none.say(
            "No exam yet",
            "Say what you study for and when: the plan then brings the cards that add most by that day. "
            "Practice exams work without a date, too.",
            "Add exam",
        )
        self._column = PageColumn(theme=self._services.theme)
        self._column.column.addWidget(self._header)
        ahead = (self.plan, self.outlook, self.ready, self.map)
        for panel in (self.waiting, self._none_panel, self.after, *ahead, self.practice, self.history, self.reasons):
            self._column.column.addWidget(panel)
        self._column.column.addStretch(1)
        self._layers = ExamLayers(self, self._column, self._services.theme)
        self._layers.addWidget(self.editor)

    def _connect(self) -> None:
        model = self.view_model
        model.changed.connect(self._render)
        model.forecast_changed.connect(self._render_outlook)
        model.begun.connect(self._open)
        model.deleted.connect(self._say_deleted)
        model.told.connect(self._tell)
        model.refused.connect(self._layers.show_column)
        self._header.choice.chosen.connect(self._choose)
        self.edit.clicked.connect(self._edit)
        self.add.clicked.connect(self._add)
        self._none.button.clicked.connect(self._add)
        self.editor.saved.connect(self._save)
        self.editor.deleted.connect(self._remove)
        self.editor.cancelled.connect(self._close_editor)
        self.editor.cost_wanted.connect(self._keep_cost.ask)
        self._keep_cost.said.connect(self.editor.keeps.say_cost)
        self.after.answered.connect(self._put_away)
        self.plan.study_wanted.connect(self._study)
        self.plan.lighter_wanted.connect(self._lighten)
        self.plan.usual_wanted.connect(self._as_usual)
        self.plan.break_wanted.connect(self._ask_break)
        self.plan.breaks.change_wanted.connect(self._change_break)
        self.plan.breaks.end_wanted.connect(self._end_break)
        self.practice.begin_wanted.connect(self._begin)
        self.waiting.wanted.connect(self._open)
        self.waiting.delete_wanted.connect(self._delete)
        self.history.open_wanted.connect(self._open)
        self.history.delete_wanted.connect(self._delete)

    @Slot()
    def _render(self) -> None:
        self.render_state(self.view_model.state)

    @Slot(object)
    def _choose(self, exam_id: ExamId) -> None:
        self.view_model.choose(exam_id)

    @Slot()
    def _edit(self) -> None:
        state = self.view_model.state
        if state.exam is not None:
            self._layers.setCurrentWidget(self.editor)
            self.editor.open_exam(state.exam, state.top_decks, state.today)

    @Slot()
    def _add(self) -> None:
        state = self.view_model.state
        self._layers.setCurrentWidget(self.editor)
        self.editor.open_exam(fresh_exam(state), state.top_decks, state.today)

    @Slot(object)
    def _save(self, exam: Exam) -> None:
        self._close_editor()
        if exam.id == NO_EXAM:
            self._column.verticalScrollBar().setValue(0)
            self._layers.await_exam(exam, self.view_model.state.exams)
            self._wants_focus = True
            self.setFocus()
        self.view_model.save(exam)

    @Slot(object)
    def _remove(self, exam: Exam) -> None:
        self._close_editor()
        self.view_model.remove(exam)

    @Slot()
    def _close_editor(self) -> None:
        self._keep_cost.forget()
        self._layers.setCurrentWidget(self._column)
        self.take_focus()

    @Slot(str, object)
    def _put_away(self, result: str, afterwards: Afterwards) -> None:
        self.view_model.put_away(result, afterwards)

    @Slot()
    def _study(self) -> None:
        self.study_wanted.emit(None)

    @Slot()
    def _lighten(self) -> None:
        exam = self.view_model.state.exam
        if exam is not None:
            self.moving.ask(Way.LIGHTER, self.view_model.state.today, max(1, exam.minutes_a_day // 2))

    @Slot()
    def _as_usual(self) -> None:
        self.view_model.as_usual()

    @Slot()
    def _ask_break(self) -> None:
        self.moving.ask(Way.BREAK, self.view_model.state.today)

    @Slot(object)
    def _change_break(self, days: Break) -> None:
        self.moving.change_break(days, self.view_model.state.today)

    @Slot(object)
    def _end_break(self, days: Break) -> None:
        self.moving.view_model.end_break(days)

    @cached_property
    def moving(self) -> MovingSheet:
        """The sheet for days that are not as usual, made when it is first asked for."""
        made = MovingSheet(self, self._services)
        made.done.connect(self._tell)
        return made

    @Slot(object, object)
    def _begin(self, mix: Mix, mode: AttemptMode) -> None:
        self.view_model.begin(mix, mode)

    @Slot(object)
    def _open(self, attempt_id: AttemptId) -> None:
        self.practice_wanted.emit(attempt_id)

    @Slot(object)
    def _delete(self, attempt_id: AttemptId) -> None:
        self.view_model.delete(attempt_id)

    @Slot()
    def _say_deleted(self) -> None:
        self._tell("Deleted the practice exam.")

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self._services.notices.say(sentence, "Undo", self._services.runner.undo)
