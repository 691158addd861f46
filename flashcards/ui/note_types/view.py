"""The page of note types: the list at the left, the one that is changed at the right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from flashcards.collection.reshaping import Reshaping
from flashcards.domain.ids import NoteTypeId
from flashcards.ui.actions import ActionId, Actions, Scope
from flashcards.ui.editor.card_preview import CardPreview
from flashcards.ui.note_types import working
from flashcards.ui.note_types.code_edit import CodeEdit
from flashcards.ui.note_types.fields_form import FieldsForm
from flashcards.ui.note_types.leaving import Leaving
from flashcards.ui.note_types.naming import Naming
from flashcards.ui.note_types.templates_form import TemplatesForm
from flashcards.ui.note_types.type_list import TypeList
from flashcards.ui.note_types.unsaved import Change
from flashcards.ui.note_types.view_model import TypesState, TypesViewModel
from flashcards.ui.note_types.words import counts, deletes, losses_told
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import action_button, button
from flashcards.ui.widgets.foot import page_foot
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.text import label

LIST_WIDTH = 230
TABS = ("Fields", "Cards", "Styling")
TAB_KEYS = (ActionId.TAB_FIELDS, ActionId.TAB_CARDS, ActionId.TAB_STYLING)
UNSAVED = "Unsaved Change"
BUILT_IN = "Comes with the program and stays as it is. Copy it, and change the copy."
STYLING = (
    "CSS for parts of the cards of this type: colours, sizes, sides. How the whole card looks (.card, body) is the"
    " window’s, so that light, dark and text size stay as you chose. What could load or run anything is left out."
)


class NoteTypesPage(Page):
    """Changes of a type are stored together, as one step of undo; until then each type keeps its own."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._back = PageId.ADD
        self.view_model = TypesViewModel(services.runner, services.clock, services.zone, self)
        self.commands = Actions(self, Scope.NOTE_TYPES, services.icons)
        self.list = TypeList(services.theme)
        self.leaving = Leaving(self, self.view_model)
        self.naming = Naming(self, self.view_model, services)
        self.tabs = Segmented("What is changed", TABS, services.theme)
        self.fields = FieldsForm(services)
        self.templates = TemplatesForm(services)
        self.css = CodeEdit("Styling", services.theme)
        self.preview = CardPreview(services)
        self.save = button("Save changes", "primary")
        self.save.setToolTip("Save changes (Ctrl+Enter)")
        self.discard = button("Discard changes")
        self._title = label("", "heading", wraps=True)
        self._counts = label("", "muted", wraps=True)
        self._told = label("", "muted", wraps=True)
        self._problem = label("", "problem", wraps=True)
        self._opened = 0
        self._rest = QTimer(self, singleShot=True, interval=250)
        self._lay_out()
        self._connect()

    @property
    def told(self) -> str:
        """What saving would delete, or nothing."""
        return self._told.text()

    @property
    def problem(self) -> str:
        """Why something was not done, or nothing."""
        return self._problem.text()

    def enter(self) -> None:
        """Bring the list up to date, and keep it so."""
        self._back = PageId.ADD
        self.view_model.show()

    def leave(self) -> None:
        """Stop reading what nobody sees; what is not stored waits."""
        self._flush()
        self.view_model.hide()

    def lets_go(self, again: Callable[[], object]) -> bool:
        """Ask what becomes of changes that are not saved."""
        self._flush()
        return not self.leaving.holds_back(again, self.told)

    def own_steps(self) -> tuple[str, str] | None:
        """Name the changes that are not saved, as long as there are any to take back or to make again."""
        state = self.view_model.state
        if not state.can_undo and not state.can_redo:
            return None
        return UNSAVED if state.can_undo else "", UNSAVED if state.can_redo else ""

    def turn(self, *, is_undo: bool) -> bool:
        """Take back a change that is not saved before anything that is stored, and show where it was."""
        self._flush()
        turned = self.view_model.turn(is_undo=is_undo)
        if turned is not None:
            self._show_change(turned)
        return self.own_steps() is not None

    def show_note_type(self, type_id: NoteTypeId, back: PageId = PageId.ADD) -> None:
        """Show a type among the others.

        Args:
            back: where Esc goes: to what was written when the type was asked for.
        """
        self._flush()
        self._back = back
        self.view_model.select(type_id)

    def take_focus(self) -> None:
        """Begin with the list."""
        self.list.setFocus()

    def render_state(self, state: TypesState) -> None:
        """Set every widget."""
        self.list.show_types(state)
        is_own = not state.current.is_built_in
        if state.opened != self._opened:
            self._opened = state.opened
            self._say_problem("")
            self.fields.show_work(state.work, is_own=is_own)
            self.templates.show_work(state.work, is_own=is_own)
            self.css.show_text(state.work.note_type.css)
            self.css.setReadOnly(not is_own)
        else:
            self.fields.keep_work(state.work)
            self.templates.keep_work(state.work)
            self.templates.refresh_fields()
        self._title.setText(state.current.name)
        found = next((one for one in state.types if one.note_type.id == state.current.id), None)
        self._counts.setText(" · ".join(filter(None, (counts(found), "" if is_own else BUILT_IN))))
        self.delete.setToolTip(deletes(found))
        self.templates.show_problems(state.problems)
        self.preview.show_cards(state.cards)
        self._told.setText(losses_told(state.losses) if state.is_changed else "")
        self.save.setEnabled(state.is_changed and not any(one.is_fatal for one in state.problems))
        self.discard.setEnabled(state.is_changed)
        for name in (ActionId.RENAME_TYPE, ActionId.DELETE_TYPE):
            self.commands[name].setEnabled(is_own)
        self.own_steps_changed.emit()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        middle = QHBoxLayout()
        middle.setContentsMargins(Space.XL, Space.L, Space.XL, Space.M)
        middle.setSpacing(Space.XL)
        middle.addWidget(self._left())
        middle.addLayout(self._right(), 1)
        whole.addLayout(middle, 1)
        self.foot = page_foot((self._problem, self._told), (self.discard, self.save))
        whole.addWidget(self.foot)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(LIST_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(label("Note types", "heading"))
        column.addWidget(self.list, 1)
        for name in (ActionId.COPY_TYPE, ActionId.RENAME_TYPE):
            column.addWidget(action_button(self.commands[name]))
        self.delete = action_button(self.commands[ActionId.DELETE_TYPE])
        column.addWidget(self.delete)
        return left

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(Space.S)
        column.addWidget(self._title)
        column.addWidget(self._counts)
        column.addWidget(self.tabs)
        self._stack = QStackedWidget()
        styling = QWidget()
        styled = QVBoxLayout(styling)
        styled.setContentsMargins(0, 0, 0, 0)
        styled.addWidget(label(STYLING, "muted", wraps=True))
        styled.addWidget(self.css, 1)
        for part in (self.fields, self.templates, styling):
            self._stack.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(self._stack, 1)
        row.addWidget(self.preview, 1)
        column.addLayout(row, 1)
        return column

    def _connect(self) -> None:
        acts: dict[ActionId, Callable[[], object]] = {
            ActionId.SAVE_TYPE: self._save,
            ActionId.COPY_TYPE: self.naming.ask_copy,
            ActionId.RENAME_TYPE: self.naming.ask_rename,
            ActionId.DELETE_TYPE: self.view_model.delete,
            ActionId.NEXT_TEMPLATE: partial(self._turn_card, 1),
            ActionId.PREVIOUS_TEMPLATE: partial(self._turn_card, -1),
            ActionId.LEAVE_TYPES: self._leave,
        }
        acts |= {name: partial(self._show_tab, place) for place, name in enumerate(TAB_KEYS)}
        for name, act in acts.items():
            self.commands[name].triggered.connect(partial(_call, act))
        self.list.currentItemChanged.connect(self._select)
        self.tabs.chosen.connect(self._stack.setCurrentIndex)
        self.fields.changed.connect(self._edit)
        self.templates.changed.connect(self._edit)
        self.templates.chosen.connect(self.preview.show_place)
        self.css.textChanged.connect(self._rest.start)
        self._rest.timeout.connect(self._follow_css)
        self.save.clicked.connect(self._save)
        self.discard.clicked.connect(self.view_model.discard)
        self.view_model.changed.connect(self._render)
        self.naming.problem.connect(self._say_problem)

    def _flush(self) -> None:
        """Hand over what was typed, at once."""
        self.templates.flush()
        if self._rest.isActive():
            self._rest.stop()
            self._follow_css()

    @Slot()
    def _render(self) -> None:
        self.render_state(self.view_model.state)

    @Slot(object, bool)
    def _edit(self, work: Reshaping, anew: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        self.view_model.edit(work, anew=anew)

    @Slot()
    def _follow_css(self) -> None:
        work = working.set_css(self.view_model.state.work, self.css.toPlainText())
        if work != self.view_model.state.work:
            self.view_model.edit(work)

    @Slot(object, object)
    def _select(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            type_id = item.data(Qt.ItemDataRole.UserRole)  # what is handed over may make the list anew
            self._flush()
            self.view_model.select(type_id)

    @Slot()
    def _save(self) -> None:
        self._flush()
        state = self.view_model.state
        fatal = next((one for one in state.problems if one.is_fatal), None)
        if fatal is not None:
            self._say_problem(f"“{state.work.note_type.templates[fatal.place].name}”: {fatal.text}")
        elif state.is_changed:
            self.view_model.save()

    @Slot(str)
    def _say_problem(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _show_change(self, change: Change) -> None:
        """Open the tab a change was made on; a field that was renamed is one of the fields, though cards name it."""
        before, after = change.before.note_type, change.after.note_type
        if before.css != after.css:
            self._show_tab(TAB_KEYS.index(ActionId.TAB_STYLING))
        elif before.fields != after.fields:
            self._show_tab(TAB_KEYS.index(ActionId.TAB_FIELDS))
        elif (place := working.changed_template(change.before, change.after)) is not None:
            self._show_tab(TAB_KEYS.index(ActionId.TAB_CARDS))
            self.templates.show_place(place)

    def _show_tab(self, place: int) -> None:
        self.tabs.set_current(place)
        self._stack.setCurrentIndex(place)

    def _turn_card(self, by: int) -> None:
        self._show_tab(TAB_KEYS.index(ActionId.TAB_CARDS))
        self.templates.turn(by)

    @Slot()
    def _leave(self) -> None:
        self.page_wanted.emit(self._back)


def _call(act: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002  (Qt's signal)
    act()
