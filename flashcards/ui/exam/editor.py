"""Editing an exam: its date, decks and weights, and the time the learner means to spend."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from flashcards.domain.exam import FLOORS, TARGETS, DaysOff, Exam
from flashcards.domain.learning import MINUTES_A_DAY
from flashcards.ui.exam.area_fields import AreaFields
from flashcards.ui.exam.days_off_field import DaysOffField
from flashcards.ui.exam.keep_field import WAITING, KeepField
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.date_field import DateField
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.setting_row import SettingRow
from flashcards.ui.widgets.stepper import Stepper
from flashcards.ui.widgets.text import label

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FIELD_WIDTH = 240
UNSAVED = "You changed this exam. Esc once more leaves it as it was"


class ExamEditor(QWidget):
    """Shows an exam to be changed; tells what came of it when it is saved.

    Signals:
        saved: the `Exam` as it is now.
        deleted: the `Exam` that was shown.
        cancelled: nothing is to change.
        cost_wanted: the `Exam` as it is now, whatever it is called: what does keeping its cards cost? `keeps` is told.
    """

    saved = Signal(object)
    deleted = Signal(object)
    cancelled = Signal()
    cost_wanted = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        theme, icons = services.theme, services.icons
        self._page = PageColumn(theme=theme)
        self._exam: Exam | None = None
        self._is_leaving = False
        self._cost_of: Exam | None = None
        self._title = label("", "title")
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the exam")
        self.name.setMinimumWidth(FIELD_WIDTH)
        self.held_on = DateField("Exam date", "", theme, icons)
        self.minutes = Stepper("Minutes a day", icons, within=MINUTES_A_DAY, step=5)
        self.weekdays = [CheckBox(name, theme) for name in WEEKDAYS]
        self.dates = DaysOffField()
        self.dates.failed.connect(self._say_problem)
        self.held_on.changed.connect(self.dates.end_on)
        self.target = Stepper("Target", icons, within=TARGETS, step=5, unit=" %")
        self.floor = Stepper("Least of each area", icons, within=FLOORS, step=5, unit=" %")
        self.keeps = KeepField(theme)
        self.areas = AreaFields(services)
        for part in (self.held_on, self.minutes, self.floor, self.areas):
            part.changed.connect(self._ask_cost)
        for box in (*self.weekdays, self.keeps.box):
            box.clicked.connect(self._ask_cost)
        self.dates.line.editingFinished.connect(self._ask_cost)
        self.problem = label("", "problem", wraps=True)
        self.dates.line.textEdited.connect(self.problem.hide)
        self._save = button("Save exam", "primary")
        self._save.clicked.connect(self.save)
        self._delete = button("Delete exam")
        self._delete.clicked.connect(self._tell_deleted)
        cancel = button("Cancel")
        cancel.clicked.connect(self.cancelled)
        self._lay_out(cancel)

    def open_exam(self, exam: Exam, top_decks: Sequence[str], today: date) -> None:
        """Show an exam.

        Args:
            top_decks: names of all decks at the top of the tree.
            today: no earlier date can be chosen.
        """
        self._exam = exam
        self._title.setText("Edit exam" if exam.id else "Add exam")
        self._save.setText("Save exam" if exam.id else "Add exam")
        self._delete.setVisible(bool(exam.id))
        self.name.setText(exam.name)
        self.held_on.offer(min(today, exam.held_on), exam.held_on)
        self.held_on.set_value(exam.held_on)
        self.minutes.set_value(exam.minutes_a_day)
        for weekday, box in enumerate(self.weekdays):
            box.setChecked(weekday in exam.days_off.weekdays)
        self.dates.show_days(exam.days_off.dates, today, exam.held_on)
        self.target.set_value(exam.target)
        self.floor.set_value(exam.floor)
        self.keeps.box.setChecked(exam.keeps_after)
        self.areas.show_exam(exam, top_decks)
        self._cost_of = None
        self._ask_cost()
        self._is_leaving = False
        self.problem.hide()
        self._page.verticalScrollBar().setValue(0)
        self.name.setFocus()
        self.name.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc; what was changed is given up only when that is said twice."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._is_leaving or not self._is_changed():
            self.cancelled.emit()
        else:
            self._is_leaving = True
            self._say_problem(UNSAVED)

    def _is_changed(self) -> bool:
        try:
            return self._made() != self._exam
        except ValueError:
            return True

    @Slot()
    def save(self) -> None:
        """Tell the exam as it is now, or say what is wrong with it."""
        self.dates.check()
        try:
            self.saved.emit(self._made())
        except ValueError as error:
            self._say_problem(str(error))

    @Slot()
    def _ask_cost(self) -> None:
        """Ask what keeping costs, where that is another question than the last."""
        try:
            exam = replace(self._made(), name="any", keeps_after=False)
        except ValueError:
            return  # what is wrong is said when the exam is saved
        self.problem.hide()
        if exam != self._cost_of:
            self._cost_of = exam
            self.keeps.say_cost(WAITING)
            self.cost_wanted.emit(exam)

    def _made(self) -> Exam:
        if self._exam is None:
            problem = "there is no exam to save"
            raise ValueError(problem)
        held_on = self.held_on.value
        if not self.held_on.is_understood:
            problem = f"the date of the exam: {self.held_on.problem.rstrip('.')}"
            raise ValueError(problem)
        weekdays = frozenset(weekday for weekday, box in enumerate(self.weekdays) if box.isChecked())
        if len(weekdays) == len(WEEKDAYS):
            problem = "one weekday at least must be left to study on"
            raise ValueError(problem)
        return replace(
            self._exam,
            name=self.name.text().strip(),
            held_on=held_on or self._exam.held_on,
            blueprint=self.areas.blueprint(),
            decks=self.areas.decks(),
            dropped=self.areas.dropped(),
            minutes_a_day=self.minutes.value,
            days_off=DaysOff(weekdays, self.dates.days()),
            target=self.target.value,
            floor=self.floor.value,
            keeps_after=self.keeps.box.isChecked(),
        )

    def _lay_out(self, cancel: QWidget) -> None:
        page = self._page
        about = Panel()
        for setting in (
            SettingRow("Name", "What the countdown calls it.", self.name),
            SettingRow("Date", "The last day of study is the day before.", self.held_on),
            SettingRow("Minutes a day", "The plan keeps within them.", self.minutes),
            SettingRow("Weekdays off", "No study is planned on them.", _in_a_row(self.weekdays)),
            SettingRow("Single days off", "Holidays and the like, parted by commas.", self.dates),
            SettingRow("Target", "The share of questions you want right; the map shows what is missing.", self.target),
            SettingRow("Least of each area", "At least this share of its cards is introduced.", self.floor),
            SettingRow("After the exam", "Half of a card’s worth then counts two months later.", self.keeps),
        ):
            about.column.addWidget(setting)
        page.column.addWidget(self._title)
        page.column.addWidget(about)
        page.column.addWidget(self.areas)
        page.column.addStretch(1)
        foot = QFrame()
        foot.setProperty("role", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        row.setSpacing(Space.M)
        row.addWidget(self._delete)
        row.addWidget(self.problem, 1)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(page, 1)
        whole.addWidget(foot)

    @Slot(str)
    def _say_problem(self, problem: str) -> None:
        self.problem.setText(f"{problem[:1].upper()}{problem[1:]}.")
        self.problem.show()

    @Slot()
    def _tell_deleted(self) -> None:
        self.deleted.emit(self._exam)


def _in_a_row(boxes: Sequence[QWidget]) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(Space.S)
    for box in boxes:
        line.addWidget(box)
    return row
