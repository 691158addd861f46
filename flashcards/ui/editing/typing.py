"""Markdown typed is formatting made: `**bold**`, `*italic*`, a word between backticks, `- ` and `1. ` for lists.

Undo gives back what was typed.
"""

import re
from collections.abc import Callable
from html import escape

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextListFormat
from PySide6.QtWidgets import QTextEdit

from flashcards.ui.editing.formatting import list_at

_BOLD = re.compile(r"\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$")
_ITALIC = re.compile(r"(?<![*\w])\*([^*\s](?:[^*]*[^*\s])?)\*$")
_CODE = re.compile(r"(?<!`)`([^`]+)`$")
_BULLET = re.compile(r"[-*] $")
_NUMBER = re.compile(r"1[.)] $")
_LATEST_FORMULA = re.compile(r"\\[\[(](?!.*\\[\])])")

MARKS = frozenset("*` ")
"""The letters that may end Markdown."""


def shorten(area: QTextEdit) -> None:
    """Make formatting of the Markdown that ends at the caret, if there is any."""
    cursor = area.textCursor()
    before = cursor.block().text()[: cursor.positionInBlock()]
    if _LATEST_FORMULA.search(before):
        return
    if before.endswith(" "):
        _list(area, cursor, before)
        return
    for pattern, width, change in _MARKED:
        if match := pattern.search(before):
            _mark(area, match, width, change)
            return


def _list(area: QTextEdit, cursor: QTextCursor, before: str) -> None:
    style = QTextListFormat.Style.ListDisc if _BULLET.fullmatch(before) else QTextListFormat.Style.ListDecimal
    if list_at(cursor) is not None or not (_BULLET.fullmatch(before) or _NUMBER.fullmatch(before)):
        return
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.createList(style)
    cursor.endEditBlock()
    area.setTextCursor(cursor)


def _mark(area: QTextEdit, match: re.Match[str], width: int, change: Callable[[QTextCursor], None]) -> None:
    usual = area.currentCharFormat()
    cursor = area.textCursor()
    start = cursor.block().position()
    cursor.beginEditBlock()
    for first, last in ((match.end() - width, match.end()), (match.start(), match.start() + width)):
        _select(cursor, start + first, start + last)
        cursor.removeSelectedText()
    _select(cursor, start + match.start(), start + match.end() - 2 * width)
    change(cursor)
    cursor.endEditBlock()
    cursor.clearSelection()
    area.setTextCursor(cursor)
    area.setCurrentCharFormat(usual)


def _select(cursor: QTextCursor, first: int, last: int) -> None:
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)


def _embolden(cursor: QTextCursor) -> None:
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    cursor.mergeCharFormat(form)


def _slant(cursor: QTextCursor) -> None:
    form = QTextCharFormat()
    form.setFontItalic(True)
    cursor.mergeCharFormat(form)


def _write_code(cursor: QTextCursor) -> None:
    """Write it as the document's own style sheet has code, so that it looks as stored code does."""
    cursor.insertHtml(f"<code>{escape(cursor.selectedText(), quote=False)}</code>")


_MARKED: tuple[tuple[re.Pattern[str], int, Callable[[QTextCursor], None]], ...] = (
    (_BOLD, 2, _embolden),
    (_ITALIC, 1, _slant),
    (_CODE, 1, _write_code),
)
"""What Markdown looks like, how long its marks are, and what they do."""
