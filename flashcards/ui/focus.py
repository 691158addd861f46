"""Keeps the keyboard somewhere: a window without a focused widget takes no keys."""

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Page
from flashcards.ui.text_undo import TextUndo


class FocusKeeper(QObject):
    """Gives the keyboard back to the page, or to the sheet over it, when what had it went or was disabled."""

    def __init__(self, window: QWidget, pages: QStackedWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._is_thrown_out = False
        self._text_undo = TextUndo(window)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.keep)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._heed)

    @Slot()
    def keep(self) -> None:
        """Look where the keyboard is, and take it back if it is nowhere."""
        was_thrown_out, self._is_thrown_out = self._is_thrown_out, False
        page = self._pages.currentWidget()
        if not isinstance(page, Page) or not self._is_ours():
            return
        focused = QApplication.focusWidget()
        if focused is not None and not was_thrown_out:
            return
        sheet = next((one for one in self._window.findChildren(Overlay) if one.isVisible()), None)
        inside: QWidget = page if sheet is None else sheet
        if focused is not None and (inside.isAncestorOf(focused) or focused is inside):
            return
        (page if sheet is None else sheet).take_focus()
        if QApplication.focusWidget() is None:
            inside.setFocus()

    def _is_ours(self) -> bool:
        is_open = self._window.isEnabled() and self._window.isActiveWindow()
        return is_open and QApplication.activePopupWidget() is None

    @Slot(QWidget, QWidget)
    def _heed(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None and old.window() is self._window and not (old.isVisible() and old.isEnabled()):
            self._is_thrown_out = True
        if now is None or self._is_thrown_out:
            self._soon.start()
