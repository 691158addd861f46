"""The row the cursor is on: its card as Study shows it, its note to be edited, or all that is known of it."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from flashcards.domain.browsing import Unit
from flashcards.domain.ids import CardId, NoteId
from flashcards.ui.card.card_view import CardView
from flashcards.ui.card.showing import Choice, Showing
from flashcards.ui.editor.note_editor import NoteEditor
from flashcards.ui.newest import Newest
from flashcards.ui.page import Services
from flashcards.ui.page_model import Asker
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.study.info_panel import InfoPanel
from flashcards.ui.study.state import History
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.least_size import LeastSize
from flashcards.ui.widgets.path_label import PathLabel
from flashcards.ui.widgets.segmented import Segmented
from flashcards.wording import deck_path

if TYPE_CHECKING:
    from flashcards.collection.sitting import StudyCard
    from flashcards.storage.snapshot import Snapshot

LEAST_WIDTH = 370
ROOM_BESIDE = 560
"""The width, at 100 % text, from which there is room for the deck beside the faces."""
CARD, NOTE, HISTORY = 0, 1, 2
FACES = ("Card", "Note", "History")


class Described(NamedTuple):
    """The history of a card."""

    card_id: CardId
    history: History


class PreviewModel(Asker):
    """Fetches one card at a time; of those asked for meanwhile only the newest.

    Signals:
        came: a `StudyCard`, or None when there is none any more.
        described: its history (`Described`), or None when it is gone.
    """

    came = Signal(object)
    described = Signal(object)

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        plans: Path | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._plans = plans
        self._newest = Newest(runner, self._tell, self)
        self._is_running = False
        self._wanted: tuple[Unit, int] | None = None

    def look(self, unit: Unit, line: int) -> None:
        """Ask for the card of a row."""
        self._wanted = (unit, line)
        self._begin()

    def describe(self, card_id: CardId) -> None:
        """Ask for all that is known of a card."""
        query = partial(_describe, card_id=card_id, now=self._clock(), zone=self._zone, plans=self._plans)
        self._newest.ask(query)

    def _begin(self) -> None:
        if not self._is_running and self._wanted is not None:
            wanted, self._wanted, self._is_running = self._wanted, None, True
            self._runner.read(partial(_fetch, unit=wanted[0], line=wanted[1]), self._take, self._fail)

    @Slot(object)
    def _take(self, card: "StudyCard | None") -> None:
        self._is_running = False
        if self._wanted is None:
            self.came.emit(card)
        self._begin()

    @Slot(object)
    def _tell(self, described: Described | None) -> None:
        self.described.emit(described)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._is_running = False
        self._runner.failed.emit(error)


class Preview(QWidget):
    """Shows a card, question and answer; its note; or its history.

    Attributes:
        card_id: the card that is shown, or None.
        editor: edits the note; made when it is first wanted.

    Signals:
        note_type_wanted: the id of a note type, to see its fields and cards.
        release_wanted: the id of a card that is suspended or buried.
        left: Esc was pressed in the note: the keyboard is wanted elsewhere.
    """

    note_type_wanted = Signal(object)
    release_wanted = Signal(object)
    left = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.card_id: CardId | None = None
        self.editor: NoteEditor | None = None
        self._note_id: NoteId | None = None
        self._shown = 0
        self.model = PreviewModel(services.runner, services.clock, services.zone, services.folders.plans, self)
        self.faces = Segmented("What is shown of the card", FACES, services.theme)
        self._where = PathLabel(services.theme)
        self.card = CardView(services.theme, services.icons, services.media(), takes_focus=False)
        self.card.setAccessibleName("The card")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.card)
        self._info: InfoPanel | None = None
        self._release = QAction("Release card", self)
        self._release.triggered.connect(self._release_card)
        LeastSize(self, services.theme, LEAST_WIDTH)
        self._lay_out()
        self.model.came.connect(self._show)
        self.model.described.connect(self._tell)
        self.faces.chosen.connect(self._turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the deck stand beside the faces where there is room, else below them."""
        super().resizeEvent(event)
        has_room = self.width() >= self._services.theme.scaled(ROOM_BESIDE)
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if has_room else QBoxLayout.Direction.TopToBottom)

    def look(self, unit: Unit, line: int) -> None:
        """Show the card of a row; of a note, its first."""
        self.model.look(unit, line)

    def show_face(self, face: int) -> None:
        """Show the card itself, or its history."""
        self.faces.set_current(face)
        self._turn(face)

    def edit(self) -> None:
        """Put the keyboard into the note."""
        self.show_face(NOTE)
        if self.editor is not None:
            self.editor.take_focus()

    def flush(self) -> None:
        """Store what is being typed in the note."""
        if self.editor is not None:
            self.editor.flush()

    @property
    def face(self) -> int:
        """Which face is shown."""
        return self.faces.current

    @Slot(object)
    def _show(self, card: "StudyCard | None") -> None:
        self.card_id = None if card is None else card.card.id
        self._note_id = None if card is None else card.note.id
        if self.face == NOTE:
            self._show_note()
        self._stack.setVisible(card is not None)
        self._where.set_path("" if card is None else deck_path(card.deck))
        if card is None:
            return
        self._shown += 1
        self.card.show_card(_showing(card, self._shown))
        if self.face == HISTORY:
            self.model.describe(card.card.id)

    @Slot(int)
    def _turn(self, face: int) -> None:
        if face == CARD:
            self._stack.setCurrentWidget(self.card)
        elif face == NOTE:
            self._show_note()
        elif self.card_id is not None:
            self.model.describe(self.card_id)

    def _show_note(self) -> None:
        if self.editor is None:
            self.editor = NoteEditor(self._services)
            self.editor.left.connect(self.left)
            self.editor.type_wanted.connect(self.note_type_wanted)
            self._stack.addWidget(self.editor)
        self.editor.show_note(self._note_id)
        self._stack.setCurrentWidget(self.editor)

    @Slot(object)
    def _tell(self, described: Described | None) -> None:
        if described is None or described.card_id != self.card_id or self.face != HISTORY:
            return
        if self._info is None:
            self._info = InfoPanel(self._services.theme, self._services.icons, self._release)
            self._info.close_button.hide()
            self._info.column.setContentsMargins(Space.M, Space.L, Space.M, Space.L)
            self._stack.addWidget(self._info)
        self._info.show_history(described.history)
        self._stack.setCurrentWidget(self._info)

    @Slot()
    def _release_card(self) -> None:
        if self.card_id is not None:
            self.release_wanted.emit(self.card_id)

    def _lay_out(self) -> None:
        head = self._head = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        head.setContentsMargins(Space.M, Space.XS, Space.M, Space.XS)
        head.setSpacing(Space.S)
        head.addWidget(self.faces)
        head.addWidget(self._where, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)


