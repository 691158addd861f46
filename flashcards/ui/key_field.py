"""A field that takes the key that is pressed in it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

BARE = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}
)
LEAVES = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape})


class KeyField(QLineEdit):
    """Tab and Esc leave it; any other key, with Ctrl, Alt or Shift or without, is taken.

    Signals:
        pressed: the portable name of the key.
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName("New key")
        self.setPlaceholderText("Press a key here")

    def event(self, event: QEvent) -> bool:
        """Take keys before the window does."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and _is_taken(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell which key it was."""
        if not _is_taken(event):
            super().keyPressEvent(event)
            event.ignore()
        elif name := name_of(event):
            self.pressed.emit(name)


def name_of(event: QKeyEvent) -> str:
    """Give the portable name of a key press; "" for Shift and its like alone.

    Shift belongs to the name only where it does not make another sign: `?` is `?`, not `Shift+?`.
    """
    if Qt.Key(event.key()) in BARE:
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_sign = len(event.text()) == 1 and event.text().isprintable() and not event.text().isalpha()
    if is_sign and event.text() != " ":
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    keys = QKeySequence(event.key() | modifiers.value)
    return keys.toString(QKeySequence.SequenceFormat.PortableText)


def _is_taken(event: QKeyEvent) -> bool:
    return Qt.Key(event.key()) not in LEAVES
