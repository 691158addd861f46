"""The head of a practice exam: which question, flagged or guessed, and the clock."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flashcards.ui.practice.state import Phase, PracticeState
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.progress_bar import ProgressBar
from flashcards.ui.widgets.text import label, set_role


class Head(QWidget):
    """Stands above the question; in review it says how the question went."""

    def __init__(self, theme: Theme, flag: QAction, guess: QAction, pause: QAction) -> None:
        super().__init__()
        self._title = label("", "label")
        self._number = label("", "heading")
        self._verdict = label("", "strong")
        self._clock = label("", "heading")
        self._clock.setAccessibleName("Time left")
        self._flag = _toggle(flag, "Flag")
        self._guess = _toggle(guess, "Guess")
        self._pause = button("Pause (Space)")
        self._pause.clicked.connect(pause.trigger)
        self._progress = ProgressBar(theme, "Answered")
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._number)
        row.addLayout(words)
        row.addStretch(1)
        for part in (self._verdict, self._flag, self._guess, self._pause, self._clock):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.M, Space.XL, 0)
        column.setSpacing(Space.S)
        column.addLayout(row)
        column.addWidget(self._progress)

    def render_state(self, state: PracticeState) -> None:
        """Set every widget."""
        is_asking = state.phase is Phase.QUESTION
        is_sat = state.phase in {Phase.QUESTION, Phase.LIST, Phase.PAUSED}
        number = state.number if state.phase is Phase.REVIEW else state.place + 1
        self._number.setText(f"Question {number} of {state.count}")
        self._title.setText(
            f"Review, {state.place + 1} of {state.looked_at}" if state.phase is Phase.REVIEW else state.title
        )
        self._verdict.setText(state.verdict if state.phase is Phase.REVIEW else "")
        self._flag.setVisible(is_asking)
        self._flag.setChecked(state.is_flagged)
        self._guess.setVisible(is_asking)
        self._guess.setChecked(state.is_guess)
        self._pause.setVisible(is_sat and state.mode.name == "PRACTICE")
        self._pause.setText("Go on (Space)" if state.phase is Phase.PAUSED else "Pause (Space)")
        self._clock.setVisible(is_sat)
        self.render_clock(state)
        self._progress.set_share((state.count - state.left) / state.count if state.count and is_sat else 0)
        self._progress.setVisible(is_sat)

    def render_clock(self, state: PracticeState) -> None:
        """Set the clock alone."""
        self._clock.setText(state.clock)
        set_role(self._clock, "wrong" if state.is_hurried else "heading")


def _toggle(action: QAction, word: str) -> QPushButton:
    made = button(f"{word} ({action.shortcut().toString()})", icon=action.icon())
    made.setToolTip(action.text())
    made.setAccessibleName(action.text())
    made.setCheckable(True)
    made.setProperty("kind", "toggle")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(action.trigger)
    return made
