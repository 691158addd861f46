"""What parts cells or rows: one of the usual signs, or any text."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from flashcards.ui.icons import Icons
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.picker import Picker

OTHER = object()
"""The value of the line that lets the learner type."""


class SeparatorField(QWidget):
    r"""A list to choose from; its last line opens a line to type in, where \t is a tab and \n a new line.

    Attributes:
        picker, line: both.

    Signals:
        chosen: the separator.
    """

    chosen = Signal(str)

    def __init__(self, name: str, usual: Mapping[str, str], icons: Icons) -> None:
        super().__init__()
        self._usual = usual
        self._value = ""
        self.picker = Picker(name, icons)
        self.line = QLineEdit()
        self.line.setAccessibleName(f"{name}, as text")
        self.line.setPlaceholderText("Type it, such as |||")
        self.line.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.picker)
        column.addWidget(self.line)
        self.setFocusProxy(self.picker)
        self.picker.chosen.connect(self._choose)
        self.line.editingFinished.connect(self._take_typed)

    def show_value(self, value: str) -> None:
        """Show a separator, without telling anybody."""
        self._value = value
        own = [] if value in self._usual else [(f"“{written(value)}”", value)]
        usual = [(words, one) for one, words in self._usual.items()]
        self.picker.offer([*own, *usual, ("Something else…", OTHER)], value)
        self.line.hide()

    @Slot(object)
    def _choose(self, value: object) -> None:
        if isinstance(value, str):
            self.line.hide()
            self.chosen.emit(value)
        else:
            self.line.setText(written(self._value))
            self.line.show()
            self.line.setFocus()
            self.line.selectAll()

    @Slot()
    def _take_typed(self) -> None:
        value = self.line.text().replace("\\t", "\t").replace("\\n", "\n")
        if self.line.isVisible() and value and value != self._value:
            self.chosen.emit(value)


def written(value: str) -> str:
    """Write a separator as it is typed."""
    return value.replace("\t", "\\t").replace("\n", "\\n")
