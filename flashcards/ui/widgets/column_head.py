"""What stays in sight above a column that scrolls, where it leaves the column enough room."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.panel import PageColumn

SHARE = 4
"""A head may have one part in so many of the height; a higher one scrolls with the column."""


class ColumnHead(QWidget):
    """Holds a part above a page, in line with what scrolls there."""

    def __init__(self, part: QWidget, page: PageColumn, theme: Theme) -> None:
        super().__init__()
        self._part = part
        self._page = page
        self._middle = QWidget()
        self._column = QVBoxLayout(self._middle)
        self._column.setContentsMargins(Space.XL, Space.XXL, Space.XL, Space.M)
        self._column.addWidget(part)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)
        self._row.addWidget(self._middle, 100)
        self._row.addStretch(1)
        self._margins = page.column.contentsMargins()
        self._stand(is_above=True)
        page.viewport().installEventFilter(self)
        part.installEventFilter(self)
        theme.changed.connect(self._fit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as wide as the column, and leave out what its scroll bar takes."""
        kind = event.type()
        if kind is QEvent.Type.LayoutRequest or (kind is QEvent.Type.Resize and watched is self._page.viewport()):
            self._fit()
        return False

    @Slot()
    def _fit(self) -> None:
        self._middle.setMaximumWidth(self._page.widest)
        self._row.setContentsMargins(0, 0, self._page.width() - self._page.viewport().width(), 0)
        whole = self.parentWidget()
        is_above = whole is None or self._part.sizeHint().height() * SHARE <= whole.height()
        if is_above is not self.isAncestorOf(self._part):
            self._stand(is_above=is_above)

    def _stand(self, *, is_above: bool) -> None:
        """Put the part above what scrolls, or on top of it, where the keyboard stays in it."""
        focus = self._holder()
        if is_above:
            self._column.addWidget(self._part)
        else:
            self._page.column.insertWidget(0, self._part)
        self.setVisible(is_above)
        margins = self._margins
        top = Space.XS if is_above else margins.top()
        self._page.column.setContentsMargins(margins.left(), top, margins.right(), margins.bottom())
        if focus is not None:
            self._part.show()  # Qt does so only later, and gives the keyboard to nothing that is hidden
            focus.setFocus()

    def _holder(self) -> QWidget | None:
        """Give what has the keyboard in the part."""
        focus = self.window().focusWidget()
        return focus if self._part.isAncestorOf(focus) else None
