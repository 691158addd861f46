"""The rows of the table as Qt wants them: ids are known for all, what is shown only of those somebody looks at."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot

from flashcards.domain.browsing import Column, Order, Standing, Unit
from flashcards.domain.study_day import StudyDay
from flashcards.ui.browse import cells
from flashcards.ui.browse.chosen import Chosen
from flashcards.ui.browse.state import Cells, Found
from flashcards.ui.flag_names import FlagNames

BLOCK = 64
"""Rows asked for together."""
KEPT = 20_000
"""Rows kept before all of them are let go of."""
ASCENDING, DESCENDING = " ↑", " ↓"

Index = QModelIndex | QPersistentModelIndex
TINTING = (Column.STATE, Column.FLAG)
"""Asked for with every row, behind the columns that are shown: rows are tinted by them."""

_ROOT = QModelIndex()
FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
"""Put together once: Qt asks for every cell it paints."""


class TableModel(QAbstractTableModel):
    """Ids in their order, and the cells of some of them.

    Attributes:
        ids: of cards or of notes, as they stand.
        columns: what is shown, from the left.
        unit: whether the ids are of cards or of notes.
        chosen: the selected rows.

    Signals:
        rows_wanted: ids whose cells are looked at and not known, and the number of times all became outdated so far.
    """

    rows_wanted = Signal(object, int)

    def __init__(self, zone: tzinfo | None, flags: FlagNames, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flags = flags
        flags.changed.connect(self._rename)
        self._today = StudyDay(0)
        self._zone = zone
        self.ids: Sequence[int] = ()
        self.columns: tuple[Column, ...] = cells.USUAL[Unit.CARDS]
        self.chosen = Chosen()
        self.unit = Unit.CARDS
        self._order: Order | None = None
        self._rows: dict[int, Cells | None] = {}
        self._stale: set[int] = set()
        self._asked: set[int] = set()
        self._blocks: set[int] = set()
        self._renewals = 0
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._tell_wanted)

    def set_list(self, found: Found) -> None:
        """Show another list; what was selected and is in it stays selected."""
        asked = found.asked
        kept = self.chosen.of(self.ids) if asked.unit is self.unit else list(found.chosen)
        self.beginResetModel()
        self.ids, self.unit, self.columns = found.ids, asked.unit, asked.columns
        self._order, self._today = None if asked.ids else asked.order, found.today
        self._rows = dict(found.rows)
        self._stale, self._asked, self._blocks = set(), set(), set()
        self.chosen.move(self.ids, kept)
        self.endResetModel()

    @property
    def sorted_by(self) -> Column | None:
        """The column the list is sorted by, or None."""
        return None if self._order is None else self._order.column

    def take_rows(self, rows: Mapping[int, Cells | None], renewals: int) -> None:
        """Take over the cells of some rows; None for those that are gone.

        Args:
            renewals: how often all had become outdated when they were asked for; they are outdated if it did since.
        """
        if len(self._rows) > KEPT:
            self._rows.clear()
        self._rows.update(rows)
        if renewals == self._renewals:
            self._stale.difference_update(rows)
            self._asked.difference_update(rows)
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns) - 1))

    def renew(self) -> None:
        """Ask for cells again when they are looked at; until they come, the old ones are shown."""
        self._renewals += 1
        self._stale = set(self._rows)
        self._asked.clear()
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns) - 1))

    def row_of(self, line: int) -> int | None:
        """Give the row an id stands in, or None; all ids before it are looked at, so not to be asked of many."""
        try:
            return self.ids.index(line)
        except ValueError:
            return None

    def standing(self, row: int) -> Standing | None:
        """Give where the card of a row stands, or None while that is not known."""
        known = self._rows.get(self.ids[row])
        return known[len(self.columns)] if known else None

    def flag(self, row: int) -> int:
        """Give the flag of a row; 0 for none."""
        known = self._rows.get(self.ids[row])
        return int(known[len(self.columns) + 1] or 0) if known else 0

    def is_gone(self, row: int) -> bool:
        """Whether the card or note of a row was deleted since it was found."""
        return self._rows.get(self.ids[row], ()) is None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Give the number of rows."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, _index: Index) -> Qt.ItemFlag:
        """Rows can be gone to, and drawn onto a deck or a tag."""
        return FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  (Qt's own)
        """Give what a cell shows, or says to a screen reader."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.text(index.row(), index.column()) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  (Qt's own)
        """Name the columns, and say which one the list is sorted by."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(self.columns[section])
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def text(self, row: int, column: int) -> str:
        """Give what a cell says, and ask for it where it is not known."""
        known = self._known(row)
        if known is None:
            return "Deleted" if column == 0 and self.is_gone(row) else ""
        if self.columns[column] is Column.FLAG:
            return self._flags[known[column] or 0]
        return cells.cell(self.columns[column], known[column], self._today, self._zone)

    @Slot()
    def _rename(self) -> None:
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns) - 1))

    def _known(self, row: int) -> Cells | None:
        line = self.ids[row]
        if line not in self._rows or line in self._stale:
            self._blocks.add(row // BLOCK)
            if not self._ask.isActive():
                self._ask.start()
        return self._rows.get(line)

    def _tell_wanted(self) -> None:
        wanted = [
            line
            for block in sorted(self._blocks)
            for line in self.ids[block * BLOCK : (block + 1) * BLOCK]
            if line not in self._asked and (line not in self._rows or line in self._stale)
        ]
        self._blocks.clear()
        if wanted:
            self._asked.update(wanted)
            self.rows_wanted.emit(wanted, self._renewals)

    def _title(self, column: Column) -> str:
        name = cells.title(column, self.unit)
        if self._order is None or self._order.column is not column:
            return name
        return name + (DESCENDING if self._order.is_descending else ASCENDING)

    def _spoken(self, row: int, column: int) -> str:
        words = f"{cells.title(self.columns[column], self.unit)}: {self.text(row, column) or 'nothing'}"
        return f"{words}, selected" if column == 0 and row in self.chosen else words

    def _side(self, column: int) -> Qt.AlignmentFlag:
        is_number = self.columns[column] in cells.NUMBERS
        return Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        )
