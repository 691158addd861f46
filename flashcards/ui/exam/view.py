"""The Exam page."""

from secrets import randbits

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.domain.exam import AttemptMode, Mix
from flashcards.domain.ids import AttemptId
from flashcards.ui.exam.practice_panel import HistoryPanel, PracticePanel
from flashcards.ui.exam.view_model import ExamPageState, ExamViewModel
from flashcards.ui.page import Page, Services
from flashcards.ui.widgets.panel import PageColumn
from flashcards.ui.widgets.text import label

SEED_BITS = 48


class ExamPage(Page):
    """What is studied for, and practice exams.

    Attributes:
        practice: begins practice exams.
        history: those that were handed in.
    """

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.view_model = ExamViewModel(services.runner, services.clock, services.zone, _seed, self)
        self._title = label("", "title", wraps=True)
        self.practice = PracticePanel(services.theme, services.icons)
        self.history = HistoryPanel(services.theme, services.icons)
        self._column = PageColumn(theme=services.theme)
        for part in (self._title, self.practice, self.history):
            self._column.column.addWidget(part)
        self._column.column.addStretch(1)
        self._column.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)
        self._connect()

    def enter(self) -> None:
        """Bring the page up to date, and keep it so."""
        self.view_model.show()

    def leave(self) -> None:
        """Stop reading what nobody sees."""
        self.view_model.hide()

    def take_focus(self) -> None:
        """Put the keyboard on the button that begins."""
        self.practice.begin.setFocus()

    def render_state(self, state: ExamPageState) -> None:
        """Set every part."""
        self._title.setText(state.exam.name if state.exam is not None else "")
        self.practice.render_state(state.practice)
        self.history.show_past(state.practice.past)
        self._column.setVisible(state.is_ready)

    def _connect(self) -> None:
        self.view_model.changed.connect(self._render)
        self.view_model.begun.connect(self._open)
        self.view_model.deleted.connect(self._say_deleted)
        self.practice.begin_wanted.connect(self._begin)
        self.practice.resume_wanted.connect(self._open)
        self.practice.delete_wanted.connect(self._delete)
        self.history.open_wanted.connect(self._open)
        self.history.delete_wanted.connect(self._delete)

    @Slot()
    def _render(self) -> None:
        self.render_state(self.view_model.state)

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
        self._services.notices.say("Deleted the practice exam.", "Undo", self._services.runner.undo)


def _seed() -> int:
    """Give a seed nobody can foresee; it is stored with the paper."""
    return randbits(SEED_BITS)
