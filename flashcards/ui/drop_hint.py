"""Files dragged onto the window: a calm hint over the page, and what to do with them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius, Space
from flashcards.ui.widgets.text import label
from flashcards.wording import counted

ICON_PIXELS = 40
VEIL = 236
"""How much of the page the hint covers, of 255."""


class DropHint(QWidget):
    """Covers `host` while files are held over it that no field there takes. Hidden otherwise.

    Args:
        may_drop: says whether files can be taken at the moment.

    Signals:
        dropped: a list of paths.
    """

    dropped = Signal(object)

    def __init__(self, host: QWidget, theme: Theme, icons: Icons, may_drop: Callable[[], bool]) -> None:
        super().__init__(host)
        self._host = host
        self._theme = theme
        self._icons = icons
        self._may_drop = may_drop
        self._picture = QLabel()
        self._title = label("", "title")
        self._says = label("", "muted")
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        column.addStretch(1)
        for part in (self._picture, self._title, self._says):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addStretch(1)
        self.setAcceptDrops(True)
        host.setAcceptDrops(True)
        host.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come up when files are dragged in, and keep covering the host."""
        host = self.parentWidget()  # asked of Qt: when both are taken away, Python has forgotten everything before
        if watched is not host:
            return False
        if isinstance(event, QDragEnterEvent):
            return self._begin(event)
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(host.rect())
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        _take_copy(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take files anywhere."""
        _take_copy(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Go when they go."""
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand them over."""
        paths = files_in(event.mimeData())
        self.hide()
        _take_copy(event)
        self.dropped.emit(paths)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cover the page, with a dashed line round the place to drop."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = self._theme.colour("background")
        veil.setAlpha(VEIL)
        painter.fillRect(self.rect(), veil)
        pen = QPen(self._theme.colour("accent"), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        room = QRectF(self.rect()).adjusted(Space.XL, Space.XL, -Space.XL, -Space.XL)
        painter.drawRoundedRect(room, Radius.PANEL, Radius.PANEL)

    def _begin(self, event: QDragEnterEvent) -> bool:
        paths = files_in(event.mimeData())
        if not paths or not self._may_drop() or _is_for_a_field(self._host, paths):
            return False
        named = paths[0].name if len(paths) == 1 else counted(len(paths), "file")
        self._title.setText(f"Drop to import {named}")
        brings = "it brings" if len(paths) == 1 else "they bring"
        self._says.setText(f"You see what {brings} before anything is changed.")
        self._picture.setPixmap(self._icons.pixmap("download", "accent", ICON_PIXELS, self.devicePixelRatioF()))
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        _take_copy(event)
        return True


def _take_copy(event: QDropEvent) -> None:
    """Accept what is dropped as a copy, whatever its owner proposes: files stay where they are."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _is_for_a_field(host: QWidget, paths: Sequence[Path]) -> bool:
    """Say whether pictures or sounds are among them, and can be put into a field that is being written."""
    from flashcards.ui.editing.field_area import FieldArea
    from flashcards.ui.editor.attaching import can_be_attached

    return any(map(can_be_attached, paths)) and any(area.isVisible() for area in host.findChildren(FieldArea))


def files_in(data: QMimeData) -> list[Path]:
    """Give the files and folders something that is dragged stands for; nothing that is elsewhere."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
