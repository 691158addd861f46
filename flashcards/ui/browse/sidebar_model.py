"""The sidebar as Qt wants it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from flashcards.ui.browse.branches import Branch, Sort

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()
DROPS_TAKEN = (Sort.DECK, Sort.TAG)


@dataclass(slots=True, eq=False)
class _Node:
    """A branch in the tree. `place` is where it stands in the list of all, and its id to Qt."""

    branch: Branch
    path: str
    parent: "_Node | None"
    row: int
    place: int
    children: "list[_Node]" = field(default_factory=list)


class SidebarModel(QAbstractItemModel):
    """Branches under branches."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tops: list[_Node] = []
        self._nodes: list[_Node] = []

    def set_branches(self, tree: Sequence[Branch]) -> None:
        """Show another tree."""
        self.beginResetModel()
        self._nodes = []
        self._tops = self._grown(tree, None)
        self.endResetModel()

    def branch(self, index: Index) -> Branch | None:
        """Give what a line is."""
        return self._nodes[index.internalId()].branch if index.isValid() else None

    def path(self, index: Index) -> str:
        """Give what names a line among all, for remembering it."""
        return self._nodes[index.internalId()].path if index.isValid() else ""

    def indexes(self) -> list[QModelIndex]:
        """Give every line, parents before children."""
        return [self.createIndex(node.row, 0, node.place) for node in self._nodes]

    def index_of_path(self, path: str) -> QModelIndex:
        """Give the line of a path, or an invalid index."""
        node = next((node for node in self._nodes if node.path == path), None)
        return QModelIndex() if node is None else self.createIndex(node.row, 0, node.place)

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Give the index of a child."""
        children = self._children(parent)
        if 0 <= row < len(children) and column == 0:
            return self.createIndex(row, column, children[row].place)
        return QModelIndex()

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]  # Qt has two of that name
        """Give the index of what a line is under."""
        above = self._nodes[index.internalId()].parent if index.isValid() else None
        return QModelIndex() if above is None else self.createIndex(above.row, 0, above.place)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Give the number of children."""
        return len(self._children(parent)) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = _ROOT) -> int:
        """One."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cards can be drawn onto decks and tags."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        branch = self.branch(index)
        takes = branch is not None and branch.sort in DROPS_TAKEN
        return usual | Qt.ItemFlag.ItemIsDropEnabled if takes else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  (Qt's own)
        """Give a line's title, or its search as a tip."""
        branch = self.branch(index)
        if branch is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return branch.title
        return branch.line or None if role == Qt.ItemDataRole.ToolTipRole else None

    def _grown(self, tree: Sequence[Branch], parent: _Node | None) -> list[_Node]:
        grown = []
        for row, branch in enumerate(tree):
            path = f"{parent.path if parent else ''}/{branch.title}"
            node = _Node(branch, path, parent, row, len(self._nodes))
            self._nodes.append(node)
            node.children = self._grown(branch.children, node)
            grown.append(node)
        return grown

    def _children(self, parent: Index) -> list[_Node]:
        return self._nodes[parent.internalId()].children if parent.isValid() else self._tops
