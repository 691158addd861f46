"""A part of a sheet that scrolls where there is no room for all of it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from flashcards.ui.theme import Theme


class Scroll(QScrollArea):
    """As high as what it holds, where there is room."""

    def __init__(self, body: QWidget, theme: Theme, width: int) -> None:
        """Hold a body.

        Args:
            width: in pixels at 100 % text.
        """
        super().__init__()
        self._theme = theme
        self._body = body
        self._width = width
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(body)

    def sizeHint(self) -> QSize:
        """Wide enough for sentences beside their controls."""
        width = self._theme.scaled(self._width)
        body = self._body
        wanted = body.heightForWidth(width) if body.hasHeightForWidth() else body.sizeHint().height()
        return QSize(width, max(wanted, body.minimumSizeHint().height()))
