"""What lies over the window while a long step is taken back or done again: how far it is, and how to stop it."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from flashcards.ui.overlay import Overlay
from flashcards.ui.task import Task
from flashcards.ui.theme import Theme
from flashcards.ui.widgets.progress_panel import ProgressPanel

SHOWN_AFTER_MS = 300
"""What is done sooner needs no sheet."""
WIDTH = 420


class WaitingSheet(Overlay):
    """Follows tasks; it is seen while one takes long. Esc stops that one too.

    Attributes:
        progress: how far it is.
    """

    def __init__(self, host: QWidget, theme: Theme) -> None:
        super().__init__(host)
        self.setAccessibleName("Please wait")
        self._theme = theme
        self._task: Task | None = None
        self._told = ("", 0.0)
        self._delay = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._delay.timeout.connect(self._appear)
        self.progress = ProgressPanel(theme, "How far it is")
        self.progress.stopped.connect(self._stop)
        self.column.addWidget(self.progress)

    def follow(self, task: Task) -> None:
        """Show how far a task is, from when it says so."""
        task.progressed.connect(self._take_progress)
        task.ended.connect(self._end)

    def take_focus(self) -> None:
        """Begin with the only button."""
        self.progress.stop.setFocus()

    def close_sheet(self) -> None:
        """Put the sheet away; what it shows is stopped."""
        self._stop()
        super().close_sheet()

    @Slot(str, float)
    def _take_progress(self, doing: str, share: float) -> None:
        task = self.sender()
        if isinstance(task, Task) and task is not self._task and not task.is_cancelled:
            self._task = task
            self._delay.start()
        self._told = (doing, share)
        if self.isVisible():
            self.progress.show_progress(doing, share)

    @Slot()
    def _appear(self) -> None:
        if self._task is not None:
            self.progress.setMinimumWidth(self._theme.scaled(WIDTH))
            self.progress.show_progress(*self._told)
            self.progress.stop.setEnabled(True)
            self.open()

    @Slot()
    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def _end(self) -> None:
        if self.sender() is self._task:
            self._task = None
            self._delay.stop()
            super().close_sheet()
