"""A sheet that asks before something is left behind."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from flashcards.ui.overlay import Overlay
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.text import label

NARROWEST = 460


class StaySheet(Overlay):
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

    def ask(self, heading: str, text: str, words: tuple[str, str], do: Callable[[], object]) -> None:
        """Ask something.

        Args:
            words: of the button that changes nothing, and of the other.
            do: called when the learner agrees.
        """
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
