"""A field edited as it looks."""

import re

from PySide6.QtCore import QEvent, QKeyCombination, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit

from flashcards.rendering.sanitising import clean_html
from flashcards.ui.actions import ActionId, action
from flashcards.ui.card.media import Media
from flashcards.ui.card.style import style_sheet
from flashcards.ui.editing.dressed_anew import become, states_of
from flashcards.ui.editing.formatting import FORMATS, leave_list, list_at
from flashcards.ui.editing.formula_hint import FormulaHint
from flashcards.ui.editing.pasting import apart, files_in
from flashcards.ui.editing.pictures import FieldPictures
from flashcards.ui.editing.reading import is_understood, paragraph_tag, same_words
from flashcards.ui.editing.tables import move_cell
from flashcards.ui.editing.typing import MARKS, shorten
from flashcards.ui.editing.writing import write_html
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Type

_PARTED = re.compile(r"<(?:p|div|h[1-6]|ul|ol|table|hr)\b", re.IGNORECASE)
"""What parts a field into paragraphs. Where there is none, it is one, and what is typed below it looks like it."""

_UNSHIFTED = {
    Qt.Key.Key_Plus: Qt.Key.Key_Equal,
    Qt.Key.Key_Greater: Qt.Key.Key_Period,
    Qt.Key.Key_Less: Qt.Key.Key_Comma,
}
"""What a key with Shift is without it, on a keyboard of the United States."""

_KEYS = {QKeySequence(key).toString(): act for name, act in FORMATS.items() for key in action(name).keys}
_RECORD = QKeySequence(action(ActionId.RECORD).keys[0]).toString()


