"""A sheet that lies over the window until Esc or a click beside it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from flashcards.ui.sheet_keys import is_heard_over
from flashcards.ui.tokens import Space

DIMMED = QColor(0, 0, 0, 110)


class Overlay(QWidget):
    """Dims the window and holds a sheet in its middle. Keeps the keyboard, and gives it back when it goes.

    It lies over the whole window, whatever part of it `host` is: nothing beside a sheet is to be clicked meanwhile. It
    goes when its host goes out of sight, and comes back with it. What lies behind may want the keyboard meanwhile, such
    as a card that has just come; it gets it afterwards.

    Attributes:
        sheet: where content goes.
        least: the size it has where there is room, though its content may need less.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._before: QWidget | None = None
        self._is_away = False
        self.least = QSize()
        self.sheet = QFrame(self)
        self.sheet.setProperty("role", "overlay")
        self.column = QVBoxLayout(self.sheet)
        self.column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        self.column.setSpacing(Space.M)
        host.installEventFilter(self)
        host.destroyed.connect(self.deleteLater)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._keep_focus)

    def open(self) -> None:
        """Show the sheet and take the keyboard."""
        window = self._host.window()
        if self.isHidden():
            self._before = window.focusWidget()
        if self.parentWidget() is not window:
            self.setParent(window)
        window.installEventFilter(self)
        self.place()
        self.show()
        self.raise_()
        self.take_focus()
        self.place_again()  # now it is styled, and laid out once: how large it has to be is known

    def close_sheet(self) -> None:
        """Put the sheet away."""
        self._is_away = False
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():  # it may be gone by now
            self._before.setFocus()
        self._before = None

    def give_up(self) -> None:
        """Esc, or a click beside the sheet: put it away, unless something would be lost."""
        self.close_sheet()

    @Slot(QWidget, QWidget)
    def _keep_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """Take the keyboard back from what lies behind."""
        if self.isHidden() or now is None or now.window() is not self.window() or self._is_within_sheets(now):
            return
        self._before = now
        if old is not None and self.isAncestorOf(old) and old.isVisible() and old.isEnabled():
            old.setFocus()
        else:
            self.take_focus()

    def _is_within_sheets(self, widget: QWidget) -> bool:
        sheets = [one for one in self.window().findChildren(Overlay) if one.isVisible()]
        return any(one is widget or one.isAncestorOf(widget) for one in sheets)

    def take_focus(self) -> None:
        """Put the keyboard where it is wanted first."""
        self.sheet.setFocus()

    def place(self) -> None:
        """Cover the window; the sheet stands in the middle, as large as it needs and fits."""
        self.setGeometry(self.window().rect())
        wanted = self.sheet.sizeHint().expandedTo(self.least)
        width = min(wanted.width(), self.width() - 2 * Space.XL)
        height = min(wanted.height(), self.height() - 2 * Space.XL)
        self.sheet.setGeometry((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def place_again(self) -> None:
        """Fit the sheet to what is in it now."""
        self.column.activate()
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go and come with the host, keep covering the window, and keep from it keys the sheet was not pressed with."""
        if watched is self._host:
            self._go_with_host(event.type())
        if self.isHidden() or watched is not self.window():
            return False
        if event.type() is QEvent.Type.Resize:
            self.place()
        return self.isVisible() and self._keeps(event)

    def _go_with_host(self, what: QEvent.Type) -> None:
        if what is QEvent.Type.Hide and self.isVisible():
            self._is_away = True
            self.hide()
        elif what is QEvent.Type.Show and self._is_away:
            self._is_away = False
            self.open()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's
        """Keep Tab within the sheet."""
        start: QWidget | None = self.window().focusWidget()
        one = start
        while one is not None:
            one = one.nextInFocusChain() if forward else one.previousInFocusChain()
            if one is None or one is start:
                break
            if self._takes_tab(one):
                one.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
                return True
        return False

    def _takes_tab(self, one: QWidget) -> bool:
        is_stop = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.focusProxy() is None
        return is_stop and self.isAncestorOf(one) and one.isVisibleTo(self) and one.isEnabled()

    def event(self, event: QEvent) -> bool:
        """Leave keys to what has the keyboard: nothing behind is to be changed, or gone away from, meanwhile."""
        return self._keeps(event) or super().event(event)

    def _keeps(self, event: QEvent) -> bool:
        """Take a key that is a command of neither the sheet nor the whole window."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
            return False
        if is_heard_over(self, event):
            return False
        event.accept()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the sheet puts it away."""
        if not self.sheet.geometry().contains(event.position().toPoint()):
            self.give_up()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim what lies behind."""
        QPainter(self).fillRect(self.rect(), DIMMED)


def keeps_sign(event: QEvent) -> bool:
    """Keep a letter or sign from the shortcuts of the window, if that is what an event asks about."""
    if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and _is_sign(event):
        event.accept()
        return True
    return False


def _is_sign(event: QKeyEvent) -> bool:
    """Say whether a key writes a letter or another sign, and is no command."""
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    return event.text().isprintable() and bool(event.text()) and not event.modifiers() & commands
