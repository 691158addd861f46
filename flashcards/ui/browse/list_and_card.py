"""The list, and beside or below it the card of the row the cursor is on."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QSplitter

from flashcards.collection.card_actions import release_cards
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.ui.browse.kept import Kept
from flashcards.ui.browse.table import CardTable
from flashcards.ui.page import Services

if TYPE_CHECKING:
    from flashcards.ui.browse.preview import Preview

ROOM_BESIDE = 1000
"""The width of the page, at 100 % text, from which the card stands beside the list instead of below it."""
FIRST_LOOK_MS = 60
"""The list is painted before the first card is built."""
CARD_SHARE = 0.4


class ListAndCard(QSplitter):
    """The list is its first part; the card comes when the first row is looked at.

    Attributes:
        preview: the card, once one was shown.

    Signals:
        note_type_wanted: the id of a note type, to see its fields and cards.
    """

    note_type_wanted = Signal(object)

    def __init__(self, services: Services, kept: Kept, table: CardTable) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._services = services
        self._kept = kept
        self._table = table
        self.preview: Preview | None = None
        self._made: Preview | None = None
        self._is_wanted = kept.flag("preview", usual=True)
        self._soon = QTimer(self, singleShot=True, interval=FIRST_LOOK_MS)
        self._soon.timeout.connect(self.look)
        self.setChildrenCollapsible(False)

    def make_ready(self) -> None:
        """Make what shows the card, before it is wanted."""
        if self._is_wanted and self.preview is None:
            from flashcards.ui.browse.preview import Preview

            self._made = Preview(self._services)

    def fit(self, width: int) -> None:
        """Have the card stand beside the list where a page of this width has room, else below it."""
        has_room = width >= self._services.theme.scaled(ROOM_BESIDE)
        way = Qt.Orientation.Horizontal if has_room else Qt.Orientation.Vertical
        if way is not self.orientation():
            self.setOrientation(way)
            QTimer.singleShot(0, self, self._share_room)

    @Slot()
    def look_soon(self) -> None:
        """Show the card of the row the cursor is on, once nothing else is to be done."""
        self._soon.start()

    @Slot()
    def look(self) -> None:
        """Show the card of the row the cursor is on."""
        if not self._is_wanted or not self.isVisible():
            return
        row = self._table.row
        if 0 <= row < len(self._table.rows.ids):
            preview = self._shown()
            preview.show()
            preview.look(self._table.rows.unit, self._table.rows.ids[row])
        elif self.preview is not None:
            self.preview.hide()

    @Slot()
    def turn(self) -> None:
        """Show the card beside the list, or no longer."""
        self._is_wanted = not self._is_wanted
        self._kept.set_flag("preview", is_on=self._is_wanted)
        if self._is_wanted:
            self.look()
        elif self.preview is not None:
            self.preview.hide()

    @Slot()
    def edit_note(self) -> None:
        """Put the keyboard into the note of the row the cursor is on."""
        if not self._is_wanted:
            self.turn()
        if self._table.row >= 0:
            self._shown().edit()

    @Slot()
    def show_info(self) -> None:
        """Show the history of the card; the same again shows the card."""
        from flashcards.ui.browse.preview import CARD, HISTORY

        if not self._is_wanted:
            self.turn()
        preview = self._shown()
        preview.show_face(CARD if preview.face == HISTORY else HISTORY)

    def flush(self) -> None:
        """Store what is being typed in the note."""
        if self.preview is not None:
            self.preview.flush()

    def _shown(self) -> "Preview":
        if self.preview is None:
            from flashcards.ui.browse.preview import Preview

            self.preview = self._made or Preview(self._services)
            self._soon.setInterval(0)
            self.preview.left.connect(self._table.setFocus)
            self.preview.note_type_wanted.connect(self.note_type_wanted)
            self.preview.release_wanted.connect(self._release)
            self.addWidget(self.preview)
            self.preview.show()
            QTimer.singleShot(0, self, self._share_room)
        return self.preview

    @Slot()
    def _share_room(self) -> None:
        """Give the card its share, once the parts know how large they are."""
        whole = self.width() if self.orientation() is Qt.Orientation.Horizontal else self.height()
        second = round(whole * CARD_SHARE)
        self.setSizes([whole - second, second])

    @Slot(object)
    def _release(self, card_id: CardId) -> None:
        self._services.runner.write(Operation.UNSUSPEND, partial(release_cards, ids=(card_id,)))
