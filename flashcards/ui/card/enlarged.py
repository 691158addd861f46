"""A picture of a card, as large as the window allows."""

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from flashcards.ui.card.composing import Shape
from flashcards.ui.card.masking import masked
from flashcards.ui.card.media import Media
from flashcards.ui.card.placing import on_white
from flashcards.ui.overlay import Overlay
from flashcards.ui.tokens import Space

CLOSING = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Z, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class EnlargedPicture(Overlay):
    """Lies over the window until a key that closes or goes on is pressed, or until a click anywhere."""

    def __init__(self, host: QWidget, media: Media) -> None:
        super().__init__(host)
        self._media = media
        self._picture: Shape | None = None
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.column.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        self.column.addWidget(self._label)
        media.enlarged.connect(self._show)

    def enlarge(self, picture: Shape) -> None:
        """Show a picture, with what lies on it, once it is decoded as large as the window is."""
        self._picture = picture
        room = self._room()
        self._media.enlarge(picture.name, round(max(room.width(), room.height()) * self.devicePixelRatioF()))

    def event(self, event: QEvent) -> bool:
        """Keep the keys that put it away from the page below."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in CLOSING:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put it away by one of its keys."""
        if event.key() in CLOSING:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put it away."""
        event.accept()
        self.close_sheet()

    @Slot(str, object)
    def _show(self, name: str, image: QImage) -> None:
        picture = self._picture
        if picture is None or name != picture.name or image.isNull():
            return
        scale = self.devicePixelRatioF()
        room = self._room() * scale
        pixmap = QPixmap.fromImage(masked(on_white(image), picture.masks, self._media.image(picture.overlay)))
        if pixmap.width() > room.width() or pixmap.height() > room.height():
            pixmap = pixmap.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        pixmap.setDevicePixelRatio(scale)
        self._label.setPixmap(pixmap)
        self._label.setAccessibleName(name)
        self.open()

    def _room(self) -> QSize:
        margin = 2 * (Space.XL + Space.S + 1)
        host = self.parentWidget()
        size = QSize(800, 600) if host is None else host.size()
        return (size - QSize(margin, margin)).expandedTo(QSize(1, 1))
