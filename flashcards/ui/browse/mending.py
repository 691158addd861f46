"""Under the list: why a card wants mending, and what mends it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from flashcards.domain.browsing import Unit
from flashcards.domain.ids import NoteId
from flashcards.domain.note import LEECH
from flashcards.ui.actions import ActionId, Actions
from flashcards.ui.browse import edits
from flashcards.ui.browse.split_sheet import SplitSheet
from flashcards.ui.browse.to_mend import Listed, ToMend
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.flowing import Flowing
from flashcards.ui.widgets.text import label

if TYPE_CHECKING:
    from flashcards.collection.stuck import StuckCard

NOTHING = Listed(Unit.CARDS, (), {})


class MendingPanel(QWidget):
    """Shown while the list is one of those that want mending.

    Attributes:
        to_mend: makes these lists.
        why: what is said of the card or note.
        reword, split, compare, suspend, reset, calm, delete: the repairs.

    Signals:
        edit_wanted: an `Edit` of the card the cursor is on.
    """

    edit_wanted = Signal(object)

    def __init__(self, services: Services, commands: Actions, host: QWidget) -> None:
        super().__init__()
        self._services = services
        self._host = host
        self._listed = NOTHING
        self._card: StuckCard | None = None
        self._note_id: NoteId | None = None
        self.split_sheet: SplitSheet | None = None
        self.to_mend = ToMend(services, self)
        self.why = label("", "caption", wraps=True)
        self._buttons = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._buttons.setSizePolicy(policy)
        self._row = Flowing(self._buttons, Space.S)
        self.reword = self._repair("Reword", "Edit the note", commands[ActionId.TO_NOTE].trigger)
        self.split = self._repair("Split", "Make a note of each item of the answer", self._split)
        self.compare = self._repair("Compare", "List the notes it may be taken for", self._compare)
        self.suspend = self._repair("Suspend", "Set the card aside", commands[ActionId.TURN_SUSPENDED].trigger)
        self.reset = self._repair("Reset", "Learn it anew", commands[ActionId.RESET_CARDS].trigger)
        self.calm = self._repair("No longer a leech", "Take the tag “leech” off its note", self._calm)
        self.delete = self._repair("Delete", "Delete the note", commands[ActionId.DELETE_NOTES].trigger)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.why)
        column.addWidget(self._buttons)
        self.to_mend.listed.connect(self._take)
        self.hide()

    def show_row(self, line: str, row_id: int | None) -> None:
        """Say why a row is in the list, and offer what mends it; nothing while something else is listed.

        Args:
            line: what is searched now.
        """
        is_mending = bool(self._listed.ids) and line == self._listed.line and row_id in self._listed.why
        if not is_mending or row_id is None:
            self.hide()
            return
        self._card = card = self._listed.stuck.get(row_id)
        self.why.setText(self._listed.why[row_id])
        for repair in (self.compare, self.suspend, self.reset):
            repair.setVisible(card is not None)
        is_list = row_id in self._listed.lists or (card is not None and card.can_split)
        self._note_id = NoteId(row_id) if card is None else card.note_id
        self.split.setVisible(is_list)
        self.calm.setVisible(card is not None and card.is_leech)
        self.delete.setVisible(card is None)
        self.suspend.setText("Release" if card is not None and card.is_suspended else "Suspend")
        self.show()

    def _repair(self, words: str, says: str, act: Callable[[], object]) -> QPushButton:
        made = button(words)
        made.setToolTip(says)
        made.setAutoDefault(False)
        made.clicked.connect(act)
        self._row.addWidget(made)
        return made

    def _take(self, listed: Listed) -> None:
        self._listed = listed

    def _split(self) -> None:
        if self._note_id is None:
            return
        if self.split_sheet is None:
            self.split_sheet = SplitSheet(self._host, self._services)
        self.split_sheet.ask(self._note_id)

    def _compare(self) -> None:
        if self._card is not None:
            self.to_mend.compare(self._card.note_id)

    def _calm(self) -> None:
        self.edit_wanted.emit(edits.remove_tags([LEECH]))
