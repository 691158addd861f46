"""The pictures in a field: shown small while it is edited, or by name until they are there."""

from html import escape

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt, QUrl, Slot
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QTextDocument
from PySide6.QtWidgets import QTextEdit

from flashcards.rendering.sanitising import is_media_name
from flashcards.ui.card.media import Media
from flashcards.ui.card.placing import on_white, scaled
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space, Type
from flashcards.ui.widgets.painted import box

TALLEST = 140
WIDEST = 320
"""Pixels, at 100 % text."""


class FieldPictures(QObject):
    """Gives the images of one text area. Nothing is read but what the media store has under a name."""

    def __init__(self, area: QTextEdit, theme: Theme, media: Media | None) -> None:
        super().__init__(area)
        self._area = area
        self._theme = theme
        self._media = media
        self._waiting: set[str] = set()
        if media is not None:
            media.arrived.connect(self._take_arrived)

    def image(self, name: str) -> QImage:
        """Give a picture as it is shown now."""
        return self._small(name) or named(name, self._theme)

    def draw_anew(self) -> None:
        """Show all pictures in the size and on the ground of the theme that is worn now."""
        document = self._area.document()
        names = {form.toImageFormat().name() for form in document.allFormats() if form.isImageFormat()}
        for name in names:
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), self.image(name))
        if names:
            document.markContentsDirty(0, document.characterCount())

    def _small(self, name: str) -> QImage | None:
        if self._media is None or not is_media_name(name):
            return None
        self._media.want(f'<img src="{escape(name)}">')
        picture = self._media.picture(name)
        if picture is None or picture.is_coming:
            self._waiting.add(name)
        if picture is None or picture.image is None:
            return None
        own = QSizeF(picture.size)
        share = min(1.0, self._theme.scaled(WIDEST) / own.width(), self._theme.scaled(TALLEST) / own.height())
        scale = self._area.devicePixelRatioF()
        image = scaled(picture.image, own * share, scale)
        image = on_white(image) if self._theme.is_dark else image.copy()
        image.setDevicePixelRatio(image.width() / max(1.0, own.width() * share))
        return image

    @Slot()
    def _take_arrived(self) -> None:
        """Show what has come."""
        arrived = {name: image for name in self._waiting if (image := self._small(name)) is not None}
        self._waiting -= arrived.keys()
        document = self._area.document()
        for name, image in arrived.items():
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
        if arrived:
            document.markContentsDirty(0, document.characterCount())


def named(name: str, theme: Theme) -> QImage:
    """Draw a picture's name in a frame, to stand where the picture is."""
    metrics = QFontMetricsF(theme.font(Type.CAPTION))
    width = round(metrics.horizontalAdvance(name)) + 2 * Space.S
    image = QImage(width, round(metrics.height()) + 2 * Space.XS, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box(painter, QRectF(image.rect()), theme.colour("sunken"), theme.colour("border"), 1, 4)
    painter.setFont(theme.font(Type.CAPTION))
    painter.setPen(theme.colour("text"))
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, name)
    painter.end()
    return image
