"""The practice exam that was begun and not handed in, offered wherever the learner comes by."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from flashcards.domain.changes import Kind
from flashcards.domain.ids import AttemptId
from flashcards.ui.icons import Icons
from flashcards.ui.newest import Newest
from flashcards.ui.page_model import PageModel
from flashcards.ui.practice.unfinished import Waiting, waiting_of
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button, icon_button
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.text import label

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot


class WaitingModel(PageModel):
    """Reads whether there is one, once the window has painted.

    Attributes:
        state: what is said of it, or None.
    """

    heeds = frozenset({Kind.ATTEMPT})
    state: Waiting | None = None

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._newest = Newest(runner, self._take, self)

    @Slot()
    def refresh(self) -> None:
        """Read it anew."""
        self._newest.ask(self._query, once_painted=True)

    def _query(self, snapshot: "Snapshot") -> Waiting | None:
        from flashcards.collection import practice

        attempt = practice.waiting(snapshot)
        return None if attempt is None else waiting_of(attempt, self._clock(), self._zone)

    @Slot(object)
    def _take(self, found: Waiting | None) -> None:
        self.state = found
        self.changed.emit()


class WaitingPanel(Panel):
    """One line and a button; hidden while nothing waits.

    Attributes:
        open: goes on with it.
        delete: deletes it; on the page where that belongs.

    Signals:
        wanted: the `AttemptId` the learner wants to go on with.
        delete_wanted: the one the learner wants to be gone.
    """

    wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, icons: Icons, *, has_delete: bool = False) -> None:
        super().__init__()
        self._id: AttemptId | None = None
        self._text = label("", wraps=True)
        self.open = button("")
        self.open.clicked.connect(self._ask)
        self.delete = icon_button(icons.icon("trash-2"), "Delete this practice exam")
        self.delete.clicked.connect(self._ask_to_delete)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.open)
        if has_delete:
            row.addWidget(self.delete)
        self.column.addWidget(Beside(self._text, buttons, characters=36))
        self.hide()

    def show_waiting(self, waiting: Waiting | None) -> None:
        """Set every part."""
        self.setVisible(waiting is not None)
        if waiting is not None:
            self._id = waiting.id
            self._text.setText(waiting.text)
            self.open.setText(waiting.action)

    @Slot()
    def _ask(self) -> None:
        self.wanted.emit(self._id)

    @Slot()
    def _ask_to_delete(self) -> None:
        self.delete_wanted.emit(self._id)
