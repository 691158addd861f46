"""The first page anybody sees: three things, each with a sensible default, and one button."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from flashcards.ui.first_run.view_model import (
    EXAM_SUGGESTED_AFTER,
    MINUTES_OFFERED,
    FirstRunState,
    FirstRunViewModel,
)
from flashcards.ui.page import Folders, Page, PageId, Services
from flashcards.ui.reopening import Reopening
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.date_field import DateField
from flashcards.ui.widgets.panel import PageColumn, Panel, line
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.text import label
from flashcards.wording import counted

WIDTH = 760


class FirstRunPage(Page):
    """Which decks, an exam date or none, minutes a day.

    Attributes:
        start: begins.
        back: leaves a new collection for the one before.
    """

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.view_model = FirstRunViewModel(
            services.runner, services.clock, services.zone, services.folders.decks, self
        )
        self._boxes: dict[str, CheckBox] = {}
        self._abouts: dict[str, QLabel] = {}
        self._decks = QVBoxLayout()
        self._decks.setSpacing(Space.M)
        self._reading = label("Reading the decks that come with Flashcards…", "muted")
        self._decks.addWidget(self._reading)
        self._exam = DateField("Exam date", "No exam", services.theme, services.icons)
        self._minutes = Segmented("Minutes a day", [str(minutes) for minutes in MINUTES_OFFERED], services.theme)
        self._pace = label("", "muted", wraps=True)
        self.start = button("", "primary", is_large=True)
        self._way_back = services.folders.way_back
        self.back = button(_back_to(services.folders), icon=services.icons.icon("chevron-left"))
        self.back.setHidden(self._way_back is None)
        self._lay_out()
        self._connect()
        self.render_state(self.view_model.state)

    def enter(self) -> None:
        """Ask which decks there are, and for an exam from today on."""
        if self.view_model.state.exam_on is None:
            today = self.view_model.today
            self._exam.offer(today, today + EXAM_SUGGESTED_AFTER)
            self._exam.set_value(None)
        self.view_model.load()

    def take_focus(self) -> None:
        """Enter starts."""
        self.start.setFocus()

    def render_state(self, state: FirstRunState) -> None:
        """Set every widget."""
        if len(state.decks) != len(self._boxes):
            self._offer(state)
        for key, box in self._boxes.items():
            box.setChecked(key in state.chosen)
        self._minutes.set_current(MINUTES_OFFERED.index(state.minutes))
        self._pace.setText(state.pace)
        self.start.setText(state.action)
        self.start.setEnabled(not state.is_busy)

    def _offer(self, state: FirstRunState) -> None:
        self._reading.hide()
        for deck in state.decks:
            box = CheckBox(f"{deck.name}", self._services.theme)
            box.setAccessibleDescription(f"{counted(deck.notes, 'note')}. {deck.description}")
            box.toggled.connect(partial(self._choose, deck.key))
            self._boxes[deck.key] = box
            about = self._abouts[deck.key] = label(deck.description, "caption", wraps=True)
            self._decks.addLayout(_deck_line(box, about, counted(deck.notes, "note")))
        self._indent()

    @Slot()
    def _indent(self) -> None:
        """Have what is said about a deck begin below its name, however large text is."""
        for key, about in self._abouts.items():
            about.setContentsMargins(self._boxes[key].indent, 0, 0, 0)

    def _lay_out(self) -> None:
        page = PageColumn(WIDTH, theme=self._services.theme)
        column = page.column
        column.setSpacing(Space.S)
        column.addStretch(1)
        column.addWidget(Beside(label("Welcome to Flashcards", "title"), self.back))
        column.addWidget(label("Three questions, and the first card comes.", "lead"))
        column.addSpacing(Space.S)
        panel = Panel()
        panel.column.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        panel.column.setSpacing(Space.M)
        _ask(panel, "What do you want to learn?", self._decks)
        _ask(panel, "When is your exam?", self._exam)
        _ask(panel, "How many minutes a day?", self._minutes)
        panel.column.addWidget(line())
        foot = QHBoxLayout()
        foot.setSpacing(Space.XL)
        foot.addWidget(self._pace, 1)
        foot.addWidget(self.start)
        panel.column.addLayout(foot)
        column.addWidget(panel)
        column.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)

    def _connect(self) -> None:
        self._exam.changed.connect(self.view_model.set_exam)
        self._minutes.chosen.connect(self._set_minutes)
        self.start.clicked.connect(self._begin)
        self.back.clicked.connect(self._go_back)
        self.view_model.changed.connect(self._render)
        self.view_model.begun.connect(self._go_on)
        self._services.theme.changed.connect(self._indent)

    @Slot()
    def _render(self) -> None:
        was_busy = not self.start.isEnabled()
        self.render_state(self.view_model.state)
        if was_busy and self.start.isEnabled():
            self.take_focus()

    def _choose(self, key: str, is_chosen: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        if is_chosen != (key in self.view_model.state.chosen):
            self.view_model.choose(key, is_chosen=is_chosen)

    @Slot(int)
    def _set_minutes(self, place: int) -> None:
        self.view_model.set_minutes(MINUTES_OFFERED[place])

    @Slot()
    def _begin(self) -> None:
        """Begin, unless the exam's date cannot be read: it says so, and waits for another."""
        if self._exam.is_understood:
            self.view_model.begin()
        else:
            self._exam.line.setFocus()

    @Slot()
    def _go_back(self) -> None:
        if self._way_back is not None:
            self.reopen_wanted.emit(Reopening(self._way_back))

    @Slot(bool)
    def _go_on(self, has_cards: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        if has_cards:
            self.study_wanted.emit(None)
        else:
            self.page_wanted.emit(PageId.TODAY)


def _back_to(folders: Folders) -> str:
    """Name the collection a new one is left for."""
    back = folders.way_back
    if back is None or back.absolute() == folders.usual_or_open.absolute():
        return "Back to the usual collection"
    return f"Back to “{back.stem}”"


def _ask(panel: Panel, question: str, answer: QWidget | QVBoxLayout) -> None:
    panel.column.addWidget(label(question, "heading"))
    if isinstance(answer, QWidget):
        panel.column.addWidget(answer, 0, Qt.AlignmentFlag.AlignLeft)
    else:
        panel.column.addLayout(answer)
    panel.column.addSpacing(Space.S)


def _deck_line(box: CheckBox, about: QLabel, notes: str) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(0)
    row = QHBoxLayout()
    row.addWidget(box, 1)
    row.addWidget(label(notes, "muted"))
    words.addLayout(row)
    words.addWidget(about)
    return words
