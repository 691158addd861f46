"""Asks for the names of copies and of types that are renamed, and says what came of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from flashcards.ui.decks.sheets import NameSheet
from flashcards.ui.note_types.view_model import TypesViewModel
from flashcards.ui.page import Services


class Naming(QObject):
    """The sheet for a name, which stays open while the name cannot be had.

    Attributes:
        sheet: what asks; None until something was asked.

    Signals:
        problem: why something was not done that no sheet asked for; "" once something was done.
    """

    problem = Signal(str)

    def __init__(self, page: QWidget, view_model: TypesViewModel, services: Services) -> None:
        super().__init__(page)
        self._page = page
        self._view_model = view_model
        self._services = services
        self.sheet: NameSheet | None = None
        view_model.done.connect(self._say_done)
        view_model.refused.connect(self._refuse)

    def ask_copy(self) -> None:
        """Ask what a copy of the type that is shown is to be called, and add it."""
        name = self._view_model.state.current.name
        self._ask(f"Copy “{name}”", "Add the copy", f"{name} (mine)", self._view_model.copy)

    def ask_rename(self) -> None:
        """Ask for another name of the type that is shown, and give it."""
        name = self._view_model.state.current.name
        self._ask(f"Rename “{name}”", "Rename", name, self._view_model.rename)

    def _ask(self, title: str, act: str, name: str, do: Callable[[str], None]) -> None:
        if self.sheet is None:
            self.sheet = NameSheet(self._page.window(), hint="")
        self.sheet.ask(title, act, name, do)

    @Slot(str)
    def _say_done(self, words: str) -> None:
        if self.sheet is not None:
            self.sheet.close_sheet()
        self.problem.emit("")
        if self._view_model.state.can_undo:  # what is not saved would be taken back first, or go with its type
            self._services.notices.say(words)
        else:
            self._services.notices.say(words, "Undo", self._services.runner.undo)

    @Slot(object)
    def _refuse(self, error: Exception) -> None:
        from flashcards.collection.note_types import NoteTypeError

        if not isinstance(error, NoteTypeError):
            self._services.notices.problem(error)
        elif self.sheet is not None and self.sheet.isVisible():
            self.sheet.refuse(str(error))
        else:
            self.problem.emit(str(error))
