"""Ctrl+Z in a text is the text's own as long as there is something to take back in it, and then the collection's."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

Editor = QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox


class TextUndo(QObject):
    """Watches the text that has the keyboard: Qt's texts keep the keys of undo even with nothing to take back."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the window the keys that would do nothing here."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, Editor) or not is_idle(watched, event):
            return False
        event.ignore()
        return True

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now if isinstance(now, Editor) and self._window.isAncestorOf(now) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)


def is_idle(editor: Editor, event: QKeyEvent) -> bool:
    """Say whether a key is that of undo or redo and would do nothing."""
    can_undo, can_redo = _possible(editor)
    is_undo, is_redo = (event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))
    return (is_undo and not can_undo) or (is_redo and not can_redo)


def _possible(editor: Editor) -> tuple[bool, bool]:
    """Say whether there is something to undo, and to redo."""
    if isinstance(editor, QTextEdit | QPlainTextEdit):
        return editor.document().isUndoAvailable(), editor.document().isRedoAvailable()
    line = editor.lineEdit() if isinstance(editor, QAbstractSpinBox) else editor
    return line.isUndoAvailable(), line.isRedoAvailable()
