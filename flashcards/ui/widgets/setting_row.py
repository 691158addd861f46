"""One setting: its name, one sentence, and the control."""

from PySide6.QtWidgets import QAbstractButton, QComboBox, QVBoxLayout, QWidget

from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.text import label

LEAST_CHARACTERS = 26
"""How narrow the sentence may get before the control goes below it."""


class SettingRow(QWidget):
    """Name and sentence on the left, the control on the right.

    Attributes:
        name, sentence: what is set, and what that changes.
    """

    def __init__(self, name: str, sentence: str, control: QWidget) -> None:
        super().__init__()
        self.name = name
        self.sentence = sentence
        self._control = control
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.HAIR)
        lines.addWidget(label(name, "strong"))
        lines.addWidget(label(sentence, "muted", wraps=True))
        lines.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.addWidget(Beside(words, control, characters=LEAST_CHARACTERS, spacing=Space.L))
        control.setAccessibleDescription(sentence)

    def matches(self, sought: str, other_words: str = "") -> bool:
        """Say whether every word sought is somewhere in it, in what it offers, or among other words for it."""
        words = " ".join((self.name, self.sentence, *_offered(self._control), other_words)).casefold()
        return all(word in words for word in sought.casefold().split())


def _offered(control: QWidget) -> list[str]:
    """Give the words that are read on a control, those of a list that is closed too."""
    if isinstance(control, QAbstractButton):
        return [control.text()]
    if isinstance(control, Segmented):
        return list(control.options)
    if isinstance(control, QComboBox):
        return [control.itemText(place) for place in range(control.count())]
    return []
