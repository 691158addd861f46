"""The `/` palette: type a few letters of the name of a deck or a command; Enter studies it, or does it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from flashcards.domain.ids import DeckId
from flashcards.ui.other_words import OTHER_WORDS
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius, Space, Type
from flashcards.ui.widgets.painted import fill
from flashcards.ui.widgets.text import label
from flashcards.wording import counted, deck_path

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot

Index = QModelIndex | QPersistentModelIndex

WIDTH = 560
ROWS_SHOWN = 9
ROW_PIXELS = 34
COUNT_PIXELS = 56
EVERYTHING = "Everything that is due"


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the palette.

    Attributes:
        deck_id: the deck to study; None for everything, and for a command.
        waiting: the cards to study in it.
        command: what is done instead.
        other_words: what it is found by beside its name, in small letters.
    """

    name: str
    deck_id: DeckId | None
    waiting: int
    command: QAction | None = None
    other_words: str = ""

    @property
    def beside(self) -> str:
        """What stands at its right: how many cards wait, or the key that does the same."""
        if self.command is not None:
            return self.command.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return str(self.waiting) if self.waiting else "–"

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        if self.command is not None:
            return f"{self.name}, command, {self.beside}".removesuffix(", ")
        return f"{self.name}, {counted(self.waiting, 'card')}"


class Fit(IntEnum):
    """How well what was typed fits a name, the best first."""

    WHOLE = auto()
    BEGINS_NAME = auto()
    BEGINS_WORDS = auto()
    BEGINS_OTHER_WORDS = auto()
    INSIDE = auto()


