"""Whether the cards shall last beyond the exam, with what that costs."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.text import label

WAITING = "Working out what that costs …"
WIDTH = 280


class KeepField(QWidget):
    """A box to tick; once it is ticked, what that costs.

    Attributes:
        box: the box.
        cost: what it costs, or that this is being worked out.

    Signals:
        asked: the learner ticked it: what would it cost?
    """

    asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.box = CheckBox("Keep it after the exam too", theme)
        self.cost = label("", "caption", wraps=True)
        self.cost.setMinimumWidth(WIDTH)
        self.setFocusProxy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.cost)
        self.cost.hide()
        self.box.clicked.connect(self._ask)

    def show_kept(self, *, is_kept: bool) -> None:
        """Show whether they are kept."""
        self.box.setChecked(is_kept)
        self.cost.hide()

    @Slot(str)
    def say_cost(self, text: str) -> None:
        """Say what it costs, unless the box is off by now; nothing is said of nothing."""
        self.cost.setText(text)
        self.cost.setVisible(bool(text) and self.box.isChecked())

    @Slot()
    def _ask(self) -> None:
        self.say_cost(WAITING if self.box.isChecked() else "")
        if self.box.isChecked():
            self.asked.emit()
