"""One change on the page: why, before and now, the learner's own words, and what can be decided about them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from flashcards.ui.changes.entries import Entry
from flashcards.ui.changes.wording import named
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.button_row import ButtonRow
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.marked_text import Side
from flashcards.ui.widgets.text import label
from flashcards.ui.widgets.versions import pair, passages, versions, well

WITHDRAWN = "Withdrawn: the deck no longer has this note."


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
        self.take = button("Take the publisher’s words")
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
        self.setAccessibleName(f"{named(entry.changed) if entry.changed else 'Change'}: {entry.heading}")
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
            column.addWidget(pair(label(reason.why, wraps=True), label(reason.source, "caption", wraps=True)))
        column.addWidget(self._versions(entry))
        if entry.mine:
            column.addWidget(self._mine(entry))
        return body

    def _versions(self, entry: Entry) -> QWidget:
        before = well("Before", passages(entry.before, Side.BEFORE, self._theme), "before")
        now = passages(entry.after, Side.AFTER, self._theme) or [label(_unchanged(entry), "muted", wraps=True)]
        return versions(before, well("Now", now, "after"))

    def _mine(self, entry: Entry) -> QWidget:
        return well("Your words", passages(entry.mine, Side.AFTER, self._theme), "mine")


def _above(entry: Entry) -> QWidget:
    """Give the line above the heading: the deck, and what came of the change."""
    deck = label(" · ".join(filter(None, (entry.deck, entry.status))), "caption", wraps=True)
    return Beside(deck, label("Waits for your decision", "accent"), spacing=Space.M) if entry.is_waiting else deck


def _unchanged(entry: Entry) -> str:
    return WITHDRAWN if entry.is_withdrawn else "The words are the same."
