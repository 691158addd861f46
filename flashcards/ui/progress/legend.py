"""What the colours of a chart stand for, in the order they lie on each other."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from flashcards.ui.progress.chart import Form, Series
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius, Space, Type
from flashcards.ui.widgets.painted import Painted, fill

SQUARE = 10


class Legend(Painted):
    """A square, or a dot, and a name for each series."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._series: tuple[Series, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_series(self, series: Sequence[Series]) -> None:
        """Name other series; one alone needs no name."""
        self._series = tuple(one for one in series if one.name) if len(series) > 1 else ()
        self.setVisible(bool(self._series))
        self.setAccessibleName("Legend: " + ", ".join(one.name for one in self._series))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(round(sum(map(self._width, self._series))), round(self.theme.metrics(Type.CAPTION).height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw squares and names."""
        painter = self.painter()
        painter.setFont(self.theme.font(Type.CAPTION))
        x = 0.0
        for one in self._series:
            radius = SQUARE / 2 if one.form is Form.DOTS else Radius.SMALL / 2
            thickness = 3 if one.form is Form.LINE else SQUARE
            mark = QRectF(x, (self.height() - thickness) / 2, SQUARE, thickness)
            fill(painter, mark, QColor(self.theme.palette.bars[one.colour]), radius)
            painter.setPen(self.theme.colour("muted"))
            words = QRectF(x + SQUARE + Space.S, 0, self._width(one), self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, one.name)
            x += self._width(one)

    def _width(self, series: Series) -> float:
        return SQUARE + Space.S + self.theme.metrics(Type.CAPTION).horizontalAdvance(series.name) + Space.L