def _showing(card: "StudyCard", key: int) -> Showing:
    """Give both sides of a card; a choice question with every option explained."""
    options = card.content.choice
    needed = max(1, sum(option.is_correct for option in options))
    choice = Choice(options, needed, is_checked=True) if options else None
    return Showing(key, card.content, is_answer=True, choice=choice)


def _fetch(snapshot: "Snapshot", *, unit: Unit, line: int) -> "StudyCard | None":
    from flashcards.collection.bulk import cards_of
    from flashcards.collection.sitting import study_cards

    ids = [CardId(line)] if unit is Unit.CARDS else cards_of(snapshot, [NoteId(line)])[:1]
    return next(iter(study_cards(snapshot, ids).values()), None)


def _describe(
    snapshot: "Snapshot", *, card_id: CardId, now: datetime, zone: tzinfo | None, plans: Path | None
) -> Described | None:
    from flashcards.collection.card_info import card_info
    from flashcards.collection.plan_access import plan_of_today
    from flashcards.collection.studying import learner_calendar
    from flashcards.ui.study.describing import history

    info = card_info(snapshot, card_id, now, zone, plan_of_today(snapshot, now, zone, plans))
    if info is None:
        return None
    return Described(card_id, history(info, learner_calendar(snapshot, zone).day(now), zone))
