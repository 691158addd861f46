"""The Tuning page."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.ui.hard_use import HardUsePanel
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.tuning.due_panel import DuePanel
from flashcards.ui.tuning.model_panel import ModelPanel
from flashcards.ui.tuning.state import TuningState
from flashcards.ui.tuning.view_model import TuningModel
from flashcards.ui.tuning.workload_panel import WorkloadPanel
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import PageColumn
from flashcards.ui.widgets.progress_panel import ProgressPanel
from flashcards.ui.widgets.text import label


class TuningPage(Page):
    """How the memory model was fitted, whether due days follow it, and what a retention costs.

    Attributes:
        model, due, workload: the three panels.
        progress: what is going on, and how to stop it.
        hard_use: asks how Hard is used, where the log makes one wonder.
    """

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.view_model = TuningModel(services.runner, services.clock, services.zone, self)
        self.model = ModelPanel(services.theme)
        self.due = DuePanel(services.theme)
        self.workload = WorkloadPanel(services)
        self.progress = ProgressPanel(services.theme, "How far it is")
        self.hard_use = HardUsePanel(services)
        self._shown = TuningState()
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """Bring the page up to date, and keep it so."""
        self.view_model.show()
        self.hard_use.model.show()

    def leave(self) -> None:
        """Stop reading what nobody sees. A fit goes on."""
        self.view_model.hide()
        self.hard_use.model.hide()

    def take_focus(self) -> None:
        """Leave letters to the window; Tab goes to the buttons."""
        self._page.setFocus()

    def render_state(self, state: TuningState) -> None:
        """Set every part; while something is going on, only how far it is."""
        shown = replace(state, doing="busy" if state.doing else "", share=0.0)
        if shown != self._shown:
            self._shown = shown
            self.model.render_state(state)
            self.due.render_state(state)
            self.workload.render_state(state)
        self.progress.setVisible(bool(state.doing))
        if state.doing:
            self.progress.show_progress(state.doing, state.share)

    def _lay_out(self) -> None:
        page = self._page = PageColumn(theme=self._services.theme)
        back = button("Back to Settings", icon=self._services.icons.icon("sliders-horizontal"))
        back.clicked.connect(self._go_back)
        page.column.addWidget(Beside(label("Tuning", "title"), back))
        page.column.addWidget(self.progress)
        for panel in (self.hard_use, self.model, self.due, self.workload):
            page.column.addWidget(panel)
        page.column.addStretch(1)
        self.progress.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)

    def _connect(self) -> None:
        model = self.view_model
        model.changed.connect(self._render)
        model.done.connect(self._say_done)
        model.said.connect(self._services.notices.say)
        model.failed.connect(self._services.notices.problem)
        self.progress.stopped.connect(model.stop)
        self.model.fit.clicked.connect(model.fit_now)
        self.model.defaults.clicked.connect(model.go_back)
        self.due.look.clicked.connect(model.look_ahead)
        self.due.move_cards.clicked.connect(model.reschedule)
        self.workload.wanted.connect(model.use_retention)

    @Slot()
    def _render(self) -> None:
        self.render_state(self.view_model.state)

    @Slot(str)
    def _say_done(self, sentence: str) -> None:
        self._services.notices.say(sentence, "Undo", self._services.runner.undo)

    @Slot()
    def _go_back(self) -> None:
        self.page_wanted.emit(PageId.SETTINGS)
