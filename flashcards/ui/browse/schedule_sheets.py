"""Sheets that ask how cards are to be reset, placed among the new ones, or answered."""

import random
from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from flashcards.collection.bulk import Places
from flashcards.domain.ranges import Range
from flashcards.domain.review import Rating
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.stepper import Stepper
from flashcards.ui.widgets.text import label

POSITIONS = Range(0, 1_000_000)
STEPS = Range(0, 1000)


class ResetSheet(Overlay):
    """Asks what of a card that is made new again is to be kept.

    Attributes:
        keeps_counts, keeps_position: what is ticked.
    """

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self._take: Callable[[bool, bool], None] | None = None
        self._title = label("", "heading")
        self.keeps_position = CheckBox("Keep the place they had among the new cards", services.theme)
        self.keeps_position.setChecked(True)
        self.keeps_counts = CheckBox("Keep how often they were answered and forgotten", services.theme)
        self.accept_button = button("", "primary")
        self.accept_button.clicked.connect(self._accept)
        self.column.addWidget(self._title)
        self.column.addWidget(label("What was learned of them is forgotten; their reviews stay in the log.", "muted"))
        self.column.addWidget(self.keeps_position)
        self.column.addWidget(self.keeps_counts)
        self.column.addLayout(foot(self, self.accept_button))

    def ask(self, what: str, take: Callable[[bool, bool], None]) -> None:
        """Ask; `take` receives whether counts and places are kept."""
        self._take = take
        self._title.setText(f"Reset {what}")
        self.accept_button.setText(f"Reset {what}")
        self.open()

    def take_focus(self) -> None:
        """Enter resets at once."""
        self.accept_button.setFocus()

    def _accept(self) -> None:
        self.close_sheet()
        if self._take is not None:
            self._take(self.keeps_counts.isChecked(), self.keeps_position.isChecked())


class PlacesSheet(Overlay):
    """Asks where new cards are to stand.

    Attributes:
        start, step, shuffles, shifts: what is chosen.
    """

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self._take: Callable[[Places], None] | None = None
        self.start = Stepper("Start at", services.icons, within=POSITIONS)
        self.step = Stepper("Step", services.icons, within=STEPS)
        self.step.set_value(1)
        self.shuffles = CheckBox("In random order", services.theme)
        self.shifts = CheckBox("Move other new cards behind them", services.theme)
        self.accept_button = button("", "primary")
        self.accept_button.clicked.connect(self._accept)
        self.column.addWidget(label("Reposition new cards", "heading"))
        self.column.addWidget(label("New cards come up in the order of their positions; others stay.", "muted"))
        self.column.addWidget(Beside(label("The first stands at", "strong"), self.start))
        self.column.addWidget(Beside(label("Each note that much further", "strong"), self.step))
        self.column.addWidget(self.shuffles)
        self.column.addWidget(self.shifts)
        self.column.addLayout(foot(self, self.accept_button))

    def ask(self, what: str, take: Callable[[Places], None]) -> None:
        """Ask; `take` receives where."""
        self._take = take
        self.accept_button.setText(f"Reposition {what}")
        self.open()

    def take_focus(self) -> None:
        """Type the first position at once."""
        self.start.setFocus()

    def _accept(self) -> None:
        self.close_sheet()
        chance = random.Random() if self.shuffles.isChecked() else None  # noqa: S311 - an order, no secret
        if self._take is not None:
            self._take(Places(self.start.value, self.step.value, self.shifts.isChecked(), chance))


class GradeSheet(Overlay):
    """Asks how cards are to be answered; 1 to 4 answer at once.

    Attributes:
        buttons: one for each rating.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._take: Callable[[Rating], None] | None = None
        self._title = label("", "heading")
        self.column.addWidget(self._title)
        self.column.addWidget(label("As if each had just been shown; schedule and log are kept as in Study.", "muted"))
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        self.buttons = {rating: self._button(rating) for rating in Rating}
        for made in self.buttons.values():
            row.addWidget(made)
        self.column.addLayout(row)
        self.column.addLayout(foot(self))

    def ask(self, what: str, take: Callable[[Rating], None]) -> None:
        """Ask; `take` receives the rating."""
        self._take = take
        self._title.setText(f"Answer {what}")
        self.open()

    def take_focus(self) -> None:
        """Suggest Good."""
        self.buttons[Rating.GOOD].setFocus()

    def _button(self, rating: Rating) -> QWidget:
        made = button(f"{rating.label} ({int(rating)})")
        made.setShortcut(str(int(rating)))
        made.clicked.connect(lambda: self._accept(rating))
        return made

    def _accept(self, rating: Rating) -> None:
        self.close_sheet()
        if self._take is not None:
            self._take(rating)


def foot(sheet: Overlay, *buttons: QWidget) -> QHBoxLayout:
    """Give the row under a sheet: Cancel, and what it does."""
    cancel = button("Cancel")
    cancel.clicked.connect(sheet.close_sheet)
    row = QHBoxLayout()
    row.setSpacing(Space.M)
    row.addStretch(1)
    for one in (cancel, *buttons):
        row.addWidget(one)
    return row
