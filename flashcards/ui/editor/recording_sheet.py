"""What lies over the window while the microphone listens."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from flashcards.ui.actions import ActionId, action
from flashcards.ui.editor.recorder import Recorder
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.least_size import LeastSize
from flashcards.ui.widgets.text import label

WIDTH = 380


class RecordingSheet(Overlay):
    """Stop and attach, or throw away (Esc).

    Signals:
        recorded: the file, a `Path`.
    """

    recorded = Signal(object)

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self.setAccessibleName("Recording")
        self._services = services
        self.recorder = Recorder(services.media().lane, self)
        self._time = label("", "title")
        self._time.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.stop = button("Stop and attach", "primary")
        self.drop = button("Throw away")
        head = label("The microphone listens.", "heading")
        LeastSize(head, services.theme, WIDTH)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(self.drop)
        row.addStretch(1)
        row.addWidget(self.stop)
        self.column.addWidget(head)
        self.column.addWidget(self._time)
        self.column.addWidget(label(f"{action(ActionId.RECORD).keys[0]} stops and attaches it, too.", "caption"))
        self.column.addLayout(row)
        QShortcut(QKeySequence(action(ActionId.RECORD).keys[0]), self.sheet, self.recorder.stop)
        self.stop.clicked.connect(self.recorder.stop)
        self.drop.clicked.connect(self.close_sheet)
        self.recorder.began.connect(self._appear)
        self.recorder.told.connect(self._show_time)
        self.recorder.ended.connect(self._hand_over)
        self.recorder.failed.connect(self._refuse)

    def begin(self) -> None:
        """Record; the sheet is seen once the microphone listens."""
        self.recorder.begin(self._services.clock())

    def take_focus(self) -> None:
        """Begin with what keeps the sound."""
        self.stop.setFocus()

    def close_sheet(self) -> None:
        """Put the sheet away; what was recorded is thrown away."""
        self.recorder.drop()
        super().close_sheet()

    @Slot()
    def _appear(self) -> None:
        self._show_time(0)
        self.open()

    @Slot(int)
    def _show_time(self, milliseconds: int) -> None:
        minutes, seconds = divmod(milliseconds // 1000, 60)
        self._time.setText(f"{minutes}:{seconds:02}")

    @Slot(object)
    def _hand_over(self, file: Path) -> None:
        super().close_sheet()
        self.recorded.emit(file)

    @Slot(str)
    def _refuse(self, problem: str) -> None:
        super().close_sheet()
        self._services.notices.say(problem)
