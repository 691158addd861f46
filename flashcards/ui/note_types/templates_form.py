"""The cards of a note type: what each asks and answers."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from flashcards.collection.reshaping import Reshaping
from flashcards.rendering.checking import TemplateProblem
from flashcards.ui.note_types import working
from flashcards.ui.note_types.code_edit import CodeEdit
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button, icon_button
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.text import label

LEAST_NAME = 20
"""Characters of a card's name that must be seen, or what is done to cards goes below it."""
REST_MS = 250
"""How long typing must rest before the preview follows."""


class TemplatesForm(QWidget):
    """One card at a time: its name, its question, its answer.

    Attributes:
        which: the card that is shown.
        name, question, answer: where it is changed.

    Signals:
        changed: a `Reshaping`, and whether the form must show it anew.
        chosen: the place of the card that is shown, 0-based.
    """

    changed = Signal(object, bool)
    chosen = Signal(int)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._work: Reshaping | None = None
        self._problems: Sequence[TemplateProblem] = ()
        self.which = Picker("Card", services.icons)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the card")
        self.question = CodeEdit("Question", services.theme)
        self.answer = CodeEdit("Answer", services.theme)
        self.more = icon_button(services.icons.icon("plus"), "Add a card", size="small")
        self.up = icon_button(services.icons.icon("arrow-up"), "Move the card up", size="small")
        self.down = icon_button(services.icons.icon("arrow-down"), "Move the card down", size="small")
        self.remove = icon_button(services.icons.icon("trash-2"), "Remove the card", size="small")
        self.insert = button("Insert a field")
        self._menu = QMenu(self)
        self.insert.setMenu(self._menu)
        self._problem = label("", "problem", wraps=True)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._side = self.question
        self._lay_out()
        self._connect()

    @property
    def problem(self) -> str:
        """What is wrong with the card that is shown, or nothing."""
        return self._problem.text()

    @property
    def place(self) -> int:
        """Which card is shown, 0-based."""
        return max(0, self.which.currentIndex())

    def show_work(self, work: Reshaping, *, is_own: bool) -> None:
        """Show the cards of a type; those of a built-in one cannot be changed."""
        self._rest.stop()
        place = min(self.place, len(work.note_type.templates) - 1)
        self._work = work
        self.which.offer([(one.name, number) for number, one in enumerate(work.note_type.templates)], place)
        self._show_card()
        several = len(work.note_type.templates) > 1
        for part in (self.name, self.question, self.answer):
            part.setReadOnly(not is_own)
        self.more.setEnabled(is_own)
        self.insert.setEnabled(is_own)
        self.remove.setEnabled(is_own and several)
        self.up.setEnabled(is_own and place > 0)
        self.down.setEnabled(is_own and place < len(work.note_type.templates) - 1)

    def keep_work(self, work: Reshaping) -> None:
        """Take the type as it is by now, in the words that stand here."""
        self._work = work

    def refresh_fields(self) -> None:
        """Show what renaming a field has changed here, unless it is being typed in."""
        if not self._rest.isActive():
            self._show_card()

    def show_problems(self, problems: Sequence[TemplateProblem]) -> None:
        """Underline what is wrong, and say it."""
        self._problems = problems
        here = [one for one in problems if one.place == self.place]
        self.question.mark([one for one in here if one.is_question])
        self.answer.mark([one for one in here if not one.is_question])
        told = here or list(problems)
        words = f"{'Question' if told[0].is_question else 'Answer'}: {told[0].text}" if told else ""
        if told and not here and self._work is not None:
            words = f"“{self._work.note_type.templates[told[0].place].name}”, {words[0].lower()}{words[1:]}"
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def flush(self) -> None:
        """Hand over what was typed, at once."""
        if self._rest.isActive():
            self._rest.stop()
            self._hand_over()

    def turn(self, by: int) -> None:
        """Show the next card, or the one before."""
        self.show_place(self.place + by)

    def show_place(self, place: int) -> None:
        """Show a card by its place, 0-based, where there is one."""
        if 0 <= place < self.which.count():
            self.which.set_value(place)
            self._choose()

    def _show_card(self) -> None:
        if self._work is None:
            return
        template = self._work.note_type.templates[self.place]
        if self.name.text() != template.name and not (self.name.hasFocus() and self.name.isModified()):
            self.name.setText(template.name)
        self.question.show_text(template.question)
        self.answer.show_text(template.answer)
        self._menu.clear()
        for field in self._work.note_type.fields:
            self._menu.addAction(field).triggered.connect(partial(self._insert, f"{{{{{field}}}}}"))
        for special in ("FrontSide", "Tags", "Deck"):
            self._menu.addAction(special).triggered.connect(partial(self._insert, f"{{{{{special}}}}}"))

    @Slot()
    def _hand_over(self) -> None:
        if self._work is None:
            return
        before = self._work.note_type.templates[self.place]
        now = replace(
            before,
            name=self.name.text().strip() or before.name,
            question=self.question.toPlainText(),
            answer=self.answer.toPlainText(),
        )
        if now != before:
            self.changed.emit(working.set_template(self._work, self.place, now), now.name != before.name)

    def _choose(self) -> None:
        self.flush()
        if self._work is not None:
            self.show_work(self._work, is_own=self.more.isEnabled())
            self.show_problems(self._problems)
            self.chosen.emit(self.place)

    def _act(self, work: Reshaping, place: int) -> None:
        self.changed.emit(work, True)  # noqa: FBT003
        self.which.set_value(min(place, len(work.note_type.templates) - 1))
        self._choose()

    def _add(self) -> None:
        self.flush()
        if self._work is not None:
            self._act(working.add_template(self._work), len(self._work.note_type.templates))

    def _move(self, by: int) -> None:
        self.flush()
        if self._work is not None:
            place = self.place
            self._act(working.move_template(self._work, place, by), place + by)

    def _remove(self) -> None:
        self.flush()
        if self._work is not None:
            self._act(working.remove_template(self._work, self.place), self.place)

    def _insert(self, words: str) -> None:
        self._side.insertPlainText(words)
        self._side.setFocus()

    def _follow_question(self) -> None:
        self._side = self.question

    def _follow_answer(self) -> None:
        self._side = self.answer

    def _connect(self) -> None:
        self.which.chosen.connect(self._choose)
        self.more.clicked.connect(self._add)
        self.up.clicked.connect(partial(self._move, -1))
        self.down.clicked.connect(partial(self._move, 1))
        self.remove.clicked.connect(self._remove)
        self.name.editingFinished.connect(self._hand_over)
        for side, follow in ((self.question, self._follow_question), (self.answer, self._follow_answer)):
            side.textChanged.connect(self._rest.start)
            side.cursorPositionChanged.connect(follow)
        self._rest.timeout.connect(self._hand_over)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        for made in (self.more, self.up, self.down, self.remove):
            row.addWidget(made)
        column.addWidget(Beside(self.which, acts, characters=LEAST_NAME, spacing=Space.S))
        for name, part in (("Name", self.name), ("Question", self.question), ("Answer", self.answer)):
            column.addWidget(label(name, "label"))
            column.addWidget(part, 0 if part is self.name else 1)
        column.addWidget(self._problem)
        column.addWidget(self.insert, 0, Qt.AlignmentFlag.AlignLeft)
        self._problem.hide()
