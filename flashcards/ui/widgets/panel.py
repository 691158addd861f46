"""Panels, lines, and the column a page of reading stands in."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import PAGE_WIDTH, Space
from flashcards.ui.widgets.text import label


class Panel(QFrame):
    """A quiet box on the page, with its content in a column.

    Attributes:
        column: where content goes.

    Args:
        indent: pixels the heading is set in, to stand in line with the content.
    """

    def __init__(self, heading: str = "", parent: QWidget | None = None, *, indent: int = 0) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        self.column.setSpacing(Space.M)
        if heading:
            self.setAccessibleName(heading)
            name = label(heading, "label")
            name.setIndent(indent)
            self.column.addWidget(name)


class PageColumn(QScrollArea):
    """A scrolling column, centred, no wider than text can be read.

    Attributes:
        column: where content goes.

    Args:
        width: the widest it grows, at 100 % text.
        theme: lets that width grow with the text.
    """

    def __init__(self, width: int = PAGE_WIDTH, *, theme: Theme | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._width = width
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = _Body()
        middle = self._middle = QWidget()
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.column = QVBoxLayout(middle)
        self.column.setContentsMargins(Space.XL, Space.XXL, Space.XL, Space.XXL)
        self.column.setSpacing(Space.L)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.setWidget(body)
        self._middle.setMaximumWidth(width)
        if theme is not None:
            theme.changed.connect(self._dress)
            self._dress()

    @property
    def widest(self) -> int:
        """How wide the column may be now, in pixels."""
        return self._middle.maximumWidth()

    @contextmanager
    def held_below(self, part: QWidget) -> Iterator[None]:
        """Keep what is read below a part where it is, while the part becomes taller or less tall."""
        bar, height = self.verticalScrollBar(), part.height()
        bottom = part.mapTo(self._middle, part.rect().bottomLeft()).y()
        yield
        if part.isVisible() and bottom <= bar.value():
            QCoreApplication.sendEvent(self._middle, QEvent(QEvent.Type.LayoutRequest))
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))
            bar.setValue(bar.value() + part.height() - height)

    def _dress(self) -> None:
        if self._theme is not None:
            self._middle.setMaximumWidth(self._theme.scaled(self._width))


class _Body(QWidget):
    """As high as its content needs at the width it has: the least height of text that wraps is that of a narrow one."""

    def minimumSizeHint(self) -> QSize:
        """Leave the height to `heightForWidth`, which the scroll area asks too, where the content has one."""
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least

    def hasHeightForWidth(self) -> bool:
        """Say whether there is text that wraps."""
        layout = self.layout()
        return layout is not None and layout.hasHeightForWidth()


def line() -> QFrame:
    """Make a quiet horizontal line."""
    made = QFrame()
    made.setProperty("role", "line")
    return made
