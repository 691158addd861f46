"""The options of a choice note as a form: text, right or wrong, why, and which keep their place."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from flashcards.domain.choice import MAX_OPTIONS, MIN_OPTIONS, Option
from flashcards.rendering.filling import is_empty
from flashcards.ui.card.option_row import LETTERS
from flashcards.ui.editor.field_edit import FieldEdit
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button, icon_button
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.emptying import empty
from flashcards.ui.widgets.panel import line

USUAL_OPTIONS = 4
SHUFFLED = "Shown in another order each time. One that “keeps its place”, such as “All of these”, stays where it is."


class OptionEdit(QWidget):
    """One option.

    Attributes:
        text, why: what it says, and its rationale.
        is_right, is_pinned: ticks.
        up, down, remove: where it stands, and whether it stays.

    Signals:
        edited: something of it is another now.
    """

    edited = Signal()

    def __init__(self, place: int, option: Option, services: Services) -> None:
        super().__init__()
        self._option = option
        name = name_of(place)
        self.is_right = CheckBox("Right", services.theme)
        self.is_right.setAccessibleName(f"{name} is right")
        self.is_right.setChecked(option.is_correct)
        self.is_pinned = CheckBox("Keeps its place", services.theme)
        self.is_pinned.setAccessibleName(f"{name} keeps its place")
        self.is_pinned.setChecked(option.is_pinned)
        self.text = FieldEdit(name, option.text, services, fewest=1)
        self.why = FieldEdit(f"Why {name[0].lower()}{name[1:]} is right or wrong", option.rationale, services, fewest=1)
        self.up = _small(services, "arrow-up", f"Move {name} up")
        self.down = _small(services, "arrow-down", f"Move {name} down")
        self.remove = _small(services, "trash-2", f"Remove {name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.text)
        column.addLayout(self._ticks())
        column.addWidget(self.why)
        for part in (self.text, self.why):
            part.edited.connect(self.edited)
        for tick in (self.is_right, self.is_pinned):
            tick.toggled.connect(self.edited)

    @property
    def option(self) -> Option:
        """The option as it is to be stored."""
        return replace(
            self._option,
            text=self.text.html,
            rationale=self.why.html,
            is_correct=self.is_right.isChecked(),
            is_pinned=self.is_pinned.isChecked(),
        )

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes in here, in order."""
        return (self.text.area, self.is_right, self.is_pinned, self.up, self.down, self.remove, self.why.area)

    def _ticks(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        row.addWidget(self.is_right)
        row.addSpacing(Space.S)
        row.addWidget(self.is_pinned)
        row.addStretch(1)
        for made in (self.up, self.down, self.remove):
            row.addWidget(made)
        return row


class OptionsForm(QWidget):
    """From two to ten options.

    Signals:
        edited: an option is another now.
        rebuilt: the areas are others now.
    """

    edited = Signal()
    rebuilt = Signal()

    def __init__(self, options: tuple[Option, ...], services: Services) -> None:
        super().__init__()
        self._services = services
        self.rows: list[OptionEdit] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self._holder = QVBoxLayout()
        self._holder.setSpacing(Space.L)
        self._column.addLayout(self._holder)
        self.more = button("Add an option", icon=services.icons.icon("plus"))
        self.more.setToolTip(SHUFFLED)
        self.more.clicked.connect(self.add)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self._build(list(options) or [Option("", is_correct=False)] * USUAL_OPTIONS)

    @property
    def options(self) -> tuple[Option, ...]:
        """The options as they are to be stored: those that say something."""
        found = [row.option for row in self.rows]
        return tuple(one for one in found if not (is_empty(one.text) and is_empty(one.rationale)))

    @property
    def fields(self) -> Iterator[FieldEdit]:
        """What can be typed in."""
        for row in self.rows:
            yield row.text
            yield row.why

    @property
    def tab_stops(self) -> Iterator[QWidget]:
        """Where Tab goes in here, in order."""
        for row in self.rows:
            yield from row.tab_stops
        yield self.more

    def problem(self) -> str:
        """Say what is missing, or nothing."""
        options = self.options
        if len(options) < MIN_OPTIONS:
            return "A choice needs at least two options."
        if any(is_empty(one.text) for one in options):
            return "An option has a rationale but no text."
        return "" if any(one.is_correct for one in options) else "Tick at least one option as right."

    def add(self) -> None:
        """Add an empty option and go there."""
        if len(self.rows) < MAX_OPTIONS:
            self._rebuild([*(row.option for row in self.rows), Option("", is_correct=False)])
            self.rows[-1].text.area.setFocus()

    def _move(self, place: int, by: int) -> None:
        options = [row.option for row in self.rows]
        options.insert(place + by, options.pop(place))
        self._rebuild(options)
        moved = self.rows[place + by]
        (moved.up if by < 0 else moved.down).setFocus()

    def _remove(self, place: int) -> None:
        options = [row.option for row in self.rows]
        del options[place]
        self._rebuild(options)
        self.rows[min(place, len(self.rows) - 1)].text.area.setFocus()

    def _rebuild(self, options: list[Option]) -> None:
        self._build(options)
        self.rebuilt.emit()
        self.edited.emit()

    def _build(self, options: list[Option]) -> None:
        empty(self._holder)
        self.rows = []
        for place, option in enumerate(options):
            if place:
                self._holder.addWidget(line())
            self._add_row(place, option, of=len(options))
        self.more.setEnabled(len(options) < MAX_OPTIONS)

    def _add_row(self, place: int, option: Option, *, of: int) -> None:
        row = OptionEdit(place, option, self._services)
        row.up.setEnabled(place > 0)
        row.down.setEnabled(place < of - 1)
        row.remove.setEnabled(of > MIN_OPTIONS)
        row.up.clicked.connect(partial(self._move, place, -1))
        row.down.clicked.connect(partial(self._move, place, 1))
        row.remove.clicked.connect(partial(self._remove, place))
        row.edited.connect(self.edited)
        self.rows.append(row)
        self._holder.addWidget(row)


def name_of(place: int) -> str:
    """Give what an option is called."""
    return f"Option {LETTERS[place] if place < len(LETTERS) else place + 1}"


def _small(services: Services, icon: str, name: str) -> QToolButton:
    return icon_button(services.icons.icon(icon), name, size="smallest")
