"""What is shown while files are read, or brought in."""

from PySide6.QtWidgets import QVBoxLayout

from flashcards.ui.importing.state import ImportState
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.progress_panel import ProgressPanel
from flashcards.ui.widgets.text import label


class WorkingView(PageColumn):
    """How far it is, and the button that stops it.

    Attributes:
        progress: both.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme=theme)
        self._names = label("", "title", wraps=True)
        self.progress = ProgressPanel(theme, "Import")
        panel = Panel()
        panel.column.addWidget(self.progress)
        head = QVBoxLayout()
        head.setSpacing(Space.L)
        head.addWidget(self._names)
        head.addWidget(panel)
        self.column.addLayout(head)
        self.column.addStretch(1)

    def render_state(self, state: ImportState) -> None:
        """Say what is being done."""
        self._names.setText(state.names)
        self.progress.show_progress(state.doing, state.share)
