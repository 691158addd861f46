"""What stands in place of an empty table: why nothing was found, and searches to try."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.empty_state import EmptyState
from flashcards.ui.widgets.text import label

EXAMPLES = (
    ("fracture femur", "both words, anywhere in the note"),
    ('"amended record"', "these words side by side"),
    ("is:due -is:suspended", "due, and not suspended"),
    ("deck:privacy* tag:hipaa", "in this deck, with this tag"),
    ("prop:r<0.8", "chance of recalling it below 80 %"),
    ("rated:7:1", "answered Again in the last 7 days"),
    ("added:3 or edited:3", "added or edited in the last 3 days"),
    ("nc:resume", "without accents: résumé too"),
    ("source:164.524", "what the source says"),
)
"""Searches to try, and what they find."""


class NothingFound(QWidget):
    """Says why, and offers examples.

    Signals:
        wanted: a search to make.
        cards_wanted: decks are to be added: there are no cards at all.
    """

    wanted = Signal(str)
    cards_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.sentence = EmptyState("search", services.theme, services.icons)
        self.sentence.button.clicked.connect(self.cards_wanted)
        self._examples = QWidget()
        grid = QGridLayout(self._examples)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        for row, (line, meaning) in enumerate(EXAMPLES):
            grid.addWidget(self._example(line, meaning), row, 0)
            grid.addWidget(label(meaning, "muted"), row, 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, 0, Space.L, Space.XL)
        column.addWidget(self.sentence, 1)
        column.addWidget(self._examples, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(self, *, has_cards: bool, wanted: str = "") -> None:
        """Say why there is nothing.

        Args:
            wanted: what was to be listed, where that was no search.
        """
        self._examples.setVisible(has_cards and not wanted)
        if has_cards and wanted:
            self.sentence.say(
                "Nothing wants mending", f"{wanted.partition(',')[0]}: there is none.", icon="circle-check"
            )
        elif has_cards:
            self.sentence.say("No card is like that", "Change the search, or try one of these.", icon="search")
        else:
            text = "Take a deck that comes with Flashcards, or import your own."
            self.sentence.say("There are no cards yet", text, "Go to Decks", icon="layers")

    def _example(self, line: str, meaning: str) -> QPushButton:
        made = QPushButton(line)
        made.setProperty("kind", "link")
        made.setAccessibleName(f"Search {line}: {meaning}")
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(lambda: self.wanted.emit(line))
        return made
