"""What stays in sight above a column that scrolls."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.panel import PageColumn


class ColumnHead(QWidget):
    """Holds a part above a page, in line with what scrolls there."""

    def __init__(self, part: QWidget, page: PageColumn, theme: Theme) -> None:
        super().__init__()
        self._page = page
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(Space.XL, Space.XXL, Space.XL, Space.M)
        column.addWidget(part)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)
        self._row.addWidget(self._middle, 100)
        self._row.addStretch(1)
        margins = page.column.contentsMargins()
        page.column.setContentsMargins(margins.left(), Space.XS, margins.right(), margins.bottom())
        page.viewport().installEventFilter(self)
        theme.changed.connect(self._fit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as wide as the column, and leave out what its scroll bar takes."""
        if event.type() is QEvent.Type.Resize and watched is self._page.viewport():
            self._fit()
        return False

    @Slot()
    def _fit(self) -> None:
        self._middle.setMaximumWidth(self._page.widest)
        self._row.setContentsMargins(0, 0, self._page.width() - self._page.viewport().width(), 0)
