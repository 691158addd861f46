"""The share of the usual reviews each weekday is given, as seven buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from flashcards.domain.learning import ALL_DAYS_ALIKE, LOAD_FACTORS
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORDS = {1.0: "all", 0.5: "half", 0.0: "none"}
WIDTH = 54


class EasyDays(QWidget):
    """Each press takes a weekday from all reviews to half, to none, and back to all.

    Signals:
        changed: the learner has changed a day.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shares = list(ALL_DAYS_ALIKE)
        self.days: tuple[QPushButton, ...] = tuple(button("") for _ in WEEKDAYS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        for one in self.days:
            one.setMinimumWidth(WIDTH)
            one.clicked.connect(self._step)
            row.addWidget(one)
        self._tell()

    @property
    def value(self) -> tuple[float, ...]:
        """The shares, Monday first."""
        return tuple(self._shares)

    def set_value(self, shares: tuple[float, ...]) -> None:
        """Show shares, without telling anybody."""
        self._shares = list(shares)
        self._tell()

    def _step(self) -> None:
        place = self.days.index(self.sender())
        self._shares[place] = LOAD_FACTORS[LOAD_FACTORS.index(self._shares[place]) - 1]
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        for one, weekday, share in zip(self.days, WEEKDAYS, self._shares, strict=True):
            one.setText(f"{weekday[:2]}\n{WORDS[share]}")
            one.setAccessibleName(f"{weekday}: {WORDS[share]} of the usual reviews")
