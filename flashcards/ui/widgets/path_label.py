"""A deck's path on one line that gives way."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Type
from flashcards.ui.widgets.painted import Painted
from flashcards.wording import PATH_ARROW

LEFT_OUT = "…"


class PathLabel(Painted):
    """What does not fit is left out, a deck at a time, and said by the tooltip.

    Painted: it never wants another size, whatever it says, so nothing around it needs to be laid out anew.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._path = self._shown = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(60)

    @property
    def shown(self) -> str:
        """What there is room for."""
        return self._shown

    def set_path(self, path: str) -> None:
        """Say another path."""
        if path != self._path:
            self._path = path
            self.setAccessibleName(path)
            self._fit()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self.minimumWidth(), round(self.theme.metrics(Type.LABEL).height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the path anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what there is room for."""
        painter = self.painter()
        painter.setFont(self.theme.font(Type.LABEL))
        painter.setPen(self.theme.colour("muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._shown)

    def _fit(self) -> None:
        metrics = self.theme.metrics(Type.LABEL)
        self._shown = shortened(self._path, lambda text: metrics.horizontalAdvance(text) <= self.width())
        self.setToolTip(self._path if self._shown != self._path else "")
        self.update()

    def _redress(self) -> None:
        self._fit()
        super()._redress()


def shortened(path: str, fits: Callable[[str], bool]) -> str:
    """Give as much of a path as fits.

    The deck itself stays longest, then the one at the top, then those nearest to the deck; where not even its own name
    fits, words are left out at its end.
    """
    shown = path
    for shown in _shorter(path.split(PATH_ARROW)):
        if fits(shown):
            break
    return shown


def _shorter(decks: list[str]) -> Iterator[str]:
    """Give a path, and ever shorter ways to write it."""
    top, own = decks[0], decks[-1]
    yield PATH_ARROW.join(decks)
    for start in range(2, len(decks)):
        yield PATH_ARROW.join((top, LEFT_OUT, *decks[start:]))
    if len(decks) > 1:
        yield PATH_ARROW.join((LEFT_OUT, own))
    words = own.split()
    for end in range(len(words), 0, -1):
        yield " ".join(words[:end]) + ("" if end == len(words) else LEFT_OUT)
