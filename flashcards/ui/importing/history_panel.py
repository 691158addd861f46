"""The import history on the page, and the question asked before work of the learner's would go."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from flashcards.collection.importing import RevertPlan
from flashcards.ui.importing.history_view_model import HistoryLine, HistoryViewModel, touched_words
from flashcards.ui.importing.row_table import RowTable
from flashcards.ui.importing.rows import RowWords
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.button_row import ButtonRow
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.few_first import FewFirst
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.tab_order import lead_to
from flashcards.ui.widgets.text import label

if TYPE_CHECKING:
    from flashcards.storage.import_history import TouchedNote

FEW = 5
"""Imports that are shown before the others are asked for."""
SHEET = (560, 420)


class HistoryPanel(Panel):
    """Newest first; hidden while nothing was imported.

    Attributes:
        sheet: the question; built when first asked.
    """

    def __init__(self, services: Services, host: QWidget) -> None:
        super().__init__("Imports so far")
        self._services = services
        self._host = host
        self.sheet: RevertSheet | None = None
        self.view_model = HistoryViewModel(services.runner, services.zone, self)
        self._rows = FewFirst(FEW, self._row)
        self.column.setSpacing(Space.S)
        self.column.addWidget(self._rows)
        self.column.addWidget(self._rows.more)
        self._rows.filled.connect(self._lead)
        self.view_model.changed.connect(self.render_lines)
        self.view_model.asked.connect(self._ask)
        self.view_model.reverted.connect(self._say)
        self.view_model.failed.connect(services.notices.problem)
        self.hide()

    @Slot()
    def render_lines(self) -> None:
        """Show the history as it is now."""
        self._rows.fill(self.view_model.lines)
        self.setVisible(bool(self.view_model.lines))

    @Slot()
    def _lead(self) -> None:
        lead_to(self._rows.more, [one for row in self._rows.rows for one in row.findChildren(QPushButton)])

    def _row(self, entry: HistoryLine) -> QWidget:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(Space.HAIR)
        column.addWidget(label(entry.source, "strong", wraps=True))
        column.addWidget(label(entry.told, "muted", wraps=True))
        if entry.is_reverted:
            return Beside(words, label("Taken back", "muted"), characters=24, spacing=Space.L)
        is_going = self.view_model.reverting == entry.id
        name = "Take back the rest" if entry.is_partly_reverted else "Take back"
        take_back = button("Taking back…" if is_going else name, icon=self._services.icons.icon("undo-2"))
        take_back.setEnabled(not self.view_model.reverting)
        rest = "rest of the " if entry.is_partly_reverted else ""
        take_back.setAccessibleName(f"Take back the {rest}import of {entry.source}")
        take_back.clicked.connect(partial(self._take_back, entry.id))
        return Beside(words, take_back, characters=24, spacing=Space.L)

    def _take_back(self, import_id: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  (what `clicked` gives)
        self.view_model.begin_revert(import_id)

    @Slot(object)
    def _ask(self, plan: RevertPlan) -> None:
        if self.sheet is None:
            self.sheet = RevertSheet(self._host, self._services, self.view_model)
        self.sheet.ask(plan)

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self._services.notices.say(sentence, "Undo", self._services.runner.undo)


class RevertSheet(Overlay):
    """Names the notes that were edited or studied since, and asks what becomes of them.

    Attributes:
        keep, everything, cancel: take back without these notes, or with them, or not at all.
        table: the notes.
    """

    def __init__(self, host: QWidget, services: Services, view_model: HistoryViewModel) -> None:
        super().__init__(host)
        self._theme = services.theme
        self._view_model = view_model
        self._import_id = 0
        self._title = label("", "heading", wraps=True)
        self._says = label("", "muted", wraps=True)
        self.table = RowTable("Notes edited or studied since", services.theme)
        self.keep = button("Take back, but keep these", "primary")
        self.everything = button("Take back everything")
        self.cancel = button("Cancel")
        for part in (self._title, self._says):
            self.column.addWidget(part)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(ButtonRow(self.cancel, self.everything, self.keep, is_foot=True))
        self.keep.clicked.connect(self._keep)
        self.everything.clicked.connect(self._take_everything)
        self.cancel.clicked.connect(self.close_sheet)

    def ask(self, plan: RevertPlan) -> None:
        """Open the sheet for an import."""
        self._import_id = plan.entry.id
        is_rest = plan.entry.reverted_at is not None
        self._title.setText(f"Take back {'the rest of ' if is_rest else ''}{plan.entry.source}")
        self.keep.setHidden(is_rest)
        self.everything.setText("Take these back, too" if is_rest else "Take back everything")
        self._says.setText(touched_words(plan))
        self.table.show_rows(plan.touched, _words)
        self.least = QSize(*(self._theme.scaled(side) for side in SHEET))
        self.open()

    def take_focus(self) -> None:
        """Begin with what keeps the most."""
        (self.cancel if self.keep.isHidden() else self.keep).setFocus()

    @Slot()
    def _keep(self) -> None:
        self.close_sheet()
        self._view_model.revert(self._import_id, keeps_touched=True)

    @Slot()
    def _take_everything(self) -> None:
        self.close_sheet()
        self._view_model.revert(self._import_id, keeps_touched=False)


def _words(note: "TouchedNote") -> RowWords:
    done = {
        "edited": note.is_edited,
        "studied": note.is_studied,
        "changed by a later import": note.is_imported_again,
    }
    what = [word for word, is_so in done.items() if is_so]
    return RowWords(note.text or "(empty)", "", " and ".join(what))
