"""A short message at the foot of the window, with what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QWidget

from flashcards.ui.icons import Icons
from flashcards.ui.overlay import Overlay
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.announce import announce
from flashcards.ui.widgets.buttons import button, icon_button
from flashcards.ui.widgets.text import label, set_look

SHOWN_MS = 4000
SHOWN_WITH_ACTION_MS = 8000
READ_MS = 10_000
"""A problem is not taken away before it was shown so long."""
MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide})
PRESSES = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})


class Banner(QFrame):
    """Floats over the foot of `host`. A message goes by itself; news and problems stay until they are put away.

    They are put away by their button or by Esc, wherever the keyboard is. A problem that could be read and offers
    nothing to do goes with the page it came up on.
    """

    def __init__(self, host: QWidget, icons: Icons) -> None:
        super().__init__(host)
        self.setProperty("role", "banner")
        self._host = host
        self._foot: QWidget | None = None
        self._on_action: Callable[[], None] | None = None
        self._text = label("", wraps=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = button("")
        self._action.clicked.connect(self._act)
        self._crosses = {tone: icons.icon("x", colour) for tone, colour in (("", "background"), ("problem", "text"))}
        self._close = icon_button(self._crosses[""], "Dismiss (Esc)", size="small")
        self._close.clicked.connect(self.hide)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        row.setSpacing(Space.M)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for pressed in (self._action, self._close):
            pressed.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self._unread = QTimer(self, singleShot=True, interval=READ_MS)
        host.installEventFilter(self)
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._make_room)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    @property
    def action(self) -> str:
        """What its button does, in a word; "" where there is none."""
        return self._action.text() if self.isVisible() else ""

    @property
    def goes_by_itself(self) -> bool:
        """Whether what is shown will be gone in a moment."""
        return self._timer.isActive()

    def offers(self, act: Callable[[], None]) -> bool:
        """Say whether it is seen and its button does just that."""
        return self.isVisible() and self._on_action == act

    def say(self, text: str, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        """Show a message for a while."""
        self._show(text, "", action, on_action)
        self._timer.start(SHOWN_WITH_ACTION_MS if action else SHOWN_MS)

    @Slot(str)
    def unsay(self, text: str) -> None:
        """Take a message away, unless another is shown by now."""
        if text == self.text:
            self.hide()

    def announce(self, text: str, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        """Show news until it is put away."""
        self._timer.stop()
        self._show(text, "", action, on_action)
        self._heed_keys()

    def complain(self, text: str, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        """Show a problem until it is put away."""
        self._timer.stop()
        self._show(text, "problem", action, on_action)
        self._unread.start()
        self._heed_keys()

    def turn_page(self) -> None:
        """Let a problem of the page before go, once it could be read."""
        is_problem = self.property("tone") == "problem"
        if is_problem and not self._unread.isActive() and not self._action.text():
            self.hide()

    def stand_above(self, foot: QWidget | None) -> None:
        """Leave the foot of the page that is open uncovered, and lie over that page."""
        if self._foot is not None:
            self._foot.removeEventFilter(self)
        self._foot = foot
        if foot is not None:
            foot.installEventFilter(self)
        self._place()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the host or the foot of its page changes; go with Esc where nothing lies over the page."""
        if event.type() in PRESSES and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            return self._heed_escape(event)
        if event.type() in MOVES and watched in {self._host, self._foot} and self.isVisible():
            self._place()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave Esc to others."""
        super().hideEvent(event)
        if (application := QApplication.instance()) is not None:
            application.removeEventFilter(self)

    @Slot(QWidget, QWidget)
    def _make_room(self, old: QWidget | None, now: QWidget | None) -> None:
        """Uncover a sheet that opens: what would be gone in a moment goes at once."""
        if self.goes_by_itself and self.isVisible() and _sheet_of(now) not in {None, _sheet_of(old)}:
            self._timer.stop()
            self.hide()

    def _heed_keys(self) -> None:
        if (application := QApplication.instance()) is not None:
            application.installEventFilter(self)

    def _heed_escape(self, event: QKeyEvent) -> bool:
        if not self.isVisible() or self.goes_by_itself or self._is_covered():
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            self.hide()
        return True

    def _is_covered(self) -> bool:
        """Say whether something that Esc puts away first lies over the page."""
        if QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None:
            return True
        return any(one.isVisible() for one in self.window().findChildren(Overlay))

    def _show(self, text: str, tone: str, action: str, on_action: Callable[[], None] | None) -> None:
        self._text.setText(text)
        self._on_action = on_action
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._close.setIcon(self._crosses[tone])
        set_look(self, "tone", tone)
        for child in (*self.findChildren(QLabel), self._action, self._close):
            child.style().unpolish(child)
            child.style().polish(child)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        announce(self, text, is_urgent=tone == "problem")

    def _act(self) -> None:
        self.hide()
        if self._on_action is not None:
            self._on_action()

    def _place(self) -> None:
        """Stand centred, as wide as the text needs, at most as the host allows."""
        room = self._host.width() - 2 * Space.XL
        wanted = self._text.fontMetrics().horizontalAdvance(self._text.text()) + self._beside()
        width = min(room, max(wanted, 280), 720)
        size = QSize(width, self._row.totalHeightForWidth(width))
        self.setGeometry(
            (self._host.width() - size.width()) // 2,
            self._bottom(size.height()) - size.height(),
            size.width(),
            size.height(),
        )

    def _bottom(self, height: int) -> int:
        """Give where it ends: as far down as leaves what is not to be covered free."""
        usual = self._host.height() - Space.XL
        if self._foot is None or self._foot.isHidden():
            return usual
        top = self._foot.mapTo(self._host, QPoint(0, 0)).y()
        return usual if top + self._foot.height() <= usual - height else top - Space.S

    def _beside(self) -> int:
        action = self._action.sizeHint().width() + Space.M if self._action.text() else 0
        return action + self._close.sizeHint().width() + Space.L + Space.S + 2 * Space.M + Space.XS


def _sheet_of(widget: QWidget | None) -> Overlay | None:
    """Give the sheet something lies in."""
    while widget is not None and not isinstance(widget, Overlay):
        widget = widget.parentWidget()
    return widget
