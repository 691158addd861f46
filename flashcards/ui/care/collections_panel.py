"""Other collections: opening one in place of this, and beginning a new one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from flashcards.collection.other_collections import CollectionNameError, Known, path_of_new
from flashcards.ui.care import words
from flashcards.ui.decks.sheets import NameSheet
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.button_row import ButtonRow
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import Panel, line
from flashcards.ui.widgets.tab_order import lead_to
from flashcards.ui.widgets.text import label

EXPLANATION = (
    "Everything you have is one collection. Another one has cards, schedule, settings and backups of its own: for "
    "somebody else at this computer, for instance. Flashcards begins with the usual one."
)


class CollectionsPanel(Panel):
    """A row for each collection.

    Attributes:
        begin, open_file: a new one, or one from anywhere.
        name_sheet: asks what a new one is called; built when first asked.

    Signals:
        chosen: the path of the collection to open.
    """

    chosen = Signal(object)

    def __init__(self, services: Services, host: QWidget) -> None:
        super().__init__("Collections")
        self._services = services
        self._host = host
        self._shown: tuple[Known, ...] = ()
        self._lines: list[QWidget] = []
        self.name_sheet: NameSheet | None = None
        self.begin = button("New collection…", icon=services.icons.icon("plus"))
        self.open_file = button("Open a file…", icon=services.icons.icon("folder-open"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.addWidget(label(EXPLANATION, "muted", wraps=True))
        self.column.addLayout(self._rows)
        self.column.addWidget(ButtonRow(self.begin, self.open_file))
        self.begin.clicked.connect(self._ask_name)
        self.open_file.clicked.connect(self._ask_file)

    def render_collections(self, known: tuple[Known, ...]) -> None:
        """Show the collections there are."""
        if known == self._shown:
            return
        self._shown = known
        for old in self._lines:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines, stops = [], []
        for one in known:
            if self._lines:
                self._lines.append(line())
            beside: QWidget = label("Open now", "muted")
            if not one.is_open:
                beside = button("Open")
                beside.setAccessibleName(f"Open {one.name}")
                beside.clicked.connect(partial(self._choose, one.path))
                stops.append(beside)
            self._lines.append(Beside(_words(one), beside, characters=24, spacing=Space.L))
        for widget in self._lines:
            self._rows.addWidget(widget)
        if stops:
            lead_to(self.begin, stops)

    def _choose(self, path: Path, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  (Qt's signal)
        self.chosen.emit(path)

    @Slot()
    def _ask_name(self) -> None:
        if self.name_sheet is None:
            folder = self._services.folders.usual_or_open.parent
            self.name_sheet = NameSheet(self._host, hint=f"It is kept in {folder}.")
        self.name_sheet.ask("New collection", "Begin", "", self._begin)

    def _begin(self, name: str) -> None:
        sheet = self.name_sheet
        if sheet is None:
            return
        try:
            path = path_of_new(name, self._services.folders.usual_or_open.parent)
        except CollectionNameError as error:
            sheet.refuse(str(error))
            return
        sheet.close_sheet()
        self.chosen.emit(path)

    @Slot()
    def _ask_file(self) -> None:
        folder = str(self._services.folders.collection.parent)
        chosen, _ = QFileDialog.getOpenFileName(self, "Open a collection", folder, "Collections (*.db)")
        if chosen:
            self.chosen.emit(Path(chosen))


def _words(known: Known) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, Space.S, 0, Space.S)
    column.setSpacing(Space.HAIR)
    column.addWidget(label(known.name, "strong", wraps=True))
    column.addWidget(label(words.of_collection(known), "muted", wraps=True))
    return both
