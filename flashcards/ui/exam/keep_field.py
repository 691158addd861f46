"""Whether the cards shall last beyond the exam, with what that costs."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.text import label

WAITING = "Working out what that costs…"
WIDTH = 280


class KeepField(QWidget):
    """A box to tick, and what that costs, ticked or not.

    Attributes:
        box: the box.
        cost: what it costs, or that this is being worked out.

    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.box = CheckBox("Keep it after the exam too", theme)
        self.cost = label("", "caption", wraps=True)
        self.cost.setMinimumWidth(WIDTH)
        self.setFocusProxy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.cost)

    @Slot(str)
    def say_cost(self, text: str) -> None:
        """Say what it costs."""
        self.cost.setText(text)
        self.box.setAccessibleDescription(text)
