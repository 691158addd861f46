"""A sheet that asks for one line: a deck, tags, a number of days, a name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.least_size import LeastSize
from flashcards.ui.widgets.text import label

WIDTH = 460
ROWS_SHOWN = 8
ROW_PIXELS = 28
MOST_OFFERED = 200


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        action: what the button says it does.
        hint: what may be typed.
        text: what stands there at first.
        offers: lines to choose from, narrowed by what is typed.
        is_many: several may be given, parted by blanks; an offer replaces the last word.
        check: gives why a line cannot be taken, or "".
    """

    title: str
    action: str
    hint: str = ""
    text: str = ""
    offers: Sequence[str] = ()
    is_many: bool = False
    check: Callable[[str], str] = lambda _line: ""


class LineSheet(Overlay):
    """Enter takes the line, Up and Down go through what is offered, Tab takes it into the line.

    Attributes:
        line: what is typed.
        offered: the offers that fit.
    """

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self._theme = services.theme
        self._question = Question("", "")
        self._take: Callable[[str], None] | None = None
        self._title = label("", "heading")
        self.line = _Line(self)
        LeastSize(self.line, services.theme, WIDTH)
        self.line.textEdited.connect(self._narrow)
        self.line.textChanged.connect(self._clear_problem)
        self.offered = QListWidget()
        self.offered.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offered.itemClicked.connect(lambda item: self._put(item.text()))
        self._hint = label("", "caption", wraps=True)
        self._problem = label("", "problem", wraps=True)
        self.accept_button = button("", "primary")
        self.accept_button.clicked.connect(self.accept)
        cancel = button("Cancel")
        cancel.clicked.connect(self.close_sheet)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.accept_button)
        for part in (self._title, self.line, self.offered, self._hint, self._problem):
            self.column.addWidget(part)
        self.column.addLayout(row)

    def ask(self, question: Question, take: Callable[[str], None]) -> None:
        """Ask; `take` receives the line once it can be taken."""
        self._question, self._take = question, take
        self._title.setText(question.title)
        self.line.setAccessibleName(question.title)
        self.line.setAccessibleDescription(question.hint)
        self.offered.setAccessibleName("Offered")
        self.line.setText(question.text)
        self.accept_button.setText(question.action)
        self._hint.setText(question.hint)
        self._hint.setVisible(bool(question.hint))
        self._clear_problem()
        self._narrow()
        self.open()

    def take_focus(self) -> None:
        """Type at once, over what stands there."""
        self.line.setFocus()
        self.line.selectAll()

    def accept(self) -> None:
        """Hand over the line, unless it cannot be taken."""
        line = self.line.text().strip()
        problem = self._question.check(line)
        if problem:
            self.refuse(problem)
            return
        self.close_sheet()
        if self._take is not None:
            self._take(line)

    def refuse(self, problem: str) -> None:
        """Say why the line cannot be taken."""
        self._problem.setText(problem)
        self._problem.show()
        self.place_again()
        self.line.setFocus()

    def step(self, by: int) -> None:
        """Go through what is offered."""
        if self.offered.count():
            row = min(max(self.offered.currentRow() + by, 0), self.offered.count() - 1)
            self.offered.setCurrentRow(row)

    def take_offer(self) -> bool:
        """Take what is offered into the line; say whether something was."""
        if self.offered.currentRow() < 0 or self.offered.isHidden():
            return False
        self._put(self.offered.currentItem().text())
        return True

    def _put(self, offer: str) -> None:
        if self._question.is_many:
            begin = self.line.text().rpartition(" ")[0]
            self.line.setText(f"{begin} {offer} ".lstrip())
        else:
            self.line.setText(offer)
        self.line.setFocus()
        self._narrow()

    def _narrow(self) -> None:
        text = self.line.text()
        is_first = text == self._question.text
        typed = "" if is_first and not self._question.is_many else text
        wanted = typed.rpartition(" ")[2] if self._question.is_many else typed
        words = wanted.casefold().split()
        fitting = [one for one in self._question.offers if all(word in one.casefold() for word in words)]
        self.offered.clear()
        for one in fitting[:MOST_OFFERED]:
            item = QListWidgetItem(one, self.offered)
            item.setSizeHint(QSize(0, self._theme.scaled(ROW_PIXELS)))
        self.offered.setVisible(bool(fitting))
        rows = min(max(len(fitting), 1), ROWS_SHOWN)
        self.offered.setFixedHeight(rows * self._theme.scaled(ROW_PIXELS))
        self.place_again()

    def _clear_problem(self) -> None:
        self._problem.hide()


class _Line(QLineEdit):
    """Hands the keys of the list to the sheet."""

    def __init__(self, sheet: LineSheet) -> None:
        super().__init__()
        self._sheet = sheet

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, take, accept."""
        match event.key():
            case Qt.Key.Key_Down:
                self._sheet.step(1)
            case Qt.Key.Key_Up:
                self._sheet.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._sheet.take_offer()
                self._sheet.accept()
            case _:
                super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: FBT001  (Qt's signature)
        """Tab takes what is offered, where something is."""
        if is_next and self._sheet.take_offer():
            return True
        return super().focusNextPrevChild(is_next)
