"""The names of the seven flags, each beside its colour."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from flashcards.domain.flags import LONGEST_FLAG, USUAL_FLAGS
from flashcards.ui.flag_names import FlagNames
from flashcards.ui.page import Services
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.painted import Painted, fill
from flashcards.ui.widgets.setting_row import SettingRow

SENTENCE = "What Ctrl+1 to Ctrl+7 mean to you, kept in your collection. Searches keep the numbers: flag:1."
FIELD_WIDTH = 200
DOT = 14


def flag_row(services: Services) -> SettingRow:
    """Give the setting."""
    return SettingRow("Names of flags", SENTENCE, FlagFields(services.flags, services.theme))


class FlagFields(QWidget):
    """Empty where a flag is called by its colour; emptied, it is again.

    Attributes:
        fields: one for each flag.
    """

    def __init__(self, flags: FlagNames, theme: Theme) -> None:
        super().__init__()
        self._flags = flags
        self.fields = [self._field(number) for number in range(1, len(USUAL_FLAGS) + 1)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.XS)
        for row, field in enumerate(self.fields):
            grid.addWidget(_Dot(theme, row), row, 0)
            grid.addWidget(field, row, 1)
        flags.changed.connect(self._show)
        self._show()

    def _field(self, number: int) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(LONGEST_FLAG)
        made.setMinimumWidth(FIELD_WIDTH)
        made.setPlaceholderText(USUAL_FLAGS[number - 1])
        made.setAccessibleName(f"Flag {number}, {USUAL_FLAGS[number - 1].lower()}")
        made.editingFinished.connect(partial(self._rename, number))
        return made

    def _rename(self, number: int) -> None:
        """Store a name that is another now."""
        typed = self.fields[number - 1].text().strip()
        if (typed or USUAL_FLAGS[number - 1]) != self._flags[number]:
            self._flags.rename(number, typed)

    @Slot()
    def _show(self) -> None:
        for field, name, usual in zip(self.fields, self._flags.names, USUAL_FLAGS, strict=True):
            field.setText("" if name == usual else name)
            field.setCursorPosition(0)  # a long name is read from its beginning


class _Dot(Painted):
    """The colour of a flag."""

    def __init__(self, theme: Theme, place: int) -> None:
        super().__init__(theme)
        self._place = place

    def sizeHint(self) -> QSize:
        """As high as a letter."""
        side = self.theme.scaled(DOT)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dot."""
        side = self.theme.scaled(DOT)
        room = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        fill(self.painter(), room, QColor(self.theme.palette.flags[self._place]), side / 2)
