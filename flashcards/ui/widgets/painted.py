"""What every widget that paints itself shares."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius


class Painted(QWidget):
    """A widget drawn with the theme's tokens, and drawn again when they change."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        theme.changed.connect(self._redress)

    def painter(self) -> QPainter:
        """Give a painter with smooth edges."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        return painter

    def _redress(self) -> None:
        self.updateGeometry()
        self.update()


def fill(painter: QPainter, rect: QRectF, colour: QColor, radius: float) -> None:
    """Fill a rounded rectangle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, radius, radius)


def ring(painter: QPainter, rect: QRectF, colour: QColor, radius: float = Radius.CONTROL, width: float = 2) -> None:
    """Draw a rounded outline inside `rect`: the focus ring."""
    inset = width / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width))
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
