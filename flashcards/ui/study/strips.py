"""What opens at the foot of the card: its source, a due date to set, and an answer that is not on disk."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from flashcards.domain.note import DOMAIN_NAMES, Provenance
from flashcards.ui.tokens import PAGE_WIDTH, Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.text import label, set_look
from flashcards.wording import long_date

NO_SOURCE = "This card names no source."


class SourcePanel(Panel):
    """Where the fact comes from, when it was checked, and what it holds for."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Source")
        self.setMaximumWidth(PAGE_WIDTH)
        self._citation = label("", "strong", wraps=True)
        self._rest = label("", "muted", wraps=True)
        for part in (self._citation, self._rest):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.column.addWidget(part)
        self.column.setSpacing(Space.XS)

    def show_source(self, provenance: Provenance) -> None:
        """Set the words."""
        self._citation.setText(provenance.citation or NO_SOURCE)
        rest = []
        if provenance.checked_on is not None:
            rest.append(f"Checked on {long_date(provenance.checked_on)}")
        if provenance.as_of:
            rest.append(f"As of {provenance.as_of}")
        if provenance.domain is not None:
            rest.append(f"RHIT domain {provenance.domain}: {DOMAIN_NAMES[provenance.domain]}")
        self._rest.setText(" · ".join(rest))
        self._rest.setVisible(bool(rest))


class DuePanel(Panel):
    """Days from today, typed."""

    def __init__(self, set_due: Callable[[str], str]) -> None:
        """Make the panel.

        Args:
            set_due: takes what was typed; gives what is wrong with it, or "".
        """
        super().__init__()
        self.setAccessibleName("Set due date")
        self.setMaximumWidth(PAGE_WIDTH)
        self._set_due = set_due
        self.line = QLineEdit()
        self.line.setAccessibleName("Days from today")
        self.line.setPlaceholderText("3 or 2-5")
        self.line.setMaximumWidth(160)
        self._note = label("", "muted", wraps=True)
        done = button("Set due date", "primary")
        done.clicked.connect(self.submit)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(label("Days from today"))
        row.addWidget(self.line)
        row.addWidget(done)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self._note)

    def ask(self) -> None:
        """Begin with an empty line."""
        self.line.clear()
        self._say("A range picks one of its days. 0 is today.", is_problem=False)
        self.line.setFocus()

    @Slot()
    def submit(self) -> None:
        """Set the days, or say what is wrong with them."""
        problem = self._set_due(self.line.text())
        if problem:
            self._say(problem, is_problem=True)

    def _say(self, text: str, *, is_problem: bool) -> None:
        self._note.setText(text)
        set_look(self._note, "role", "problem" if is_problem else "muted")
        set_look(self.line, "invalid", "true" if is_problem else "false")


class ProblemStrip(QFrame):
    """An answer is not on disk: what happened, and a button that tries again.

    Signals:
        retry_wanted: the learner wants it tried again.
    """

    retry_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setProperty("tone", "problem")
        self._text = label("", wraps=True)
        self.retry = button("Retry")
        self.retry.clicked.connect(self.retry_wanted)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(self._text, 1)
        row.addWidget(self.retry)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        column.addLayout(row)
        self.hide()

    def show_problem(self, text: str) -> None:
        """Say what is wrong; nothing when nothing is."""
        if text != self._text.text():
            self._text.setText(text)
            self.setAccessibleName(text)
        self.setVisible(bool(text))
