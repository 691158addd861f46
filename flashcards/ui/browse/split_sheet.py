"""Splitting a note whose answer is a list into one note for each item: the notes are seen before they are made."""

import uuid
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from flashcards.domain.changes import Operation
from flashcards.domain.ids import NoteId
from flashcards.domain.plain_text import plain_text
from flashcards.ui.browse.schedule_sheets import foot
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.least_size import LeastSize
from flashcards.ui.widgets.text import label
from flashcards.wording import counted

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction

WIDTH = 520
LIST_HEIGHT = 240
Parts = tuple[tuple[str, ...], ...]


class SplitSheet(Overlay):
    """Shows question and answer of each new note.

    Attributes:
        keeps_old: whether the old note stays, suspended.
        accept_button: splits the note.
    """

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self._services = services
        self._note_id: NoteId | None = None
        self._parts: Parts = ()
        self._title = label("Split this note", "heading")
        self._list = QScrollArea()
        self._list.setWidgetResizable(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFixedHeight(services.theme.scaled(LIST_HEIGHT))
        self.keeps_old = CheckBox("Keep the old note too, suspended", services.theme)
        self.accept_button = button("Split", "primary")
        self.accept_button.clicked.connect(self._accept)
        LeastSize(self.sheet, services.theme, WIDTH)
        says = "Each is new and is learned by itself; the deck, tags and citation stay. Ctrl+Z takes it back."
        for part in (self._title, label(says, "muted", wraps=True), self._list, self.keeps_old):
            self.column.addWidget(part)
        self.column.addLayout(foot(self, self.accept_button))

    def ask(self, note_id: NoteId) -> None:
        """Show what a note would become."""
        self._note_id, self._parts = note_id, ()
        self.accept_button.setEnabled(False)
        self._services.runner.read(partial(_parts_of, note_id=note_id), self._show)

    def take_focus(self) -> None:
        """Enter splits at once."""
        self.accept_button.setFocus()

    @Slot(object)
    def _show(self, parts: Parts) -> None:
        if not parts:
            self._services.notices.say("Its answer is no list any more, so there is nothing to split.")
            return
        self._parts = parts
        words = counted(len(parts), "note")
        self._title.setText(f"Split into {words}")
        self.accept_button.setText(f"Split into {words}")
        self.accept_button.setEnabled(True)
        self._list.setWidget(_written(parts))
        self.open()

    def _accept(self) -> None:
        self.close_sheet()
        if self._note_id is not None:
            change = partial(_split, note_id=self._note_id, parts=self._parts, keeps_old=self.keeps_old.isChecked())
            self._services.runner.write(Operation.SPLIT_NOTE, change, self._say_split)

    @Slot(object)
    def _say_split(self, ids: Sequence[NoteId]) -> None:
        said = f"Split into {counted(len(ids), 'note')}, which come up among the first new ones."
        self._services.notices.say(said, "Undo", self._services.runner.undo)


def _written(parts: Parts) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, Space.M, 0)
    column.setSpacing(Space.XS)
    for question, answer, *_ in parts:
        for text, role in ((question, "strong"), (answer, "muted")):
            made = label(plain_text(text), role, wraps=True)
            made.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(made)
        column.addSpacing(Space.S)
    column.addStretch(1)
    return whole


def _parts_of(snapshot: "Snapshot", *, note_id: NoteId) -> Parts:
    from flashcards.collection.splitting import parts_of

    return parts_of(snapshot, note_id)


def _split(
    transaction: "Transaction", *, note_id: NoteId, parts: Sequence[Sequence[str]], keeps_old: bool
) -> tuple[NoteId, ...]:
    from flashcards.collection.splitting import split_note

    return split_note(transaction, note_id, parts, lambda: str(uuid.uuid4()), keeps_old=keeps_old)
