"""Find and replace in the selected notes, looked at before anything is changed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from flashcards.collection.bulk import FieldChange, Manner, Place, ReplacePreview
from flashcards.domain.browsing import Unit
from flashcards.ui.browse.replace_model import ReplaceModel, Wish, spans, summary
from flashcards.ui.browse.schedule_sheets import foot
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.least_size import LeastSize
from flashcards.ui.widgets.marked_text import MarkedText, Side
from flashcards.ui.widgets.panel import line
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.text import label
from flashcards.wording import counted

WIDTH = 640
LIST_HEIGHT = 240
SHOWN = 25
"""Changes shown in words; the others are counted."""
TYPING_MS = 150
MANNERS = (
    ("As it reads", Manner.TEXT),
    ("In the HTML", Manner.SOURCE),
    ("Regular expression", Manner.PATTERN),
)
ALL_FIELDS = "All fields"
TAGS = "The tags"


class ReplaceSheet(Overlay):
    """What to find, what to put there, and what that would do.

    Attributes:
        wanted, instead: what is typed.
        manner, field, matches_case: how it is searched, and where.
        accept_button: replaces what is shown.
    """

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self._theme = services.theme
        self._take: Callable[[Wish], None] | None = None
        self.model = ReplaceModel(services.runner, self)
        self.wanted, self.instead = _line("Find"), _line("Replace with")
        self.manner = Picker("How it is found", services.icons)
        self.manner.offer(MANNERS, Manner.TEXT)
        self.field = Picker("Where it is searched", services.icons)
        self.field.offer([(ALL_FIELDS, None)], None)
        self.matches_case = CheckBox("Match capitals", services.theme)
        self._says = label("", "strong", wraps=True)
        self._problem = label("", "problem", wraps=True)
        self._changes = _Changes(services)
        self.accept_button = button("Replace", "primary")
        self.accept_button.clicked.connect(self._accept)
        self._typed = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typed.timeout.connect(self._look)
        self._lay_out()
        self._connect()

    def ask(self, unit: Unit, ids: Sequence[int], take: Callable[[Wish], None]) -> None:
        """Ask; `take` receives what is to be replaced."""
        self._take = take
        self.model.begin(unit, ids)
        self._clear("Type what to find in the selected notes.")
        self.open()
        if self.wanted.text():
            self._look()

    def take_focus(self) -> None:
        """Type what to find at once."""
        self.wanted.setFocus()
        self.wanted.selectAll()

    @property
    def wish(self) -> Wish:
        """What is asked for now."""
        how = self.manner.value, self.matches_case.isChecked(), self.field.value
        return Wish(self.wanted.text(), self.instead.text(), *how)

    def hideEvent(self, event: QHideEvent) -> None:
        """Search no more."""
        super().hideEvent(event)
        self.model.stop()

    def _accept(self) -> None:
        if self.accept_button.isEnabled() and self._take is not None:
            wish = self.wish
            self.close_sheet()
            self._take(wish)

    @Slot()
    def _heed(self) -> None:
        """Something else is asked: nothing can be replaced until it was looked at."""
        self.accept_button.setEnabled(False)
        self._typed.start()

    @Slot()
    def _look(self) -> None:
        if self.wanted.text():
            self._problem.hide()
            self._says.setText("Searching…")
            self.model.look(self.wish)
        else:
            self.model.stop()
            self._clear("Type what to find in the selected notes.")

    @Slot(object)
    def _show(self, preview: ReplacePreview) -> None:
        self._says.setText(summary(preview))
        self._problem.hide()
        self.place_again()
        self._changes.show_changes(preview.changes)
        self.accept_button.setText(f"Replace in {counted(preview.notes, 'note')}" if preview.notes else "Replace")
        self.accept_button.setEnabled(bool(preview.notes))

    @Slot(str)
    def _refuse(self, problem: str) -> None:
        self._clear("")
        self._problem.setText(problem)
        self._problem.show()
        self.place_again()

    def _clear(self, says: str) -> None:
        self._says.setText(says)
        self._problem.hide()
        self._changes.show_changes(())
        self.accept_button.setText("Replace")
        self.accept_button.setEnabled(False)

    @Slot(object)
    def _offer_fields(self, names: Sequence[str]) -> None:
        fields = ((name, name) for name in names)
        self.field.offer([(ALL_FIELDS, None), *fields, (TAGS, Place.TAGS)], self.field.value)

    @Slot(float)
    def _tell_share(self, share: float) -> None:
        self._says.setText(f"Searching… {round(share * 100)} %")

    def _lay_out(self) -> None:
        LeastSize(self.sheet, self._theme, WIDTH, most=900)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for row, (name, typed) in enumerate((("Find", self.wanted), ("Replace with", self.instead))):
            grid.addWidget(label(name, "label"), row, 0)
            grid.addWidget(typed, row, 1)
        how = QHBoxLayout()
        how.setSpacing(Space.M)
        how.addWidget(self.manner, 1)
        how.addWidget(self.field, 1)
        how.addWidget(self.matches_case)
        self.column.addWidget(label("Find and replace", "heading"))
        self.column.addLayout(grid)
        self.column.addLayout(how)
        for part in (line(), self._says, self._problem, self._changes):
            self.column.addWidget(part)
        self.column.addLayout(foot(self, self.accept_button))

    def _connect(self) -> None:
        self.model.named.connect(self._offer_fields)
        self.model.looked.connect(self._show)
        self.model.refused.connect(self._refuse)
        self.model.progressed.connect(self._tell_share)
        for typed in (self.wanted, self.instead):
            typed.textChanged.connect(self._heed)
            typed.returnPressed.connect(self._accept)
        self.manner.chosen.connect(self._heed)
        self.field.chosen.connect(self._heed)
        self.matches_case.toggled.connect(self._heed)


class _Changes(QScrollArea):
    """The first changes, before and after, in words."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._theme = services.theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("What would change")
        self.setFixedHeight(services.theme.scaled(LIST_HEIGHT))

    def show_changes(self, changes: Sequence[FieldChange]) -> None:
        """Show some changes; of many only the first."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.XS)
        for change in changes[:SHOWN]:
            column.addWidget(label(change.field, "caption"))
            text = change.text
            column.addWidget(MarkedText(spans(text.before, text.spans_before), Side.BEFORE, self._theme))
            column.addWidget(MarkedText(spans(text.after, text.spans_after), Side.AFTER, self._theme))
        if len(changes) > SHOWN:
            column.addWidget(label(f"The first {SHOWN} are shown.", "muted"))
        column.addStretch(1)
        self.setWidget(body)


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    return made
