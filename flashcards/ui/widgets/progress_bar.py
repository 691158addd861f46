"""A thin bar that fills from the left."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.widgets.painted import Painted, fill

THICKNESS = 6


class ProgressBar(Painted):
    """How much of something is done."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._name = name
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(0.0)

    def set_share(self, share: float) -> None:
        """Fill the bar to a share from 0 to 1."""
        share = min(max(share, 0.0), 1.0)
        if share == self._share and self.accessibleName():
            return
        self._share = share
        self.setAccessibleName(f"{self._name}: {round(self._share * 100)} %")
        self.update()

    def sizeHint(self) -> QSize:
        """Thin, and as wide as there is room."""
        return QSize(120, THICKNESS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track and filling."""
        painter = self.painter()
        draw_progress(painter, QRectF(self.rect()), self._share, self.theme)


def draw_progress(
    painter: QPainter, rect: QRectF, share: float, theme: Theme, colour: str = "accent", *, ground: str = "border"
) -> None:
    """Draw a bar in the middle of `rect`; a share above nothing always shows.

    Args:
        ground: the token of the colour of its track, which must be seen on what is behind it.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    track = QRectF(rect.x(), rect.center().y() - THICKNESS / 2, rect.width(), THICKNESS)
    fill(painter, track, theme.colour(ground), THICKNESS / 2)
    if share > 0:
        track.setWidth(max(THICKNESS, track.width() * share))
        fill(painter, track, theme.colour(colour), THICKNESS / 2)
