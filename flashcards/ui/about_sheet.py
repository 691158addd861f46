"""What this program is, and where the learner's data lies."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from flashcards import __version__
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Folders
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.text import label

LICENCE = "MIT licence. The decks are for learning; they are no legal advice."
NARROWEST = 460


class AboutSheet(Overlay):
    """Version, licence, and the collection with its backups, in words that can be copied."""

    def __init__(self, host: QWidget, folders: Folders) -> None:
        super().__init__(host)
        self.setAccessibleName("About Flashcards")
        self._close = button("Close")
        self._close.clicked.connect(self.close_sheet)
        lines = {
            "Version": __version__,
            "Licence": LICENCE,
            "Collection": str(folders.collection),
            "Backups": str(folders.backups),
        }
        self.setAccessibleDescription(". ".join(f"{name}: {text}" for name, text in lines.items()))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(lines.items()):
            grid.addWidget(label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_said(text), row, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._close)
        self.column.addWidget(label("About Flashcards", "heading"))
        self.column.addLayout(grid)
        self.column.addLayout(foot)

    def take_focus(self) -> None:
        """Have Space and Enter put it away."""
        self._close.setFocus()


def _said(text: str) -> QLabel:
    made = label(text, wraps=True)
    made.setMinimumWidth(NARROWEST)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
