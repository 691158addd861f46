"""What stands on the Exam page: what was read, or a placeholder while that is awaited."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from flashcards.domain.exam import Exam
from flashcards.domain.ids import ExamId
from flashcards.ui.exam.page_state import NO_EXAM, ExamPageState
from flashcards.ui.theme import Theme
from flashcards.ui.widgets.panel import PageColumn
from flashcards.ui.widgets.text import label


class ExamLayers(QStackedLayout):
    """The page's column, and before it is read nothing that may turn out untrue."""

    def __init__(self, page: QWidget, column: QWidget, theme: Theme) -> None:
        super().__init__(page)
        self._column = column
        self._known: set[ExamId] | None = None
        self._title = label("", "title", wraps=True)
        self._words = label("", "muted", wraps=True)
        self._placeholder = PageColumn(theme=theme)
        for part in (self._title, self._words):
            self._placeholder.column.addWidget(part)
        self._placeholder.column.addStretch(1)
        self.addWidget(self._placeholder)
        self.addWidget(column)

    @property
    def is_waiting(self) -> bool:
        """Whether the placeholder is seen."""
        return self.currentWidget() is self._placeholder

    def enter(self, *, is_ready: bool) -> None:
        """Show the page as it is known; a heading alone before it was ever read."""
        self.show_column()
        if not is_ready:
            self._wait("Exam", "")

    def await_exam(self, exam: Exam, exams: Sequence[Exam]) -> None:
        """Show that a new exam is planned, instead of the one before, until it is read.

        Args:
            exams: those there are already.
        """
        self._known = {NO_EXAM, *(one.id for one in exams)}
        self._wait(exam.name, "Working out the plan…")

    def take(self, state: ExamPageState) -> None:
        """Show the column once it shows what is awaited."""
        is_known = self._known is not None and (state.exam is None or state.exam.id in self._known)
        if self.is_waiting and state.is_ready and not is_known:
            self.show_column()

    @Slot()
    def show_column(self) -> None:
        """Show what was read, and await no more."""
        self._known = None
        self.setCurrentWidget(self._column)

    def _wait(self, title: str, words: str) -> None:
        self._title.setText(title)
        self._words.setText(words)
        self.setCurrentWidget(self._placeholder)
