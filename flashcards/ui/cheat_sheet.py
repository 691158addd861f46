"""The `?` sheet: every key, from the table of actions."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from flashcards.ui.actions import Action, Scope, of_scope
from flashcards.ui.icons import Icons
from flashcards.ui.overlay import Overlay
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import icon_button
from flashcards.ui.widgets.text import label

COLUMNS = ((Scope.WINDOW, Scope.DECKS), (Scope.STUDY,), (Scope.CHOICE,))
FLAGS = "flag_"


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
        self.column.addWidget(_scrolling(_columns()))

    def take_focus(self) -> None:
        """Put the keyboard on Close, so that Space and Enter put the sheet away too."""
        self._close.setFocus()


def lines(scope: Scope) -> list[tuple[str, str]]:
    """Give what the sheet says of a place: keys and words. The seven flags share a line, as do picks."""
    found: list[tuple[str, str]] = []
    for action in of_scope(scope):
        if not action.id.startswith(FLAGS):
            found.append((keys_of(action), action.text))
        elif action.id.endswith("1"):
            found.append((f"{_native(action.keys[0])} … 7", "Flag the card; again to clear"))
    return found


def keys_of(action: Action) -> str:
    """Give an action's keys as this system writes them; a long row of them from first to last."""
    if len(action.keys) > 3:
        return f"{_native(action.keys[0])} … {_native(action.keys[-1])}"
    shown = dict.fromkeys(_native(key) for key in action.keys if key != "Enter")
    return "  or  ".join(shown)


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _columns() -> QWidget:
    body = QWidget()
    row = QHBoxLayout(body)
    row.setContentsMargins(0, 0, Space.M, 0)
    row.setSpacing(Space.XXXL)
    for scopes in (COLUMNS[0], COLUMNS[1] + COLUMNS[2]):
        column = QVBoxLayout()
        column.setSpacing(Space.S)
        for scope in scopes:
            column.addWidget(label(scope.value, "label"))
            column.addLayout(_table(scope))
            column.addSpacing(Space.M)
        column.addStretch(1)
        row.addLayout(column)
    return body


def _table(scope: Scope) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.XS)
    grid.setColumnStretch(1, 1)
    for place, (keys, words) in enumerate(lines(scope)):
        grid.addWidget(label(keys, "key"), place, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(label(words), place, 1)
    return grid


def _scrolling(body: QWidget) -> QScrollArea:
    body.setProperty("role", "page")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)
    area.setWidget(body)
    return area
