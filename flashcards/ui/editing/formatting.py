"""What can be done to text that is edited: marks on letters, lists of paragraphs."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextList, QTextListFormat
from PySide6.QtWidgets import QTextEdit

from flashcards.ui.actions import ActionId
from flashcards.ui.editing.tables import table

Vertical = QTextCharFormat.VerticalAlignment
Style = QTextListFormat.Style


def toggle_bold(area: QTextEdit) -> None:
    """Make letters bold, or no longer."""
    is_bold = area.currentCharFormat().fontWeight() >= QFont.Weight.DemiBold
    change = QTextCharFormat()
    change.setFontWeight(QFont.Weight.Normal if is_bold else QFont.Weight.Bold)
    area.mergeCurrentCharFormat(change)


def toggle_italic(area: QTextEdit) -> None:
    """Make letters italic, or no longer."""
    change = QTextCharFormat()
    change.setFontItalic(not area.currentCharFormat().fontItalic())
    area.mergeCurrentCharFormat(change)


def toggle_underline(area: QTextEdit) -> None:
    """Underline letters, or no longer."""
    change = QTextCharFormat()
    change.setFontUnderline(not area.currentCharFormat().fontUnderline())
    area.mergeCurrentCharFormat(change)


def toggle_height(area: QTextEdit, wanted: Vertical) -> None:
    """Raise or lower letters, or put them on the line again."""
    change = QTextCharFormat()
    is_there = area.currentCharFormat().verticalAlignment() == wanted
    change.setVerticalAlignment(Vertical.AlignNormal if is_there else wanted)
    area.mergeCurrentCharFormat(change)


def clear_marks(area: QTextEdit) -> None:
    """Make letters plain."""
    cursor = area.textCursor()
    if cursor.hasSelection():
        cursor.setCharFormat(QTextCharFormat())
    area.setCurrentCharFormat(QTextCharFormat())


def colour_letters(area: QTextEdit, colour: str) -> None:
    """Give letters a colour, `#rrggbb`."""
    change = QTextCharFormat()
    change.setForeground(QColor(colour))
    area.mergeCurrentCharFormat(change)


def list_at(cursor: QTextCursor) -> QTextList | None:
    """Give the list a cursor is in, or None."""
    return cast("QTextList | None", cursor.currentList())  # Qt's types promise one always


def toggle_list(area: QTextEdit, style: Style) -> None:
    """Make a list of the paragraphs chosen, or paragraphs of the list."""
    cursor = area.textCursor()
    current = list_at(cursor)
    if current is not None and current.format().style() == style:
        leave_list(cursor)
    elif current is not None:
        form = current.format()
        form.setStyle(style)
        current.setFormat(form)
    else:
        cursor.createList(style)


def indent(area: QTextEdit, by: int) -> None:
    """Put list items a level deeper, or back; at the outermost level they leave the list."""
    cursor = area.textCursor()
    current = list_at(cursor)
    if current is None:
        return
    form = current.format()
    depth = form.indent() + by
    if depth < 1:
        leave_list(cursor)
        return
    form.setIndent(depth)
    cursor.createList(form)


def leave_list(cursor: QTextCursor) -> None:
    """Make the chosen list items paragraphs."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = cursor.document().findBlock(start)
    cursor.beginEditBlock()
    while block.isValid() and block.position() <= end:
        current = block.textList()
        if current is not None:
            current.remove(block)
            plain = QTextBlockFormat()
            plain.setIndent(0)
            QTextCursor(block).mergeBlockFormat(plain)
        block = block.next()
    cursor.endEditBlock()


FORMATS: dict[ActionId, Callable[[QTextEdit], None]] = {
    ActionId.BOLD: toggle_bold,
    ActionId.ITALIC: toggle_italic,
    ActionId.UNDERLINE: toggle_underline,
    ActionId.SUPERSCRIPT: partial(toggle_height, wanted=Vertical.AlignSuperScript),
    ActionId.SUBSCRIPT: partial(toggle_height, wanted=Vertical.AlignSubScript),
    ActionId.CLEAR_FORMAT: clear_marks,
    ActionId.BULLETS: partial(toggle_list, style=Style.ListDisc),
    ActionId.NUMBERS: partial(toggle_list, style=Style.ListDecimal),
    ActionId.INDENT: partial(indent, by=1),
    ActionId.OUTDENT: partial(indent, by=-1),
    ActionId.TABLE: table,
}
"""What each action of the editor does to a text area."""
