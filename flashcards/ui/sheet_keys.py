"""Which keys mean something while a sheet lies over the window: its own, and those that change nothing behind it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from flashcards.ui.actions import ActionId

OVER_SHEETS = frozenset(
    {
        ActionId.FULL_SCREEN,
        ActionId.ZOOM_IN,
        ActionId.ZOOM_OUT,
        ActionId.ZOOM_RESET,
        ActionId.CLOSE,
        ActionId.QUIT,
    }
)
"""Actions of the window that are of use under any sheet."""


def is_heard_over(sheet: QWidget, event: QKeyEvent) -> bool:
    """Say whether a key press is a command of the sheet, or one of `OVER_SHEETS`."""
    pressed = _pressed(event)
    return any(key in pressed for key in (*_own_keys(sheet), *_window_keys(sheet.window())))


def _pressed(event: QKeyEvent) -> tuple[QKeySequence, ...]:
    """Give what the keys may be called: Shift that makes another sign is left out, too."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    whole = QKeySequence(event.key() | modifiers.value)
    is_letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
    if is_letter or not modifiers & Qt.KeyboardModifier.ShiftModifier:
        return (whole,)
    return whole, QKeySequence(event.key() | (modifiers & ~Qt.KeyboardModifier.ShiftModifier).value)


def _own_keys(sheet: QWidget) -> Iterator[QKeySequence]:
    for button in sheet.findChildren(QAbstractButton):
        yield button.shortcut()
    for shortcut in sheet.findChildren(QShortcut):
        yield from shortcut.keys()
    for command in sheet.findChildren(QAction):
        yield from command.shortcuts()


def _window_keys(window: QWidget) -> Iterator[QKeySequence]:
    for command in window.actions():
        if command.objectName() in OVER_SHEETS:
            yield from command.shortcuts()
