"""What is shown when the window cannot open: one sentence, and what to do."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.text import label

WIDTH = 520


class StartProblem(QDialog):
    """Says why Flashcards cannot open this collection."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.setWindowTitle("Flashcards")
        text = label(sentence, wraps=True)
        text.setMinimumWidth(WIDTH)
        close = button("Close", "primary")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(label("Flashcards cannot open your collection", "heading"))
        column.addWidget(text)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
