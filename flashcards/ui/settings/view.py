"""The Settings page: few, grouped, searchable, each with one sentence."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from flashcards import __version__
from flashcards.collection.synced_folder import warning_of
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.settings.controls import Controls
from flashcards.ui.settings.flag_fields import flag_row
from flashcards.ui.settings.other_words import OTHER_WORDS
from flashcards.ui.settings.view_model import SettingsState, SettingsViewModel
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import PageColumn, Panel, line
from flashcards.ui.widgets.reveal import go_to
from flashcards.ui.widgets.setting_row import SettingRow
from flashcards.ui.widgets.text import label

ABOUT = "Study for medical-records work and the RHIT exam: cited decks, a daily plan, honest numbers."


class SettingsPage(Page):
    """Groups of settings under a line to search them."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.view_model = SettingsViewModel(services.runner, services.look, self)
        self.controls = Controls(services, self.view_model, self)
        self._flags = flag_row(services)
        self._search = QLineEdit()
        self._search.setPlaceholderText("Search (Ctrl+F)")
        self._search.setObjectName("search")
        self._search.setAccessibleName("Search settings")
        self._search.setClearButtonEnabled(False)
        self._search.addAction(services.icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._nothing = label("No setting is called that.", "muted")
        self._groups: list[_Group] = []
        self._lay_out()
        self._search.textChanged.connect(self._filter)
        seek = QShortcut(QKeySequence("Ctrl+F"), self)  # from the navigation, too
        seek.activated.connect(self._seek)
        leave = QShortcut(QKeySequence("Esc"), self._search)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._stop_seeking)
        self.view_model.changed.connect(self._render)
        self.view_model.refused.connect(services.notices.problem)

    def enter(self) -> None:
        """Bring the settings up to date."""
        self.view_model.refresh()
        self.controls.speech.ask_voices()

    def leave(self) -> None:
        """Show everything the next time; fall silent."""
        self.controls.speech.fall_silent()
        self._search.clear()

    def take_focus(self) -> None:
        """Leave letters to the window; Tab goes to the settings, Ctrl+F to the search."""
        self._page.setFocus()

    def render_state(self, state: SettingsState) -> None:
        """Set every control."""
        self.controls.show_state(state)

    def _lay_out(self) -> None:
        page = self._page = PageColumn(theme=self._services.theme)
        self._search.setMinimumWidth(260)
        page.column.addWidget(Beside(label("Settings", "title"), self._search))
        page.column.addWidget(self._nothing)
        self._nothing.hide()
        for title, rows in (*self.controls.groups(), ("Flags", [self._flags]), ("Your data", self._data_rows())):
            group = _Group(title, rows)
            self._groups.append(group)
            page.column.addWidget(group)
        page.column.addWidget(label(f"Flashcards {__version__}\n{ABOUT}", "caption", wraps=True))
        page.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)

    def _data_rows(self) -> list[SettingRow]:
        folder = self._services.folders.collection.parent
        where = f"Everything you have is in {folder}, in one file. {warning_of(self._services.folders.collection)}"
        open_folder = button("Open folder", icon=self._services.icons.icon("folder-open"))
        open_folder.clicked.connect(self._open_folder)
        changes = button("Show rule changes", icon=self._services.icons.icon("history"))
        changes.clicked.connect(self._show_changes)
        care = button("Open", icon=self._services.icons.icon("circle-check"))
        care.clicked.connect(self._show_care)
        exam = button("Open Exam", icon=self._services.icons.icon("target"))
        exam.clicked.connect(self._show_exam)
        imports = button("Show imports", icon=self._services.icons.icon("download"))
        imports.clicked.connect(self._show_imports)
        tuning = button("Open Tuning", icon=self._services.icons.icon("sliders-horizontal"))
        tuning.clicked.connect(self._show_tuning)
        keys = button("Change keys", icon=self._services.icons.icon("keyboard"))
        keys.clicked.connect(self.keys_wanted)
        return [
            SettingRow("Keys", "Which keys do what on this machine; ? shows them all.", keys),
            SettingRow("Tuning", "The memory model fitted to your reviews, and what a retention costs.", tuning),
            SettingRow("Exam", "Its date, its weights, the minutes and days you study for it.", exam),
            SettingRow("Rule changes", "What the last update of the decks changed, old and new side by side.", changes),
            SettingRow("Imports", "What came in from files, and taking it back at any later time.", imports),
            SettingRow("Where it is kept", where.rstrip(), open_folder),
            SettingRow(
                "Your collection",
                "Whether anything is wrong, going back to a backup, and other collections. Backups make themselves.",
                care,
            ),
        ]

    @Slot()
    def _render(self) -> None:
        self.render_state(self.view_model.state)

    @Slot(str)
    def _filter(self, sought: str) -> None:
        found = [group.show_matching(sought) for group in self._groups]
        self._nothing.setVisible(not any(found))

    @Slot()
    def _seek(self) -> None:
        go_to(self._search)
        self._search.selectAll()

    @Slot()
    def _stop_seeking(self) -> None:
        """Clear the search; with nothing in it leave to the settings."""
        if self._search.text():
            self._search.clear()
        else:
            self.take_focus()

    @Slot()
    def _show_exam(self) -> None:
        self.page_wanted.emit(PageId.EXAM)

    @Slot()
    def _show_care(self) -> None:
        self.page_wanted.emit(PageId.CARE)

    @Slot()
    def _show_tuning(self) -> None:
        self.page_wanted.emit(PageId.TUNING)

    @Slot()
    def _show_imports(self) -> None:
        self.page_wanted.emit(PageId.IMPORT)

    @Slot()
    def _show_changes(self) -> None:
        self.page_wanted.emit(PageId.CHANGES)

    @Slot()
    def _open_folder(self) -> None:
        folder = self._services.folders.collection.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class _Group(QWidget):
    """A heading over a panel of settings."""

    def __init__(self, title: str, rows: Sequence[SettingRow]) -> None:
        super().__init__()
        self._title = title.casefold()
        self._rows = rows
        self._lines: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(label(title, "heading"))
        panel = Panel()
        panel.column.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        panel.column.setSpacing(0)
        for place, row in enumerate(rows):
            if place:
                self._lines.append(line())
                panel.column.addWidget(self._lines[-1])
            panel.column.addWidget(row)
        column.addWidget(panel)

    def show_matching(self, sought: str) -> bool:
        """Hide what does not match; a group whose name matches shows whole. Say whether anything is left."""
        whole = bool(sought) and sought.casefold().strip() in self._title
        shown = [whole or row.matches(sought, OTHER_WORDS.get(row.name, "")) for row in self._rows]
        for row, is_shown in zip(self._rows, shown, strict=True):
            row.setVisible(is_shown)
        for place, one in enumerate(self._lines, 1):
            one.setVisible(shown[place] and any(shown[:place]))
        self.setVisible(any(shown))
        return any(shown)
