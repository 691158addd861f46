"""How small a part may get, which follows the size of the text."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from flashcards.ui.theme import Theme


class LeastSize(QObject):
    """Keeps a widget at least so large, and is gone with it.

    Args:
        width, height: pixels at 100 % text.
        most: pixels, beyond which neither grows with the text.
    """

    def __init__(self, widget: QWidget, theme: Theme, width: int, height: int = 0, *, most: int = 10_000) -> None:
        super().__init__(widget)
        self._widget = widget
        self._theme = theme
        self._width, self._height, self._most = width, height, most
        theme.changed.connect(self._fit)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        width, height = (min(self._theme.scaled(one), self._most) for one in (self._width, self._height))
        self._widget.setMinimumSize(width, height)
