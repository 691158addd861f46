"""One change on the page: why, before and now, the learner's own words, and what can be decided about them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from flashcards.ui.changes.button_row import ButtonRow
from flashcards.ui.changes.entries import Entry, Passage
from flashcards.ui.changes.marked_text import MarkedText, Side
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.text import label

WITHDRAWN = "Withdrawn: the deck no longer has this note."
NARROWEST = 30
"""Characters in a line of one version; with less room they stand below each other."""


class ChangePanel(QFrame):
    """Takes the keyboard as a whole; Tab goes on to its buttons.

    Signals:
        kept, taken, edited: the learner's decision, with the note's id.
    """

    kept = Signal(str)
    taken = Signal(str)
    edited = Signal(str)

    def __init__(self, entry: Entry, theme: Theme) -> None:
        super().__init__()
        self.entry = entry
        self._theme = theme
        self._body: QWidget | None = None
        self.keep = button("Keep my words")
        self.take = button("Take the publisher's words")
        self.edit = button("Edit my words…")
        for choice, act in ((self.keep, self.kept), (self.take, self.taken), (self.edit, self.edited)):
            choice.clicked.connect(lambda _checked=False, act=act: act.emit(self.entry.guid))
        self._choices = ButtonRow(self.keep, self.take, self.edit)
        self.setProperty("role", "change")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        self._column.setSpacing(Space.M)
        self._column.addWidget(self._choices)
        self.show_entry(entry)

    def show_entry(self, entry: Entry) -> None:
        """Show what is known of the change now."""
        if self._body is not None and entry == self.entry:
            return
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self.entry = entry
        self.setAccessibleName(f"{'Rule change' if entry.reasons else 'Change'}: {entry.heading}")
        self.setAccessibleDescription(entry.spoken)
        self._body = self._built(entry)
        self._column.insertWidget(0, self._body)
        self._body.show()  # left to itself, Qt shows it an event later than it hides the one before
        self._choices.setVisible(entry.is_waiting)

    def _built(self, entry: Entry) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(_above(entry))
        column.addWidget(label(entry.heading, "heading", wraps=True))
        for reason in entry.reasons:
            column.addWidget(_pair(label(reason.why, wraps=True), label(reason.source, "caption", wraps=True)))
        column.addWidget(self._versions(entry))
        if entry.mine:
            column.addWidget(self._mine(entry))
        return body

    def _versions(self, entry: Entry) -> QWidget:
        before = _well("Before", [self._passage(one, Side.BEFORE) for one in entry.before], "before")
        now = [self._passage(one, Side.AFTER) for one in entry.after] or [label(_unchanged(entry), "muted", wraps=True)]
        after = _well("Now", now, "after")
        return Beside(before, after, characters=NARROWEST, is_even=True, spacing=Space.M, is_centred=False)

    def _mine(self, entry: Entry) -> QWidget:
        return _well("Your words", [self._passage(one, Side.AFTER) for one in entry.mine], "mine")

    def _passage(self, passage: Passage, side: Side) -> QWidget:
        return _pair(label(passage.label, "caption"), MarkedText(passage.spans, side, self._theme))


def _above(entry: Entry) -> QWidget:
    """Give the line above the heading: the deck, and what came of the change."""
    deck = label(" · ".join(filter(None, (entry.deck, entry.status))), "caption", wraps=True)
    return Beside(deck, label("Waits for your decision", "accent"), spacing=Space.M) if entry.is_waiting else deck


def _unchanged(entry: Entry) -> str:
    return WITHDRAWN if entry.is_withdrawn else "The words are the same."


def _well(title: str, content: Sequence[QWidget], role: str) -> QFrame:
    made = QFrame()
    made.setProperty("role", role)
    column = QVBoxLayout(made)
    column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
    column.setSpacing(Space.S)
    column.addWidget(label(title, "strong"))
    for part in content:
        column.addWidget(part)
    column.addStretch(1)
    return made


def _pair(above: QLabel, below: QLabel) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.HAIR)
    column.addWidget(above)
    column.addWidget(below)
    return made
