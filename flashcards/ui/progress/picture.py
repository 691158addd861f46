"""A chart as a picture to be kept: its title, what it adds up to, its legend, and the drawing."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from flashcards.ui.progress.chart import Chart
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space, Type

FINENESS = 2
"""Pixels of the picture to one of the screen."""
WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


def picture(chart: Chart, drawing: QWidget, legend: QWidget, theme: Theme) -> QPixmap:
    """Paint the picture, in the theme that is worn."""
    line = round(theme.metrics(Type.BODY_STRONG).height()) + Space.XS
    said = _height(chart.summary, drawing.width(), theme) + Space.XS
    legend_height = legend.height() + Space.S if not legend.isHidden() else 0
    width = drawing.width() + 2 * Space.XL
    height = drawing.height() + line + said + legend_height + 3 * Space.L
    made = QPixmap(width * FINENESS, height * FINENESS)
    made.setDevicePixelRatio(FINENESS)
    made.fill(theme.colour("surface"))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    top = float(Space.L)
    for text, kind, colour, room in (
        (chart.title, Type.BODY_STRONG, "text", line),
        (chart.summary, Type.CAPTION, "muted", said),
    ):
        painter.setFont(theme.font(kind))
        painter.setPen(theme.colour(colour))
        painter.drawText(QRectF(Space.XL, top, drawing.width(), room), WRAPPED, text)
        top += room
    for part in (legend, drawing):
        if not part.isHidden():
            place = QPoint(Space.XL, round(top) + Space.S)
            QWidget.render(part, painter, place, renderFlags=QWidget.RenderFlag.DrawChildren)  # a view's own differs
            top += part.height() + Space.S
    painter.end()
    return made


def _height(text: str, width: int, theme: Theme) -> int:
    """Give how high a text is that goes on in the next line."""
    return round(theme.metrics(Type.CAPTION).boundingRect(QRectF(0, 0, width, 0), WRAPPED, text).height())
