"""Card HTML as Qt lays it out: dressed in the theme's tokens, and closed to the world."""

from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, QSize, Qt, QUrl
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QImageReader, QTextDocument

from flashcards.rendering import is_media_name
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space, Type

WIDEST_IMAGE = 1600
"""Pixels; a larger image is read smaller, so that none takes more memory than a screen can show."""

LINE_HEIGHT = 1.35
"""From one line of running text to the next, in heights of its letters."""

_STYLE = Template("""
p { margin-top: 0; margin-bottom: ${M}px; line-height: ${LINE}%; }
div { line-height: ${LINE}%; }
ul, ol { margin-top: ${XS}px; margin-bottom: ${S}px; margin-left: 0; }
li { margin-bottom: ${XS}px; line-height: 130%; }
h1, h2, h3, h4, h5, h6 { font-size: ${HEADING}px; font-weight: 600; margin-top: ${S}px; margin-bottom: ${S}px; }
table { border-collapse: collapse; margin-top: ${S}px; margin-bottom: ${S}px; }
td, th { border: 1px solid $border; padding: ${S}px ${M}px; font-size: ${TABLE}px; line-height: 100%; }
th { background-color: $sunken; font-weight: 600; }
hr { background-color: $border; margin-top: 0; margin-bottom: 0; }
a { color: $accent; text-decoration: underline; }
code, kbd, pre, samp, tt { background-color: $sunken; font-family: monospace; }
blockquote { margin-left: ${L}px; color: $muted; }
.more { color: $muted; font-size: ${MORE}px; }
.hint { color: $muted; font-style: italic; }
.cloze { color: $accent; font-weight: 600; }
.revealed .cloze { color: $text; background-color: $accent_soft; }
.right { color: $good; }
.wrong { color: $again; background-color: $again_soft; text-decoration: line-through; }
.missing { color: $good; background-color: $good_soft; text-decoration: underline; }
.quiet { color: $muted; font-size: ${MORE}px; }
""")


class CardDocument(QTextDocument):
    """Rich text that loads nothing but images of the media store."""

    def __init__(self, theme: Theme, media: Path | None, kind: Type = Type.CARD, parent: QObject | None = None) -> None:
        """Make an empty document.

        Args:
            media: the folder of the media store, or None to load nothing at all.
            kind: the size of running text.
        """
        super().__init__(parent)
        self._theme = theme
        self._media = media
        self._kind = kind
        self._html = ""
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        theme.changed.connect(self._dress)
        self._dress()

    def show_html(self, html: str) -> None:
        """Lay out other HTML."""
        if html != self._html:
            self._html = html
            self.setHtml(html)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give an image of the media store, or an empty one: given nothing, Qt would go and look for a file itself."""
        nothing = QImage(1, 1, QImage.Format.Format_ARGB32)
        nothing.fill(Qt.GlobalColor.transparent)
        file_name = name.toString() if isinstance(name, QUrl) else name
        if kind != QTextDocument.ResourceType.ImageResource.value or self._media is None:
            return nothing
        file = self._media / file_name
        if not is_media_name(file_name) or file.is_symlink() or not file.is_file():
            return nothing
        return _image(file) or nothing

    def _dress(self) -> None:
        theme = self._theme
        values: dict[str, object] = {name: getattr(theme.palette, name) for name in theme.palette.__slots__}
        values |= {space.name: int(space) for space in Space}
        values["LINE"] = round(LINE_HEIGHT * 100)
        values |= {"HEADING": theme.px(self._kind), "TABLE": theme.px(Type.LEAD), "MORE": theme.px(Type.LEAD)}
        self.setDefaultFont(theme.font(self._kind))
        self.setDefaultStyleSheet(_STYLE.substitute(values))
        self.setHtml(self._html)


def measure(font: QFont, characters: int) -> int:
    """Give the width, in pixels, of a line of so many characters of running English text."""
    sample = "the patient may see the record within thirty days of asking for it "
    return round(QFontMetricsF(font).horizontalAdvance(sample) / len(sample) * characters)


def _image(file: Path) -> QImage | None:
    reader = QImageReader(str(file))
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > WIDEST_IMAGE:
        reader.setScaledSize(size.scaled(QSize(WIDEST_IMAGE, WIDEST_IMAGE), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image
