"""The deck tree on screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from flashcards.domain.ids import DeckId
from flashcards.ui.decks.deck_model import COUNTS, DECK_ROLE, NAME, SEEN, SORT_ROLE, DeckModel
from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius, Space, Type
from flashcards.ui.widgets.painted import fill, ring
from flashcards.ui.widgets.progress_bar import draw_progress

if TYPE_CHECKING:
    from flashcards.collection.decks import DeckListing

DECK_MIME = "application/x-flashcards-deck"
"""What is drawn from the tree; which deck it is, the tree knows."""

ROW_PIXELS = 44
INDENT = 24
CHEVRON = 16
WIDTHS = {1: 150, 2: 64, 3: 88, 4: 64}
ROOM_FOR_BARS = 560
"""The width, at 100 % text, below which the bars give way to the names."""

Index = QModelIndex | QPersistentModelIndex


class DeckTree(QTreeView):
    """Arrow keys move and fold; Enter studies. A deck is drawn onto another to lie in it, or below all to lie in none.

    Signals:
        folded: a deck's id, and whether the learner folded or unfolded it.
        moved: a deck's id, and that of the deck it was drawn onto, or None.
    """

    folded = Signal(object, bool)
    moved = Signal(object, object)

    def __init__(self, model: DeckModel, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._decks = model
        self._theme = theme
        self._icons = icons
        self._is_arranging = False
        self._drawn: DeckId | None = None
        self._target = QModelIndex()
        self.setDragEnabled(True)
        self.setModel(model)
        self.setItemDelegate(_Cells(theme, self))
        self.setAccessibleName("Decks")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setIndentation(INDENT)
        self.setMouseTracking(True)
        self._arrange_header()
        self.expanded.connect(self._tell_expanded)
        self.collapsed.connect(self._tell_collapsed)
        theme.changed.connect(self._dress)
        self._dress()

    def set_rows(self, decks: "Sequence[DeckListing]") -> None:
        """Show some decks; the cursor stays on its deck, and goes to the nearest where that one is gone."""
        near = self._decks.near(self.currentIndex())
        if self._decks.set_rows(decks):
            self._arrange()
            left = (deck_id for deck_id in near if self._decks.index_of(deck_id).isValid())
            if (nearest := next(left, None)) is not None:
                self.go_to(nearest)

    def _arrange(self) -> None:
        """Fold what is stored as folded, and put the cursor on the first deck where it is on none."""
        self._is_arranging = True
        for index in self._decks.indexes():
            deck = self._decks.deck(index)
            self.setExpanded(index, deck is not None and not deck.is_collapsed)
        self._is_arranging = False
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._decks.index(0, NAME))

    def go_to(self, deck_id: DeckId) -> None:
        """Put the cursor on a deck, if it is still there."""
        index = self._decks.index_of(deck_id)
        if index.isValid():
            self.setCurrentIndex(index)

    def current_deck(self) -> DeckId | None:
        """Give the deck the cursor is on."""
        deck = self._decks.deck(self.currentIndex())
        return deck.id if deck else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the names where there is little."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the actions, and single letters to the window: names are sought with `/`."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (event.text().strip() and not event.modifiers()):
            event.ignore()
            return
        super().keyPressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Draw the deck under the pointer somewhere. Files are the window's: only meanwhile decks are taken here."""
        self._drawn = self.current_deck()
        if self._drawn is None:
            return
        drag = QDrag(self)
        carried = QMimeData()
        carried.setData(DECK_MIME, b"")
        drag.setMimeData(carried)
        self.setAcceptDrops(True)
        drag.exec(Qt.DropAction.MoveAction)
        self.setAcceptDrops(False)
        self._drawn = None
        self._mark(QModelIndex())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a deck of this tree, and nothing else."""
        event.setAccepted(event.mimeData().hasFormat(DECK_MIME))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Mark the deck it would lie in; one does not lie in itself."""
        index = self.indexAt(event.position().toPoint())
        above = self._decks.deck(index)
        takes = event.mimeData().hasFormat(DECK_MIME) and (above is None or above.id != self._drawn)
        self._mark(index.siblingAtColumn(NAME) if takes else QModelIndex())
        event.setAccepted(takes)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Mark nothing any more."""
        self._mark(QModelIndex())

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the deck went."""
        above = self._decks.deck(self._target)
        self._mark(QModelIndex())
        if self._drawn is not None:
            event.acceptProposedAction()
            self.moved.emit(self._drawn, None if above is None else above.id)

    def _mark(self, index: QModelIndex) -> None:
        self._target = index
        self.viewport().update()

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        """Mark the row of the cursor and the row under the pointer."""
        row = QRectF(options.rect).adjusted(0, 1, 0, -1)
        row.setWidth(self.viewport().width())
        row.moveLeft(0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._target.isValid() and index == self._target.siblingAtColumn(index.column()):
            fill(painter, row, self._theme.colour("accent_soft"), Radius.CONTROL)
            ring(painter, row, self._theme.colour("accent"), Radius.CONTROL, 2)
        elif index.row() == self.currentIndex().row() and index.parent() == self.currentIndex().parent():
            fill(painter, row, self._theme.colour("accent_soft"), Radius.CONTROL)
            if self.hasFocus():
                ring(painter, row, self._theme.colour("accent"), Radius.CONTROL, 1.5)
        elif options.rect.contains(self.viewport().mapFromGlobal(self.cursor().pos())):
            fill(painter, row, self._theme.colour("hover"), Radius.CONTROL)
        super().drawRow(painter, options, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw a chevron before decks that hold others."""
        if not self._decks.hasChildren(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        picture = self._icons.pixmap(name, "muted", CHEVRON, self.devicePixelRatioF())
        corner = QPoint(rect.right() - CHEVRON - 1, rect.center().y() - CHEVRON // 2 + 1)
        painter.drawPixmap(QRect(corner, QSize(CHEVRON, CHEVRON)), picture)

    def _arrange_header(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in WIDTHS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)

    def _dress(self) -> None:
        for column, width in WIDTHS.items():
            self.header().resizeSection(column, self._theme.scaled(width))
        self._fit()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _fit(self) -> None:
        self.setColumnHidden(SEEN, self.viewport().width() < self._theme.scaled(ROOM_FOR_BARS))

    def _tell_expanded(self, index: QModelIndex) -> None:
        self._tell(index, is_collapsed=False)

    def _tell_collapsed(self, index: QModelIndex) -> None:
        self._tell(index, is_collapsed=True)

    def _tell(self, index: QModelIndex, *, is_collapsed: bool) -> None:
        deck = self._decks.deck(index)
        if deck is not None and not self._is_arranging:
            self.folded.emit(deck.id, is_collapsed)


class _Cells(QStyledItemDelegate):
    """Paints names, bars and numbers; the row behind them is the tree's."""

    def __init__(self, theme: Theme, parent: DeckTree) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height."""
        return QSize(120, self._theme.scaled(ROW_PIXELS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(option.rect).adjusted(Space.S, 0, -Space.S, 0)
        if index.column() == SEEN:
            is_marked = bool(option.state & QStyle.StateFlag.State_Selected)
            self._draw_share(painter, room, index, ground="background" if is_marked else "border")
        elif index.column() in COUNTS:
            self._draw_count(painter, room, index)
        else:
            self._draw_name(painter, room, index)
        painter.restore()

    def _draw_name(self, painter: QPainter, room: QRectF, index: Index) -> None:
        kind = Type.BODY_STRONG if index.data(DECK_ROLE).depth == 0 else Type.BODY
        painter.setFont(self._theme.font(kind))
        painter.setPen(self._theme.colour("text"))
        name = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)

    def _draw_share(self, painter: QPainter, room: QRectF, index: Index, ground: str) -> None:
        painter.setFont(self._theme.font(Type.CAPTION))
        words = painter.fontMetrics().horizontalAdvance("100 %")
        bar = room.adjusted(0, 0, -words - Space.S, 0)
        draw_progress(painter, bar, index.data(SORT_ROLE), self._theme, ground=ground)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, index.data())

    def _draw_count(self, painter: QPainter, room: QRectF, index: Index) -> None:
        font = self._theme.font(Type.BODY)
        font.setFeature(QFont.Tag("tnum"), 1)
        painter.setFont(font)
        painter.setPen(self._theme.colour(COUNTS[index.column()] if index.data(SORT_ROLE) else "muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, index.data())
