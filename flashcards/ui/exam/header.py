"""The head of the Exam page: which exam is shown, and what can be done to exams."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flashcards.domain.exam import Exam
from flashcards.ui.exam.page_state import NO_EXAM, ExamPageState
from flashcards.ui.icons import Icons
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.text import label

LONGEST_NAME = 20
"""Characters of an exam's name that are shown where exams are chosen."""


def _named(exam: Exam, today: date) -> str:
    """Name an exam where one is chosen, and say when it is behind: one that is over asks how it went."""
    if exam.is_past:
        return f"{exam.name} (past)"
    return f"{exam.name} (over)" if exam.held_on < today else exam.name


class ExamHeader(QWidget):
    """The name of the exam; without one only the page's own.

    Attributes:
        choice: shows another exam; seen when there are several.
        edit, add: change this one, or make another.
    """

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._title = label("", "title", wraps=True)
        self.choice = Picker("Exam shown", icons)
        self.edit = button("Edit exam", icon=icons.icon("pencil"))
        self.add = button("Add exam", icon=icons.icon("plus"))
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.edit)
        row.addWidget(self.add)
        buttons = Beside(self.choice, acts, spacing=Space.S)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside(self._title, buttons, characters=24))

    def render_state(self, state: ExamPageState) -> None:
        """Set every widget."""
        exam = state.exam
        has_exam = exam is not None and exam.id != NO_EXAM
        self._title.setText(exam.name if has_exam and exam is not None else "Exam")
        self.edit.setVisible(has_exam)
        self.add.setVisible(has_exam)
        names = [_named(one, state.today) for one in state.exams]
        self.choice.setMinimumContentsLength(min(LONGEST_NAME, max(map(len, names), default=0)))
        offered = [(name, one.id) for name, one in zip(names, state.exams, strict=True)]
        self.choice.offer(offered, None if exam is None else exam.id)
        self.choice.setVisible(len(state.exams) > 1)
