"""A document written as a field's HTML: short, and only what cards can show."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextListFormat,
    QTextTable,
)

from flashcards.ui.text_blocks import blocks_of

LINE_BREAK = "\N{LINE SEPARATOR}"
NEW_LINE = "\n"
IMAGE = "\N{OBJECT REPLACEMENT CHARACTER}"
_MARKS = {
    QTextCharFormat.VerticalAlignment.AlignSuperScript: "sup",
    QTextCharFormat.VerticalAlignment.AlignSubScript: "sub",
}
_SIDES = {
    Qt.AlignmentFlag.AlignHCenter: "center",
    Qt.AlignmentFlag.AlignRight: "right",
    Qt.AlignmentFlag.AlignLeft: "left",
}


def write_html(document: QTextDocument, paragraph: str = "p") -> str:
    """Give a document as HTML.

    One paragraph alone stands without a tag, as fields usually have it.

    Args:
        paragraph: the tag of paragraphs, `p` or `div`.
    """
    parts = [part for part in _Writer(document, paragraph).parts() if part]
    if len(parts) == 1 and parts[0].startswith(f"<{paragraph}>") and parts[0].count(f"<{paragraph}>") == 1:
        return parts[0].removeprefix(f"<{paragraph}>").removesuffix(f"</{paragraph}>")
    return "\n".join(parts)


class _Writer:
    """Writes one document. What is around letters of one format is worked out once."""

    def __init__(self, document: QTextDocument, paragraph: str) -> None:
        self._document = document
        self._paragraph = paragraph
        self._around: dict[tuple[int, bool], tuple[str, str] | None] = {}

    def parts(self) -> Iterator[str]:
        """Give paragraphs, lists, tables and rules, in order."""
        blocks = list(blocks_of(self._document))
        for table, inside in self._by_table(blocks):
            if table is not None:
                yield self._table(table)
                continue
            for is_listed, several in groupby(inside, key=lambda block: block.textList() is not None):
                if is_listed:
                    yield self._list(list(several))
                else:
                    yield from (self._block(block) for block in several)

    def _by_table(self, blocks: list[QTextBlock]) -> Iterable[tuple[QTextTable | None, Iterable[QTextBlock]]]:
        if not self._document.rootFrame().childFrames():
            return [(None, blocks)]
        return groupby(blocks, key=lambda block: QTextCursor(block).currentTable())

    def _block(self, block: QTextBlock) -> str:
        form = block.blockFormat()
        if form.hasProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth):
            return "<hr>"
        level = form.headingLevel()
        tag = f"h{level}" if level else self._paragraph
        text = self._inline(block, is_head=bool(level))
        if not text:
            return ""
        return f"<{tag}{_align(block, usual='left')}>{text}</{tag}>"

    def _list(self, blocks: list[QTextBlock]) -> str:
        """Write items that follow each other, deeper ones inside the item above them."""
        written: list[str] = []
        open_tags: list[str] = []
        depths: list[int] = []
        for block in blocks:
            form = block.textList().format()
            tag, depth = _list_tag(form), form.indent()
            while depths and depth < depths[-1]:
                written.append(f"</li></{open_tags.pop()}>")
                depths.pop()
            if depths and depth == depths[-1] and tag == open_tags[-1]:
                written.append("</li>")
            elif depths and depth == depths[-1]:
                written.append(f"</li></{open_tags.pop()}>")
                written.append(f"{'' if open_tags else NEW_LINE}<{tag}>")
                open_tags.append(tag)
            else:
                written.append(f"<{tag}>")
                open_tags.append(tag)
                depths.append(depth)
            written.append(f"<li>{self._inline(block)}")
        written.extend(f"</li></{tag}>" for tag in reversed(open_tags))
        return "".join(written)

    def _table(self, table: QTextTable) -> str:
        heads = table.format().headerRowCount()
        rows = [
            "<tr>" + "".join(self._cell(table, row, column, is_head=row < heads) for column in range(table.columns()))
            for row in range(table.rows())
        ]
        head, body = (f"{'</tr>'.join(part)}</tr>" if part else "" for part in (rows[:heads], rows[heads:]))
        return (
            "<table>"
            + (f"<thead>{head}</thead>" if head else "")
            + (f"<tbody>{body}</tbody>" if body else "")
            + "</table>"
        )

    def _cell(self, table: QTextTable, row: int, column: int, *, is_head: bool) -> str:
        cell = table.cellAt(row, column)
        block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
        tag = "th" if is_head else "td"
        opening = f"<{tag}{_align(block, usual='center' if is_head else 'left')}>"
        texts = [self._inline(block, is_head=is_head)]
        while block != last:
            block = block.next()
            texts.append(self._inline(block, is_head=is_head))
        return f"{opening}{'<br>'.join(texts)}</{tag}>"

    def _inline(self, block: QTextBlock, *, is_head: bool = False) -> str:
        """Write the text of a block.

        Args:
            is_head: it stands where text is bold anyway, and on a ground of its own.
        """
        iterator = block.begin()
        written = []
        while not iterator.atEnd():
            written.append(self._fragment(iterator.fragment(), is_head=is_head))
            iterator += 1
        return "".join(written)

    def _fragment(self, fragment: QTextFragment, *, is_head: bool) -> str:
        key = (fragment.charFormatIndex(), is_head)
        if key not in self._around:
            self._around[key] = _around(fragment.charFormat(), is_head=is_head)
        around, text = self._around[key], fragment.text()
        if around is None:
            return _image(fragment.charFormat()) * text.count(IMAGE)
        html = escape(text, quote=False).replace(LINE_BREAK, "<br>").replace("  ", "\N{NO-BREAK SPACE} ")
        return f"{around[0]}{html}{around[1]}"


def _align(block: QTextBlock, *, usual: str) -> str:
    """Give the attribute for the side a block's text stands at; nothing for the usual one."""
    flags = block.blockFormat().alignment()
    side = next((name for flag, name in _SIDES.items() if flags & flag), usual)
    return "" if side == usual else f' align="{side}"'


