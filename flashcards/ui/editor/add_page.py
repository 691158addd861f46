"""The page on which notes are written."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from flashcards.collection.editing import Added
from flashcards.domain.ids import NoteTypeId
from flashcards.ui.actions import ActionId, Actions, Scope, action
from flashcards.ui.editor.add_state import AddState
from flashcards.ui.editor.add_view_model import AddViewModel
from flashcards.ui.editor.card_preview import CardPreview
from flashcards.ui.editor.deck_field import DeckField
from flashcards.ui.editor.note_form import NoteForm
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.text_undo import Editor, is_turn, was_typed_in
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button, icon_button
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.text import label
from flashcards.wording import counted, deck_path

REST_MS = 250
"""How long typing must rest before the preview follows."""

ROOM_FOR_PREVIEW = 700
"""The width of the page, at 100 % text, below which the preview gives its room to the form."""

TWIN = "There is a note like this: show it"
RECENT_CHARACTERS = 60
RECENT_SHOWN = 20


class AddPage(Page):
    """Note type and deck above, the form at the left, the cards it makes at the right."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        collection = services.folders.collection
        self.view_model = AddViewModel(services.runner, services.clock, services.zone, collection, self)
        self.commands = Actions(self, Scope.ADD, services.icons)
        self.form = NoteForm(services, can_keep=True, keys_in=self)
        self.preview = CardPreview(services)
        self.note_type = Picker("Note type", services.icons)
        self.deck = DeckField(services.icons)
        self.add = button("Add", "primary")
        self._problem = label("", "problem", wraps=True)
        self.twin = button(TWIN, icon=services.icons.icon("copy"))
        self.twin.setToolTip("Show it in Browse. What is written waits here.")
        self.recent_menu = QMenu(self)
        self._opened = 0
        self._wants_preview = True
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._column = PageColumn(theme=services.theme)
        self._lay_out()
        self._connect()

    @property
    def problem(self) -> str:
        """What kept the note from being added, or nothing."""
        return self._problem.text()

    def enter(self) -> None:
        """Bring note types and decks up to date, and keep them so."""
        self.view_model.show()

    def leave(self) -> None:
        """Keep what is written."""
        self._hand_over()
        self.view_model.keep()
        self.view_model.hide()

    def take_focus(self) -> None:
        """Write at once, where the keyboard was."""
        self.form.go_on()

    def event(self, event: QEvent) -> bool:
        """Keep undo to the form while a note is half written in it, be it from before the last start."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self._is_of_form(event):
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the form in a small window, or with large text."""
        super().resizeEvent(event)
        self._fit_preview()

    def render_state(self, state: AddState) -> None:
        """Set every widget."""
        self.note_type.offer([(one.name, one.id) for one in state.supplies.note_types], state.note_type.id)
        self.deck.show_decks(state.supplies.decks, state.deck)
        self.form.tags.set_known(state.supplies.tags)
        if state.opened != self._opened:
            self._opened = state.opened
            self._rest.stop()
            self._say_problem("")
            self.form.open(state.note, state.note_type, state.kept)
            self.form.take_focus()
        self.preview.show_cards(state.cards, self.form.gap)
        self.twin.setVisible(state.twin is not None)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        panel = Panel()
        panel.column.addWidget(self.form)
        self._column.column.addWidget(panel)
        self._column.column.addStretch(1)
        self._column.column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XL)
        middle.addWidget(self._column, 5)
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(Space.M, Space.M, Space.XL, Space.M)
        beside.addWidget(self.preview)
        middle.addWidget(self._beside, 4)
        whole.addLayout(middle, 1)
        self.foot = self._made_foot()
        whole.addWidget(self.foot)

    def _head(self) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, 0)
        column.setSpacing(Space.M)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        for name, field, stretch in (("Type", self.note_type, 2), ("Deck", self.deck, 3)):
            said = label(name, "label")
            said.setBuddy(field)
            row.addWidget(said)
            row.addWidget(field, stretch)
        edit = action(ActionId.EDIT_TYPE)
        self.edit_type = icon_button(self._services.icons.icon(edit.icon), f"{edit.text} ({edit.keys[0]})")
        row.insertWidget(2, self.edit_type)
        column.addLayout(row)
        column.addWidget(self.form.bar)
        return head

    def _made_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        row.setSpacing(Space.M)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._problem)
        said.addWidget(self.twin, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(said, 1)
        self.recent = button("Recently added", icon=self._services.icons.icon("history"))
        self.recent.setToolTip(f"Recently added ({action(ActionId.RECENTLY_ADDED).keys[0]})")
        row.addWidget(self.recent)
        row.addWidget(self.add)
        self.add.setToolTip("Add the note (Ctrl+Enter)")
        self._problem.hide()
        self.twin.hide()
        return foot

    def _connect(self) -> None:
        acts: dict[ActionId, Callable[[], object]] = {
            ActionId.ADD_NOTE: self._add,
            ActionId.CHOOSE_TYPE: self.note_type.showPopup,
            ActionId.CHOOSE_DECK: self.deck.setFocus,
            ActionId.RECENTLY_ADDED: self._show_recent,
            ActionId.KEEP_FIELD: self.form.keep_field,
            ActionId.KEEP_FIELDS: self.form.keep_fields,
            ActionId.EDIT_TYPE: self._edit_type,
            ActionId.LEAVE_ADD: self._leave,
        }
        for name, act in acts.items():
            self.commands[name].triggered.connect(act)
        preview = action(ActionId.PREVIEW)
        self._toggle = self.addAction("Preview")
        self._toggle.setShortcut(QKeySequence(preview.keys[0]))
        self._toggle.triggered.connect(self._toggle_preview)
        self.add.clicked.connect(self._add)
        self.edit_type.clicked.connect(self._edit_type)
        self.recent.clicked.connect(self._show_recent)
        self.recent_menu.triggered.connect(self._show_note)
        self.twin.clicked.connect(self._show_twin)
        self.form.edited.connect(self._rest.start)
        self._rest.timeout.connect(self._follow)
        self.note_type.chosen.connect(self._choose_type)
        self.deck.named.connect(self.view_model.choose_deck)
        self.deck.entered.connect(self.form.go_on)
        self.view_model.changed.connect(self._render)
        self.view_model.text_wanted.connect(self._hand_over)
        self.view_model.added.connect(self._say_added)
        self.view_model.refused.connect(self._refuse)
        self._services.theme.changed.connect(self._fit_preview)

    def _is_of_form(self, event: QKeyEvent) -> bool:
        texts = [one for one in self.form.findChildren(QWidget) if isinstance(one, Editor)]
        if not is_turn(event) or not any(one.hasFocus() for one in texts):
            return False
        return any(map(was_typed_in, texts)) or self.form.is_begun

    @Slot()
    def _hand_over(self) -> bool:
        """Tell the view model what is written; say whether there is anything it did not know."""
        self._rest.stop()
        note = self.form.note
        if note is None or not self._opened:
            return False
        self.view_model.write(note, self.form.kept)
        return True

    @Slot()
    def _follow(self) -> None:
        if self._hand_over():
            self.view_model.look()

    @Slot()
    def _render(self) -> None:
        self.render_state(self.view_model.state)

    @Slot()
    def _add(self) -> None:
        problem = self.form.problem()
        self._say_problem(problem)
        if not problem and self._hand_over():
            self.view_model.add()

    def _say_problem(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    @Slot(object)
    def _choose_type(self, type_id: NoteTypeId) -> None:
        self._hand_over()
        types = {one.id: one for one in self.view_model.state.supplies.note_types}
        self.view_model.choose_type(types[type_id])
        self.form.take_focus()

    @Slot(object)
    def _say_added(self, added: Added) -> None:
        said = f"Added {counted(added.cards, 'card')} to {deck_path(added.deck)}."
        self._services.notices.say(said, "Undo", self._services.runner.undo)

    @Slot(object)
    def _refuse(self, error: Exception) -> None:
        from flashcards.collection.editing import NoCardsError

        if isinstance(error, NoCardsError):
            self._say_problem(str(error))
        else:
            self._services.notices.problem(error)

    @Slot()
    def _show_recent(self) -> None:
        self.recent_menu.clear()
        for one in self.view_model.state.recent[:RECENT_SHOWN]:
            words = one.text if len(one.text) <= RECENT_CHARACTERS else f"{one.text[:RECENT_CHARACTERS]}…"
            self.recent_menu.addAction(words.replace("&", "&&") or "(no text)").setData(one.note_id)
        if self.recent_menu.isEmpty():
            self.recent_menu.addAction("Nothing yet").setEnabled(False)
        self.recent_menu.adjustSize()
        above = self.recent.mapToGlobal(self.recent.rect().topRight())
        self.recent_menu.popup(above - QPoint(self.recent_menu.width(), self.recent_menu.height()))

    @Slot(object)
    def _show_note(self, chosen: QAction) -> None:
        """Show a note in Browse; what is written waits here."""
        self.browse_wanted.emit(f"nid:{chosen.data()}")

    @Slot()
    def _show_twin(self) -> None:
        if self.view_model.state.twin is not None:
            self.browse_wanted.emit(f"nid:{self.view_model.state.twin}")

    @Slot()
    def _leave(self) -> None:
        self.page_wanted.emit(PageId.TODAY)

    @Slot()
    def _edit_type(self) -> None:
        """Go to the fields and cards of the note type; what is written waits here."""
        self.note_type_wanted.emit(self.view_model.state.note_type.id)

    @Slot()
    def _toggle_preview(self) -> None:
        self._wants_preview = not self._wants_preview
        self._fit_preview()

    @Slot()
    def _fit_preview(self) -> None:
        has_room = self.width() >= self._services.theme.scaled(ROOM_FOR_PREVIEW)
        self._beside.setVisible(self._wants_preview and has_room)
