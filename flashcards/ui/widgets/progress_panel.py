"""How far a piece of work is, and the button that stops it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.progress_bar import ProgressBar
from flashcards.ui.widgets.text import label


class ProgressPanel(QWidget):
    """Says what is being done, with a bar below it.

    Attributes:
        stop: the button.

    Signals:
        stopped: the learner wants it to stop.
    """

    stopped = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._doing = label("", "strong", wraps=True)
        self._bar = ProgressBar(theme, name)
        self.stop = button("Stop")
        self.stop.clicked.connect(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self._doing)
        column.addWidget(self._bar)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.stop)
        column.addLayout(row)

    def show_progress(self, doing: str, share: float) -> None:
        """Say what is being done, and how much of it is done."""
        if self._doing.text() != doing:
            self._doing.setText(doing)
            self.stop.setEnabled(True)
        self._bar.set_share(share)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.stopped.emit()
