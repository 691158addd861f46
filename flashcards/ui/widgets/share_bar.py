"""A share of something with the interval it lies in: a dot on a band."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.widgets.painted import Painted, fill
from flashcards.wording import percent

HEIGHT = 18
BAND = 8
DOT = 5.0


class ShareBar(Painted):
    """A track from 0 to 100 %, the interval as a band on it, the share as a dot."""

    def __init__(self, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._name = name
        self._share: float | None = None
        self._low = self._high = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float | None, low: float, high: float, name: str = "") -> None:
        """Show a share from 0 to 1 and its interval; without a share only the track."""
        self._name = name or self._name
        self._share, self._low, self._high = share, low, high
        if share is None:
            self.setAccessibleName(f"{self._name}: nothing known")
        else:
            self.setAccessibleName(f"{self._name}: {percent(share)}, between {percent(low)} and {percent(high)}")
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(160, self.theme.scaled(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track, band and dot."""
        painter = self.painter()
        middle = self.height() / 2
        track = QRectF(DOT, middle - BAND / 2, self.width() - 2 * DOT, BAND)
        fill(painter, track, self.theme.colour("sunken"), BAND / 2)
        if self._share is None:
            return
        left, right = (track.x() + end * track.width() for end in (self._low, self._high))
        fill(
            painter,
            QRectF(left, track.y(), max(BAND, right - left), BAND),
            QColor(self.theme.palette.heat[1]),
            BAND / 2,
        )
        painter.setBrush(self.theme.colour("accent"))
        painter.drawEllipse(QPointF(track.x() + self._share * track.width(), middle), DOT, DOT)
