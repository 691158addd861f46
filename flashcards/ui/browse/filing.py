"""Keeping, renaming and deleting what the sidebar shows: saved searches, decks, tags; naming flags."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu

from flashcards.collection import flags, saved_searches, tags
from flashcards.collection.decks import delete_deck, find_deck, rename_deck
from flashcards.domain.changes import Operation
from flashcards.domain.errors import FlashcardsError
from flashcards.domain.saved_search import SavedSearch
from flashcards.ui.browse.branches import Branch, Sort
from flashcards.ui.browse.line_sheet import LineSheet, Question
from flashcards.ui.browse.sidebar import SidebarTree
from flashcards.ui.page import Services
from flashcards.wording import counted

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

NESTING = "A double colon puts it under another: Privacy::Rules"
CHANGED = (Sort.SAVED, Sort.DECK, Sort.TAG, Sort.FLAG)
NUMBER_STAYS = "Searches keep its number: {}"
NOUNS = {Sort.SAVED: "saved search", Sort.DECK: "deck", Sort.TAG: "tag", Sort.FLAG: "flag"}


class Filing(QObject):
    """Asks for names and writes; each is one step of undo."""

    def __init__(self, services: Services, tree: SidebarTree, sheet: LineSheet) -> None:
        super().__init__(tree)
        self._services = services
        self._tree = tree
        self._sheet = sheet
        self._asked: Question | None = None
        self._again: Callable[[str], None] | None = None
        tree.customContextMenuRequested.connect(self._open_menu)

    def save(self, line: str) -> None:
        """Ask for the name a search is to be kept under."""
        if not line.strip():
            self._services.notices.say("Search for something first; then it can be saved under a name.")
            return
        self._ask(Question("Save this search", "Save search", line, check=_name), partial(self._add, line))

    @Slot()
    def rename(self) -> None:
        """Ask for another name for the line the cursor is on, if it can have one."""
        branch = self._current()
        if branch is None:
            return
        noun = NOUNS[branch.sort]
        old, hint = _old_name(branch)
        self._ask(Question(f"Rename {noun}", f"Rename {noun}", hint, old, check=_name), partial(self._rename, branch))

    @Slot()
    def delete(self) -> None:
        """Delete what the line the cursor is on stands for; it can be undone."""
        branch = self._current()
        if branch is None:
            return
        if branch.sort is Sort.FLAG:
            self._rename(branch, "")
            return
        operation, change = _deletion(branch)
        self._services.runner.write(operation, partial(_deleted, branch=branch, change=change), self._say_deleted)

    def menu(self) -> QMenu | None:
        """Give what can be done to the line the cursor is on, or None."""
        branch = self._current()
        if branch is None:
            return None
        menu = QMenu(self._tree)
        noun = NOUNS[branch.sort]
        menu.addAction(f"Rename {noun}…", self.rename)
        menu.addAction("Call it by its colour" if branch.sort is Sort.FLAG else f"Delete {noun}", self.delete)
        return menu

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        index = self._tree.indexAt(place)
        if index.isValid():
            self._tree.setCurrentIndex(index)
            self._tree.setFocus()
        menu = self.menu()
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self._tree.viewport().mapToGlobal(place))

    def _current(self) -> Branch | None:
        branch = self._tree.current() if self._tree.hasFocus() else None
        return branch if branch is not None and branch.sort in CHANGED else None

    def _ask(self, question: Question, take: Callable[[str], None]) -> None:
        self._asked, self._again = question, take
        self._sheet.ask(question, take)

    def _add(self, line: str, name: str) -> None:
        change = partial(_saved, name=name, line=line)
        self._services.runner.write(Operation.ADD_SEARCH, change, self._say, self._refuse)

    def _rename(self, branch: Branch, name: str) -> None:
        operation, change = _renaming(branch, name)
        self._services.runner.write(operation, change, None, self._refuse)

    @Slot(object)
    def _say(self, sentence: str) -> None:
        self._services.notices.say(sentence)

    @Slot(object)
    def _say_deleted(self, sentence: str) -> None:
        self._services.notices.say(sentence, "Undo", self._services.runner.undo)

    @Slot(object)
    def _refuse(self, error: Exception) -> None:
        """Ask again, with why the name could not be taken."""
        if not isinstance(error, FlashcardsError) or self._asked is None or self._again is None:
            self._services.notices.problem(error)
            return
        self._sheet.ask(self._asked, self._again)
        self._sheet.refuse(str(error))


def _name(line: str) -> str:
    return "" if line.replace(":", "").strip() else "Type a name."


def _old_name(branch: Branch) -> tuple[str, str]:
    """Give the name a line has, and what is said below the field for another."""
    if isinstance(branch.value, SavedSearch):
        return branch.value.name, ""
    if branch.sort is Sort.FLAG:
        return branch.title, NUMBER_STAYS.format(branch.line)
    return str(branch.value), NESTING


def _renaming(branch: Branch, name: str) -> "tuple[Operation, Callable[[Transaction], object]]":
    if isinstance(branch.value, SavedSearch):
        return Operation.EDIT_SEARCH, partial(saved_searches.rename, search=branch.value, name=name)
    if branch.sort is Sort.FLAG:
        return Operation.RENAME_FLAG, partial(flags.rename_flag, number=branch.flag, name=name)
    if branch.sort is Sort.DECK:
        return Operation.EDIT_DECK, partial(_rename_deck, old=str(branch.value), name=name)
    return Operation.RENAME_TAG, partial(tags.rename_tag, old=str(branch.value), new=name)


def _deletion(branch: Branch) -> "tuple[Operation, Callable[[Transaction], object]]":
    if isinstance(branch.value, SavedSearch):
        return Operation.DELETE_SEARCH, partial(saved_searches.delete, search_id=branch.value.id)
    if branch.sort is Sort.DECK:
        return Operation.DELETE_DECK, partial(_delete_deck, name=str(branch.value))
    return Operation.REMOVE_TAGS, partial(tags.delete_tag, name=str(branch.value))


def _saved(transaction: "Transaction", *, name: str, line: str) -> str:
    saved_searches.add(transaction, name, line)
    return f"Saved as “{name}”. It stands in the sidebar."


def _deleted(transaction: "Transaction", *, branch: Branch, change: "Callable[[Transaction], object]") -> str:
    """Delete, and say what was."""
    value = change(transaction)
    rest = f" with {counted(value, 'card')}" if branch.sort is Sort.DECK and isinstance(value, int) else ""
    name = branch.title if isinstance(branch.value, SavedSearch) else branch.value
    return f"Deleted {NOUNS[branch.sort]} “{name}”{rest}."


def _rename_deck(transaction: "Transaction", *, old: str, name: str) -> None:
    rename_deck(transaction, find_deck(transaction.snapshot, old).id, name)


def _delete_deck(transaction: "Transaction", *, name: str) -> int:
    return delete_deck(transaction, find_deck(transaction.snapshot, name).id)
