"""Dresses the parts of the window in the theme: what is seen, a few at a time, the rest when it is shown."""

from collections import deque
from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QChildEvent, QCoreApplication, QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from flashcards.ui.theme import Theme

MOST_IN_PART = 64
"""What has more widgets in it is no part, but holds several. Qt reads the stylesheet once a part, for a millisecond."""

TURN_S = 0.010
"""How long parts are dressed in one turn of the event loop; the last of them may take as long again."""


class Dressing(QObject):
    """Gives each part of the window the stylesheet that is worn, once that is not the application's any more.

    Another stylesheet of the application has Qt style everything anew, what nobody sees among it: half a second once
    all pages are open. Even the parts of one page that are seen take a tenth: they are dressed in several turns of the
    event loop, between which keys are answered; meanwhile the page is not laid out or painted, so that all is seen at
    once.

    Args:
        window: what is dressed so while it is shown; a holder too.
        holders: their widgets are the parts, those that come later too, unless they hold parts themselves.
    """

    def __init__(self, theme: Theme, window: QWidget, holders: Sequence[QWidget]) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._is_heeding = False
        self._is_late = False
        self._holders: set[QObject] = set(holders)
        self._outermost = frozenset(holders)
        self._parts: dict[QWidget, None] = {}
        self._waiting: deque[QWidget] = deque()
        self._still: list[QWidget] = []
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)
        for holder in holders:
            self._hold(holder)
        self._heed(is_shown=window.isVisible())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take on what comes into a holder, and dress what is about to be seen."""
        kind = event.type()
        if kind is QEvent.Type.Show:
            self._follow(watched, is_shown=True)
        elif kind is QEvent.Type.Hide:
            self._follow(watched, is_shown=False)
        elif kind is QEvent.Type.ChildPolished and isinstance(event, QChildEvent) and watched in self._holders:
            self._watch(event.child())
        return False

    def customEvent(self, _event: QEvent) -> None:
        """Have what was dressed late measure its text, before it is painted."""
        self._is_late = False
        self._theme.changed.emit()

    def _follow(self, watched: QObject, *, is_shown: bool) -> None:
        if watched is self._window:
            self._heed(is_shown=is_shown)
        elif is_shown and isinstance(watched, QWidget) and watched not in self._holders:
            self._dress_late(watched)

    def _heed(self, *, is_shown: bool) -> None:
        if is_shown is self._is_heeding:
            return
        self._is_heeding = is_shown
        if is_shown:
            self._theme.worn.connect(self._dress_seen)
        else:
            self._theme.worn.disconnect(self._dress_seen)

    def _hold(self, holder: QWidget) -> None:
        self._holders.add(holder)
        holder.installEventFilter(self)
        for child in holder.children():
            self._watch(child)

    def _watch(self, child: QObject) -> None:
        if not isinstance(child, QWidget) or child in self._holders or child in self._parts:
            return
        if isinstance(child, QDialog):  # Qt's own: whoever has looked at what is in a file dialog crashes at its end
            return
        if len(child.findChildren(QWidget)) > MOST_IN_PART:
            self._hold(child)
            return
        self._parts[child] = None
        child.installEventFilter(self)
        if child.isVisible():
            self._dress_late(child)

    @Slot(bool)
    def _dress_seen(self, is_at_once: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        self._holders = {holder for holder in self._holders if isValid(holder)}
        self._parts = {part: None for part in self._parts if isValid(part)}
        self._waiting = deque(part for part in self._parts if part.isVisible())
        if is_at_once:
            while self._waiting:
                self._dress(self._waiting.popleft())
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        """Dress some of what waits; once nothing does, let everything be laid out and painted."""
        if not self._waiting:
            self._move_again()
            return
        until = perf_counter() + TURN_S
        while self._waiting:
            if isValid(part := self._waiting.popleft()):
                self._dress(part)
            if perf_counter() >= until:
                break
        if self._waiting:
            self._keep_still()
        if self._still:
            self._next.start()

    def _keep_still(self) -> None:
        """Have what holds the parts neither lay out nor paint; never the window, which Qt then would paint no more."""
        if self._still:
            return
        inner = (one for one in self._holders - self._outermost if isinstance(one, QWidget) and one.isVisible())
        for holder in inner:
            if (layout := holder.layout()) is not None:
                layout.setEnabled(False)
            if holder.parentWidget() in self._outermost:
                holder.setUpdatesEnabled(False)
            self._still.append(holder)

    def _move_again(self) -> None:
        if not self._still:
            return
        for holder in filter(isValid, self._still):
            if (layout := holder.layout()) is not None:
                layout.setEnabled(True)
                layout.invalidate()
                QCoreApplication.postEvent(holder, QEvent(QEvent.Type.LayoutRequest))
            holder.setUpdatesEnabled(True)
        self._still = []
        self._theme.changed.emit()

    def _dress_late(self, part: QWidget) -> None:
        """Dress what was not seen before; those in it that measure their text are told to before it is painted."""
        if part.styleSheet() == self._theme.own_sheet:
            return
        self._dress(part)
        if not self._is_late:
            self._is_late = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)

    def _dress(self, part: QWidget) -> None:
        part.setStyleSheet(self._theme.own_sheet)