def matching(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Give the choices that every word typed is found in, the best fit first; those that fit as well stay in order."""
    words = typed.casefold().split()
    if not words:
        return list(choices)
    fits = [(fit, choice) for choice in choices if (fit := fit_of(choice, words)) is not None]
    return [choice for _, choice in sorted(fits, key=lambda one: one[0])]


def fit_of(choice: Choice, words: Sequence[str]) -> Fit | None:
    """Say how well words fit a choice, or None. Of its other words only beginnings count."""
    name = choice.name.casefold()
    leaf = name.rpartition("::")[2]
    if leaf == " ".join(words):
        return Fit.WHOLE
    if _begin(words, name):
        return Fit.BEGINS_NAME if leaf.startswith(words[0]) else Fit.BEGINS_WORDS
    if _begin(words, f"{name} {choice.other_words}"):
        return Fit.BEGINS_OTHER_WORDS
    return Fit.INSIDE if all(word in name for word in words) else None


def _begin(words: Sequence[str], text: str) -> bool:
    """Say whether each of some words is the beginning of one in a text."""
    return all(re.search(rf"(?<!\w){re.escape(word)}", text) for word in words)


def commands_of(actions: Iterable[QAction]) -> list[Choice]:
    """Give the commands that can be done now."""
    at_hand = [one for one in actions if one.isEnabled() and one.isVisible() and one.text()]
    return [Choice(one.text(), None, 0, one, OTHER_WORDS.get(one.objectName(), "")) for one in at_hand]


class DeckPalette(Overlay):
    """A line to type in over the decks and commands that match. With nothing typed it shows the decks.

    Attributes:
        choices: every deck, and everything at once.

    Signals:
        chosen: a `DeckId`, or None for everything.
    """

    chosen = Signal(object)

    def __init__(self, host: QWidget, services: Services, at_hand: Callable[[], Iterable[QAction]] = list) -> None:
        """Lie over a window.

        Args:
            at_hand: gives the actions of the window and of the page that is open.
        """
        super().__init__(host)
        self._services = services
        self._at_hand = at_hand
        self._commands: list[Choice] = []
        self.choices: tuple[Choice, ...] = ()
        self._line = QLineEdit()
        self._line.setPlaceholderText("A deck to study, or a command: type part of its name")
        self._line.setAccessibleName("Deck to study, or command")
        self._line.textChanged.connect(self._filter)
        self._line.installEventFilter(self)
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName("What matches")
        self._list.setItemDelegate(_Lines(services.theme, self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._take)
        self.column.addWidget(self._line)
        self._nothing = label("", "muted", wraps=True)
        self._nothing.hide()
        self.column.addWidget(self._list)
        self.column.addWidget(self._nothing)

    def open(self) -> None:
        """Show every deck, then narrow down."""
        self._commands = commands_of(self._at_hand())
        self._line.clear()
        self._services.runner.read(self._query, self._fill)
        super().open()

    def take_focus(self) -> None:
        """Type at once."""
        self._line.setFocus()

    def place(self) -> None:
        """Keep its width, and stay near the top where the eye is."""
        super().place()
        width = min(self._services.theme.scaled(WIDTH), self.width() - 48)
        height = min(self.sheet.sizeHint().height(), self.height() - 48)
        self.sheet.setGeometry((self.width() - width) // 2, max(24, self.height() // 6), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list, and choose, while typing."""
        if watched is self._line and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._heed_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _heed_key(self, key: Qt.Key) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key)
        if step is not None:
            row = self._list.currentRow() + step
            self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self._list.currentItem()
            if item is not None:
                self._take(item)
            return True
        return False

    def _query(self, snapshot: "Snapshot") -> tuple[Choice, ...]:
        from flashcards.collection.decks import deck_tree
        from flashcards.collection.plan_access import plan_of_today
        from flashcards.collection.studying import today

        now, zone = self._services.clock(), self._services.zone
        plan = plan_of_today(snapshot, now, zone, self._services.folders.plans)
        whole = today(snapshot, now, zone, plan)
        everything = Choice(EVERYTHING, None, whole.new + whole.learning + whole.due)
        decks = deck_tree(snapshot, now, zone, plan)
        return (everything, *(Choice(deck.name, deck.id, deck.new + deck.learning + deck.due) for deck in decks))

    @Slot(object)
    def _fill(self, choices: tuple[Choice, ...]) -> None:
        self.choices = choices
        self._filter()

    @Slot()
    def _filter(self) -> None:
        self._list.clear()
        typed = self._line.text().strip()
        found = matching([*self.choices, *self._commands] if typed else self.choices, typed)
        for choice in found:
            item = QListWidgetItem(choice.name if choice.command else deck_path(choice.name))
            item.setData(Qt.ItemDataRole.UserRole, choice)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, choice.spoken)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.setFixedHeight(min(len(found), ROWS_SHOWN) * self._services.theme.scaled(ROW_PIXELS))
        self._list.setVisible(bool(found))
        self._nothing.setText(f"No deck and no command is called “{typed}”.")
        self._nothing.setVisible(bool(typed) and not found)
        self.place()

    @Slot(object)
    def _take(self, item: QListWidgetItem) -> None:
        choice: Choice = item.data(Qt.ItemDataRole.UserRole)
        self.close_sheet()
        if choice.command is None:
            self.chosen.emit(choice.deck_id)
        else:
            choice.command.trigger()


class _Lines(QStyledItemDelegate):
    """A deck's name, and at the right how many cards wait in it; or a command's, and its key."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height."""
        return QSize(120, self._theme.scaled(ROW_PIXELS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if QStyle.StateFlag.State_Selected in option.state:
            fill(painter, QRectF(option.rect).adjusted(0, 1, 0, -1), self._theme.colour("accent_soft"), Radius.CONTROL)
        room = QRectF(option.rect).adjusted(Space.S, 0, -Space.M, 0)
        painter.setFont(self._theme.font(Type.BODY))
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, choice.beside)
        beside = painter.fontMetrics().horizontalAdvance(choice.beside) + Space.M if choice.command else COUNT_PIXELS
        room.setRight(room.right() - beside)
        painter.setPen(self._theme.colour("text"))
        name = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideMiddle, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()
