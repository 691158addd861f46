"""A label that says the same in fewer words where there is too little room."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class FittingLabel(QLabel):
    """Shows the longest of several texts that fits on one line; where none does, the shortest in several lines.

    The longest is what is read aloud.
    """

    def __init__(self, role: str) -> None:
        super().__init__()
        self._texts: tuple[str, ...] = ("",)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def say(self, *texts: str) -> None:
        """Take over what can be said, the longest first."""
        self._texts = texts
        self.setAccessibleName(texts[0])
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        measure, room = self.fontMetrics().horizontalAdvance, self.contentsRect().width()
        self.setText(next((text for text in self._texts if measure(text) <= room), self._texts[-1]))
