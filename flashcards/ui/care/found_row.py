"""One thing that was looked for: what was found, and what can be done about it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.text import label

ICON_PIXELS = 18
LEAST_CHARACTERS = 26


class FoundRow(QWidget):
    """An icon that says whether all is well, a sentence, and a button where something can be done.

    Attributes:
        act: does it.
    """

    def __init__(self, theme: Theme, icons: Icons, action: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._is_well = True
        self._picture = QLabel()
        self._text = label("", wraps=True)
        self.act: QPushButton = button(action)
        words = QWidget()
        row = QHBoxLayout(words)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside(words, self.act, characters=LEAST_CHARACTERS, spacing=Space.L))
        theme.changed.connect(self._dress)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, *, is_well: bool) -> None:
        """Say what was found; where all is well there is nothing to do."""
        self._is_well = is_well
        self._text.setText(text)
        self.act.setVisible(not is_well and bool(self.act.text()))
        self.act.setAccessibleDescription(text)
        self._dress()

    def _dress(self) -> None:
        name, colour = ("circle-check", "good") if self._is_well else ("triangle-alert", "hard")
        pixels = self._theme.scaled(ICON_PIXELS)
        self._picture.setPixmap(self._icons.pixmap(name, colour, pixels, self.devicePixelRatioF()))
