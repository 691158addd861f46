"""The head of the page: which deck, how many cards are left, how long they take, flag and mark."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from flashcards.ui.flag_names import FlagNames
from flashcards.ui.icons import Icons
from flashcards.ui.study.counts_line import CountsLine
from flashcards.ui.study.state import Phase, StudyState
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space, Type
from flashcards.ui.widgets.buttons import icon_button
from flashcards.ui.widgets.painted import Painted
from flashcards.ui.widgets.path_label import PathLabel
from flashcards.ui.widgets.progress_bar import ProgressBar
from flashcards.ui.widgets.text import label

DECK_WIDTH = 200
"""Pixels the deck's name is to have beside the numbers."""
LONGEST_NAME = 150
"""Pixels for the name of a flag, at 100 % text."""


class Header(QWidget):
    """Always true: set anew whenever what it says is another.

    Attributes:
        read: reads the card aloud.
        more: opens the menu of what can be done to the card.
        end: ends the session.
    """

    def __init__(self, theme: Theme, icons: Icons, flags: FlagNames) -> None:
        super().__init__()
        self._theme = theme
        self._deck = PathLabel(theme)
        self._flag = FlagChip(theme, flags)
        self._mark = MarkChip(icons, theme)
        self._session = label("", "caption", wraps=True)
        self._numbers = CountsLine(theme)
        self._is_narrow = False
        self._shown: tuple[object, ...] | None = None
        self._progress = ProgressBar(theme, "Done in this session")
        self.read = icon_button(icons.icon("speaker"), "Read aloud (V)")
        self.read.setEnabled(False)
        self.more = icon_button(icons.icon("ellipsis"), "More (M)")
        self.end = icon_button(icons.icon("x"), "End the session (Esc)")
        self._lay_out()

    def render_state(self, state: StudyState) -> None:
        """Set every widget."""
        face = state.face
        flag, is_marked = (0, False) if face is None else (face.flag, face.is_marked)
        is_over = state.phase is Phase.OVER
        shown = (state.title, state.session, state.counts, state.minutes_left, flag, is_marked, is_over)
        self._progress.set_share(state.share)
        self.read.setEnabled(state.has_card)
        if shown == self._shown:
            return
        self._shown = shown
        self._deck.set_path(state.title)
        self._session.setText(state.session)
        self._session.setVisible(bool(state.session))
        self._flag.set_flag(flag)
        self._mark.setVisible(is_marked)
        self._numbers.say(state.counts, state.minutes_left)
        self._numbers.setHidden(is_over)  # what is left then is told by the summary
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the numbers a line of their own where they do not fit beside the deck."""
        super().resizeEvent(event)
        self._arrange()

    def buttons(self) -> tuple[QToolButton, ...]:
        """Give the buttons, in the order they are reached."""
        return self.read, self.more, self.end

    def _arrange(self) -> None:
        numbers = self._numbers.sizeHint().width()
        beside = sum(part.sizeHint().width() + Space.M for part in (self._mark, self._flag, *self.buttons()))
        is_narrow = self.width() < numbers + beside + self._theme.scaled(DECK_WIDTH)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            if is_narrow:
                self._below.insertWidget(0, self._numbers)
            else:
                self._row.insertWidget(self._row.indexOf(self.read), self._numbers)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.setSpacing(Space.M)
        self._row.addWidget(self._deck, 1)
        for part in (self._mark, self._flag, self._numbers, *self.buttons()):
            self._row.addWidget(part)
        self._below = QHBoxLayout()
        self._below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.M, Space.L, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._session)
        column.addLayout(self._row)
        column.addLayout(self._below)
        column.addWidget(self._progress)


class FlagChip(Painted):
    """A flag in its colour, with its name; nothing without a flag."""

    def __init__(self, theme: Theme, flags: FlagNames) -> None:
        super().__init__(theme)
        self._flags = flags
        flags.changed.connect(self._name)
        self._number = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_flag(self, number: int) -> None:
        """Show a flag from 1 to 7, or none with 0."""
        if number != self._number:
            self._number = number
            self._name()
        self.setVisible(number > 0)

    def sizeHint(self) -> QSize:
        """The flag and its name."""
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self._words())
        return QSize(self.theme.scaled(16) + Space.XS + words + Space.HAIR, metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a flag on its pole, and the name."""
        if not self._number:
            return
        painter = self.painter()
        colour = QColor(self.theme.palette.flags[self._number - 1])
        side = self.theme.scaled(14)
        _draw_flag(painter, QRectF(0, (self.height() - side) / 2, side, side), colour)
        painter.setPen(self.theme.colour("text"))
        painter.setFont(self.theme.font(Type.LABEL))
        words = QRectF(side + Space.XS, 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words())

    def _words(self) -> str:
        """Give the name, cut where it is long: the tooltip has it whole."""
        room = self.theme.scaled(LONGEST_NAME)
        return self.fontMetrics().elidedText(self._flags[self._number], Qt.TextElideMode.ElideRight, room)

    @Slot()
    def _name(self) -> None:
        name = self._flags[self._number]
        self.setAccessibleName(f"Flag: {name}" if name else "")
        self.setToolTip(name)
        self.updateGeometry()
        self.update()


class MarkChip(QLabel):
    """The star of a marked note."""

    def __init__(self, icons: Icons, theme: Theme) -> None:
        super().__init__()
        self._icons = icons
        self._theme = theme
        self.setAccessibleName("Marked")
        self.setToolTip("This note is marked (*)")
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        pixels = self._theme.scaled(16)
        self.setPixmap(self._icons.pixmap("star", "accent", pixels, self.devicePixelRatioF()))


def _draw_flag(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    pole = box.width() / 7
    painter.drawRect(QRectF(box.x() + pole, box.y(), pole, box.height()))
    left, right = box.x() + 2 * pole, box.right()
    top, bottom = box.y(), box.y() + box.height() * 0.62
    notch = right - box.width() * 0.22
    corners = ((left, top), (right, top), (notch, (top + bottom) / 2), (right, bottom), (left, bottom))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
