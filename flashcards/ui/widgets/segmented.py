"""A choice of a few words, side by side, one of them on."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius, Space, Type
from flashcards.ui.widgets.painted import Painted, fill, ring


class Segmented(Painted):
    """Left and Right choose; so does a click.

    Signals:
        chosen: the place of the option, from 0, when the learner changes it.
    """

    chosen = Signal(int)

    def __init__(self, name: str, options: Sequence[str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._name = name
        self._options = tuple(options)
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tell()

    @property
    def current(self) -> int:
        """The place of the option that is on."""
        return self._current

    def set_current(self, place: int) -> None:
        """Turn an option on, without telling anybody."""
        self._current = place
        self._tell()
        self.update()

    @property
    def options(self) -> tuple[str, ...]:
        """The words to choose from."""
        return self._options

    def set_options(self, options: Sequence[str]) -> None:
        """Name the options anew."""
        self._options = tuple(options)
        self._tell()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the longest word, for each."""
        return QSize(round(self._width()) * len(self._options) + 2 * Space.HAIR, self.theme.scaled(22) + Space.M)

    def minimumSizeHint(self) -> QSize:
        """As wide as the words, with a little air."""
        return QSize(sum(self._advances()) + 2 * Space.S * len(self._options), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._choose(self._current + step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked."""
        x, last = event.position().x(), len(self._options) - 1
        self._choose(next((place for place in range(last) if x < self._cell(place).right()), last))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the trough, the option that is on, and the words."""
        painter = self.painter()
        whole = QRectF(self.rect())
        fill(painter, whole, self.theme.colour("sunken"), Radius.CONTROL)
        ring(
            painter,
            whole,
            self.theme.colour("accent" if self.hasFocus() else "border"),
            width=2 if self.hasFocus() else 1,
        )
        for place, option in enumerate(self._options):
            cell = self._cell(place)
            is_on = place == self._current
            if is_on:
                fill(painter, cell, self.theme.colour("surface"), Radius.CONTROL - Space.HAIR)
                ring(painter, cell, self.theme.colour("outline"), Radius.CONTROL - Space.HAIR, 1)
            painter.setPen(self.theme.colour("text" if is_on else "muted"))
            painter.setFont(self.theme.font(Type.BODY_STRONG if is_on else Type.BODY))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, option)

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._options) and place != self._current:
            self.set_current(place)
            self.chosen.emit(place)

    def _cell(self, place: int) -> QRectF:
        inner = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        shares = self._shares(inner.width())
        return QRectF(inner.x() + sum(shares[:place]), inner.y(), shares[place], inner.height())

    def _shares(self, room: float) -> list[float]:
        """Part a width among the options: evenly, but by their words where one would have no air beside it."""
        words = self._advances()
        if max(words) + 2 * Space.S <= room / len(words):
            return [room / len(words)] * len(words)
        beside = (room - sum(words)) / len(words)
        return [one + beside for one in words]

    def _width(self) -> float:
        return max(self._advances()) + 2 * Space.L

    def _advances(self) -> list[int]:
        metrics = QFontMetrics(self.theme.font(Type.BODY_STRONG))
        return [metrics.horizontalAdvance(option) for option in self._options]

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._name}: {self._options[self._current]}")
        self.setAccessibleDescription(", ".join(self._options))
