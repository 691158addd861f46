"""The options of a multiple-choice question, one below the other."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.domain.choice import MAX_OPTIONS
from flashcards.ui.icons import Icons
from flashcards.ui.study.option_row import OptionRow, Verdict
from flashcards.ui.study.state import Choice
from flashcards.ui.study.wording import choose
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.text import label, set_role


class ChoiceList(QWidget):
    """Rows are built once and used for every question.

    Signals:
        picked: a place, 0-based.
    """

    picked = Signal(int)

    def __init__(self, theme: Theme, icons: Icons, media: Path | None) -> None:
        super().__init__()
        self.setAccessibleName("Options")
        self._prompt = label("", "label")
        self._rows = [OptionRow(place, theme, icons, media, self) for place in range(MAX_OPTIONS)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._prompt)
        for row in self._rows:
            row.picked.connect(self.picked)
            column.addWidget(row)

    def show_choice(self, choice: Choice) -> None:
        """Set every row."""
        set_role(self._prompt, "problem" if choice.reminder else "label")
        self._prompt.setText(choice.reminder or choose(choice.needed))
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(choice.options))
            if place < len(choice.options):
                row.show_option(
                    choice.options[place], is_picked=place in choice.picked, verdict=_verdict(choice, place)
                )

    def focus_first(self) -> None:
        """Put the keyboard on the first option."""
        self._rows[0].setFocus()


def _verdict(choice: Choice, place: int) -> Verdict:
    if not choice.is_checked:
        return Verdict.OPEN
    is_picked = place in choice.picked
    if choice.options[place].is_correct:
        return Verdict.RIGHT_PICKED if is_picked else Verdict.RIGHT_MISSED
    return Verdict.WRONG_PICKED if is_picked else Verdict.WRONG_LEFT
