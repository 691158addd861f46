"""A sheet that asks before an exam is left or handed in."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from flashcards.ui.overlay import Overlay
from flashcards.ui.practice.sentences import LEAVE, leaving_text, unanswered_heading, unanswered_text
from flashcards.ui.practice.state import RUNNING, PracticeState
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.text import label

NARROWEST = 460


class AskingSheet(Overlay):
    """The keyboard is on what changes nothing; Esc and a click beside the sheet do the same.

    Attributes:
        stay: changes nothing.
        act: does what was asked.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._do: Callable[[], object] | None = None
        self._heading = label("", "heading", wraps=True)
        self._text = label("", wraps=True)
        self._text.setMinimumWidth(NARROWEST)
        self.stay = button("")
        self.stay.clicked.connect(self.close_sheet)
        self.act = button("", "primary")
        self.act.clicked.connect(self._act)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addStretch(1)
        row.addWidget(self.stay)
        row.addWidget(self.act)
        self.column.addWidget(self._heading)
        self.column.addWidget(self._text)
        self.column.addSpacing(Space.S)
        self.column.addLayout(row)

    def ask_to_leave(self, state: PracticeState, do: Callable[[], object]) -> None:
        """Ask whether an exam is to be left whose clock goes on; `do` is called when the learner agrees."""
        self._ask(LEAVE, leaving_text(state), ("Stay", "Leave"), do)

    def ask_to_hand_in(self, state: PracticeState, do: Callable[[], object]) -> None:
        """Ask whether a paper with gaps is to be handed in; `do` is called when the learner agrees."""
        self._ask(unanswered_heading(state), unanswered_text(state), ("Go on answering", "Hand in"), do)

    def follow(self, state: PracticeState) -> None:
        """Go by itself once there is nothing left to ask about."""
        if state.phase not in RUNNING and self.isVisible():
            self.close_sheet()

    def _ask(self, heading: str, text: str, words: tuple[str, str], do: Callable[[], object]) -> None:
        self._do = do
        self.setAccessibleName(heading)
        self.setAccessibleDescription(text)
        self._heading.setText(heading)
        self._text.setText(text)
        for made, word in zip((self.stay, self.act), words, strict=True):
            made.setText(word)
        self.open()

    def take_focus(self) -> None:
        """Begin with what changes nothing."""
        self.stay.setFocus()

    @Slot()
    def _act(self) -> None:
        do = self._do
        self.close_sheet()
        if do is not None:
            do()
