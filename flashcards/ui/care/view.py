"""The page that looks after the collection."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.domain.ids import NoteId
from flashcards.ui.care.backups_panel import BackupsPanel
from flashcards.ui.care.check_panel import CheckPanel
from flashcards.ui.care.collections_panel import CollectionsPanel
from flashcards.ui.care.view_model import CareModel
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.reopening import Reopening
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import PageColumn
from flashcards.ui.widgets.text import label


class CarePage(Page):
    """What may be wrong, what nobody uses, the backups, and other collections.

    Attributes:
        check, backups, collections: the panels.
    """

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.view_model = CareModel(services, self)
        self.check = CheckPanel(services)
        self.backups = BackupsPanel(services, self)
        self.collections = CollectionsPanel(services, self)
        self._lay_out()
        self._connect()
        self._render()

    def enter(self) -> None:
        """Bring the backups up to date."""
        self.view_model.refresh()

    def take_focus(self) -> None:
        """Leave letters to the window; Tab goes to the buttons."""
        self._page.setFocus()

    def _lay_out(self) -> None:
        page = self._page = PageColumn(theme=self._services.theme)
        back = button("Back to Settings", icon=self._services.icons.icon("sliders-horizontal"))
        back.clicked.connect(self._go_back)
        page.column.addWidget(Beside(label("Your collection", "title"), back))
        page.column.addWidget(self.check)
        page.column.addWidget(self.backups)
        page.column.addWidget(self.collections)
        page.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)

    def _connect(self) -> None:
        model, check, notices = self.view_model, self.check, self._services.notices
        model.changed.connect(self._render)
        model.done.connect(self._say_done)
        model.said.connect(notices.say)
        model.failed.connect(notices.problem)
        check.look.clicked.connect(model.look_over)
        check.empty.act.clicked.connect(model.delete_empty)
        check.empty_notes.act.clicked.connect(self._show_empty)
        check.missing.act.clicked.connect(self._show_missing)
        check.unused.act.clicked.connect(model.forget_unused)
        check.loose.act.clicked.connect(self._delete_loose)
        self._services.runner.backed_up.connect(self._list_again)
        self.backups.back_up.clicked.connect(self._back_up)
        self.backups.chosen.connect(self._go_back_to)
        self.collections.chosen.connect(self._open_collection)

    @Slot()
    def _render(self) -> None:
        self.check.render_state(self.view_model.state)
        self.backups.render_state(self.view_model.state)
        self.collections.render_collections(self.view_model.state.collections)

    @Slot(str)
    def _say_done(self, sentence: str) -> None:
        self._services.notices.say(sentence, "Undo", self._services.runner.undo)

    @Slot()
    def _show_missing(self) -> None:
        if (found := self.view_model.state.overview) is not None:
            self._browse(found.media.notes)

    @Slot()
    def _show_empty(self) -> None:
        if (found := self.view_model.state.overview) is not None:
            self._browse(found.empty.notes)

    def _browse(self, notes: tuple[NoteId, ...]) -> None:
        self.browse_wanted.emit(f"nid:{','.join(map(str, notes))}")

    @Slot()
    def _delete_loose(self) -> None:
        if self.check.is_sure():
            self.view_model.delete_loose()

    @Slot()
    def _back_up(self) -> None:
        self._services.runner.back_up(self._say_backed_up)

    @Slot(object)
    def _say_backed_up(self, path: Path | None) -> None:
        self._services.notices.say(f"Backed up to {path}" if path else "Nothing has changed since the last backup.")

    @Slot(object)
    def _list_again(self, _backup: Path) -> None:
        """Show a backup that was made meanwhile; a page that is not seen lists them when it is entered."""
        if self.isVisible():
            self.view_model.refresh()

    @Slot(object)
    def _go_back_to(self, backup: Path) -> None:
        self.reopen_wanted.emit(Reopening(self._services.folders.collection, backup))

    @Slot(object)
    def _open_collection(self, path: Path) -> None:
        self.view_model.remember(path)
        self.reopen_wanted.emit(Reopening(path))

    @Slot()
    def _go_back(self) -> None:
        self.page_wanted.emit(PageId.SETTINGS)
