"""The reasons a question can have been missed for, to be given in the review by key or click."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from flashcards.domain.miss import Reason
from flashcards.ui.practice.state import Phase, PracticeState
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.flowing import Flowing
from flashcards.ui.widgets.text import label


class ReasonBar(QWidget):
    """Seen below a question that was missed.

    Attributes:
        buttons: one for each reason.

    Signals:
        given: a `Reason`.
    """

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._asked = label("", wraps=True)
        self.buttons: dict[Reason, QPushButton] = {reason: self._made(reason) for reason in Reason}
        chips = QWidget()
        flowing = Flowing(chips, Space.S)
        for one in self.buttons.values():
            flowing.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(self._asked)
        column.addWidget(chips)

    def render_state(self, state: PracticeState) -> None:
        """Set every widget; only reasons that are possible are seen."""
        self.setVisible(state.phase is Phase.REVIEW and bool(state.reasons))
        self._asked.setText(f"{state.first_choice} Why did you miss it?".strip())
        for reason, one in self.buttons.items():
            one.setVisible(reason in state.reasons)
            one.setChecked(reason is state.reason)

    def _made(self, reason: Reason) -> QPushButton:
        made = button(f"{int(reason)}  {reason.label}")
        made.setAccessibleName(reason.label)
        made.setToolTip(f"{reason.label} ({int(reason)})")
        made.setCheckable(True)
        made.setProperty("kind", "toggle")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(partial(self.given.emit, reason))
        return made
