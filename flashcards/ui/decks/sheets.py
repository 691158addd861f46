"""What is asked about one deck: its name, or its options."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from flashcards.domain.learning import CARDS_A_DAY, DESIRED_RETENTIONS
from flashcards.domain.preset import DeckOptions
from flashcards.domain.ranges import Range
from flashcards.ui.decks.options import Inherited
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.stepper import Stepper
from flashcards.ui.widgets.text import label

if TYPE_CHECKING:
    from flashcards.collection.decks import DeckListing

WIDTH = 460


class NameSheet(Overlay):
    """A line for a deck's name. It stays until the name is taken: whoever asked closes it, or says why not."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._on_name: Callable[[str], None] | None = None
        self._title = label("", "heading")
        self._line = QLineEdit()
        self._line.setMinimumWidth(WIDTH)
        self._line.textChanged.connect(self._check)
        self._line.returnPressed.connect(self._accept)
        self._save = button("", "primary")
        self._save.clicked.connect(self._accept)
        cancel = button("Cancel")
        cancel.clicked.connect(self.close_sheet)
        self.column.addWidget(self._title)
        self.column.addWidget(self._line)
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        self.column.addWidget(self._problem)
        self.column.addWidget(label("A double colon puts a deck into another: Biology::Cells", "caption"))
        self.column.addLayout(_foot(cancel, self._save))

    def ask(self, title: str, action: str, name: str, on_name: Callable[[str], None]) -> None:
        """Ask for a name; `on_name` receives it."""
        self._on_name = on_name
        self._title.setText(title)
        self._line.setAccessibleName(title)
        self._line.setText(name)
        self._save.setText(action)
        self._check()
        self.open()

    def take_focus(self) -> None:
        """Type at once, over the old name."""
        self._line.setFocus()
        self._line.selectAll()

    def refuse(self, sentence: str) -> None:
        """Say why the name cannot be taken, and keep what was typed."""
        self._problem.setText(sentence)
        self._problem.show()
        self._save.setEnabled(False)
        self.column.activate()
        self.place()
        self._line.setFocus()

    def _check(self) -> None:
        self._problem.hide()
        self._save.setEnabled(bool(self._line.text().replace(":", "").strip()))

    def _accept(self) -> None:
        if self._save.isEnabled() and self._on_name is not None:
            self._on_name(self._line.text())


class OptionsSheet(Overlay):
    """A deck's limits and desired retention: its own, or what it inherits, shown.

    Attributes:
        lines: new cards, reviews, desired retention.
    """

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self._services = services
        self._on_options: Callable[[DeckOptions], None] | None = None
        self._title = label("", "heading")
        self.lines = (
            OptionLine("New cards a day", services, within=CARDS_A_DAY, step=5),
            OptionLine("Reviews a day", services, within=CARDS_A_DAY, step=10),
            OptionLine("Desired retention", services, within=DESIRED_RETENTIONS.in_percent, unit=" %"),
        )
        save = button("Save options", "primary")
        save.clicked.connect(self.accept)
        cancel = button("Cancel")
        cancel.clicked.connect(self.close_sheet)
        self.column.addWidget(self._title)
        for line in self.lines:
            own = Beside(line.choice, line.number, spacing=Space.L)
            self.column.addWidget(Beside(label(line.name, "strong"), own))
        self.column.addSpacing(Space.S)
        self.column.addLayout(_foot(cancel, save))

    def ask(self, deck: "DeckListing", above: Inherited, on_options: Callable[[DeckOptions], None]) -> None:
        """Show a deck's options; `on_options` receives what is saved."""
        self._on_options = on_options
        self._title.setText(f"Options for {deck.leaf}")
        new, review, retention = self.lines
        new.show_value(deck.options.new_limit, above.new_limit, above.new_from)
        review.show_value(deck.options.review_limit, above.review_limit, above.review_from)
        wanted = deck.options.desired_retention
        own = None if wanted is None else round(wanted * 100)
        retention.show_value(own, round(above.desired_retention * 100), above.retention_from)
        self.open()

    def take_focus(self) -> None:
        """Begin with the first line."""
        self.lines[0].choice.setFocus()

    def accept(self) -> None:
        """Save what is shown."""
        new, review, retention = (line.value() for line in self.lines)
        self.close_sheet()
        if self._on_options is not None:
            self._on_options(DeckOptions(new, review, None if retention is None else retention / 100))


class OptionLine:
    """One option: inherited or own, and the number."""

    def __init__(self, name: str, services: Services, *, within: Range, step: int = 1, unit: str = "") -> None:
        self.name = name
        self.choice = Segmented(name, ("Inherited", "Own"), services.theme)
        self.number = Stepper(name, services.icons, within=within, step=step, unit=unit)
        self._inherited = int(within.low)
        self.choice.chosen.connect(self._choose)

    def show_value(self, own: int | None, inherited: int, source: str) -> None:
        """Show the deck's own number, or the inherited one."""
        self._inherited = inherited
        self.choice.set_options((f"From {source}", "Own"))
        self.choice.set_current(0 if own is None else 1)
        self.number.set_value(inherited if own is None else own)
        self.number.setEnabled(own is not None)

    def value(self) -> int | None:
        """Give the deck's own number, or None when it inherits."""
        return self.number.value if self.choice.current else None

    def _choose(self, place: int) -> None:
        self.number.setEnabled(place == 1)
        if place == 0:
            self.number.set_value(self._inherited)


def _foot(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for one in buttons:
        row.addWidget(one)
    return row
