"""The sidebar with its filter, kept in step with the collection."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from flashcards.collection.sidebar import Sidebar, sidebar
from flashcards.domain.changes import ChangeSet, Kind
from flashcards.ui.browse.branches import Branch, branches, filtered, paths_of, renamed
from flashcards.ui.browse.kept import Kept
from flashcards.ui.browse.sidebar import SidebarTree
from flashcards.ui.browse.sidebar_model import SidebarModel
from flashcards.ui.newest import Newest
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space

USUALLY_OPEN = ("/Saved searches", "/Today", "/To mend", "/Decks")
HEEDS = (Kind.DECK, Kind.TAG, Kind.NOTE_TYPE, Kind.SEARCH, Kind.NOTE, Kind.SETTINGS)


class FilterLine(QLineEdit):
    """Narrows the sidebar; Down goes into it, Esc clears it.

    Signals:
        left_downwards: the keyboard is to go on to the tree.
    """

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave, or clear."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class SidebarPanel(QWidget):
    """Reads what there is when it is seen, and again when that changed.

    Attributes:
        tree: the lines.
        filter: narrows them.

    Signals:
        renamed: the search a line stood for, and the one it stands for since it has another name.
    """

    renamed = Signal(str, str)

    def __init__(self, services: Services, kept: Kept) -> None:
        super().__init__()
        self._newest = Newest(services.runner, self._take, self)
        self._kept = kept
        self._branches: tuple[Branch, ...] = ()
        self._found = Sidebar((), (), (), ())
        self._open = set(kept.names("open branches") or USUALLY_OPEN)
        self._is_shown = False
        self.filter = FilterLine()
        self.filter.setAccessibleName("Filter the sidebar")
        self.filter.setPlaceholderText("Filter")
        self.filter.setClearButtonEnabled(True)
        self.tree = SidebarTree(SidebarModel(self), services.theme, services.icons)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.L, Space.XS, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(self.filter)
        column.addWidget(self.tree, 1)
        self.filter.textChanged.connect(self._arrange)
        self.filter.left_downwards.connect(self._enter_tree)
        self.tree.folded.connect(self._keep_folds)
        services.runner.changed.connect(self._heed)

    def show_lines(self) -> None:
        """The page is seen: bring the lines up to date."""
        self._is_shown = True
        self._read()

    def look_ahead(self) -> None:
        """Read the lines before the page is seen."""
        self._read()

    def hide_lines(self) -> None:
        """The page is not seen: leave them as they are."""
        self._is_shown = False

    def _read(self) -> None:
        self._newest.ask(sidebar)

    @property
    def decks(self) -> Sequence[str]:
        """Full names of all decks."""
        return self._found.decks

    @property
    def tags(self) -> Sequence[str]:
        """All tags in use."""
        return self._found.tags

    @Slot(object)
    def _take(self, found: Sidebar) -> None:
        self._found = found
        grown = branches(found)
        if grown == self._branches:
            return
        pairs = renamed(self._branches, grown)
        current = self.tree.current()
        self._keep_open(pairs, grown)
        self._branches = grown
        self._arrange()
        for old, new in pairs:
            if old == current:
                self.tree.go_to(new)
            self.renamed.emit(old.line, new.line)

    def _keep_open(self, pairs: Sequence[tuple[Branch, Branch]], grown: Sequence[Branch]) -> None:
        """Leave what is unfolded unfolded under its new name."""
        if not pairs:
            return
        before, after = ({id(one): path for one, path in paths_of(tree)} for tree in (self._branches, grown))
        moved = {before[id(old)]: after[id(new)] for old, new in pairs}
        self._open = {moved.get(path, path) for path in self._open}
        self._kept.set_names("open branches", sorted(self._open))

    @Slot()
    def _arrange(self) -> None:
        text = self.filter.text()
        index = self.tree.currentIndex()
        path, above, row = self.tree.branches.path(index), self.tree.branches.path(index.parent()), index.row()
        self.tree.branches.set_branches(filtered(self._branches, text))
        self.tree.unfold(None if text.strip() else self._open)
        self.tree.stay_at(path, above, row)

    @Slot()
    def _enter_tree(self) -> None:
        self.tree.setFocus()
        if not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self.tree.branches.index(0, 0))

    @Slot()
    def _keep_folds(self) -> None:
        if not self.filter.text().strip():
            self._open = self.tree.open_paths()
            self._kept.set_names("open branches", sorted(self._open))

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        if self._is_shown and changes.touches(*HEEDS):
            self._read()
