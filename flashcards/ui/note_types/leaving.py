"""What is asked before changes of note types that are not saved are left behind."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from flashcards.collection.reshaping import Reshaping
from flashcards.rendering.checking import problems_of
from flashcards.ui.note_types.view_model import TypesViewModel
from flashcards.ui.overlay import Overlay
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.text import label
from flashcards.wording import counted

WIDTH = 460


class Leaving(QObject):
    """Holds whoever wants to leave until nothing is unsaved any more.

    Attributes:
        sheet: what asks; None until something was asked.
    """

    def __init__(self, page: QWidget, view_model: TypesViewModel) -> None:
        super().__init__(page)
        self.sheet: LeavingSheet | None = None
        self._page = page
        self._view_model = view_model
        self._go_on: Callable[[], object] | None = None
        view_model.done.connect(self._go)
        view_model.refused.connect(self._stay)

    def holds_back(self, go_on: Callable[[], object], losses: str) -> bool:
        """Ask what becomes of what is not saved, or wait for what is being saved; say whether there is anything.

        Args:
            losses: what saving the type that is shown would delete, or "".
        """
        works = self._view_model.unsaved
        if not works:
            return False
        if self._view_model.is_saving:
            self._go_on = go_on
            return True
        if self.sheet is None:
            self.sheet = LeavingSheet(self._page.window())
            self.sheet.save_wanted.connect(self._view_model.save_all)
            self.sheet.discard_wanted.connect(self._discard)
        self._go_on = go_on
        fatal = next(filter(None, (_fatal(work) for work in works)), "")
        self.sheet.ask([work.note_type.name for work in works], fatal or losses, can_save=not fatal)
        return True

    @Slot()
    def _discard(self) -> None:
        self._view_model.discard_all()
        self._go()

    @Slot()
    def _go(self) -> None:
        """Go on, once nothing is unsaved."""
        go_on = self._go_on
        if go_on is not None and not self._view_model.unsaved:
            self._go_on = None
            if self.sheet is not None and self.sheet.isVisible():
                self.sheet.close_sheet()
            go_on()

    @Slot()
    def _stay(self) -> None:
        self._go_on = None


class LeavingSheet(Overlay):
    """Save, discard, or stay (Esc).

    Signals:
        save_wanted: what is not saved is to be, before leaving.
        discard_wanted: it is to be dropped.
    """

    save_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setAccessibleName("Changes that are not saved")
        self._title = label("", "heading", wraps=True)
        self._title.setMinimumWidth(WIDTH)
        self._problem = label("", "muted", wraps=True)
        self.save = button("Save and go", "primary")
        self.discard = button("Discard and go")
        self.stay = button("Stay here")
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(self.discard)
        row.addStretch(1)
        row.addWidget(self.stay)
        row.addWidget(self.save)
        self.column.addWidget(self._title)
        self.column.addWidget(self._problem)
        self.column.addLayout(row)
        self.save.clicked.connect(self._save)
        self.discard.clicked.connect(self._discard)
        self.stay.clicked.connect(self.close_sheet)

    def ask(self, names: Sequence[str], told: str, *, can_save: bool) -> None:
        """Ask about note types.

        Args:
            names: those with changes.
            told: what saving would delete, why they cannot be saved, or "".
        """
        few = f"“{names[0]}” has changes that are not saved."
        many = f"{counted(len(names), 'note type')} have changes that are not saved: {', '.join(names)}."
        self._title.setText(few if len(names) == 1 else many)
        self._problem.setText(told)
        self._problem.setVisible(bool(told))
        self.save.setEnabled(can_save)
        self.open()

    def take_focus(self) -> None:
        """Begin with what loses nothing."""
        (self.save if self.save.isEnabled() else self.stay).setFocus()

    def _save(self) -> None:
        self.close_sheet()
        self.save_wanted.emit()

    def _discard(self) -> None:
        self.close_sheet()
        self.discard_wanted.emit()


def _fatal(work: Reshaping) -> str:
    """Say why a type cannot be saved, or nothing."""
    found = next((one for one in problems_of(work.note_type) if one.is_fatal), None)
    return "" if found is None else f"“{work.note_type.templates[found.place].name}”: {found.text}"
