"""One setting: its name, one sentence, and the control."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flashcards.ui.tokens import Space
from flashcards.ui.widgets.text import label


class SettingRow(QWidget):
    """Name and sentence on the left, the control on the right.

    Attributes:
        name, sentence: what is set, and what that changes.
    """

    def __init__(self, name: str, sentence: str, control: QWidget) -> None:
        super().__init__()
        self.name = name
        self.sentence = sentence
        words = QVBoxLayout()
        words.setSpacing(Space.HAIR)
        words.addWidget(label(name, "strong"))
        words.addWidget(label(sentence, "muted", wraps=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.S, 0, Space.S)
        row.setSpacing(Space.XL)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        control.setAccessibleDescription(sentence)

    def matches(self, sought: str) -> bool:
        """Say whether every word sought is somewhere in it."""
        words = f"{self.name} {self.sentence}".casefold()
        return all(word in words for word in sought.casefold().split())
