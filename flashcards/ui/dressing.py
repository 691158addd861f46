"""Dresses the parts of the window in the theme: what is seen at once, the rest when it is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QChildEvent, QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from flashcards.ui.theme import Theme


class Dressing(QObject):
    """Gives each part of the window the stylesheet that is worn, once that is not the application's any more.

    Another stylesheet of the application has Qt style everything anew, pages that nobody sees among it: half a
    second once all of them are open.

    Args:
        window: what is dressed so while it is shown; a holder too.
        holders: their widgets are the parts, those that come later too; a holder within another is no part.
    """

    def __init__(self, theme: Theme, window: QWidget, holders: Sequence[QWidget]) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._is_heeding = False
        self._holders = holders
        self._parts: list[QWidget] = []
        for holder in holders:
            holder.installEventFilter(self)
            for child in holder.children():
                self._watch(child)
        self._heed(is_shown=window.isVisible())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take on what comes into a holder, and dress what is about to be seen."""
        if watched is self._window and event.type() in {QEvent.Type.Show, QEvent.Type.Hide}:
            self._heed(is_shown=event.type() is QEvent.Type.Show)
        elif event.type() is QEvent.Type.ChildPolished and isinstance(event, QChildEvent) and watched in self._holders:
            self._watch(event.child())
        elif event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched not in self._holders:
            self._dress_late(watched)
        return False

    def _heed(self, *, is_shown: bool) -> None:
        if is_shown is self._is_heeding:
            return
        self._is_heeding = is_shown
        if is_shown:
            self._theme.worn.connect(self._dress_seen)
        else:
            self._theme.worn.disconnect(self._dress_seen)

    def _watch(self, child: QObject) -> None:
        if isinstance(child, QWidget) and child not in self._holders and child not in self._parts:
            self._parts = [*filter(isValid, self._parts), child]  # what is gone tells too late who it was
            child.installEventFilter(self)
            if child.isVisible():
                self._dress_late(child)

    @Slot()
    def _dress_seen(self) -> None:
        self._parts = [part for part in self._parts if isValid(part)]
        for part in self._parts:
            if part.isVisible():
                self._dress(part)

    def _dress_late(self, part: QWidget) -> None:
        """Dress what was not seen before; those in it that measure their text do so again."""
        if part.styleSheet() != self._theme.own_sheet:
            self._dress(part)
            self._theme.changed.emit()

    def _dress(self, part: QWidget) -> None:
        part.setStyleSheet(self._theme.own_sheet)
