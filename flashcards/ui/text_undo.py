"""Keys that are a text's own once something is typed in it, and until then the window's: undo, and deleting a word."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from flashcards.ui.key_field import KeyField

Editor = QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox


class TextUndo(QObject):
    """Watches the text that has the keyboard.

    Qt's texts keep the keys of undo even with nothing to take back, and leave Ctrl+Del, by which elsewhere a note is
    deleted, to others even in the middle of a word.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the window the keys that would do nothing here, and keep from it those that would."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, Editor):
            return False
        if deletes_word(event) and text_of(watched):
            event.accept()
            return True
        if not is_idle(watched, event):
            return False
        event.ignore()
        return True

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        is_text = isinstance(now, Editor) and not isinstance(now, KeyField) and self._window.isAncestorOf(now)
        self._watched = now if is_text else None
        if self._watched is not None:
            self._watched.installEventFilter(self)


def is_idle(editor: Editor, event: QKeyEvent) -> bool:
    """Say whether a key is that of undo or redo, and nothing was typed that either could take back or bring again.

    Who has taken back all that was typed and presses the key once more means the text still, not a step elsewhere.
    """
    return is_turn(event) and not was_typed_in(editor)


def deletes_word(event: QKeyEvent) -> bool:
    """Say whether a key deletes a word, or what is left of it, in a text."""
    return event.matches(QKeySequence.StandardKey.DeleteEndOfWord) or event.matches(
        QKeySequence.StandardKey.DeleteStartOfWord
    )


def text_of(editor: Editor) -> str:
    """Give what is in a text."""
    return editor.toPlainText() if isinstance(editor, QTextEdit | QPlainTextEdit) else editor.text()


def is_turn(event: QKeyEvent) -> bool:
    """Say whether a key is that of undo or redo."""
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def was_typed_in(editor: Editor) -> bool:
    """Say whether something in a text can be taken back, or brought again."""
    if isinstance(editor, QTextEdit | QPlainTextEdit):
        return editor.document().isUndoAvailable() or editor.document().isRedoAvailable()
    line = editor.lineEdit() if isinstance(editor, QAbstractSpinBox) else editor
    return line.isUndoAvailable() or line.isRedoAvailable()
