"""How many cards are left of each kind, and how long they take, on one line."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space, Type
from flashcards.ui.widgets.painted import Painted
from flashcards.wording import grouped

COUNTS = ("new", "learning", "due")
"""What is counted, each in its own colour; what they take stands after them."""


class CountsLine(Painted):
    """Painted in one go: with labels, the whole page would be laid out anew for every card."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._parts: tuple[tuple[str, str], ...] = ()
        self._width = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What it says."""
        return ", ".join(words for words, _ in self._parts)

    def say(self, counts: Sequence[int], minutes: int) -> None:
        """Say other numbers.

        Args:
            counts: new, learning, due.
            minutes: they are expected to take; none are said with 0.
        """
        parts = [(f"{grouped(count)} {name}", name) for name, count in zip(COUNTS, counts, strict=True)]
        if minutes:
            parts.append((f"{minutes} {'minute' if minutes == 1 else 'min'} left", "muted"))
        self._parts = tuple(parts)
        self.setAccessibleName(self.text)
        self._measure()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as what it says."""
        return QSize(self._width, round(self.theme.metrics(Type.LABEL).height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each part in its colour."""
        painter = self.painter()
        painter.setFont(self.theme.font(Type.LABEL))
        left = 0.0
        for words, colour in self._parts:
            width = self._advance(words)
            painter.setPen(self.theme.colour(colour))
            painter.drawText(QRectF(left, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            left += width + Space.M

    def _measure(self) -> None:
        width = round(sum(self._advance(words) + Space.M for words, _ in self._parts))
        if width != self._width:
            self._width = width
            self.updateGeometry()

    def _redress(self) -> None:
        self._measure()
        super()._redress()

    def _advance(self, words: str) -> float:
        return self.theme.metrics(Type.LABEL).horizontalAdvance(words)
