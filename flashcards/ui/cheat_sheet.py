"""The `?` sheet: every key, from the table of actions."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from flashcards.ui.actions import Action, Scope, of_scope
from flashcards.ui.icons import Icons
from flashcards.ui.overlay import Overlay
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import icon_button
from flashcards.ui.widgets.text import label

COLUMNS = (
    (Scope.WINDOW, Scope.DECKS, Scope.BROWSE, Scope.CHANGES, Scope.IMPORT),
    (Scope.STUDY, Scope.CHOICE, Scope.EDIT, Scope.ADD, Scope.NOTE_TYPES, Scope.PRACTICE, Scope.PROGRESS),
)
FAMILIES = {"flag_": ("7", "Flag; the same again clears it"), "rate_": ("4", "Again, Hard, Good, Easy")}
"""Actions that share a line: their last key, and what they do together."""


class CheatSheet(Overlay):
    """What each key does, by the place where it works."""

    def __init__(self, host: QWidget, icons: Icons) -> None:
        super().__init__(host)
        self.setAccessibleName("Keyboard shortcuts")
        self._close = icon_button(icons.icon("x"), "Close")
        self._close.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        head.addWidget(label("Keyboard shortcuts", "heading"), 1)
        head.addWidget(self._close)
        self.column.addLayout(head)
        self.column.addWidget(_Area([_column(scopes) for scopes in COLUMNS]))

    def take_focus(self) -> None:
        """Put the keyboard on Close, so that Space and Enter put the sheet away too."""
        self._close.setFocus()


def lines(scope: Scope) -> list[tuple[str, str]]:
    """Give what the sheet says of a place: keys and words. Ratings share a line, and so do flags."""
    found = {_family(action): (keys_of(action), action.text) for action in reversed(of_scope(scope))}
    for family, words in FAMILIES.items():
        if family in found:
            found[family] = (f"{found[family][0]} … {words[0]}", words[1])
    return list(reversed(found.values()))


def _family(action: Action) -> str:
    is_many = action.scope in (Scope.STUDY, Scope.BROWSE)
    return next((family for family in FAMILIES if is_many and action.id.startswith(family)), action.id)


def keys_of(action: Action) -> str:
    """Give an action's keys as this system writes them; a long row of them from first to last."""
    if len(action.keys) > 3:
        return f"{_native(action.keys[0])} … {_native(action.keys[-1])}"
    shown = dict.fromkeys(_native(key) for key in action.keys if key != "Enter")
    return "  or  ".join(shown)


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def _column(scopes: Sequence[Scope]) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.S)
    for scope in scopes:
        column.addWidget(label(scope.value, "label"))
        column.addLayout(_table(scope))
        column.addSpacing(Space.M)
    column.addStretch(1)
    return body


def _table(scope: Scope) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.XS)
    grid.setColumnStretch(1, 1)
    for place, (keys, words) in enumerate(lines(scope)):
        grid.addWidget(label(keys, "key"), place, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(label(words, wraps=True), place, 1)
    return grid


class _Area(QScrollArea):
    """As large as what is in it, where there is room."""

    def __init__(self, columns: list[QWidget]) -> None:
        super().__init__()
        self._columns = columns
        first, second = columns
        self._body = body = Beside(first, second, spacing=Space.XXXL, is_even=True)
        body.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(body)

    def sizeHint(self) -> QSize:
        """Ask for all of it."""
        bar = self.verticalScrollBar().sizeHint().width()
        width = self._body.sizeHint().width()
        return QSize(width + bar, max(column.sizeHint().height() for column in self._columns))
