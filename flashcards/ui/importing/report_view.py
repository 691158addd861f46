"""What came of an import."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from flashcards.ui.importing.state import ImportState
from flashcards.ui.importing.taking_back import LastImport
from flashcards.ui.importing.words import report_lines
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.button_row import ButtonRow
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.emptying import empty
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.text import label
from flashcards.wording import counted, grouped


class ReportView(PageColumn):
    """Numbers, and what can be done next.

    Attributes:
        show_deck: goes to the deck.
        undo: takes the import back.
        again: begins another import.
        problems: lists what did not come in.
    """

    def __init__(self, services: Services) -> None:
        super().__init__(theme=services.theme)
        self._title = label("", "title", wraps=True)
        self._names = label("", "muted", wraps=True)
        self._refused = label("", "problem", wraps=True)
        self._numbers = QWidget()
        self._grid = QGridLayout(self._numbers)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.XL)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(1, 1)
        self.show_deck = button("Show the deck", "primary")
        self.undo = button("Undo", icon=services.icons.icon("undo-2"))
        self.again = button("Import more", icon=services.icons.icon("download"))
        self.problems = button("")
        self._panel = Panel()
        self._panel.column.addWidget(self._numbers)
        self.column.addWidget(self._title)
        self.column.addWidget(self._names)
        self.column.addWidget(self._refused)
        self.column.addWidget(self._panel)
        self.column.addWidget(ButtonRow(self.show_deck, self.undo, self.again, self.problems))
        self.column.addStretch(1)

    def render_state(self, state: ImportState, last: LastImport) -> None:
        """Set every word."""
        report = state.report
        self._title.setText(state.told or _title(state))
        self._names.setText(state.names)
        self._refused.setText(state.refused)
        self._refused.setVisible(bool(state.refused) and not state.told)
        self._show_numbers(() if state.told else report_lines(report))
        self.undo.setVisible(last.can_undo)
        self.undo.setEnabled(not last.is_undoing)
        self.undo.setText("Taking it back…" if last.is_undoing else "Undo")
        self.show_deck.setVisible(bool(report.import_id) and not state.told)
        self.problems.setVisible(bool(report.problems))
        self.problems.setText(f"Show {report.attention}")

    def take_focus(self) -> None:
        """Put the keyboard on what comes next."""
        (self.again if self.show_deck.isHidden() else self.show_deck).setFocus()

    def _show_numbers(self, lines: tuple[tuple[str, int], ...]) -> None:
        empty(self._grid)
        for row, (words, number) in enumerate(lines):
            self._grid.addWidget(label(grouped(number), "strong"), row, 0, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(label(words), row, 1)
        self._panel.setVisible(bool(lines))


def _title(state: ImportState) -> str:
    report = state.report
    told = [
        f"Imported {counted(report.added, 'note')}" if report.added else "",
        f"updated {counted(report.updated, 'note')}" if report.updated else "",
        f"took over {counted(report.schedules, 'schedule')}" if report.schedules else "",
    ]
    said = ", ".join(filter(None, told))
    return said[:1].upper() + said[1:] if said else "Nothing had to be changed"
