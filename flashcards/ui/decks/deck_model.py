"""The deck tree as Qt wants it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from flashcards.domain.ids import DeckId
from flashcards.wording import deck_path

if TYPE_CHECKING:
    from flashcards.collection.decks import DeckListing

Index = QModelIndex | QPersistentModelIndex

COLUMNS = ("Deck", "Seen", "New", "Learning", "Due")
NAME, SEEN, NEW, LEARNING, DUE = range(len(COLUMNS))
COUNTS = {NEW: "new", LEARNING: "learning", DUE: "due"}

DECK_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1

_ROOT = QModelIndex()


@dataclass(slots=True, eq=False)
class _Node:
    """A deck in the tree. `place` is where it stands in the list of all, and its id to Qt."""

    deck: "DeckListing"
    parent: "_Node | None"
    row: int
    place: int
    children: "list[_Node]" = field(default_factory=list)


class DeckModel(QAbstractItemModel):
    """Decks under decks, with their counts. Rows come from `set_rows`, parents before children."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tops: list[_Node] = []
        self._nodes: list[_Node] = []

    def set_rows(self, decks: "Sequence[DeckListing]") -> bool:
        """Take over the decks.

        Returns:
            Whether the tree has another shape now and was reset; else only numbers changed, in place.
        """
        shape = [(deck.id, deck.depth) for deck in decks]
        if shape == [(node.deck.id, node.deck.depth) for node in self._nodes]:
            self._renew(decks)
            return False
        self.beginResetModel()
        self._build(decks)
        self.endResetModel()
        return True

    def deck(self, index: Index) -> "DeckListing | None":
        """Give the deck of a row."""
        node = self._node(index)
        return node.deck if node else None

    def index_of(self, deck_id: DeckId) -> QModelIndex:
        """Give the row of a deck, or an invalid index."""
        node = next((node for node in self._nodes if node.deck.id == deck_id), None)
        return self._index(node) if node else QModelIndex()

    def near(self, index: Index) -> list[DeckId]:
        """Give the deck of a row, then where to go when it is gone: its next ones, those before it, those it is in."""
        found: list[DeckId] = []
        node = self._node(index)
        while node is not None:
            beside = node.parent.children if node.parent else self._tops
            found += [one.deck.id for one in (*beside[node.row :], *reversed(beside[: node.row]))]
            node = node.parent
        return found

    def indexes(self) -> list[QModelIndex]:
        """Give every row, parents before children."""
        return [self._index(node) for node in self._nodes]

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Give the index of a child."""
        children = self._children(parent)
        if 0 <= row < len(children) and 0 <= column < len(COLUMNS):
            return self.createIndex(row, column, children[row].place)
        return QModelIndex()

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]  # QObject.parent() shares the name
        """Give the index of the deck above."""
        node = self._node(index)
        return self._index(node.parent) if node and node.parent else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the decks directly below."""
        return 0 if parent.isValid() and parent.column() > 0 else len(self._children(parent))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Decks can be drawn onto others."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def columnCount(self, _parent: Index = _ROOT) -> int:
        """Name, share seen, and three counts."""
        return len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  (Qt's own)
        """Give what a cell shows, sorts by, or says to a screen reader."""
        node = self._node(index)
        if node is None:
            return None
        answers = {
            Qt.ItemDataRole.DisplayRole: _shown,
            Qt.ItemDataRole.TextAlignmentRole: _alignment,
            Qt.ItemDataRole.AccessibleTextRole: _spoken,
            Qt.ItemDataRole.ToolTipRole: _full_name,
            SORT_ROLE: _value,
            DECK_ROLE: _deck,
        }
        answer = answers.get(role)
        return None if answer is None else answer(node.deck, index.column())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  (Qt's own)
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _build(self, decks: "Sequence[DeckListing]") -> None:
        self._tops, self._nodes = [], []
        above: list[_Node] = []
        for deck in decks:
            del above[deck.depth :]
            parent = above[-1] if above else None
            siblings = parent.children if parent else self._tops
            node = _Node(deck, parent, len(siblings), len(self._nodes))
            siblings.append(node)
            above.append(node)
            self._nodes.append(node)

    def _renew(self, decks: "Sequence[DeckListing]") -> None:
        for node, deck in zip(self._nodes, decks, strict=True):
            if node.deck != deck:
                node.deck = deck
                first = self._index(node)
                self.dataChanged.emit(first, first.siblingAtColumn(len(COLUMNS) - 1))

    def _node(self, index: Index) -> _Node | None:
        return self._nodes[index.internalId()] if index.isValid() else None

    def _children(self, parent: Index) -> list[_Node]:
        node = self._node(parent)
        return node.children if node else self._tops

    def _index(self, node: _Node) -> QModelIndex:
        return self.createIndex(node.row, NAME, node.place)


def _value(deck: "DeckListing", column: int) -> str | int | float:
    match column:
        case 0:
            return deck.leaf
        case 1:
            return deck.seen / deck.cards if deck.cards else 0.0
        case _:
            number: int = getattr(deck, COUNTS[column])
            return number


def _shown(deck: "DeckListing", column: int) -> str:
    match _value(deck, column):
        case str(name):
            return name
        case float(share):
            return f"{round(share * 100)}\N{NARROW NO-BREAK SPACE}%"
        case number:
            return str(number) if number else "–"


def _alignment(_deck: "DeckListing", column: int) -> Qt.AlignmentFlag:
    return _side(column)


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in COUNTS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _spoken(deck: "DeckListing", column: int) -> str:
    if column != NAME:
        return f"{COLUMNS[column]}: {_shown(deck, column)}"
    return (
        f"{deck.leaf}: {deck.new} new, {deck.learning} learning, {deck.due} due; {deck.seen} of {deck.cards} cards seen"
    )


def _full_name(deck: "DeckListing", column: int) -> str | None:
    return deck_path(deck.name) if column == NAME else None


def _deck(deck: "DeckListing", _column: int) -> "DeckListing":
    return deck
