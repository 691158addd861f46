"""The Today page."""

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.domain.breaks import Break
from flashcards.ui.moving.break_rows import BreakRows
from flashcards.ui.moving.state import Way
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.practice.waiting import WaitingModel, WaitingPanel
from flashcards.ui.today.panels import ChartPanel, Countdown, DuePanel, heading
from flashcards.ui.today.readiness import ReadinessModel, ReadyPanel
from flashcards.ui.today.view_model import Mood, TodayState, TodayViewModel
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.empty_state import EmptyState
from flashcards.ui.widgets.fitting_label import FittingLabel
from flashcards.ui.widgets.forecast import Forecast
from flashcards.ui.widgets.heat_strip import HeatStrip
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.text import label

if TYPE_CHECKING:
    from flashcards.ui.moving.sheet import MovingSheet

REFRESH_MS = 60_000
"""Learning cards fall due by the minute, and the day may roll over while the window is open."""


class TodayPage(Page):
    """What is due, how long it takes, one button; below it where you come from and what is ahead.

    Attributes:
        offered: the practice exam that was begun and not handed in.
    """

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.view_model = TodayViewModel(services.runner, services.clock, services.zone, self, services.folders.plans)
        self._wants_focus = False
        self._title = FittingLabel("title")
        self._done_today = label("", "muted")
        self._countdown = Countdown()
        self._due = DuePanel(services)
        self.readiness = ReadinessModel(services.runner, services.clock, services.zone, self)
        self._ready = ReadyPanel(services.theme)
        self.waiting = WaitingModel(services.runner, services.clock, services.zone, self)
        self.offered = WaitingPanel(services.icons)
        self._empty = EmptyState("circle-check", services.theme, services.icons)
        self._nothing_due = Panel()
        self._nothing_due.column.addWidget(self._empty)
        self.breaks = BreakRows()
        self._breaks_panel = Panel()
        self._breaks_panel.column.addWidget(self.breaks)
        self._heat = HeatStrip(services.theme)
        self._forecast = Forecast(services.theme)
        self._past = ChartPanel("Last 12 weeks", self._heat)
        self._ahead = ChartPanel("Next 7 days", self._forecast)
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self.view_model.refresh)
        self._lay_out()
        self._due.study.clicked.connect(self._study)
        self._due.adjust.clicked.connect(self._make_lighter)
        self._due.study_due.clicked.connect(self._study_due)
        self._empty.button.clicked.connect(self._act_when_empty)
        self.breaks.change_wanted.connect(self._change_break)
        self.breaks.end_wanted.connect(self._end_break)
        self._ready.more.clicked.connect(self._go_to_exam)
        self.view_model.changed.connect(self._render)
        self.readiness.changed.connect(self._render_readiness)
        self.waiting.changed.connect(self._render_waiting)
        self.offered.wanted.connect(self.practice_wanted)

    def enter(self) -> None:
        """Bring the numbers up to date, and keep them so."""
        self.view_model.show()
        self.readiness.show()
        self.waiting.show()
        self._timer.start()

    def heed_day(self) -> None:
        """Show the new day, if anybody looks."""
        self.view_model.refresh_if_shown()
        self.readiness.refresh_if_shown()

    def leave(self) -> None:
        """Stop reading numbers nobody sees."""
        self.view_model.hide()
        self.readiness.hide()
        self.waiting.hide()
        self._timer.stop()

    def take_focus(self) -> None:
        """Put the keyboard on the one button."""
        self._wants_focus = not self.view_model.state.is_ready
        (self._due.study if self._due.isVisible() else self._empty.button).setFocus()

    def render_state(self, state: TodayState) -> None:
        """Set every widget."""
        is_studying = state.mood is Mood.TO_STUDY
        has_cards = state.mood is not Mood.NO_CARDS
        self._title.say(state.title, state.short_title)
        self._done_today.setText(state.done_today)
        self._done_today.setVisible(bool(state.done_today))
        self.breaks.show_breaks(state.breaks, state.on)
        self._breaks_panel.setVisible(bool(state.breaks))
        self._countdown.render_state(state)
        self._due.render_state(state)
        self._due.setVisible(is_studying)
        self._empty.say(state.done_title, state.done_text, state.done_action, state.done_icon)
        self._nothing_due.setVisible(not is_studying)
        self._heat.set_days(state.weeks, state.on)
        self._past.set_summary(state.weeks_text)
        self._past.setVisible(has_cards)
        self._forecast.set_days(state.ahead, state.on + timedelta(days=1))
        self._ahead.set_summary(state.ahead_text)
        self._ahead.setVisible(has_cards)
        self._column.setVisible(state.is_ready)

    def _render(self) -> None:
        self.render_state(self.view_model.state)
        if self._wants_focus:
            self.take_focus()

    def _lay_out(self) -> None:
        self._column = PageColumn(theme=self._services.theme)
        column = self._column.column
        column.addWidget(Beside(heading(self._title, self._done_today), self._countdown, characters=32))
        column.addSpacing(Space.S)
        column.addWidget(self.offered)
        column.addWidget(self._due)
        column.addWidget(self._nothing_due)
        column.addWidget(self._breaks_panel)
        column.addWidget(self._ready)
        column.addWidget(Beside(self._past, self._ahead, spacing=Space.L, is_even=True))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)
        self._column.hide()

    def _study(self) -> None:
        self.study_wanted.emit(None)

    @Slot()
    def _render_readiness(self) -> None:
        self._ready.show_readiness(self.readiness.state)

    @Slot()
    def _render_waiting(self) -> None:
        self.offered.show_waiting(self.waiting.state)

    @Slot()
    def _go_to_exam(self) -> None:
        self.page_wanted.emit(PageId.EXAM)

    @cached_property
    def moving(self) -> "MovingSheet":
        """The sheet for days that are not as usual, made when it is first asked for."""
        from flashcards.ui.moving.sheet import MovingSheet

        made = MovingSheet(self, self._services)
        made.done.connect(self._say)
        return made

    def adjust(self, way: Way) -> None:
        """Ask for a day that is not as usual."""
        self.moving.ask(way, self.view_model.state.on)

    @Slot(object)
    def _change_break(self, days: Break) -> None:
        self.moving.change_break(days, self.view_model.state.on)

    @Slot(object)
    def _end_break(self, days: Break) -> None:
        self.moving.view_model.end_break(days)

    def _make_lighter(self) -> None:
        self.adjust(Way.LIGHTER)

    def _study_due(self) -> None:
        self.custom_wanted.emit(self.view_model.state.left_session)

    def _act_when_empty(self) -> None:
        state = self.view_model.state
        if state.mood is Mood.NO_CARDS:
            self.page_wanted.emit(PageId.DECKS)
        elif state.last_look is not None:
            self.custom_wanted.emit(state.last_look)
        else:
            self.adjust(Way.AHEAD)

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self._services.notices.say(sentence, "Undo", self._services.runner.undo)
