"""The table of cards or notes: rows of one height, of which a hundred thousand can be selected at once."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView

from flashcards.domain.browsing import Column
from flashcards.ui.browse.room import share
from flashcards.ui.browse.row_painter import RowPainter
from flashcards.ui.browse.table_model import TableModel
from flashcards.ui.theme import Theme

ROW_PIXELS = 34
LEAST_WIDTH = 56

Index = QModelIndex | QPersistentModelIndex
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class CardTable(QTableView):
    """Arrow keys, Page, Home and End move; with Shift they select, Ctrl+Space turns a row. Clicks do as in any list.

    What is selected is kept by the model's `chosen`, not by Qt (see there).

    Signals:
        gone_to: the row the cursor is on now, or -1.
        selection_changed: other rows are selected now.
        drag_wanted: the selected rows are being drawn somewhere.
        header_clicked: a `Column`, to sort by.
        widths_changed: the learner made a column wider or narrower, or moved it.
        left_upwards: the keyboard is to go back to the search.
    """

    gone_to = Signal(int)
    selection_changed = Signal()
    drag_wanted = Signal()
    header_clicked = Signal(object)
    widths_changed = Signal()
    left_upwards = Signal()

    def __init__(self, model: TableModel, theme: Theme) -> None:
        super().__init__()
        self.rows = model
        self._theme = theme
        self._widths: dict[Column, int] = {}
        self._is_laying_out = False
        self._pressed: QPoint | None = None
        self._is_click_pending = False
        self.setModel(model)
        self.setItemDelegate(RowPainter(self, theme))
        self.setAccessibleName("Cards found")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._arrange_headers()
        self._kept_width = QTimer(self, singleShot=True, interval=0)
        self._kept_width.timeout.connect(self.widths_changed)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def row(self) -> int:
        """The row the cursor is on, or -1."""
        return self.currentIndex().row()

    def go_to(self, row: int, *, selects: bool = True) -> None:
        """Put the cursor on a row, and select it alone."""
        if not 0 <= row < len(self.rows.ids):
            return
        if selects:
            self.rows.chosen.only(row)
            self._tell_selection()
        column = max(self.currentIndex().column(), 0)
        self._set_current(row, min(column, len(self.rows.columns) - 1))

    def step(self, by: int) -> None:
        """Go some rows down, or up."""
        self.go_to(min(max(self.row + by, 0), len(self.rows.ids) - 1))

    def select_all(self) -> None:
        """Select every row."""
        self.rows.chosen.everything()
        self._tell_selection()

    def invert_selection(self) -> None:
        """Select the others."""
        self.rows.chosen.invert()
        self._tell_selection()

    def selectAll(self) -> None:
        """Qt's own Ctrl+A."""
        self.select_all()

    def selected_ids(self) -> list[int]:
        """Give what is selected, from the top."""
        return self.rows.chosen.of(self.rows.ids)

    def widths(self) -> dict[Column, int]:
        """Give how wide the learner wants the columns, at 100 % text."""
        return dict(self._widths)

    def set_widths(self, widths: dict[Column, int]) -> None:
        """Take over how wide columns are to be, at 100 % text."""
        self._widths = dict(widths)
        self.lay_out_columns()

    def columns_in_order(self) -> tuple[Column, ...]:
        """Give the columns as they stand from left to right."""
        header = self.horizontalHeader()
        return tuple(self.rows.columns[header.logicalIndex(place)] for place in range(len(self.rows.columns)))

    def lay_out_columns(self) -> None:
        """Give every column its width, and hide those there is no room for; see `share`."""
        self._is_laying_out = True
        header = self.horizontalHeader()
        shared = share(self.rows, self._widths, self.viewport().width(), self._theme.scaled)
        for place, column in enumerate(self.rows.columns):
            header.setSectionHidden(place, column not in shared)
            if column in shared:
                header.resizeSection(place, shared[column])
        self._is_laying_out = False

    def restore_order(self) -> None:
        """Let the columns stand as the model names them."""
        header = self.horizontalHeader()
        self._is_laying_out = True
        for place in range(header.count()):
            header.moveSection(header.visualIndex(place), place)
        self._is_laying_out = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the first field what is left."""
        super().resizeEvent(event)
        self.lay_out_columns()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and last row, not along the row."""
        last = len(self.rows.ids) - 1
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: last}
        if action in ends:
            return self.rows.index(ends[action], max(self.currentIndex().column(), 0))
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, and select as the modifiers say."""
        key, before = event.key(), self.row
        if event.text().strip() and not event.modifiers() & ~_SHIFT and key != Qt.Key.Key_Space:
            event.ignore()  # letters are the window's
            return
        if key == Qt.Key.Key_Up and before <= 0 and not event.modifiers():
            self.left_upwards.emit()
            return
        if key == Qt.Key.Key_Space and before >= 0:
            self._turn(before, adds=bool(event.modifiers() & _CONTROL))
            return
        super().keyPressEvent(event)
        if self.row != before and self.row >= 0:
            self._select_by(event.modifiers())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select by a click; one on selected rows may be the beginning of drawing them somewhere."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        is_selected, modifiers = index.row() in self.rows.chosen, event.modifiers()
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        self._is_click_pending = is_selected and not modifiers & (_SHIFT | _CONTROL)
        self._set_current(index.row(), index.column())
        if modifiers & _CONTROL and not modifiers & _SHIFT:
            self._turn(index.row(), adds=True)
        elif not self._is_click_pending:
            self._select_by(modifiers)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the selected rows somewhere."""
        far = QApplication.startDragDistance()
        if self._pressed is not None and (event.position().toPoint() - self._pressed).manhattanLength() >= far:
            self._pressed, self._is_click_pending = None, False
            self.drag_wanted.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on one of many selected rows selects it alone, once it is no drawing."""
        if self._is_click_pending and event.button() == Qt.MouseButton.LeftButton and self.row >= 0:
            self._select_by(Qt.KeyboardModifier.NoModifier)
        self._pressed, self._is_click_pending = None, False
        super().mouseReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a row to stand on."""
        super().focusInEvent(event)
        if self.row < 0 and self.rows.ids:
            self.go_to(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Paint the cursor as one that waits."""
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the cursor is."""
        super().currentChanged(current, previous)
        if current.row() != previous.row() or not current.isValid():
            self.gone_to.emit(current.row())
        self.viewport().update()

    def _set_current(self, row: int, column: int) -> None:
        keep = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(self.rows.index(row, column), keep)
        self.scrollTo(self.currentIndex())

    def _select_by(self, modifiers: Qt.KeyboardModifier) -> None:
        chosen = self.rows.chosen
        if modifiers & _SHIFT:
            chosen.reach(self.row, keeps=bool(modifiers & _CONTROL))
        elif not modifiers & _CONTROL:
            chosen.only(self.row)
        self._tell_selection()

    def _turn(self, row: int, *, adds: bool) -> None:
        if adds:
            self.rows.chosen.turn(row)
        else:
            self.rows.chosen.only(row)
        self._tell_selection()

    def _tell_selection(self) -> None:
        self.viewport().update()
        self.selection_changed.emit()

    def _arrange_headers(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionsMovable(True)
        across.setSectionsClickable(True)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(LEAST_WIDTH)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        across.sectionClicked.connect(lambda place: self.header_clicked.emit(self.rows.columns[place]))
        across.sectionResized.connect(self._heed_width)
        across.sectionMoved.connect(self._heed_move)

    def _heed_width(self, place: int, _old: int, new: int) -> None:
        if self._is_laying_out or place >= len(self.rows.columns):
            return
        self._widths[self.rows.columns[place]] = round(new * 100 / max(1, self._theme.scaled(100)))
        QTimer.singleShot(0, self, self.lay_out_columns)
        self._kept_width.start()

    def _heed_move(self) -> None:
        if not self._is_laying_out:
            self._kept_width.start()

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.scaled(ROW_PIXELS))
        self.lay_out_columns()
        self.viewport().update()
