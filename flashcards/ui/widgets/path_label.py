"""A deck's path on one line that gives way."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from flashcards.wording import PATH_ARROW

LEFT_OUT = "…"


class PathLabel(QLabel):
    """What does not fit is left out, a deck at a time, and said by the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._path = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "label")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(60)

    def set_path(self, path: str) -> None:
        """Say another path."""
        if path != self._path:
            self._path = path
            self.setAccessibleName(path)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the path anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        shown = shortened(self._path, lambda text: metrics.horizontalAdvance(text) <= self.width())
        self.setText(shown)
        self.setToolTip(self._path if shown != self._path else "")


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
