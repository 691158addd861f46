"""The covered parts of a picture, drawn on it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPen, QPolygonF

from flashcards.rendering.occlusion import Mask, Role, corners

ASKED, COVERED, EDGE = "#ff8e8e", "#ffeba2", "#212121"
"""Anki's colours; they lie on pictures, which look the same in every theme."""

LABEL_PAPER = "#ffffff"


def masked(image: QImage, masks: Sequence[Mask], overlay: QImage | None = None) -> QImage:
    """Give a picture with the shapes, and the other picture, that lie on it."""
    if image.isNull() or not (masks or overlay):
        return image
    covered = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    size = covered.deviceIndependentSize()
    painter = QPainter(covered)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    if overlay is not None:
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), overlay)
    for mask in masks:
        is_answered = mask.role is Role.ANSWERED
        painter.setPen(QPen(QColor(ASKED if is_answered else EDGE), 3 if is_answered else 1))
        painter.setBrush(_brush(mask.role))
        _draw(painter, mask, size.width(), size.height())
    painter.end()
    return covered


def _brush(role: Role) -> QBrush:
    if role is Role.ANSWERED:
        return QBrush(Qt.BrushStyle.NoBrush)
    return QBrush(QColor(ASKED if role is Role.ASKED else COVERED))


def _draw(painter: QPainter, mask: Mask, width: float, height: float) -> None:
    if mask.kind == "polygon":
        painter.drawPolygon(QPolygonF([QPointF(x * width, y * height) for x, y in corners(mask)]))
        return
    left, top, across, down = mask.numbers
    if mask.kind == "rect":
        painter.drawRect(QRectF(left * width, top * height, across * width, down * height))
    elif mask.kind == "ellipse":
        painter.drawEllipse(QRectF(left * width, top * height, 2 * across * width, 2 * down * height))
    elif mask.kind == "text":
        _write(painter, mask, QPointF(left * width, top * height), max(8.0, down * height * (across or 1)))


def _write(painter: QPainter, mask: Mask, at: QPointF, pixels: float) -> None:
    font = QFont(painter.font())
    font.setPixelSize(round(min(pixels, 200)))
    painter.setFont(font)
    room = painter.boundingRect(QRectF(at.x(), at.y(), 0, 0), Qt.AlignmentFlag.AlignLeft, mask.text)
    painter.fillRect(room.adjusted(-3, -1, 3, 1), QColor(LABEL_PAPER))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft, mask.text)
