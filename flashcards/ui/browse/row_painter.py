"""Paints the rows of the table: what is selected, where the cursor is, what is flagged or set aside."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from flashcards.domain.browsing import Column, Standing, Unit
from flashcards.ui.browse.cells import NUMBERS
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space, Type
from flashcards.ui.widgets.painted import fill
from flashcards.ui.widgets.path_label import shortened

if TYPE_CHECKING:
    from flashcards.ui.browse.table import CardTable

SET_ASIDE = frozenset({Standing.SUSPENDED, Standing.BURIED, Standing.RESERVED})
"""Cards that do not come up by themselves are written quietly."""
COLOURS = {Standing.NEW: "new", Standing.LEARNING: "learning", Standing.RELEARNING: "learning", Standing.REVIEW: "due"}
DOT = 8
LONGEST = 300
REMEMBERED = 2000
"""Shortened texts kept before all of them are let go of."""
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight

Index = QModelIndex | QPersistentModelIndex


class RowPainter(QStyledItemDelegate):
    """Paints a cell at a time; the whole row wears what its card is."""

    def __init__(self, table: "CardTable", theme: Theme) -> None:
        super().__init__(table)
        self._table = table
        self._theme = theme
        self._fitted: dict[tuple[str, Column, int], str] = {}
        theme.changed.connect(self._dress)
        self._dress()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        rows, row = self._table.rows, index.row()
        room = QRectF(option.rect)
        is_current = row == self._table.row
        if row in rows.chosen:
            painter.fillRect(room, self._theme.colour("accent_soft"))
        if is_current:
            self._draw_cursor(painter, room, index)
        text = rows.text(row, index.column())
        if text:
            self._draw_text(painter, room.adjusted(Space.S, 0, -Space.S, 0), index, text)

    def _draw_text(self, painter: QPainter, room: QRectF, index: Index, text: str) -> None:
        rows, row = self._table.rows, index.row()
        column = rows.columns[index.column()]
        flag = rows.flag(row) if column in (Column.FIRST_FIELD, Column.FLAG) else 0
        if flag:
            self._draw_flag(painter, room, flag)
            room.setLeft(room.left() + DOT + Space.S)
        is_number = column in NUMBERS
        painter.setFont(self._numbers if is_number else self._words)
        painter.setPen(self._theme.colour(self._ink(row, column)))
        painter.drawText(room, RIGHT if is_number else LEFT, self._fit(text, column, int(room.width())))

    def _fit(self, text: str, column: Column, width: int) -> str:
        """Give as much of a text as there is room for. Each is measured once: a list is painted again and again."""
        key = (text, column, width)
        if key not in self._fitted:
            if len(self._fitted) > REMEMBERED:
                self._fitted.clear()
            metrics = self._measures[column in NUMBERS]
            if column is Column.DECK and self._table.rows.unit is Unit.CARDS:
                text = shortened(text, lambda path: metrics.horizontalAdvance(path) <= width)
            self._fitted[key] = metrics.elidedText(text[:LONGEST], Qt.TextElideMode.ElideRight, width)
        return self._fitted[key]

    def _dress(self) -> None:
        self._words = self._theme.font(Type.BODY)
        self._numbers = self._theme.font(Type.BODY)
        self._numbers.setFeature(QFont.Tag("tnum"), 1)
        self._measures = {False: QFontMetrics(self._words), True: QFontMetrics(self._numbers)}
        self._fitted.clear()

    def _ink(self, row: int, column: Column) -> str:
        standing = self._table.rows.standing(row)
        if standing is None or standing in SET_ASIDE:
            return "muted"
        if row in self._table.rows.chosen:
            return "text"
        if column is Column.STATE or (column is Column.DUE and standing is not Standing.REVIEW):
            return COLOURS[standing]
        return "text" if column is Column.FIRST_FIELD else "muted"

    def _draw_flag(self, painter: QPainter, room: QRectF, flag: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(room.left() + DOT / 2, room.center().y())
        dot = QRectF(middle.x() - DOT / 2, middle.y() - DOT / 2, DOT, DOT)
        fill(painter, dot, QColor(self._theme.palette.flags[flag - 1]), DOT / 2)

    def _draw_cursor(self, painter: QPainter, room: QRectF, index: Index) -> None:
        """Rule the row of the cursor above and below, and mark its beginning."""
        ink = self._theme.colour("accent" if self._table.hasFocus() else "outline")
        painter.fillRect(QRectF(room.left(), room.top(), room.width(), 1), ink)
        painter.fillRect(QRectF(room.left(), room.bottom() - 1, room.width(), 1), ink)
        if self._table.horizontalHeader().visualIndex(index.column()) == 0:
            painter.fillRect(QRectF(room.left(), room.top(), 3, room.height()), ink)
