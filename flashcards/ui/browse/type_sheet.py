"""Giving notes another note type: what each field and card becomes, and what would be lost."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from flashcards.collection.bulk import TypeChangePreview, TypeMapping, suggested
from flashcards.domain.browsing import Unit
from flashcards.domain.ids import NoteTypeId
from flashcards.ui.browse.schedule_sheets import foot
from flashcards.ui.browse.type_model import TypeModel, Types, TypeWish, summary
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.least_size import LeastSize
from flashcards.ui.widgets.panel import line
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.text import label
from flashcards.wording import counted

WIDTH = 560
LIST_HEIGHT = 260
NOTHING, NEW_CARD = "Nothing", "A new card"


class TypeSheet(Overlay):
    """The new type, a line for each of its fields and cards, and what that would do.

    Attributes:
        kind: the new type.
        accept_button: changes the notes.
    """

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self._services = services
        self._take: Callable[[TypeWish], None] | None = None
        self._types: Types | None = None
        self._fields: list[Picker] = []
        self._cards: list[Picker] | None = None
        self.model = TypeModel(services.runner, self)
        self.kind = Picker("New note type", services.icons)
        self._says = label("", "strong", wraps=True)
        self._problem = label("", "problem", wraps=True)
        self._lines = QScrollArea()
        self._lines.setWidgetResizable(True)
        self._lines.setFrameShape(QFrame.Shape.NoFrame)
        self._lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to what is in it
        self._lines.setFixedHeight(services.theme.scaled(LIST_HEIGHT))
        self.accept_button = button("Change note type", "primary")
        self.accept_button.clicked.connect(self._accept)
        LeastSize(self.sheet, services.theme, WIDTH)
        for part in (label("Change note type", "heading"), self.kind, line(), self._lines, self._says, self._problem):
            self.column.addWidget(part)
        self.column.addLayout(foot(self, self.accept_button))
        self.kind.chosen.connect(self._choose)
        self.model.begun.connect(self._begin)
        self.model.looked.connect(self._show)
        self.model.refused.connect(self._refuse)

    def ask(self, unit: Unit, ids: Sequence[int], take: Callable[[TypeWish], None]) -> None:
        """Ask; `take` receives the type and what it is made of."""
        self._take, self._types = take, None
        self._say("Looking at the notes…")
        self._lines.setWidget(QWidget())
        self.model.begin(unit, ids)
        self.open()

    def take_focus(self) -> None:
        """Choose the type first."""
        self.kind.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter changes the notes, with Ctrl or without."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.accept_button.isEnabled():
            self._accept()
        else:
            super().keyPressEvent(event)

    @property
    def wish(self) -> TypeWish:
        """What is asked for now."""
        cards = None if self._cards is None else tuple(one.value for one in self._cards)
        return TypeWish(self.kind.value, TypeMapping(tuple(one.value for one in self._fields), cards))

    @Slot(object)
    def _begin(self, types: Types) -> None:
        self._types = types
        self.kind.offer([(one.name, one.id) for one in types.offered], types.old.id)
        self._choose(types.old.id)

    @Slot(object)
    def _choose(self, new_id: NoteTypeId) -> None:
        """Lay out the lines for a type, as most learners would mean it."""
        types = self._types
        if types is None:
            return
        new = next(one for one in types.offered if one.id == new_id)
        mapping = suggested(types.old, new)
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, Space.S, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label("Field", "label"), 0, 0)
        grid.addWidget(label("is made of", "label"), 0, 1)
        self._fields = [self._picker(name, types.old.fields, NOTHING) for name in new.fields]
        self._place(grid, new.fields, self._fields, mapping.fields)
        self._cards = None
        if mapping.cards is not None:
            names = [one.name for one in new.templates]
            old = [one.name for one in types.old.templates]
            self._cards = [self._picker(name, old, NEW_CARD) for name in names]
            grid.addWidget(label("Card", "label"), grid.rowCount(), 0)
            self._place(grid, names, self._cards, mapping.cards)
        grid.setRowStretch(grid.rowCount(), 1)
        self._lines.setWidget(body)
        for before, after in pairwise((self.kind, *self._fields, *(self._cards or ()))):
            QWidget.setTabOrder(before, after)
        self._look()

    def _picker(self, name: str, old: Sequence[str], none: str) -> Picker:
        made = Picker(f"{name} is made of", self._services.icons)
        made.offer([(none, None), *((one, place) for place, one in enumerate(old))], None)
        made.chosen.connect(self._look)
        return made

    def _place(
        self, grid: QGridLayout, names: Sequence[str], pickers: Sequence[Picker], chosen: Sequence[int | None]
    ) -> None:
        for name, picker, place in zip(names, pickers, chosen, strict=True):
            picker.set_value(place)
            row = grid.rowCount()
            grid.addWidget(label(name), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(picker, row, 1)

    @Slot()
    def _look(self) -> None:
        self._say("Looking at the notes…")
        self.model.look(self.wish)

    @Slot(object)
    def _show(self, preview: TypeChangePreview) -> None:
        self._say(summary(preview))
        self.accept_button.setText(f"Change {counted(preview.notes, 'note')}" if preview.notes else "Change note type")
        self.accept_button.setEnabled(bool(preview.notes))

    @Slot(str)
    def _refuse(self, problem: str) -> None:
        self._say("")
        self._problem.setText(problem)
        self._problem.show()
        self.place_again()

    def _say(self, sentence: str) -> None:
        self._says.setText(sentence)
        self._problem.hide()
        self.accept_button.setEnabled(False)
        self.place_again()

    def _accept(self) -> None:
        wish = self.wish
        self.close_sheet()
        if self._take is not None:
            self._take(wish)
