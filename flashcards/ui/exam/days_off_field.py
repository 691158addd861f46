"""Single days off: written, and the federal holidays in one step."""

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from flashcards.domain.holidays import federal_holidays
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.date_text import parse_date
from flashcards.ui.widgets.text import label, set_look
from flashcards.wording import counted

LEAST_WIDTH = 240
EXAMPLE_DAY = "2026-12-24"
"""As days off are written here, holidays included."""


class DaysOffField(QWidget):
    """A line of dates, and a button that writes the holidays up to the exam into it.

    Attributes:
        line: the dates, parted by commas.
        holidays: the button.
        problem: what of the line is no date, beside it.
        told: which holidays were written, until the line is another.

    Signals:
        failed: the line holds something that is no date; in words.
    """

    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._first = self._last = date.min
        self.line = QLineEdit()
        self.line.setPlaceholderText(f"{EXAMPLE_DAY}, 2026-12-25")
        self.line.setAccessibleName("Single days off")
        self.line.setMinimumWidth(LEAST_WIDTH)
        self.holidays = button("Add US federal holidays")
        self.holidays.setToolTip("All of them up to the day of the exam")
        self.holidays.clicked.connect(self._add_holidays)
        self.problem = label("", "problem", wraps=True)
        self.told = label("", "caption", wraps=True)
        self.line.textChanged.connect(self._forget)
        self.line.editingFinished.connect(self.check)
        self._forget()
        self.setFocusProxy(self.line)
        below = QHBoxLayout()
        below.addWidget(self.holidays)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.line)
        column.addWidget(self.problem)
        column.addLayout(below)
        column.addWidget(self.told)

    def show_days(self, days: Sequence[date], first: date, last: date) -> None:
        """Show days off.

        Args:
            days: those there are.
            first, last: holidays are added from the one to the other.
        """
        self._first = first
        self.line.setText(_written(days))
        self.line.setCursorPosition(0)
        self._forget()
        self.end_on(last)

    @Slot(object)
    def end_on(self, last: date | None) -> None:
        """Add holidays up to another day; None leaves it as it is."""
        self._last = last or self._last

    def days(self) -> tuple[date, ...]:
        """Give the days as they are written.

        Raises:
            ValueError: some are no dates; all of these are named.
        """
        read = {word: parse_date(word, self._first) for word in _parted(self.line.text())}
        if wrong := [word for word, day in read.items() if day is None]:
            raise ValueError(_no_dates(wrong))
        return tuple(sorted({day for day in read.values() if day is not None}))

    @Slot()
    def check(self) -> None:
        """Say beside the line what of it is no date."""
        try:
            self.days()
        except ValueError as error:
            self._complain(f"{error}.")

    @Slot()
    def _forget(self) -> None:
        """Say no more of what stood in the line before."""
        self.told.hide()
        self._complain("")

    def _complain(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        set_look(self.line, "invalid", "true" if problem else "false")

    @Slot()
    def _add_holidays(self) -> None:
        try:
            days = self.days()
        except ValueError as error:
            self.check()
            self.failed.emit(str(error))
            return
        added = [one for one in federal_holidays(self._first, self._last) if one.on not in days]
        self.line.setText(_written(sorted({*days, *(one.on for one in added)})))
        self.line.setCursorPosition(0)
        names = ", ".join(one.name for one in added)
        self.told.setText(f"Added {counted(len(added), 'day')}: {names}." if added else "No other holiday until then.")
        self.told.show()


def _parted(text: str) -> list[str]:
    """Part dates by commas; "December 24, 2026" stays one."""
    return [part for one in re.split(r",(?!\s*\d{4}\s*(?:,|$))", text) if (part := one.strip())]


def _no_dates(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    if len(quoted) == 1:
        return f"{quoted[0]} is no date: write it like {EXAMPLE_DAY}"
    return f"{', '.join(quoted[:-1])} and {quoted[-1]} are no dates: write them like {EXAMPLE_DAY}"


def _written(days: Sequence[date]) -> str:
    return ", ".join(day.isoformat() for day in days)
