"""The lines of a deck's options: each inherited or own, with a control of its kind."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from flashcards.domain.errors import SettingsError
from flashcards.domain.learning import CARDS_A_DAY, DESIRED_RETENTIONS, LEECH_THRESHOLDS, NewOrder, ReviewOrder
from flashcards.domain.ranges import Range
from flashcards.ui.page import Services
from flashcards.ui.settings.view_model import read_steps, shown_steps
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.easy_days import EasyDays
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.setting_row import SettingRow
from flashcards.ui.widgets.stepper import Stepper

OptionValue = Any
"""A value of a field of `DeckOptions`."""

NEW_ORDERS = (("As they were added", NewOrder.ADDED), ("Shuffled", NewOrder.RANDOM))
REVIEW_ORDERS = (
    ("Best remembered first", ReviewOrder.BEST_REMEMBERED),
    ("Least remembered first", ReviewOrder.LEAST_REMEMBERED),
    ("Longest due first", ReviewOrder.LONGEST_DUE),
    ("Shuffled", ReviewOrder.RANDOM),
)
SIBLINGS = (("On different days", True), ("On the same day too", False))


class Control:
    """Shows one value and gives it back."""

    def __init__(self, widget: QWidget, show: Callable[[OptionValue], None], read: Callable[[], OptionValue]) -> None:
        self.widget = widget
        self.show = show
        self.read = read


class OptionLine:
    """One option.

    Attributes:
        option: which field of `DeckOptions` it is.
        choice: inherited, or own.
        control: shows the value that holds.
        row: all of it, with its name and sentence.
    """

    def __init__(self, option: str, name: str, sentence: str, control: Control, services: Services) -> None:
        self.option = option
        self.name = name
        self.control = control
        self.choice = Segmented(name, ("Inherited", "Own"), services.theme)
        self._inherited: OptionValue = None
        self.choice.chosen.connect(self._choose)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.choice)
        column.addWidget(control.widget)
        self.row = SettingRow(name, sentence, both)
        control.widget.setAccessibleDescription(sentence)

    def show_value(self, own: OptionValue, inherited: OptionValue, source: str) -> None:
        """Show the deck's own value, or the inherited one where it has none."""
        self._inherited = inherited
        self.choice.set_options((f"From {source}", "Own"))
        self.choice.set_current(0 if own is None else 1)
        self.control.show(inherited if own is None else own)
        self.control.widget.setEnabled(own is not None)

    def value(self) -> OptionValue:
        """Give the deck's own value, or None when it inherits.

        Raises:
            SettingsError: what was typed cannot be one.
        """
        return self.control.read() if self.choice.current else None

    def written(self) -> object:
        """Give what is written, whether it can be a value or not, to be compared."""
        try:
            return self.value()
        except SettingsError as error:
            return str(error)

    def _choose(self, place: int) -> None:
        self.control.widget.setEnabled(place == 1)
        if place == 0:
            self.control.show(self._inherited)


def option_lines(services: Services) -> tuple[OptionLine, ...]:
    """Make every line, in the order they are shown."""
    return tuple(
        OptionLine(option, name, sentence, make(name, services), services) for option, name, sentence, make in _LINES
    )


Maker = Callable[[str, Services], Control]


def _number(within: Range, step: int = 1, unit: str = "") -> Maker:
    def make(name: str, services: Services) -> Control:
        stepper = Stepper(name, services.icons, within=within, step=step, unit=unit)
        return Control(stepper, stepper.set_value, lambda: stepper.value)

    return make


def _percent(name: str, services: Services) -> Control:
    stepper = Stepper(name, services.icons, within=DESIRED_RETENTIONS.in_percent, unit=" %")
    return Control(stepper, lambda share: stepper.set_value(round(share * 100)), lambda: stepper.value / 100)


def _one_of(choices: Sequence[tuple[str, object]]) -> Maker:
    def make(name: str, services: Services) -> Control:
        picker = Picker(name, services.icons)
        picker.offer(choices, choices[0][1])
        return Control(picker, picker.set_value, lambda: picker.value)

    return make


def _steps(name: str, _services: Services) -> Control:
    field = QLineEdit()
    field.setAccessibleName(name)
    return Control(field, lambda steps: field.setText(shown_steps(steps)), lambda: read_steps(field.text()))


def _days(name: str, _services: Services) -> Control:
    days = EasyDays()
    days.setAccessibleName(name)
    return Control(days, days.set_value, lambda: days.value)


_LINES: tuple[tuple[str, str, str, Maker], ...] = (
    ("new_limit", "New cards a day", "Of this deck and those in it, all together.", _number(CARDS_A_DAY, 5)),
    ("review_limit", "Reviews a day", "The most it shows; the rest waits for tomorrow.", _number(CARDS_A_DAY, 10)),
    ("desired_retention", "Desired retention", "How likely you are to know a card when it comes back.", _percent),
    ("learning_steps_s", "Learning steps", "When a new card comes back the same day, such as 1m 10m.", _steps),
    ("relearning_steps_s", "Relearning steps", "When a forgotten card comes back the same day.", _steps),
    ("new_order", "New cards come", "How this deck’s new cards follow each other.", _one_of(NEW_ORDERS)),
    ("review_order", "Reviews come", "How this deck’s reviews follow each other.", _one_of(REVIEW_ORDERS)),
    ("buries_siblings", "Cards of one note", "Seeing one gives the other away: apart is better.", _one_of(SIBLINGS)),
    (
        "leech_threshold",
        "Leech after",
        "Forgotten so often, a card is marked: better rewritten than repeated.",
        _number(LEECH_THRESHOLDS, 1, " lapses"),
    ),
    ("easy_days", "Easy days", "Weekdays given half of the usual reviews or none, as far as cards can wait.", _days),
)
"""Option, name, sentence, and what makes its control."""
