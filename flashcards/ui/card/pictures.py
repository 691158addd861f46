"""Pictures of the media store, read within bounds: bitmaps by Qt, vector pictures once they are cleaned."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter

MAX_DECODED_MB = 128
"""Memory one picture may take while it is decoded; a larger one is not shown."""

MAX_PIXELS = MAX_DECODED_MB * 1024 * 1024 // 4
MAX_PHOTO_PIXELS = 4 * MAX_PIXELS
"""Pixels a picture may have; a photo may have more, for it is decoded smaller at once."""

WIDEST_IMAGE = 1600
"""Pixels; a larger picture is read smaller, so that none takes more memory than a screen can show."""

_SVG = "svg"
_BYTES_LOOKED_AT = 256
_VECTOR_SIZE = QSize(300, 150)
"""What browsers take for a vector picture that does not say how large it is."""

_SIGNATURES = (
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"\x00\x00\x01\x00", "ico"),
)


class Source(NamedTuple):
    """A picture's file, looked at.

    Attributes:
        kind: what decodes it.
        size: in device-independent pixels.
        drawing: a vector picture, cleaned.
    """

    file: Path
    kind: str
    size: QSize
    drawing: bytes = b""


def look(file: Path) -> Source | None:
    """Say what kind of picture a file has and how large it is; None when it cannot be shown.

    Raises:
        OSError: the file cannot be read.
    """
    with file.open("rb") as opened:
        kind = _kind(opened.read(_BYTES_LOOKED_AT))
    if kind == _SVG:
        return _vector(file)
    return None if kind is None else _bitmap(file, kind)


def decode(source: Source, widest: int = WIDEST_IMAGE) -> QImage:
    """Give the picture itself, at most so many pixels wide and high; a null image when it cannot be decoded."""
    room = QSize(widest, widest)
    if source.kind == _SVG:
        return _drawn(source.drawing, source.size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    reader = _reader(source.file, source.kind)
    if max(source.size.width(), source.size.height()) > widest:
        scaled = source.size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(scaled.transposed() if _is_turned(reader) else scaled)
    return reader.read()


def _kind(start: bytes) -> str | None:
    """Tell a picture by its first bytes, whatever the file is called. Other kinds Qt could read are not shown."""
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            return kind
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    return _SVG if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else None


def _bitmap(file: Path, kind: str) -> Source | None:
    reader = _reader(file, kind)
    size = reader.size()
    most = MAX_PHOTO_PIXELS if kind == "jpeg" else MAX_PIXELS
    if size.isEmpty() or size.width() * size.height() > most:
        return None
    return Source(file, kind, size.transposed() if _is_turned(reader) else size)


def _reader(file: Path, kind: str) -> QImageReader:
    QImageReader.setAllocationLimit(MAX_DECODED_MB)
    reader = QImageReader(str(file), QByteArray(kind.encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    return reader


def _is_turned(reader: QImageReader) -> bool:
    """Say whether the camera was held upright, so that width and height change places."""
    return bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)


def _vector(file: Path) -> Source | None:
    from PySide6.QtSvg import QSvgRenderer

    from flashcards.rendering.svg import MAX_BYTES, clean_svg

    with file.open("rb") as opened:
        cleaned = clean_svg(opened.read(MAX_BYTES + 1))
    if cleaned is None:
        return None
    renderer = QSvgRenderer(QByteArray(cleaned))
    size = renderer.defaultSize()
    return Source(file, _SVG, _VECTOR_SIZE if size.isEmpty() else size, cleaned) if renderer.isValid() else None


def _drawn(drawing: bytes, size: QSize) -> QImage:
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(image.rect()))
    painter.end()
    return image
