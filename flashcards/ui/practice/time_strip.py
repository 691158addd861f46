"""How long each question took, as a row of bars in the order of the paper."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip

from flashcards.exam.scoring import Outcome
from flashcards.ui.practice.state import Spent, clock_text
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space, Type
from flashcards.ui.widgets.painted import Painted, fill, ring

HEIGHT = 140
WIDEST_BAR = 22
GAP = 1.5
KEY: tuple[tuple[str, str, frozenset[Outcome]], ...] = (
    ("right", "young", frozenset({Outcome.RIGHT})),
    ("right, a guess", "learning", frozenset({Outcome.LUCKY_GUESS})),
    ("wrong", "relearning", frozenset({Outcome.SURE_BUT_WRONG, Outcome.WRONG_GUESS})),
    ("not answered", "early", frozenset({Outcome.UNANSWERED})),
)
"""What the colours of the bars are called, and which outcomes have them."""

INKS = {outcome: ink for _, ink, outcomes in KEY for outcome in outcomes}
SQUARE = 9

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -10_000, Qt.Key.Key_End: 10_000}


class TimeStrip(Painted):
    """Left and Right go from bar to bar, Enter or a click opens the question; the pointer says what a bar is.

    Signals:
        chosen: the place of a question on the paper.
        pointed: what is said of the question the cursor is on.
    """

    chosen = Signal(int)
    pointed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._spent: tuple[Spent, ...] = ()
        self._pace_ms = 0
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Time by question")

    def show_times(self, spent: Sequence[Spent], pace_ms: int) -> None:
        """Show the questions of a paper.

        Args:
            pace_ms: the time there was for each; 0 without a limit.
        """
        self._spent, self._pace_ms, self._at = tuple(spent), pace_ms, 0
        self._tell()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(320, self.theme.scaled(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from bar to bar, or open one."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._spent:
            self._at = min(max(self._at + _STEPS[key], 0), len(self._spent) - 1)
            self._tell()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._spent:
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the question whose bar was clicked."""
        place = self._place_at(event.position().x())
        if place is not None:
            self._at = place
            self.chosen.emit(place)

    def event(self, event: QEvent) -> bool:
        """Say under the pointer what a bar is."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self._place_at(event.pos().x())
            QToolTip.showText(event.globalPos(), "" if place is None else self._spent[place].said, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars, and the pace there was time for."""
        if not self._spent:
            return
        painter = self.painter()
        painter.setFont(self.theme.font(Type.CAPTION))
        most = max(*(one.time_ms for one in self._spent), self._pace_ms, 1)
        room = self._room()
        for place, one in enumerate(self._spent):
            height = max(2.0, room.height() * one.time_ms / most)
            left, width = self._slot(place)
            bar = QRectF(left + GAP / 2, room.bottom() - height, max(1.0, width - GAP), height)
            fill(painter, bar, QColor(self.theme.palette.bars[INKS[one.outcome]]), min(2.0, bar.width() / 2))
        self._draw_pace(painter, room, most)
        self._draw_numbers(painter, room)
        if self.hasFocus():
            left, width = self._slot(self._at)
            ring(
                painter,
                QRectF(left - 1.5, room.top() - 2, width + 3, room.height() + 4),
                self.theme.colour("accent"),
                3,
            )

    def _draw_pace(self, painter: QPainter, room: QRectF, most: int) -> None:
        if self._pace_ms:
            high = room.bottom() - room.height() * self._pace_ms / most
            fill(painter, QRectF(room.x(), high - 0.5, room.width(), 1), self.theme.colour("outline"), 0)
        painter.setPen(self.theme.colour("muted"))
        above = QRectF(0, 0, self.width(), self._line())
        painter.drawText(above, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._scale(most))

    def _scale(self, most: int) -> str:
        if not self._pace_ms:
            return f"{clock_text(most)} at the top"
        pace = f"The line is the pace of the exam, {clock_text(self._pace_ms)}"
        return pace if most == self._pace_ms else f"{pace}; {clock_text(most)} at the top"

    def _draw_numbers(self, painter: QPainter, room: QRectF) -> None:
        """Draw the first and the last number, and between them what the colours are."""
        painter.setPen(self.theme.colour("muted"))
        top = room.bottom() + Space.XS
        painter.drawText(QRectF(0, top, room.width(), self._line()), Qt.AlignmentFlag.AlignLeft, "1")
        last, width = self._slot(len(self._spent) - 1)
        painter.drawText(QRectF(0, top, last + width, self._line()), Qt.AlignmentFlag.AlignRight, str(len(self._spent)))
        metrics = QFontMetrics(self.theme.font(Type.CAPTION))
        asked = {one.outcome for one in self._spent}
        shown = [(name, ink) for name, ink, outcomes in KEY if outcomes & asked]
        widths = [SQUARE + Space.XS + metrics.horizontalAdvance(name) + Space.L for name, _ in shown]
        left = max((self.width() - sum(widths)) / 2, Space.XXL)
        top += self._line()
        for (name, ink), wide in zip(shown, widths, strict=True):
            fill(
                painter,
                QRectF(left, top + (self._line() - SQUARE) / 2, SQUARE, SQUARE),
                QColor(self.theme.palette.bars[ink]),
                2,
            )
            painter.setPen(self.theme.colour("muted"))
            words = QRectF(left + SQUARE + Space.XS, top, wide, self._line())
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            left += wide

    def _room(self) -> QRectF:
        line = self._line() + Space.XS
        return QRectF(2, line, self.width() - 4, self.height() - 3 * line)

    def _slot(self, place: int) -> tuple[float, float]:
        """Give left and width of a question's part of the row."""
        width = min(WIDEST_BAR, self._room().width() / len(self._spent))
        return self._room().x() + place * width, width

    def _place_at(self, x: float) -> int | None:
        if not self._spent:
            return None
        place = int((x - self._room().x()) // self._slot(0)[1])
        return place if 0 <= place < len(self._spent) else None

    def _line(self) -> int:
        return QFontMetrics(self.theme.font(Type.CAPTION)).height()

    def _tell(self) -> None:
        said = self._spent[self._at].said if self._spent else ""
        self.setAccessibleDescription(said)
        self.pointed.emit(said)
        self.update()