class FieldArea(QTextEdit):
    """Formatted text in, HTML out. Text that was not touched gives the HTML untouched.

    The keys of formatting work in here before those of the window: `Ctrl+=` raises letters, it does not zoom.
    Markdown becomes formatting while it is typed.

    Signals:
        attach_wanted: files (a list of `Path`) or a picture (a `QImage`) were pasted or dropped.
        record_wanted: a sound is to be recorded.
    """

    attach_wanted = Signal(object)
    record_wanted = Signal()

    def __init__(self, name: str, html: str, theme: Theme, media: Media | None = None) -> None:
        """Make one.

        Args:
            name: what a screen reader calls it.
            media: what shows pictures and formulas; without it, they stand by name and as their source.
        """
        super().__init__()
        self._pictures = FieldPictures(self, theme, media)
        self._theme = theme
        self._worn = theme.palette
        self._stored = html
        self._begun = ""
        self._paragraph = paragraph_tag(html)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        theme.changed.connect(self._dress)
        self._show(html)
        self._begun = self._write()
        self._media = media
        self.formula_hint: FormulaHint | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have formulas drawn while they are typed."""
        super().focusInEvent(event)
        if self.formula_hint is None and self._media is not None:
            self.formula_hint = FormulaHint(self, self._theme, self._media)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the drawn formula away."""
        super().focusOutEvent(event)
        if self.formula_hint is not None:
            self.formula_hint.look()

    @property
    def html(self) -> str:
        """The field as it is to be stored."""
        written = self._write()
        return self._stored if written == self._begun else written

    def event(self, event: QEvent) -> bool:
        """Claim the keys of formatting."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_claimed(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Format; and end a list by Enter on an empty item."""
        act = _KEYS.get(_pressed(event))
        if act is not None:
            act(self)
            return
        if _pressed(event) == _RECORD:
            self.record_wanted.emit()
            return
        cursor = self.textCursor()
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers()
        if is_enter and list_at(cursor) is not None and not cursor.block().text():
            leave_list(cursor)
            return
        super().keyPressEvent(event)
        if event.text() in MARKS:
            shorten(self)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: FBT001  (Qt's name)
        """Go through the cells of a table by Tab, then on to the next field."""
        return move_cell(self, 1 if next else -1) or super().focusNextPrevChild(next)

    def enclose(self, before: str, after: str) -> None:
        """Put words around what is chosen, or around the caret, and leave the caret before the last ones.

        Blanks at both ends of what is chosen stay outside.
        """
        cursor = self.textCursor()
        leave_out_blanks(cursor)
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        cursor.beginEditBlock()
        cursor.setPosition(last)
        cursor.insertText(after)
        cursor.setPosition(first)
        cursor.insertText(before)
        cursor.endEditBlock()
        is_empty = first == last
        cursor.setPosition(last + len(before) + (0 if is_empty else len(after)))
        self.setTextCursor(cursor)

    def insert_html(self, html: str) -> None:
        """Put in what attaching a file gives: a picture, or a sound's name."""
        self.textCursor().insertHtml(html)

    def paste_plain(self) -> None:
        """Paste the words of what was copied, without formatting."""
        self.insertPlainText(QGuiApplication.clipboard().text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take files and pictures too."""
        return source.hasImage() or bool(files_in(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text with the formatting that stays, and none that would be lost; have files and pictures attached."""
        if files := files_in(source):
            self.attach_wanted.emit(files)
            return
        picture = source.imageData() if source.hasImage() and not source.hasText() else None
        if isinstance(picture, QImage):
            self.attach_wanted.emit(picture)
            return
        if not source.hasHtml():
            super().insertFromMimeData(source)
            return
        words, pictures = apart(source.html())
        pasted = QTextDocument()
        pasted.setHtml(clean_html(words))
        self.insertHtml(write_html(pasted, self._paragraph))
        for picture in pictures:
            self.attach_wanted.emit(picture)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Show a picture of the media store; nothing else is read."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._pictures.image(name.toString() if isinstance(name, QUrl) else name)
        return None

    def _show(self, html: str) -> None:
        document = self.document()
        self._set_style(document)
        _fill(document, html)
        document.clearUndoRedoStacks()

    def _dress(self) -> None:
        """Wear another theme; what was changed stays changed.

        Where colours of the theme before stand in it, the field is read anew, with all it was before. Where it is not,
        headings and tables keep their size of letters until it is.
        """
        document = self.document()
        is_steady = self._theme.palette is self._worn or not has_colours(document)
        self._worn = self._theme.palette
        if is_steady and (document.isUndoAvailable() or document.isRedoAvailable()):
            self._set_style(document)
            self._pictures.draw_anew()
            return
        place = self.textCursor().position()
        self.blockSignals(True)  # noqa: FBT003  (nothing is another after it)
        self._show_anew()
        self.blockSignals(False)  # noqa: FBT003
        cursor = self.textCursor()
        cursor.setPosition(min(place, document.characterCount() - 1))
        self.setTextCursor(cursor)

    def _show_anew(self) -> None:
        """Read the field anew as it was at first, and change it again to all it has been; if that cannot be, as now."""
        shown, document = self.html, self.document()
        states, now = states_of(document, self._write)
        self._show(states[0])
        for state in states[1:]:
            other = QTextDocument()
            self._set_style(other)
            _fill(other, state)
            become(document, other)
            if self._write() != state:
                self._show(shown)
                return
        for _ in states[now + 1 :]:
            document.undo()

    def _write(self) -> str:
        return write_html(self.document(), self._paragraph)

    def _set_style(self, document: QTextDocument) -> None:
        document.setDefaultFont(self._theme.font(Type.BODY))
        document.setDefaultStyleSheet(style_sheet(self._theme, Type.BODY))


def _fill(document: QTextDocument, html: str) -> None:
    document.setHtml(html if _PARTED.search(html) else f"<p>{html or '.'}</p>")
    if not html:  # an empty paragraph would be none
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()


def leave_out_blanks(cursor: QTextCursor) -> None:
    """Choose what is chosen without the blanks at its ends, where it is more than blanks."""
    words = cursor.selectedText()
    if not words.strip():
        return
    first = cursor.selectionStart() + len(words) - len(words.lstrip())
    last = cursor.selectionEnd() - (len(words) - len(words.rstrip()))
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)


def has_colours(document: QTextDocument) -> bool:
    """Say whether colours stand in a document, or stood in what can be taken back."""
    brushes = QTextFormat.Property.ForegroundBrush.value, QTextFormat.Property.BackgroundBrush.value
    return any(
        form.isTableFormat() or form.isTableCellFormat() or any(form.hasProperty(brush) for brush in brushes)
        for form in document.allFormats()
    )


def can_be_shown(html: str) -> bool:
    """Say whether a field can be edited as it looks without losing any of it."""
    if not is_understood(html):
        return False
    document = QTextDocument()
    document.setHtml(html)
    return same_words(html, write_html(document, paragraph_tag(html)))


def _is_claimed(event: QKeyEvent) -> bool:
    return _pressed(event) in _KEYS or _pressed(event) == _RECORD


def _pressed(event: QKeyEvent) -> str:
    """Name the keys as the table of actions does: Shift and = is a + to Qt, but not to who presses them."""
    keys = event.keyCombination()
    if keys.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
        keys = QKeyCombination(keys.keyboardModifiers(), _UNSHIFTED.get(keys.key(), keys.key()))
    return QKeySequence(keys).toString()
