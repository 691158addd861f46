"""The page of rule changes: what the last update of the decks changed, side by side, and what is left to decide."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from flashcards.domain.note import Note
from flashcards.ui.actions import ActionId, Actions, Scope
from flashcards.ui.changes.change_list import ChangeList
from flashcards.ui.changes.change_panel import ChangePanel
from flashcards.ui.changes.editor import ChangeEditor
from flashcards.ui.changes.view_model import ChangesState, ChangesViewModel
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import action_button
from flashcards.ui.widgets.empty_state import EmptyState
from flashcards.ui.widgets.text import label

KEYS = "↓ ↑ go through the changes · 1 keep, 2 take, 3 edit · Esc done"


class ChangesPage(Page):
    """The keys act on the change that has the keyboard, or else on the first that waits."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view_model = ChangesViewModel(services.runner, services.clock, services.zone, self)
        self._main = QWidget()  # the keys of the page work in here, and not in the editor over it
        self._commands = Actions(self._main, Scope.CHANGES, services.icons, services.look.keymap)
        self._title = label("", "title", wraps=True)
        self._summary = label("", "muted", wraps=True)
        self._waiting = label("", "strong", wraps=True)
        self._empty = EmptyState("history", services.theme, services.icons)
        self._empty.say(
            "No rule has changed yet",
            "When an update of a deck changes what a note means, its old and its new words are shown here.",
        )
        self.list = ChangeList(self._head(), services.theme)
        self.done = action_button(self._commands[ActionId.CHANGES_DONE], "primary")
        self._keys = label("", "caption", wraps=True)
        self.editor = ChangeEditor(services)
        self._wants_focus = False
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """Bring the page up to date, and keep it so."""
        self._layers.setCurrentWidget(self._main)
        self.view_model.show()

    def leave(self) -> None:
        """Stop reading what nobody sees."""
        self.view_model.hide()

    def take_focus(self) -> None:
        """Begin with the first change that waits, or else with the first."""
        self._wants_focus = not self.view_model.state.is_ready
        panel = self.list.current
        if panel is None:
            self.done.setFocus()
        else:
            self.list.go_to(panel)

    def render_state(self, state: ChangesState) -> None:
        """Set every widget."""
        for words, text in ((self._title, state.title), (self._summary, state.summary), (self._waiting, state.waiting)):
            words.setText(text)
            words.setVisible(bool(text))
        self._empty.setVisible(state.is_ready and not state.entries)
        self.list.show_entries(state.entries)
        self._keys.setText(KEYS if state.entries else "")
        is_waiting = any(entry.is_waiting for entry in state.entries)
        for name in (ActionId.KEEP_MINE, ActionId.TAKE_THEIRS, ActionId.EDIT_MINE):
            self._commands[name].setEnabled(is_waiting)

    def _head(self) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for part in (self._title, self._summary, self._waiting, self._empty):
            column.addWidget(part)
        self._empty.hide()
        return head

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self._main)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.list, 1)
        self.foot = self._make_foot()
        whole.addWidget(self.foot)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._main)
        self._layers.addWidget(self.editor)

    def _make_foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("role", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        row.addWidget(self._keys, 1)
        row.addWidget(self.done)
        return foot

    def _connect(self) -> None:
        acts: dict[ActionId, Callable[[], None]] = {
            ActionId.NEXT_CHANGE: self._go_on,
            ActionId.PREVIOUS_CHANGE: self._go_back,
            ActionId.KEEP_MINE: self._keep_current,
            ActionId.TAKE_THEIRS: self._take_current,
            ActionId.EDIT_MINE: self._edit_current,
            ActionId.CHANGES_DONE: self._finish,
        }
        for name, act in acts.items():
            self._commands[name].triggered.connect(act)
        self.view_model.changed.connect(self._render)
        self.list.kept.connect(self._keep)
        self.list.taken.connect(self._take)
        self.list.edited.connect(self._edit)
        self.editor.saved.connect(self._save)
        self.editor.cancelled.connect(self._close_editor)

    def _waiting_panel(self) -> ChangePanel | None:
        """Give the panel the keys decide about, or None when the one that has the keyboard is decided."""
        panel = self.list.current
        return panel if panel is not None and panel.entry.is_waiting else None

    @Slot()
    def _render(self) -> None:
        self.render_state(self.view_model.state)
        if self._wants_focus:
            self.take_focus()

    @Slot()
    def _go_on(self) -> None:
        self.list.step(1)

    @Slot()
    def _go_back(self) -> None:
        self.list.step(-1)

    @Slot()
    def _keep_current(self) -> None:
        if panel := self._waiting_panel():
            self._keep(panel.entry.guid)

    @Slot()
    def _take_current(self) -> None:
        if panel := self._waiting_panel():
            self._take(panel.entry.guid)

    @Slot()
    def _edit_current(self) -> None:
        if panel := self._waiting_panel():
            self._edit(panel.entry.guid)

    @Slot(str)
    def _keep(self, guid: str) -> None:
        self.list.focus_on(guid)
        self.view_model.keep(guid)

    @Slot(str)
    def _take(self, guid: str) -> None:
        self.list.focus_on(guid)
        self.view_model.take(guid)

    @Slot(str)
    def _edit(self, guid: str) -> None:
        entry = next(entry for entry in self.view_model.state.entries if entry.guid == guid)
        self._layers.setCurrentWidget(self.editor)
        self.editor.open_change(entry)

    @Slot(object)
    def _save(self, note: Note) -> None:
        self.view_model.edit(note)
        self._close_editor()

    @Slot()
    def _close_editor(self) -> None:
        self._layers.setCurrentWidget(self._main)
        self.list.focus_on(self.editor.guid)

    @Slot()
    def _finish(self) -> None:
        self.page_wanted.emit(PageId.TODAY)
