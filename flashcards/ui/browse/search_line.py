"""The line a search is written in: what is wrong in it is underlined, and earlier searches are a key away."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QMenu

from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space, Type

HINTS = (
    "Search: a word, deck:…, tag:…, is:due, prop:s<7",
    "Search: a word, deck:…, tag:…, is:due",
    "Search: a word, tag:…, is:due",
    "Search: a word, is:due",
    "Search",
)
"""What can be searched for, the longest first: the one is said that there is room for."""
BESIDE_HINT = 56
"""Pixels of the line that are not for words."""
WAVE = 2.0
"""Pixels from the middle of the wave to its crest."""
LONGEST_SHOWN = 90
_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class SearchLine(QLineEdit):
    """Every change is told at once; Enter asks at once; Down offers earlier searches.

    Undo and redo are the line's own once something was typed in it, and until then the collection's.

    Attributes:
        is_typed_in: the learner has typed since the keyboard came here.

    Signals:
        edited: what is written now, by the learner.
        asked: Enter, or an earlier search was taken.
        left_downwards: the keyboard is to go on to what was found.
        left_typed: something was typed, and the keyboard goes elsewhere.
    """

    edited = Signal(str)
    asked = Signal(str)
    left_downwards = Signal()
    left_typed = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, history: Callable[[], tuple[str, ...]], hints: tuple[str, ...] = HINTS
    ) -> None:
        """Make one.

        Args:
            history: gives earlier searches.
            hints: what the empty line says, the longest first.
        """
        super().__init__()
        self._hints = hints
        self._name = ""
        self._theme = theme
        self._history = history
        self._wrong: tuple[int, int] | None = None
        self._left_at: int | None = None
        self.is_typed_in = False
        self.setAccessibleName("Search cards")
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.textEdited.connect(self._tell)
        self.textChanged.connect(self._heed_change)
        theme.changed.connect(self._say_hint)
        self._say_hint()

    def show_line(self, line: str, name: str = "") -> None:
        """Write another search, without telling anybody.

        Args:
            name: what is said in place of the line, which is left empty.
        """
        self._name = name
        self._say_hint()
        shown = "" if name else line
        if shown != self.text():
            self.setText(shown)
            if not self.hasFocus():
                self._show_beginning()
            elif not self.is_typed_in:
                self.select_from_end()

    def select_from_end(self) -> None:
        """Select everything, with its beginning in sight."""
        self.setSelection(len(self.text()), -len(self.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._say_hint()

    @Slot()
    def _say_hint(self) -> None:
        words, room = QFontMetrics(self._theme.font(Type.BODY)), self.width() - BESIDE_HINT
        fitting = (hint for hint in self._hints if words.horizontalAdvance(hint) <= room)
        self.setPlaceholderText(self._name or next(fitting, self._hints[-1]))
        self.update()

    def point_at(self, start: int, end: int) -> None:
        """Underline a part that is wrong."""
        self._wrong = (start, max(end, start + 1))
        self.update()

    def point_at_nothing(self) -> None:
        """Take the underline away."""
        if self._wrong is not None:
            self._wrong = None
            self.update()

    @property
    def wrong_part(self) -> str:
        """What is underlined, or ""."""
        return "" if self._wrong is None else self.text()[slice(*self._wrong)]

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window while there is nothing here to take back."""
        is_claim = event.type() is QEvent.Type.ShortcutOverride and not self.is_typed_in
        if is_claim and isinstance(event, QKeyEvent) and (event.matches(_UNDO) or event.matches(_REDO)):
            event.ignore()
            return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin anew."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.is_typed_in = False
        if self._left_at is not None and event.reason() is Qt.FocusReason.OtherFocusReason:
            self.setCursorPosition(self._left_at)
        self._left_at = None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that what was typed is done with, and show how it begins."""
        super().focusOutEvent(event)
        is_away = event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if is_away:
            self._show_beginning()
        if self.is_typed_in and is_away:
            self.left_typed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks; Down goes to what was found; Alt+Down, or Down in an empty line, offers earlier searches.

        Esc empties the line; in an empty one it goes to what was found.
        """
        is_down = event.key() == Qt.Key.Key_Down
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit(self.text())
        elif is_down and (event.modifiers() & Qt.KeyboardModifier.AltModifier or not self.text()) and self._history():
            self.offer_history()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.edited.emit("")
        elif is_down or event.key() == Qt.Key.Key_Escape:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def offer_history(self) -> None:
        """Open the list of earlier searches under the line."""
        self.history_menu().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def history_menu(self) -> QMenu:
        """Give the earlier searches as a menu; taking one asks it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for line in self._history():
            shown = line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"
            taken = menu.addAction(shown.replace("&", "&&"))
            taken.setData(line)
        menu.triggered.connect(lambda taken: self._take(str(taken.data())))
        return menu

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a wave under the part that is wrong."""
        super().paintEvent(event)
        if self._wrong is None:
            return
        start, end = (self._x_of(place) for place in self._wrong)
        low, high = Space.XXL, self.width() - Space.XXL
        start, end = max(start, low), min(max(end, start + Space.S), high)
        if end <= start:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("again"), 1.5))
        base = self.rect().center().y() + self.fontMetrics().height() / 2 + 1
        places = range(int((end - start) / WAVE) + 1)
        painter.drawPolyline(QPolygonF([QPointF(start + n * WAVE, base + (n % 2) * WAVE) for n in places]))

    def _x_of(self, place: int) -> float:
        """Give where a sign stands, counted from the cursor: the line may be scrolled."""
        measure = self.fontMetrics().horizontalAdvance
        middle = self.cursorRect().center().x()
        return middle + measure(self.text()[:place]) - measure(self.text()[: self.cursorPosition()])

    def _take(self, line: str) -> None:
        self.setText(line)
        self.asked.emit(line)

    def _show_beginning(self) -> None:
        self._left_at = self.cursorPosition()
        self.setCursorPosition(0)

    def _tell(self, line: str) -> None:
        self.is_typed_in = True
        self.edited.emit(line)

    def _heed_change(self) -> None:
        self.point_at_nothing()
