"""Buttons in a row where there is room, else below each other."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from flashcards.ui.tokens import Space


class ButtonRow(QWidget):
    """Never wider than its widest button needs.

    Args:
        is_foot: it stands at the right, as at the foot of a sheet, where what is done comes last.
    """

    def __init__(self, *buttons: QPushButton, is_foot: bool = False) -> None:
        super().__init__()
        self._buttons = buttons
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(Space.M)
        if is_foot:
            self._box.addStretch(1)
        for button in buttons:
            self._box.addWidget(button)
        if not is_foot:
            self._box.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest button, and as high as they stand."""
        return QSize(max(one.sizeHint().width() for one in self._shown()), self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when there is too little room, and back."""
        super().resizeEvent(event)
        shown = self._shown()
        wanted = sum(one.sizeHint().width() for one in shown) + Space.M * (len(shown) - 1)
        fits = wanted <= event.size().width()
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        self.updateGeometry()

    def _shown(self) -> list[QPushButton]:
        return [one for one in self._buttons if not one.isHidden()] or list(self._buttons)
