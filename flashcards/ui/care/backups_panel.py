"""The backups there are, and going back to one of them."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from flashcards.collection.backups import Backup
from flashcards.ui.care import words
from flashcards.ui.care.view_model import CareState
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
from flashcards.wording import as_sentence

FEW = 3
"""Backups that are shown before the others are asked for."""
SHEET = (520, 160)
EXPLANATION = (
    "Made and checked by themselves on closing and every half hour; the older they are, the fewer are kept. Pictures "
    "and sounds lie beside the collection and are never overwritten, so every backup finds its own."
)
NONE = "There is none yet. The first is made when Flashcards is closed, or now."


class BackupsPanel(Panel):
    """Newest first.

    Attributes:
        back_up: makes one now.
        rows: the backups.
        sheet: the question; built when first asked.

    Signals:
        chosen: the path of the backup to go back to.
    """

    chosen = Signal(object)

    def __init__(self, services: Services, host: QWidget) -> None:
        super().__init__("Backups")
        self._services = services
        self._host = host
        self._state = CareState()
        self.sheet: GoBackSheet | None = None
        self.back_up = button("Back up now", icon=services.icons.icon("archive"))
        self._nothing = label(NONE, wraps=True)
        self.rows = FewFirst(FEW, self._row)
        self.rows.filled.connect(self._lead)
        self.column.addWidget(label(EXPLANATION, "muted", wraps=True))
        self.column.addWidget(self._nothing)
        self.column.addWidget(self.rows)
        self.column.addWidget(ButtonRow(self.back_up, self.rows.more))
        self._nothing.hide()

    def render_state(self, state: CareState) -> None:
        """Set every part; rows only when there are other backups."""
        is_same = state.backups == self._state.backups and state.contents == self._state.contents
        self._state = state
        if not is_same:
            self.rows.fill(state.backups or ())
            self._nothing.setVisible(state.backups == ())

    @Slot()
    def _lead(self) -> None:
        stops = [one for row in self.rows.rows for one in row.findChildren(QPushButton)]
        lead_to(self.back_up, stops)

    def _row(self, backup: Backup) -> QWidget:
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(Space.HAIR)
        clock, zone = self._services.clock, self._services.zone
        when = words.when(backup.made_at, clock(), zone, to_the_second=self._shares_minute(backup))
        column.addWidget(label(as_sentence(when), "strong", wraps=True))
        column.addWidget(label(words.of_backup(backup), "muted", wraps=True))
        go_back = button("Go back to it", icon=self._services.icons.icon("history"))
        go_back.setAccessibleName(f"Go back to the backup of {when}")
        go_back.setEnabled(backup.contents is not None)
        go_back.clicked.connect(partial(self._ask, backup, when))
        return Beside(both, go_back, characters=24, spacing=Space.L)

    def _shares_minute(self, backup: Backup) -> bool:
        """Say whether another was made in the same minute, as going back makes one."""
        minute = backup.made_at.replace(second=0)
        return sum(one.made_at.replace(second=0) == minute for one in self._state.backups or ()) > 1

    def _ask(self, backup: Backup, when: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  (Qt's signal)
        if backup.contents is None:
            return
        if self.sheet is None:
            self.sheet = GoBackSheet(self._host, self._services)
            self.sheet.chosen.connect(self.chosen)
        self.sheet.ask(backup.path, when, words.lost(backup.contents, self._state.contents))


class GoBackSheet(Overlay):
    """Says what going back to a backup costs, and asks.

    Attributes:
        go_back, cancel: the two answers.

    Signals:
        chosen: the path of the backup.
    """

    chosen = Signal(object)

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self._theme = services.theme
        self._backup = Path()
        self._title = label("", "heading", wraps=True)
        self._says = label("", wraps=True)
        self.go_back = button("Go back to this backup", "primary")
        self.cancel = button("Cancel")
        for part in (self._title, self._says, ButtonRow(self.cancel, self.go_back, is_foot=True)):
            self.column.addWidget(part)
        self.go_back.clicked.connect(self._choose)
        self.cancel.clicked.connect(self.close_sheet)

    def ask(self, backup: Path, when: str, cost: str) -> None:
        """Open the sheet for a backup."""
        self._backup = backup
        self._title.setText(f"Go back to the backup of {when}?")
        self._says.setText(f"{cost} The window closes for a moment and opens again.")
        self.least = QSize(*(self._theme.scaled(side) for side in SHEET))
        self.open()

    def take_focus(self) -> None:
        """Begin with what changes nothing."""
        self.cancel.setFocus()

    @Slot()
    def _choose(self) -> None:
        self.close_sheet()
        self.chosen.emit(self._backup)
