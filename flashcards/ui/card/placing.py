"""Where formulas and pictures stand in a line of text, how large they are, and how they are drawn there."""

from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QImage, QPainter, QTextCharFormat

from flashcards.rendering.typesetting import Drawing
from flashcards.ui.card.composing import Shape

TALLEST_PICTURE = 560
"""Pixels; a taller picture is shown smaller, and may be enlarged."""


class Box(NamedTuple):
    """A formula's box in the text, in device-independent pixels.

    Attributes:
        top: from the top of the box to that of the drawing.
        height: of the drawing; the box may be taller, so that the formula stands on the line.
        alignment: how Qt is to set the box.
    """

    size: QSizeF
    top: float
    height: float
    alignment: QTextCharFormat.VerticalAlignment


def picture_size(shape: Shape, own: QSizeF, room: float) -> QSizeF:
    """Give a picture's size in the text: as the card asks, but no wider than there is room, and not too tall.

    Args:
        own: the size it has by itself.
        room: the width of the text, in pixels.
    """
    width = shape.width * room if isinstance(shape.width, float) else shape.width
    height = None if isinstance(shape.height, float) else shape.height
    if width and height:
        wanted = QSizeF(width, height)
    elif width:
        wanted = own * (width / own.width())
    elif height:
        wanted = own * (height / own.height())
    else:
        wanted = own
    return wanted * min(1.0, room / wanted.width(), TALLEST_PICTURE / wanted.height())


def formula_box(drawing: Drawing, font: QFont, room: float) -> Box:
    """Give a formula's box.

    Qt sets an image on the bottom of the letters, or with its middle at half the height of an x. The box is as tall as
    makes the formula stand on the line in one of these two ways.

    Args:
        font: of the text around it.
        room: the width of the text, in pixels.
    """
    metrics = QFontMetrics(font)
    em = min(float(QFontInfo(font).pixelSize()), room / drawing.width)
    ascent, descent = drawing.ascent * em, drawing.descent * em
    if descent <= metrics.descent():
        alignment, height, top = QTextCharFormat.VerticalAlignment.AlignBaseline, ascent + metrics.descent(), 0.0
    else:
        middle = metrics.xHeight() / 2
        alignment = QTextCharFormat.VerticalAlignment.AlignMiddle
        height = max(2 * ascent - middle, 2 * descent + middle)
        top = (height + middle) / 2 - ascent
    return Box(QSizeF(drawing.width * em, height), top, ascent + descent, alignment)


def draw_formula(svg: str, box: Box, scale: float) -> QImage:
    """Draw a formula in its box.

    Args:
        scale: physical pixels to one device-independent pixel.
    """
    from PySide6.QtSvg import QSvgRenderer  # seldom needed

    size = (box.size * scale).toSize()
    image = QImage(max(1, size.width()), max(1, size.height()), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    image.setDevicePixelRatio(scale)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, box.top, box.size.width(), box.height))
    painter.end()
    return image


def scaled(image: QImage, size: QSizeF, scale: float) -> QImage:
    """Give a picture with just the pixels it is shown with; Qt's text layout would thin its lines out.

    Args:
        scale: physical pixels to one device-independent pixel.
    """
    pixels = (size * scale).toSize()
    if image.width() > pixels.width():
        image = image.scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return image


def on_white(image: QImage) -> QImage:
    """Lay a picture one can see through on white: its lines are often black."""
    if not image.hasAlphaChannel():
        return image
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def nothing() -> QImage:
    """Give an image nobody sees."""
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image
