"""Widgets of one width in as many columns as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayoutItem, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space


class Tiles(QWidget):
    """From left to right, then down; hidden ones take no place.

    Args:
        width: the least a tile gets, at 100 % text.
    """

    def __init__(self, tiles: Sequence[QWidget], width: int, theme: Theme) -> None:
        super().__init__()
        self._tiles = tuple(tiles)
        self._width = width
        self._theme = theme
        self._placed: tuple[int, tuple[QWidget, ...]] = (0, ())
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.M)
        for tile in self._tiles:
            tile.setParent(self)
        self.arrange()

    def arrange(self) -> None:
        """Give each tile its place, after some were shown or hidden."""
        shown = tuple(tile for tile in self._tiles if not tile.isHidden())
        columns = max(1, (self.width() + Space.L) // (self._theme.scaled(self._width) + Space.L))
        if (columns, shown) == self._placed:
            return
        self._placed = (columns, shown)
        while isinstance(self._grid.takeAt(0), QLayoutItem):
            pass
        for place, tile in enumerate(shown):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, int(column < columns))

    def minimumSizeHint(self) -> QSize:
        """As narrow as one tile."""
        return QSize(self._theme.scaled(self._width), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the tiles anew where the room is another."""
        super().resizeEvent(event)
        self.arrange()