def _around(form: QTextCharFormat, *, is_head: bool) -> tuple[str, str] | None:
    """Give what begins and ends a run of text; None for a picture."""
    if form.isImageFormat():
        return None
    tags = list(_tags(form, is_head=is_head))
    return "".join(opening for opening, _ in reversed(tags)), "".join(closing for _, closing in tags)


def _list_tag(form: QTextListFormat) -> str:
    return "ol" if form.style() == QTextListFormat.Style.ListDecimal else "ul"


def _image(form: QTextCharFormat) -> str:
    image = form.toImageFormat()
    size = "".join(
        f' {name}="{round(value)}"'
        for name, value in (("width", image.width()), ("height", image.height()))
        if value > 0
    )
    alt = str(image.property(QTextFormat.Property.ImageAltText) or "")
    said = f' alt="{escape(alt)}"' if alt else ""
    return f'<img src="{escape(image.name())}"{said}{size}>'


def _tags(form: QTextCharFormat, *, is_head: bool) -> Iterator[tuple[str, str]]:
    """Give the tags around a run of text, the innermost first."""
    is_code, is_link = form.fontFixedPitch() or "monospace" in (form.fontFamilies() or ()), form.isAnchor()
    colours = [] if is_link else list(_colours(form, has_ground=is_code or is_head))
    marks = {
        "code": is_code,
        _MARKS.get(form.verticalAlignment(), ""): form.verticalAlignment() in _MARKS,
        "s": form.fontStrikeOut(),
        "u": form.fontUnderline() and not is_link,
        "i": form.fontItalic(),
        "b": form.fontWeight() >= QFont.Weight.DemiBold and not is_head,
    }
    if colours:
        yield f'<span style="{"; ".join(colours)}">', "</span>"
    yield from ((f"<{tag}>", f"</{tag}>") for tag, is_on in marks.items() if is_on)
    if is_link:
        yield f'<a href="{escape(form.anchorHref())}">', "</a>"


def _colours(form: QTextCharFormat, *, has_ground: bool) -> Iterator[str]:
    if form.hasProperty(QTextFormat.Property.ForegroundBrush):
        yield f"color: {form.foreground().color().name()}"
    if form.hasProperty(QTextFormat.Property.BackgroundBrush) and not has_ground:
        yield f"background-color: {form.background().color().name()}"
