"""What is asked about an exam that is over: how it went, and what becomes of its cards."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from flashcards.domain.exam import Afterwards, Exam
from flashcards.ui.page import Services
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.setting_row import SettingRow
from flashcards.ui.widgets.text import label

AFTERWARDS = (Afterwards.KEEP, Afterwards.MAINTAIN, Afterwards.WIND_DOWN)


class AfterPanel(Panel):
    """Asks how the exam went, and what is to become of its cards.

    Signals:
        answered: the result as a text, maybe empty, and an `Afterwards`.
    """

    answered = Signal(str, object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._title = label("", "heading", wraps=True)
        self.result = QLineEdit()
        self.result.setAccessibleName("Result")
        self.result.setPlaceholderText("passed, 312 …")
        self.choice = Segmented("Afterwards", ("Go on", "Maintain", "Wind down"), services.theme)
        done = button("Put the exam away", "primary")
        done.clicked.connect(self._answer)
        self.column.addWidget(self._title)
        self.column.addWidget(
            SettingRow("Result", "Only if you like: it stands beside what was predicted.", self.result)
        )
        self.column.addWidget(
            SettingRow(
                "The cards",
                "Go on as before; maintain without new cards; or wind down, with ever rarer reviews.",
                self.choice,
            )
        )
        row = QHBoxLayout()
        row.addWidget(done)
        row.addStretch(1)
        self.column.addLayout(row)

    def show_exam(self, exam: Exam) -> None:
        """Ask about an exam."""
        self._title.setText(f"How did the {exam.name} go?")

    @Slot()
    def _answer(self) -> None:
        self.answered.emit(self.result.text(), AFTERWARDS[self.choice.current])
