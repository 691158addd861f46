"""A check box drawn with the theme's tokens."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius, Space, Type
from flashcards.ui.widgets.painted import fill, ring


class CheckBox(QCheckBox):
    """A box, a tick, and its words; the whole of it can be clicked."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Box and words in one line."""
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(self._box() + Space.M + words.width() + Space.S, max(self._box(), words.height()) + Space.S)

    @property
    def indent(self) -> int:
        """Where its words begin, in pixels."""
        return Space.HAIR + self._box() + Space.M

    def hitButton(self, pos: QPoint) -> bool:
        """Take clicks anywhere."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the tick and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._box()
        box = QRectF(Space.HAIR, (self.height() - side) / 2, side, side)
        if self.isChecked():
            fill(painter, box, self._theme.colour("accent"), Radius.SMALL)
            self._tick(painter, box)
        else:
            fill(painter, box, self._theme.colour("surface"), Radius.SMALL)
            ring(painter, box, self._theme.colour("outline"), Radius.SMALL, 1.5)
        if self.hasFocus():
            ring(painter, box.adjusted(-2, -2, 2, 2), self._theme.colour("text"), Radius.SMALL + 1, 1.5)
        painter.setPen(self._theme.colour("text" if self.isEnabled() else "outline"))
        painter.setFont(self._theme.font(Type.BODY))
        words = QRectF(self.indent, 0, self.width() - self.indent, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic, self.text())

    def _tick(self, painter: QPainter, box: QRectF) -> None:
        pen = QPen(self._theme.colour("on_accent"), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        places = ((0.24, 0.53), (0.43, 0.71), (0.77, 0.31))
        corners = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in places]
        painter.drawPolyline(QPolygonF(corners))

    def _box(self) -> int:
        return self._theme.scaled(18)
