"""The `?` sheet: every key, from the table of actions."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from flashcards.ui.actions import Action, Scope, of_scope
from flashcards.ui.icons import Icons
from flashcards.ui.keymap import Keymap
from flashcards.ui.overlay import Overlay
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button, icon_button
from flashcards.ui.widgets.text import label

COLUMNS = (
    (Scope.WINDOW, Scope.DECKS, Scope.BROWSE, Scope.CHANGES, Scope.IMPORT),
    (Scope.STUDY, Scope.CHOICE, Scope.EDIT, Scope.ADD, Scope.NOTE_TYPES, Scope.PRACTICE, Scope.PROGRESS),
)
FAMILIES = {"flag_": ("7", "Flag; the same again clears it"), "rate_": ("4", "Again, Hard, Good, Easy")}
"""Actions that share a line: their last key, and what they do together."""
EXCEPT = {Scope.WINDOW: "In a practice exam letters rest until its result; while text is written, they are text."}
"""Where the keys of a place do not work."""

SCROLLS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
"""Keys that move what is on the sheet."""


class CheatSheet(Overlay):
    """What each key does, by the place where it works.

    Signals:
        change_wanted: the learner wants other keys.
    """

    change_wanted = Signal()

    def __init__(self, host: QWidget, icons: Icons, keymap: Keymap) -> None:
        super().__init__(host)
        self.setAccessibleName("Keyboard shortcuts")
        self._close = icon_button(icons.icon("x"), "Close")
        self._close.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        head.addWidget(label("Keyboard shortcuts", "heading"), 1)
        change = button("Change keys…")
        change.clicked.connect(self._change)
        head.addWidget(change)
        head.addWidget(self._close)
        self.column.addLayout(head)
        self._area = _Area([_column(scopes, keymap) for scopes in COLUMNS])
        self.column.addWidget(self._area)
        for pressed in (change, self._close):
            pressed.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll by keys, whichever button has the keyboard."""
        is_press = event.type() is QEvent.Type.KeyPress and isinstance(watched, QAbstractButton)
        if is_press and isinstance(event, QKeyEvent) and self._area.heed_key(event.key()):
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _change(self) -> None:
        self.close_sheet()
        self.change_wanted.emit()

    def take_focus(self) -> None:
        """Put the keyboard on Close, so that Space and Enter put the sheet away too."""
        self._close.setFocus()


def lines(scope: Scope, keymap: Keymap | None = None) -> list[tuple[str, str]]:
    """Give what the sheet says of a place: keys and words. Ratings share a line, and so do flags, with usual keys."""
    table = list(reversed(of_scope(scope)))
    own = {_group(one) for one in table if keymap is not None and keymap.is_own(one.id)}
    found: dict[str, tuple[str, str]] = {}
    for one in table:
        keys = one.keys if keymap is None else keymap.keys(one.id)
        if keys:
            found[one.id if _group(one) in own else _group(one)] = (shown_keys(keys), one.text)
    for family, words in FAMILIES.items():
        if family in found:
            found[family] = (f"{found[family][0]} … {words[0]}", words[1])
    return list(reversed(found.values()))


def _group(action: Action) -> str:
    is_many = action.scope in (Scope.STUDY, Scope.BROWSE)
    return next((family for family in FAMILIES if is_many and action.id.startswith(family)), action.id)


def shown_keys(keys: Sequence[str]) -> str:
    """Give keys as this system writes them; a long row of them from first to last."""
    if len(keys) > 3:
        return f"{native(keys[0])} … {native(keys[-1])}"
    shown = dict.fromkeys(native(key) for key in keys if key != "Enter")
    return "  or  ".join(shown)


def native(key: str | QKeySequence) -> str:
    """Give a key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def _column(scopes: Sequence[Scope], keymap: Keymap) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.S)
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.XS)
    grid.setColumnStretch(1, 1)
    for scope in scopes:
        _add(grid, scope, keymap)
    column.addLayout(grid)
    column.addStretch(1)
    return body


def _add(grid: QGridLayout, scope: Scope, keymap: Keymap) -> None:
    """Add a place below those that are there; the words of all begin in one line."""
    name = label(scope.value, "label")
    name.setContentsMargins(0, Space.L if grid.rowCount() > 1 else 0, 0, Space.XS)
    grid.addWidget(name, grid.rowCount(), 0, 1, 2)
    if scope in EXCEPT:
        grid.addWidget(label(EXCEPT[scope], "caption", wraps=True), grid.rowCount(), 0, 1, 2)
    for keys, words in lines(scope, keymap):
        row = grid.rowCount()
        grid.addWidget(label(keys, "key"), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(words, wraps=True), row, 1)


class _Area(QScrollArea):
    """As large as what is in it, where there is room; it never has the keyboard itself."""

    def __init__(self, columns: list[QWidget]) -> None:
        super().__init__()
        self._columns = columns
        first, second = columns
        self._body = body = Beside(first, second, spacing=Space.XXXL, is_even=True)
        body.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(body)

    def sizeHint(self) -> QSize:
        """Ask for all of it."""
        bar = self.verticalScrollBar().sizeHint().width()
        width = self._body.sizeHint().width()
        return QSize(width + bar, max(column.sizeHint().height() for column in self._columns))

    def heed_key(self, key: int) -> bool:
        """Scroll, if a key means that."""
        step = SCROLLS.get(Qt.Key(key))
        if step is None:
            return False
        self.verticalScrollBar().triggerAction(step)
        return True
