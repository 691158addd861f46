"""The sidebar, and beside it the rest of the page."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from flashcards.ui.browse.kept import Kept
from flashcards.ui.theme import Theme
from flashcards.ui.widgets.least_size import LeastSize

SIDEBAR_WIDTH = 206
"""Room for the longest name of a search of ours, with the scroll bar beside it, at 100 % text."""
LEAST_SIDEBAR = 150
_NAME = "sidebar"


class BesideSidebar(QSplitter):
    """The sidebar is as wide as the learner drew it, in pixels at 100 % text: it follows the size of the text."""

    def __init__(self, theme: Theme, kept: Kept, parts: tuple[QWidget, QWidget], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._kept = kept
        sidebar, rest = parts
        self.addWidget(sidebar)
        self.addWidget(rest)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        LeastSize(sidebar, theme, LEAST_SIDEBAR)
        self.splitterMoved.connect(self._keep)
        theme.changed.connect(self._share)
        self._share()

    @Slot()
    def _share(self) -> None:
        width = self._theme.scaled((self._kept.sizes(_NAME) or [SIDEBAR_WIDTH])[0])
        self.setSizes([width, max(self.width() - width, 1)])

    @Slot()
    def _keep(self) -> None:
        self._kept.set_sizes(_NAME, [round(self.sizes()[0] * 100 / max(1, self._theme.scaled(100)))])
