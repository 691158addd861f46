"""A long text on pages: parts that belong together stay on one page, and each page has its number. Any thread."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from flashcards.ui.text_blocks import blocks_of

MARGIN_MM = 18
FOOT_PT = 24.0
FONT = QFont("sans-serif", 10)
FOOT_FONT = QFont("sans-serif", 8)
POINTS_AN_INCH = 72
PART = "part"
"""The name of the anchor that begins a part."""

BREAK = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore


def write_pdf(html: str, style: str, title: str, path: Path) -> None:
    """Write HTML as pages of a PDF.

    Args:
        html: each part that is to stay on one page begins with an anchor called `PART`; the first begins a page.
        title: of the file, and in the foot of each page.
    """
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM))
    writer.setTitle(title)
    foot = FOOT_PT * writer.logicalDpiY() / POINTS_AN_INCH
    page = QRectF(0, 0, writer.width(), writer.height() - foot)
    document = _document(html, style, page.size(), writer)
    painter = QPainter(writer)
    pages = document.pageCount()
    for number in range(pages):
        if number:
            writer.newPage()
        painter.save()
        painter.translate(0, -number * page.height())
        _draw(document, painter, page.translated(0, number * page.height()))
        painter.restore()
        painter.setFont(FOOT_FONT)
        below = QRectF(0, page.height(), page.width(), foot)
        painter.drawText(below, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, title)
        painter.drawText(below, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, f"{number + 1} of {pages}")
    painter.end()


def _draw(document: QTextDocument, painter: QPainter, part: QRectF) -> None:
    """Draw a part of a document in black, whatever the colours of the window are."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    context.clip = part
    painter.setClipRect(part)
    document.documentLayout().draw(painter, context)


def _document(html: str, style: str, page: QSizeF, writer: QPdfWriter) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(FONT)
    document.setDefaultStyleSheet(style)
    document.setDocumentMargin(0)
    document.setHtml(html)
    document.setTextWidth(page.width())
    _break_before(_overflowing(document, page.height()))
    document.setPageSize(page)
    return document


def _overflowing(document: QTextDocument, height: float) -> list[QTextBlock]:
    """Give the blocks that begin a page, in a document laid out as one long page."""
    layout = document.documentLayout()
    starts = [block for block in blocks_of(document) if _is_start(block)]
    tops = [layout.blockBoundingRect(block).top() for block in starts] + [document.size().height()]
    found: list[QTextBlock] = []
    used = height
    for block, top, end in zip(starts, tops, tops[1:], strict=False):
        if used + end - top > height:
            found.append(block)
            used = 0.0
        used += end - top
    return found


def _break_before(blocks: list[QTextBlock]) -> None:
    for block in blocks:
        laid = block.blockFormat()
        laid.setPageBreakPolicy(BREAK)
        QTextCursor(block).setBlockFormat(laid)


def _is_start(block: QTextBlock) -> bool:
    return any(PART in one.format.anchorNames() for one in block.textFormats())
