"""What is shown when the window cannot open: one sentence, and what to do."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.text import label

WIDTH = 520


class StartProblem(QDialog):
    """Says why Flashcards cannot open this collection.

    Args:
        way_back: the words of a button that goes back to a backup, or "" where there is none.
    """

    def __init__(self, sentence: str, way_back: str = "") -> None:
        super().__init__()
        self.setWindowTitle("Flashcards")
        text = label(sentence, wraps=True)
        text.setMinimumWidth(WIDTH)
        close = button("Close", "" if way_back else "primary")
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(label("Flashcards cannot open your collection", "heading"))
        column.addWidget(text)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.setSpacing(Space.M)
        foot.addWidget(close)
        if way_back:
            back = button(way_back, "primary")
            back.clicked.connect(self.accept)
            foot.addWidget(back)
            close.setFocus()
        column.addLayout(foot)

    def goes_back(self) -> bool:
        """Ask, and say whether the learner wants to go back to the backup."""
        return self.exec() == QDialog.DialogCode.Accepted
