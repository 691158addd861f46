"""A list of any number of lines: only those on screen are looked up."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from flashcards.ui.importing.rows import RowWords
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius, Space, Type
from flashcards.ui.widgets.painted import fill, ring

ROW_PIXELS = 34
SHARE_OF_TEXT = 0.58
"""The most of a line its text may take while something follows it."""
ROW_ROLE = Qt.ItemDataRole.UserRole
WORDS_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class RowModel(QAbstractTableModel):
    """Lines put into words when they are asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Any] = ()
        self._words: Callable[[Any], RowWords] = RowWords

    def set_rows(self, rows: Sequence[Any], words: Callable[[Any], RowWords]) -> None:
        """Show other lines.

        Args:
            words: puts one into words; quick.
        """
        self.beginResetModel()
        self._rows, self._words = rows, words
        self.endResetModel()

    def row(self, place: int) -> Any:  # noqa: ANN401  (whatever was given)
        """Give what a line is about."""
        return self._rows[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Give the number of lines."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """One: the delegate parts it."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Give a line: in words, or what it is about."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == WORDS_ROLE:
            return self._words(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(filter(None, self._words(row)))
        return None


class RowTable(QTableView):
    """Arrow keys, Page, Home and End go through the lines.

    Signals:
        gone_to: what the line is about that the cursor is on now.
    """

    gone_to = Signal(object)

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Lines(theme, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def show_rows(self, rows: Sequence[Any], words: Callable[[Any], RowWords], current: int = 0) -> None:
        """Show other lines, with the cursor on one of them."""
        self.rows.set_rows(rows, words)
        if rows:
            self.setCurrentIndex(self.rows.index(min(current, len(rows) - 1), 0))

    def whole_height(self) -> int:
        """Give how high it has to be to show every line."""
        return max(1, self.rows.rowCount()) * self.verticalHeader().defaultSectionSize()

    def current_row(self) -> Any:  # noqa: ANN401  (whatever was given)
        """Give what the line of the cursor is about, or None where there is none."""
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the cursor is."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.gone_to.emit(self.rows.row(current.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters, numbers and Enter to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (event.text().strip() and not event.modifiers()):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.scaled(ROW_PIXELS))
        self.viewport().update()


class _Lines(QStyledItemDelegate):
    """Text, then what follows it, then the place at the right."""

    def __init__(self, theme: Theme, parent: RowTable) -> None:
        super().__init__(parent)
        self._theme = theme
        self._table = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        words: RowWords = index.data(WORDS_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRectF(option.rect).adjusted(0, 1, 0, -1)
        if index.row() == self._table.currentIndex().row():
            fill(painter, line, self._theme.colour("accent_soft"), Radius.CONTROL)
            if self._table.hasFocus():
                ring(painter, line, self._theme.colour("accent"), Radius.CONTROL, 1.5)
        room = line.adjusted(Space.S, 0, -Space.S, 0)
        taken = self._draw(painter, room, words.where, "muted", Type.CAPTION, Qt.AlignmentFlag.AlignRight)
        room.setRight(room.right() - taken - (Space.M if taken else 0))
        text = QRectF(room)
        if words.aside:
            text.setWidth(room.width() * SHARE_OF_TEXT)
        taken = self._draw(painter, text, words.text, "text", Type.BODY, Qt.AlignmentFlag.AlignLeft)
        room.setLeft(room.left() + taken + Space.M)
        self._draw(painter, room, words.aside, "muted", Type.BODY, Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    def _draw(
        self, painter: QPainter, room: QRectF, text: str, colour: str, kind: Type, side: Qt.AlignmentFlag
    ) -> float:
        """Draw some words, shortened to the room; give how wide they are."""
        if not text:
            return 0.0
        font = self._theme.font(kind)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text[:400], Qt.TextElideMode.ElideRight, int(room.width()))
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)
        return float(metrics.horizontalAdvance(shown))
