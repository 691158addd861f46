"""Two things side by side where there is room, else one below the other: what keeps pages whole at 200 %."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from flashcards.ui.tokens import Space


class Beside(QWidget):
    """`first` takes the room, `second` what it needs; `is_even` shares the room.

    Args:
        characters: the least width of `first`, counted in characters of running text.
        is_snug: `second` may have as little as it can do with before it goes below.
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        characters: int = 0,
        spacing: int = Space.XL,
        is_even: bool = False,
        is_snug: bool = False,
        is_centred: bool = True,
    ) -> None:
        super().__init__()
        self._first = first
        self._second = second
        self._characters = characters
        self._is_even = is_even
        self._is_snug = is_snug or is_even
        self._is_centred = is_centred
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        self._box.addWidget(first, 1)
        self._box.addWidget(second, 1 if is_even else 0)
        self._turn()

    def sizeHint(self) -> QSize:
        """Side by side, whichever way they stand now."""
        first, second = self._first.sizeHint(), self._second.sizeHint()
        if self._second.isHidden():
            return first
        if self._first.isHidden():
            return second
        return QSize(first.width() + self._box.spacing() + second.width(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two: it turns before that."""
        width = max(self._first.minimumSizeHint().width(), self._second.minimumSizeHint().width())
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when there is too little room, and back."""
        self._turn()
        super().resizeEvent(event)

    def _turn(self) -> None:
        fits = self._fits(self.width())
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        side = Qt.AlignmentFlag.AlignRight if fits else Qt.AlignmentFlag.AlignLeft
        height = Qt.AlignmentFlag.AlignVCenter if self._is_centred or not fits else Qt.AlignmentFlag.AlignTop
        if not self._is_even:
            self._box.setAlignment(self._second, side | height)

    def _fits(self, width: int) -> bool:
        return self._least() + self._box.spacing() + self._wanted() <= width or self._second.isHidden()

    def _least(self) -> int:
        return max(self._first.minimumSizeHint().width(), self._characters * self.fontMetrics().averageCharWidth())

    def _wanted(self) -> int:
        return self._second.minimumSizeHint().width() if self._is_snug else self._second.sizeHint().width()
