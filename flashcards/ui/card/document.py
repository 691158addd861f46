"""Card HTML as Qt lays it out: dressed in the theme's tokens, and closed to the world."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QSizeF, QUrl, Signal
from PySide6.QtGui import QFontInfo, QImage, QTextCursor, QTextDocument, QTextFormat, QTextImageFormat

from flashcards.domain.plain_text import plain_text
from flashcards.rendering.colours import on_paper
from flashcards.rendering.formulas import Formula
from flashcards.rendering.typesetting import inked
from flashcards.ui.card.composing import FORMULA, ICON, ICONS, PICTURE, Composed, compose, is_special
from flashcards.ui.card.masking import masked
from flashcards.ui.card.media import Media
from flashcards.ui.card.placing import Box, draw_formula, formula_box, nothing, on_white, picture_size, scaled
from flashcards.ui.card.style import line_spacing, style_sheet
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Type

_NOT_THERE = "picture missing"
_NOT_SHOWN = "picture cannot be shown"


class CardDocument(QTextDocument):
    """Rich text that loads nothing: formulas and pictures come from `Media`, and from nowhere else.

    Attributes:
        composed: what is laid out, with what stands behind its links and images.

    Signals:
        redraw_wanted: a picture has come whose place was kept.
        rearranged: what was waited for has come, and takes more or less room.
    """

    redraw_wanted = Signal()
    rearranged = Signal()

    def __init__(self, theme: Theme, media: Media, kind: Type = Type.CARD, parent: QObject | None = None) -> None:
        """Make an empty document.

        Args:
            kind: the size of running text.
        """
        super().__init__(parent)
        self._theme = theme
        self._media = media
        self._kind = kind
        self._html = ""
        self._room = 1.0
        self._is_waiting = False
        self._wants_style = True
        self._has_undrawn = False
        self._boxes: dict[int, Box] = {}
        self._inks: dict[int, str] = {}
        self._shown_sizes: dict[int, QSizeF] = {}
        self._images: dict[str, QImage] = {}
        self.composed = Composed("")
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        theme.changed.connect(self._dress)
        media.arrived.connect(self._take_arrived)
        self._dress()

    @property
    def words(self) -> str:
        """What it says, for who cannot see it: formulas as their source, pictures and sounds by name."""
        return plain_text(self._html) if is_special(self._html) else self.toPlainText()

    def show_html(self, html: str) -> None:
        """Lay out other HTML."""
        if html != self._html:
            self._html = html
            if self._wants_style:
                self._dress()
            else:
                self._lay_out()

    def fit(self, width: float) -> None:
        """Make pictures and formulas at most so many pixels wide."""
        if width != self._room and width > 0:
            self._room = width
            if self.composed.pictures or self.composed.formulas:
                self._place()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give an image of ours, or an empty one: given nothing, Qt would go and look for a file itself."""
        what, _, which = (name.toString() if isinstance(name, QUrl) else name).partition(":")
        image: QImage | None = None
        if kind == QTextDocument.ResourceType.ImageResource.value:
            if what == ICON and which in ICONS:
                image = self._icon(which)
            elif what == FORMULA and which.isdecimal():
                image = self._formula(int(which))
            elif what == PICTURE and which.isdecimal():
                image = self._picture(int(which))
        return nothing() if image is None else image

    def _lay_out(self) -> None:
        html = on_paper(self._html, self._theme.palette.background)
        self._is_waiting = self._has_undrawn = False
        self._boxes.clear()
        self._images.clear()
        if is_special(html):
            self._is_waiting = not self._media.want(html)
            self.composed = compose(html, self._is_drawn, self._absent)
            self.setHtml(self.composed.html)
            self._place()
        else:
            self.composed = Composed(html)
            self.setHtml(html)

    def _is_drawn(self, formula: Formula) -> bool:
        return self._media.drawing(formula) is not None

    def _absent(self, name: str) -> str:
        picture = self._media.picture(name)
        if picture is None or picture.source is not None:
            return ""
        return _NOT_THERE if picture.is_missing else _NOT_SHOWN

    def _take_arrived(self) -> None:
        """Show what this document was waiting for, once all of it is ready."""
        if self._is_waiting:
            if self._media.want(self._html):
                self._lay_out()
                self.rearranged.emit()
        elif self._has_undrawn:
            self._has_undrawn = False
            if any(self._absent(shape.name) for shape in self.composed.pictures):
                self._lay_out()
                self.rearranged.emit()
            else:
                self.redraw_wanted.emit()

    def _place(self) -> None:
        """Give every image in the text its size, and formulas their line."""
        self._images.clear()
        found = list(self._image_formats())
        spacing = line_spacing(self._theme, self._kind)
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        for position, image in found:
            size = self._size(image)
            image.setWidth(size.width())
            image.setHeight(size.height())
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(image)
        for block in {self.findBlock(position).position() for position, _ in found}:
            cursor.setPosition(block)
            cursor.mergeBlockFormat(spacing)
        cursor.endEditBlock()

    def _image_formats(self) -> Iterator[tuple[int, QTextImageFormat]]:
        block = self.begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().isImageFormat():
                    yield piece.position(), piece.charFormat().toImageFormat()
                pieces += 1
            block = block.next()

    def _size(self, image: QTextImageFormat) -> QSizeF:
        what, _, which = image.name().partition(":")
        if what == PICTURE:
            shape = self.composed.pictures[int(which)]
            picture = self._media.picture(shape.name)
            is_known = picture is not None and picture.source is not None
            size = picture_size(shape, QSizeF(picture.size), self._room) if picture and is_known else QSizeF(1, 1)
            self._shown_sizes[int(which)] = size
            return size
        if what == FORMULA and (drawing := self._media.drawing(self.composed.formulas[int(which)])):
            box = self._boxes[int(which)] = formula_box(drawing, image.font(), self._room)
            self._inks[int(which)] = self._ink(image)
            image.setVerticalAlignment(box.alignment)
            return box.size
        image.setVerticalAlignment(QTextImageFormat.VerticalAlignment.AlignMiddle)
        side = QFontInfo(image.font()).pixelSize()
        return QSizeF(side, side)

    def _formula(self, number: int) -> QImage | None:
        name = f"{FORMULA}:{number}"
        if name not in self._images and number in self._boxes:
            drawing = self._media.drawing(self.composed.formulas[number])
            if drawing is not None:
                svg = inked(drawing, self._inks[number], self._theme.palette.background)
                self._images[name] = draw_formula(svg, self._boxes[number], self._scale())
        return self._images.get(name)

    def _ink(self, image: QTextImageFormat) -> str:
        """Give the colour of the text an image stands in."""
        has_own = image.hasProperty(QTextFormat.Property.ForegroundBrush)
        return image.foreground().color().name() if has_own else self._theme.palette.text

    def _picture(self, number: int) -> QImage | None:
        if number >= len(self.composed.pictures):
            return None
        name = f"{PICTURE}:{number}"
        if name not in self._images:
            shape = self.composed.pictures[number]
            picture, overlay = self._media.picture(shape.name), self._media.picture(shape.overlay)
            is_bare = bool(shape.overlay) and (overlay is None or overlay.is_coming)
            if picture is None or picture.image is None or is_bare:
                self._has_undrawn = True
                return None
            size = self._shown_sizes.get(number, QSizeF(picture.size))
            image = scaled(picture.image, size, self._scale())
            image = on_white(image) if self._theme.is_dark else image
            self._images[name] = masked(image, shape.masks, None if overlay is None else overlay.image)
        return self._images[name]

    def _icon(self, name: str) -> QImage:
        return self._media.icons.pixmap(name, "accent", self._theme.px(Type.LEAD), self._scale()).toImage()

    def _scale(self) -> float:
        return self._theme.application.devicePixelRatio()

    def _dress(self) -> None:
        self.setDefaultFont(self._theme.font(self._kind))
        self._wants_style = not self._html  # most that say nothing never will: they are styled when they do
        if self._wants_style and self.isEmpty():
            return
        self.setDefaultStyleSheet(style_sheet(self._theme, self._kind))
        self._lay_out()
