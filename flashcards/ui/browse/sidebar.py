"""The sidebar: everything cards are filed under, a click away from being searched."""

from enum import Enum

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from flashcards.ui.browse.branches import Branch, Sort, is_listed
from flashcards.ui.browse.sidebar_model import DROPS_TAKEN, SidebarModel
from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius, Space, Type
from flashcards.ui.widgets.painted import fill, ring

ROW_PIXELS = 28
INDENT = 16
CHEVRON = 14
ICON = 16
ROWS_MIME = "application/x-flashcards-rows"
"""Says that rows of the table are being drawn; which ones, the table knows."""

Index = QModelIndex | QPersistentModelIndex


class Joining(Enum):
    """How a click joins a search to the one there is."""

    INSTEAD = "instead"
    AND = "and"
    OR = "or"
    NOT = "not"


class SidebarTree(QTreeView):
    """Enter or a click searches; with Ctrl both, with Shift either, with Alt what is not in it. Arrow keys fold.

    Signals:
        wanted: a `Branch` to search, and how (`Joining`).
        folded: some line was folded or unfolded by the learner.
        dropped: rows of the table were drawn onto this `Branch`.
    """

    wanted = Signal(object, object)
    folded = Signal()
    dropped = Signal(object)

    def __init__(self, model: SidebarModel, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.branches = model
        self._theme = theme
        self._icons = icons
        self.target = QModelIndex()
        self._listed = ("", "")
        self.is_arranging = False
        self.setModel(model)
        self.setItemDelegate(_Lines(self, theme, icons))
        self.setAccessibleName("Sidebar: what cards are filed under")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.expanded.connect(self._tell_folded)
        self.collapsed.connect(self._tell_folded)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def current(self) -> Branch | None:
        """Give the line the cursor is on."""
        return self.branches.branch(self.currentIndex())

    def mark(self, line: str, name: str) -> None:
        """Mark the line that stands for what is listed: a search, or what is said in its place."""
        if (line, name) != self._listed:
            self._listed = (line, name)
            self.viewport().update()

    def open_paths(self) -> set[str]:
        """Give which lines are unfolded."""
        return {self.branches.path(index) for index in self.branches.indexes() if self.isExpanded(index)}

    def unfold(self, paths: "set[str] | None") -> None:
        """Unfold these lines and no others; None for all."""
        self.is_arranging = True
        for index in self.branches.indexes():
            if self.branches.hasChildren(index):
                self.setExpanded(index, paths is None or self.branches.path(index) in paths)
        self.is_arranging = False

    def go_to(self, branch: Branch) -> None:
        """Put the cursor on a line."""
        for index in self.branches.indexes():
            if self.branches.branch(index) == branch:
                self.setCurrentIndex(index)

    def stay_at(self, path: str, above: str, row: int) -> None:
        """Put the cursor on a line again; where it is gone, on the one in its place.

        Args:
            above: the path of what it was under.
            row: where it stood there.
        """
        index, under = self.branches.index_of_path(path), self.branches.index_of_path(above)
        if not index.isValid() and under.isValid():
            index = self.branches.index(min(row, self.branches.rowCount(under) - 1), 0, under)
        if index.isValid():
            self.setCurrentIndex(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches; other letters belong to the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want(self.currentIndex(), event.modifiers())
        elif event.text().strip() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click searches, or folds a heading."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if self.visualRect(index).contains(place):
            self._want(index, event.modifiers())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take rows of the table, and nothing else."""
        if event.mimeData().hasFormat(ROWS_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Mark the deck or tag they would go to."""
        index = self.indexAt(event.position().toPoint())
        branch = self.branches.branch(index)
        takes = branch is not None and branch.sort in DROPS_TAKEN
        self.target = index if takes else QModelIndex()
        self.viewport().update()
        event.setAccepted(takes)

    def dragLeaveEvent(self, event: object) -> None:  # noqa: ARG002  (Qt's signature)
        """Mark nothing any more."""
        self.target = QModelIndex()
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the rows went."""
        branch = self.branches.branch(self.target)
        self.target = QModelIndex()
        self.viewport().update()
        if branch is not None:
            event.acceptProposedAction()
            self.dropped.emit(branch)

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        """Mark what is listed, the line of the cursor, the one under the pointer, and the one rows are drawn to."""
        row = QRectF(options.rect).adjusted(0, 1, 0, -1)
        row.setWidth(self.viewport().width())
        row.moveLeft(0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index == self.target:
            fill(painter, row, self._theme.colour("accent_soft"), Radius.SMALL)
            ring(painter, row, self._theme.colour("accent"), Radius.SMALL, 2)
        elif self.is_marked(index):
            fill(painter, row, self._theme.colour("accent_soft"), Radius.SMALL)
        elif options.rect.contains(self.viewport().mapFromGlobal(self.cursor().pos())):
            fill(painter, row, self._theme.colour("hover"), Radius.SMALL)
        if index == self.currentIndex() and self.hasFocus():
            ring(painter, row, self._theme.colour("accent"), Radius.SMALL, 1.5)
        super().drawRow(painter, options, index)

    def is_marked(self, index: Index) -> bool:
        """Say whether a line stands for what is listed."""
        branch = self.branches.branch(index)
        return branch is not None and is_listed(branch, *self._listed)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw a chevron before lines that hold others."""
        if not self.branches.hasChildren(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        picture = self._icons.pixmap(name, "muted", CHEVRON, self.devicePixelRatioF())
        corner = QPoint(rect.right() - CHEVRON - 1, rect.center().y() - CHEVRON // 2 + 1)
        painter.drawPixmap(QRect(corner, QSize(CHEVRON, CHEVRON)), picture)

    def _want(self, index: QModelIndex, modifiers: Qt.KeyboardModifier) -> None:
        branch = self.branches.branch(index)
        if branch is None:
            return
        if branch.line is None:
            self.setExpanded(index, not self.isExpanded(index))
            return
        self.wanted.emit(branch, _joining(modifiers))

    def _tell_folded(self) -> None:
        if not self.is_arranging:
            self.folded.emit()


def _joining(modifiers: Qt.KeyboardModifier) -> Joining:
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return Joining.AND
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return Joining.OR
    return Joining.NOT if modifiers & Qt.KeyboardModifier.AltModifier else Joining.INSTEAD


class _Lines(QStyledItemDelegate):
    """Paints a line: its icon and its title."""

    def __init__(self, tree: SidebarTree, theme: Theme, icons: Icons) -> None:
        super().__init__(tree)
        self._tree = tree
        self._theme = theme
        self._icons = icons

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Lines of one height."""
        return QSize(80, self._theme.scaled(ROW_PIXELS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        branch = self._tree.branches.branch(index)
        if branch is None:
            return
        painter.save()
        room = QRectF(option.rect).adjusted(Space.XS, 0, -Space.XS, 0)
        is_heading = branch.sort is Sort.HEADING
        if not is_heading:
            self._draw_icon(painter, room, branch)
            room.setLeft(room.left() + ICON + Space.S)
        painter.setFont(self._theme.font(Type.LABEL if is_heading else Type.BODY))
        painter.setPen(self._theme.colour("muted" if is_heading else "text"))
        title = painter.fontMetrics().elidedText(branch.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()

    def _draw_icon(self, painter: QPainter, room: QRectF, branch: Branch) -> None:
        corner = QPoint(int(room.left()), int(room.center().y()) - ICON // 2)
        if branch.flag:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            dot = QRectF(corner.x() + 3, corner.y() + 3, ICON - 6, ICON - 6)
            fill(painter, dot, QColor(self._theme.palette.flags[branch.flag - 1]), ICON / 2)
            return
        picture = self._icons.pixmap(branch.icon, "muted", ICON, self._tree.devicePixelRatioF())
        painter.drawPixmap(QRect(corner, QSize(ICON, ICON)), picture)


def carry_rows(source: QWidget) -> None:
    """Draw the selected rows somewhere; the tree says where they went."""
    carried = QMimeData()
    carried.setData(ROWS_MIME, b"")
    drag = QDrag(source)
    drag.setMimeData(carried)
    drag.exec(Qt.DropAction.MoveAction)
