"""What is asked about an exam: a break, and how it went."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from flashcards.domain.exam import Afterwards, Exam
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.date_field import DateField
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.setting_row import SettingRow
from flashcards.ui.widgets.text import label

AFTERWARDS = (Afterwards.KEEP, Afterwards.MAINTAIN, Afterwards.WIND_DOWN)


class BreakSheet(Overlay):
    """Asks from when to when no study is planned."""

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self._on_break: Callable[[date, date], None] | None = None
        self.first = DateField("First day off", "", services.theme, services.icons)
        self.last = DateField("Last day off", "", services.theme, services.icons)
        self._problem = label("", "problem", wraps=True)
        take = button("Plan the break", "primary")
        take.clicked.connect(self.accept)
        cancel = button("Cancel")
        cancel.clicked.connect(self.close_sheet)
        self.column.addWidget(label("Take a break", "heading"))
        self.column.addWidget(SettingRow("From", "The first day without study.", self.first))
        self.column.addWidget(SettingRow("To", "The last one; the plan makes the best of the days left.", self.last))
        self.column.addWidget(self._problem)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(take)
        self.column.addLayout(row)

    def ask(self, today: date, on_break: Callable[[date, date], None]) -> None:
        """Ask for the two days; `on_break` receives them."""
        self._on_break = on_break
        self._problem.hide()
        for day in (self.first, self.last):
            day.offer(today, today)
            day.set_value(today)
        self.open()

    def take_focus(self) -> None:
        """Begin with the first day."""
        self.first.setFocus()

    @Slot()
    def accept(self) -> None:
        """Plan the break, if it does not end before it begins."""
        first, last = self.first.value, self.last.value
        if first is None or last is None or last < first:
            self._problem.setText("The break ends before it begins. Choose a later last day.")
            self._problem.show()
            return
        self.close_sheet()
        if self._on_break is not None:
            self._on_break(first, last)


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
