"""The next seven days as bars: how many cards fall due on each."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius, Space, Type
from flashcards.ui.widgets.painted import Painted, fill

BAR_WIDTH = 28
TALLEST = 110


class Forecast(Painted):
    """A bar a day: the count above it, the weekday below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._days: tuple[tuple[date, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Next 7 days")

    def set_days(self, counts: Sequence[int], first: date) -> None:
        """Show counts of consecutive days, beginning with `first`."""
        self._days = tuple((first + timedelta(days=i), count) for i, count in enumerate(counts))
        self.setAccessibleDescription(", ".join(f"{day:%A} {count}" for day, count in self._days))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for seven bars."""
        return QSize(7 * (BAR_WIDTH + Space.M), TALLEST + 2 * self._line())

    def minimumSizeHint(self) -> QSize:
        """Bars may stand closer and lower."""
        return QSize(7 * BAR_WIDTH, TALLEST // 2 + 2 * self._line())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = self.painter()
        painter.setFont(self.theme.font(Type.CAPTION))
        most = max((count for _, count in self._days), default=0)
        width = self.width() / max(1, len(self._days))
        for place, (day, count) in enumerate(self._days):
            slot = QRectF(place * width, 0, width, self.height())
            self._draw_day(painter, slot, day, count, count / most if most else 0.0)

    def _draw_day(self, painter: QPainter, slot: QRectF, day: date, count: int, share: float) -> None:
        line = self._line()
        room = slot.height() - 2 * line
        height = max(2.0, room * share)
        bar = QRectF(slot.center().x() - BAR_WIDTH / 2, slot.bottom() - line - height, BAR_WIDTH, height)
        shade = QColor(self.theme.palette.heat[2] if count else self.theme.palette.heat[0])
        fill(painter, bar, shade, min(Radius.SMALL, height / 2))
        painter.setPen(self.theme.colour("text" if count else "muted"))
        above = QRectF(slot.x(), bar.top() - line, slot.width(), line - Space.HAIR)
        painter.drawText(above, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, str(count))
        painter.setPen(self.theme.colour("muted"))
        below = QRectF(slot.x(), slot.bottom() - line + Space.XS, slot.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, f"{day:%a}")

    def _line(self) -> int:
        return QFontMetrics(self.theme.font(Type.CAPTION)).height() + Space.S
