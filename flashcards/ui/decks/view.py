"""The Decks page."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from flashcards.domain.custom_study import CustomSession
from flashcards.domain.ids import DeckId
from flashcards.search.writing import term
from flashcards.ui.actions import ActionId, Actions, Scope
from flashcards.ui.decks.available import AvailableDecks
from flashcards.ui.decks.deck_model import DeckModel
from flashcards.ui.decks.deck_tree import DeckTree
from flashcards.ui.decks.deleting import Deleting
from flashcards.ui.decks.options_sheet import OptionsSheet
from flashcards.ui.decks.sheets import NameSheet
from flashcards.ui.decks.view_model import DecksState, DecksViewModel
from flashcards.ui.decks.words import unbury_text
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.tokens import PAGE_WIDTH, Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import action_button, button
from flashcards.ui.widgets.empty_state import EmptyState
from flashcards.ui.widgets.text import label

if TYPE_CHECKING:
    from flashcards.collection.decks import DeckListing

MENU = (
    ActionId.STUDY_DECK,
    ActionId.STUDY_CHOSEN,
    ActionId.BROWSE_DECK,
    None,
    ActionId.DECK_OPTIONS,
    ActionId.RENAME_DECK,
    ActionId.UNBURY_DECK,
    ActionId.EXPORT_DECK,
    None,
    ActionId.RESET_DECK,
    ActionId.DELETE_DECK,
)


class DecksPage(Page):
    """The tree, what can be done to a deck, and the bundled decks that were not taken."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.view_model = DecksViewModel(services.runner, services.clock, services.zone, services.folders, self)
        self._main = QWidget()  # the keys of the deck list work in here, and not in the sheets over it
        self._commands = Actions(self._main, Scope.DECKS, services.icons, services.look.keymap)
        self._unbury = action_button(self._commands[ActionId.UNBURY_DECK])
        self._summary = label("", "muted", wraps=True)
        self._shared = label("", "caption", wraps=True)
        self._model = DeckModel(self)
        self.tree = DeckTree(self._model, services.theme, services.icons)
        self._empty = EmptyState("layers", services.theme, services.icons)
        self._empty.say(
            "There are no decks yet", "Take one of the decks below, import your own (drop a file here), or add one."
        )
        self._available = AvailableDecks(services)
        self._name_sheet: NameSheet | None = None
        self.deleting = Deleting(self, services.look.keymap, self.view_model.delete)
        self._named: DeckId | None = None
        self._wanted_name = ""
        self.options_sheet: OptionsSheet | None = None
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """Bring the tree up to date, and keep it so."""
        self.view_model.show()

    def heed_day(self) -> None:
        """Show the new day, if anybody looks."""
        self.view_model.refresh_if_shown()

    def leave(self) -> None:
        """Stop reading what nobody sees."""
        self.view_model.hide()

    def show_deck(self, name: str) -> None:
        """Put the cursor on a deck, once the tree has it."""
        self._wanted_name = name
        self._render()

    def take_focus(self) -> None:
        """Move in the tree at once; without one the keys of the page still work."""
        (self._main if self.tree.isHidden() else self.tree).setFocus()

    def commands_menu(self) -> QMenu:
        """Give a menu of what can be done to the deck under the cursor."""
        menu = QMenu(self)
        for name in MENU:
            if name is None:
                menu.addSeparator()
            else:
                menu.addAction(self._commands[name])
        return menu

    def render_state(self, state: DecksState) -> None:
        """Set every widget."""
        self._summary.setText(state.summary if state.decks else "")
        self._shared.setText(state.shared)
        self._shared.setVisible(bool(state.shared))
        self.tree.set_rows(state.decks)
        if self._named is not None and self._model.index_of(self._named).isValid():
            self.tree.go_to(self._named)
            self._named = None
        self._go_to_wanted(state)
        self.tree.setVisible(bool(state.decks) or not state.is_ready)
        self._empty.setVisible(state.is_ready and not state.decks)
        self._available.set_decks(state.available)
        for name in filter(None, MENU):
            self._commands[name].setEnabled(bool(state.decks))
        self._offer_unbury()

    def _lay_out(self) -> None:
        words, buttons = QWidget(), QWidget()
        lines, row = QVBoxLayout(words), QHBoxLayout(buttons)
        for layout in (lines, row):
            layout.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.XS)
        lines.addWidget(label("Decks", "title"))
        lines.addWidget(self._summary)
        row.addWidget(self._unbury)
        bring = button("Import", icon=self._services.icons.icon("download"))
        bring.setToolTip("Import (Ctrl+Shift+I)")
        bring.clicked.connect(self._import)
        row.addWidget(bring)
        row.addWidget(action_button(self._commands[ActionId.ADD_DECK]))
        self._services.theme.changed.connect(self._dress)
        self._dress()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addStretch(1)
        whole.addWidget(self._main, 100)
        whole.addStretch(1)
        column = QVBoxLayout(self._main)
        column.setContentsMargins(Space.XL, Space.XXL, Space.XL, Space.XL)
        column.setSpacing(Space.L)
        column.addWidget(Beside(words, buttons, characters=24))
        column.addWidget(self.tree, 1)
        column.addWidget(self._shared)
        column.addWidget(self._empty, 1)
        column.addWidget(self._available)
        self._empty.hide()

    def _go_to_wanted(self, state: DecksState) -> None:
        """Go to the deck that was asked for by name, and show what it is in."""
        wanted = self._wanted_name.lower()
        deck = next((one for one in state.decks if one.name.lower() == wanted), None)
        if deck is not None:
            self._wanted_name = ""
            self.tree.go_to(deck.id)

    def _dress(self) -> None:
        self._main.setMaximumWidth(self._services.theme.scaled(PAGE_WIDTH))

    def _connect(self) -> None:
        acts = {
            ActionId.STUDY_DECK: self._study,
            ActionId.STUDY_CHOSEN: self._study_chosen,
            ActionId.DECK_OPTIONS: self._ask_options,
            ActionId.ADD_DECK: self._ask_new_name,
            ActionId.RENAME_DECK: self._ask_name,
            ActionId.DELETE_DECK: self._delete,
            ActionId.UNBURY_DECK: partial(self._do, self.view_model.unbury),
            ActionId.EXPORT_DECK: self._export,
            ActionId.BROWSE_DECK: self._browse,
            ActionId.RESET_DECK: partial(self._do, self.view_model.reset),
        }
        for name, act in acts.items():
            self._commands[name].triggered.connect(act)
        self.view_model.changed.connect(self._render)
        self.view_model.done.connect(self._say_done)
        self.view_model.named.connect(self._take_named)
        self.view_model.name_refused.connect(self._refuse_name)
        self.view_model.loaded.connect(self._services.notices.say)
        self._available.wanted.connect(self.view_model.load)
        self.tree.selectionModel().currentChanged.connect(self._offer_unbury)
        self.tree.folded.connect(self._fold)
        self.tree.moved.connect(self.view_model.move)
        self.tree.doubleClicked.connect(self._study)
        self.tree.customContextMenuRequested.connect(self._open_menu)

    @Slot()
    def _render(self) -> None:
        self.render_state(self.view_model.state)

    @Slot(object, bool)
    def _fold(self, deck_id: DeckId, is_collapsed: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        self.view_model.fold(deck_id, is_collapsed=is_collapsed)

    @Slot()
    def _study(self) -> None:
        deck_id = self.tree.current_deck()
        if deck_id is not None:
            self.study_wanted.emit(deck_id)

    @Slot()
    def _study_chosen(self) -> None:
        deck = self._current()
        if deck is not None:
            self.custom_wanted.emit(CustomSession(deck=deck.name))

    def _do(self, act: Callable[[DeckId], None], _checked: bool = False) -> None:  # noqa: FBT001, FBT002  (Qt's signal)
        """Do something to the deck under the cursor."""
        deck_id = self.tree.current_deck()
        if deck_id is not None:
            act(deck_id)

    @Slot()
    def _browse(self) -> None:
        deck = self._current()
        if deck is not None:
            self.browse_wanted.emit(term("deck", deck.name))

    @Slot()
    def _import(self) -> None:
        self.page_wanted.emit(PageId.IMPORT)

    @Slot()
    def _export(self) -> None:
        deck = self._current()
        if deck is not None:
            self.export_wanted.emit(deck.name)

    @Slot()
    def _offer_unbury(self) -> None:
        """Offer to take back buried cards of the deck under the cursor, when there are any."""
        deck = self._current()
        buried = 0 if deck is None else deck.buried
        unbury = self._commands[ActionId.UNBURY_DECK]
        unbury.setVisible(buried > 0)
        unbury.setText(unbury_text(buried, deck))
        self._unbury.setText(unbury.text())
        self._unbury.setVisible(buried > 0)

    @Slot()
    def _ask_new_name(self) -> None:
        self._names().ask("New deck", "Add deck", "", self.view_model.add)

    @Slot()
    def _ask_name(self) -> None:
        deck = self._current()
        if deck is not None:
            self._names().ask("Rename deck", "Rename deck", deck.name, partial(self.view_model.rename, deck.id))

    @Slot()
    def _delete(self) -> None:
        deck = self._current()
        if deck is not None:
            self.deleting.begin(deck)

    @Slot()
    def _ask_options(self) -> None:
        deck = self._current()
        if deck is not None:
            if self.options_sheet is None:
                self.options_sheet = OptionsSheet(self, self._services)
                self.options_sheet.delete_wanted.connect(self.view_model.delete_preset)
            tree = self.view_model.state.tree
            self.options_sheet.ask(deck, tree, partial(self.view_model.save_options, deck.id))

    @Slot(object)
    def _take_named(self, deck_id: DeckId) -> None:
        """Put the sheet away and go to the deck, once the tree has it."""
        self._named = deck_id
        self._names().close_sheet()
        self._render()

    @Slot(str)
    def _refuse_name(self, sentence: str) -> None:
        self._names().refuse(sentence)

    @Slot(str)
    def _say_done(self, sentence: str) -> None:
        self._services.notices.say(sentence, "Undo", self._services.runner.undo)

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        menu = self.commands_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tree.viewport().mapToGlobal(place))

    def _current(self) -> "DeckListing | None":
        deck_id = self.tree.current_deck()
        return None if deck_id is None else self.view_model.deck(deck_id)

    def _names(self) -> NameSheet:
        if self._name_sheet is None:
            self._name_sheet = NameSheet(self)
        return self._name_sheet
