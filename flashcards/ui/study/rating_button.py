"""One of the four ratings: its word, its key, and when the card then returns."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from flashcards.domain.review import Rating
from flashcards.ui.study.state import Promise
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius, Space, Type
from flashcards.ui.widgets.painted import box, ring

CAP_PADDING = 6
"""Pixels left and right of the key's name in its cap."""


MEANINGS = {
    Rating.AGAIN: "You did not know it, or not right",
    Rating.HARD: "You knew it, with real effort; no milder Again",
    Rating.GOOD: "You knew it",
    Rating.EASY: "You knew it at once",
}
"""What each rating says, for who rests on its button."""


class RatingButton(QPushButton):
    """Painted in one go: labels in it would be laid out and drawn one by one for every card."""

    def __init__(self, rating: Rating, theme: Theme) -> None:
        super().__init__()
        self._rating = rating
        self._theme = theme
        self._promise: Promise | None = None
        self._key = str(int(rating))
        self._size = QSize()
        self.setAutoDefault(True)
        self.setToolTip(MEANINGS[rating])
        self.setAccessibleDescription(MEANINGS[rating])
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def returns(self) -> str:
        """When the card comes back, as the button says it."""
        return "" if self._promise is None else self._promise.returns

    def show_promise(self, promise: Promise, key: str) -> None:
        """Say when the card returns, whether Space gives this rating, and which other key does."""
        if (promise, key) == (self._promise, self._key):
            return
        self._promise, self._key = promise, key
        hint = ", suggested" if promise.is_suggested else ""
        self.setAccessibleName(f"{self._rating.label}: comes back in {promise.returns}, key {key or 'none'}{hint}")
        self._measure()

    def sizeHint(self) -> QSize:
        """As large as what it says."""
        return self._size

    def minimumSizeHint(self) -> QSize:
        """Never smaller than what it says."""
        return self._size

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tinted box, the word with its keys, and below it when the card returns."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, name = self._theme, self._rating.label.lower()
        paper = "pressed" if self.isDown() else "hover" if self.underMouse() else f"{name}_soft"
        is_suggested = self._promise is not None and self._promise.is_suggested
        box(painter, QRectF(self.rect()), theme.colour(paper), theme.colour(name), 2 if is_suggested else 1)
        if self.hasFocus():
            ring(painter, QRectF(self.rect()), theme.colour("text"), Radius.CONTROL)
        self._draw_head(painter, name)
        painter.setFont(theme.font(Type.BODY))
        painter.setPen(theme.colour("muted"))
        foot = QRectF(0, self._middle() + Space.HAIR, self.width(), self._line(Type.BODY))
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self.returns)

    @Slot()
    def _measure(self) -> None:
        """Work out once how large it is: layouts ask a dozen times for each card."""
        height = self._line(Type.BODY_STRONG) + Space.HAIR + self._line(Type.BODY)
        width = max(self._head(), self._advance(Type.BODY, self.returns))
        size = QSize(round(width) + 2 * Space.S, round(height) + 2 * Space.S)
        if size != self._size:
            self._size = size
            self.updateGeometry()
        self.update()

    def _draw_head(self, painter: QPainter, ink: str) -> None:
        line = self._line(Type.BODY_STRONG)
        left, top = (self.width() - self._head()) / 2, self._middle() - line
        word = QRectF(left, top, self._word(), line)
        painter.setFont(self._theme.font(Type.BODY_STRONG))
        painter.setPen(self._theme.colour(ink))
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, self._rating.label)
        left = word.right()
        for key in self._keys():
            left += Space.XS
            width = self._cap(key)
            self._draw_cap(painter, QPointF(left, top + line / 2), width, key)
            left += width

    def _draw_cap(self, painter: QPainter, left: QPointF, width: float, key: str) -> None:
        """Draw a key's cap, its left edge's middle at a point."""
        height = self._line(Type.CAPTION) + Space.XS
        cap = QRectF(left.x(), left.y() - height / 2, width, height)
        box(painter, cap, self._theme.colour("sunken"), self._theme.colour("border"), 1, Radius.SMALL)
        painter.setFont(self._theme.font(Type.CAPTION))
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)

    def _keys(self) -> tuple[str, ...]:
        key = self._key
        return (
            *filter(None, (key,)),
            *(("Space",) if self._promise is not None and self._promise.is_suggested else ()),
        )

    def _head(self) -> float:
        return self._word() + sum(Space.XS + self._cap(key) for key in self._keys())

    def _word(self) -> float:
        return self._advance(Type.BODY_STRONG, self._rating.label)

    def _cap(self, key: str) -> float:
        return self._advance(Type.CAPTION, key) + 2 * CAP_PADDING

    def _middle(self) -> float:
        """Give where the first line ends."""
        both = self._line(Type.BODY_STRONG) + Space.HAIR + self._line(Type.BODY)
        return (self.height() - both) / 2 + self._line(Type.BODY_STRONG)

    def _metrics(self, kind: Type) -> QFontMetricsF:
        return self._theme.metrics(kind)

    def _advance(self, kind: Type, text: str) -> float:
        return self._metrics(kind).horizontalAdvance(text)

    def _line(self, kind: Type) -> float:
        return self._metrics(kind).height()
