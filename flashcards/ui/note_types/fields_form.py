"""The fields of a note type: named, put in order, added and taken away."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from flashcards.collection.reshaping import Reshaping
from flashcards.ui.note_types import working
from flashcards.ui.note_types.words import taken_out
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button, icon_button
from flashcards.ui.widgets.tab_order import lead_to
from flashcards.ui.widgets.text import label

FIRST = "Notes are sorted and recognised by the first field."


class FieldsForm(QWidget):
    """One line for each field.

    Attributes:
        lines: where fields are named.

    Signals:
        changed: a `Reshaping`, and whether the form must show it anew.
    """

    changed = Signal(object, bool)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._work: Reshaping | None = None
        self.lines: list[QLineEdit] = []
        self._stops: list[QWidget] = []
        self._rows: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self._column.addWidget(label(FIRST, "muted", wraps=True))
        self._holder = QVBoxLayout()
        self._column.addLayout(self._holder)
        self.more = button("Add a field", icon=services.icons.icon("plus"))
        self.more.clicked.connect(self._add)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self._column.addStretch(1)

    def show_work(self, work: Reshaping, *, is_own: bool) -> None:
        """Show the fields of a type; those of a built-in one cannot be changed."""
        self._work = work
        self.more.setEnabled(is_own)
        if self._rows is not None:
            self._rows.hide()
            self._rows.deleteLater()
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self.lines, self._stops = [], []
        for place, name in enumerate(work.note_type.fields):
            column.addLayout(self._row(place, name, of=len(work.note_type.fields), is_own=is_own))
        self._holder.addWidget(self._rows)
        lead_to(self.more, self._stops)

    def keep_work(self, work: Reshaping) -> None:
        """Take the type as it is by now, in the lines that stand here."""
        self._work = work

    def _row(self, place: int, name: str, *, of: int, is_own: bool) -> QHBoxLayout:
        line = QLineEdit(name)
        line.setAccessibleName(f"Name of field {place + 1}")
        line.setReadOnly(not is_own)
        line.editingFinished.connect(partial(self._rename, place))
        self.lines.append(line)
        self._stops.append(line)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(line, 1)
        acts = (
            ("arrow-up", f"Move “{name}” up", place > 0, partial(self._move, place, -1)),
            ("arrow-down", f"Move “{name}” down", place < of - 1, partial(self._move, place, 1)),
            ("trash-2", f"Remove “{name}”", of > 1, partial(self._remove, place)),
        )
        for icon, words, can, act in acts:
            made = icon_button(self._services.icons.icon(icon), words, size="small")
            made.setEnabled(is_own and can)
            made.clicked.connect(act)
            row.addWidget(made)
            self._stops.append(made)
        return row

    def _rename(self, place: int) -> None:
        if self._work is None or place >= len(self.lines):
            return
        name = " ".join(self.lines[place].text().split())
        renamed = working.rename_field(self._work, place, name)
        if renamed is self._work:
            self.lines[place].setText(self._work.note_type.fields[place])
        else:
            self.changed.emit(renamed, False)  # noqa: FBT003

    def _add(self) -> None:
        if self._work is not None:
            self.changed.emit(working.add_field(self._work), True)  # noqa: FBT003
            self.lines[-1].setFocus()
            self.lines[-1].selectAll()

    def _move(self, place: int, by: int) -> None:
        if self._work is not None:
            self.changed.emit(working.move_field(self._work, place, by), True)  # noqa: FBT003
            self.lines[place + by].setFocus()

    def _remove(self, place: int) -> None:
        if self._work is not None:
            name, cards = self._work.note_type.fields[place], working.templates_naming(self._work, place)
            self.changed.emit(working.remove_field(self._work, place), True)  # noqa: FBT003
            if cards:
                self._services.notices.say(taken_out(name, cards))
            self.lines[min(place, len(self.lines) - 1)].setFocus()
