"""One option of a multiple-choice question: picked, then judged and explained."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QContextMenuEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QCheckBox, QWidget

from flashcards.domain.choice import Option
from flashcards.ui.card.composing import PLAY
from flashcards.ui.card.document import CardDocument
from flashcards.ui.card.media import Media
from flashcards.ui.card.style import LINE_HEIGHT
from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Radius, Space, Type
from flashcards.ui.widgets.painted import box, fill, ring

LETTERS = "ABCDEFGHIJ"
ICON_PIXELS = 18
NARROWEST = 160


class Verdict(Enum):
    """What an option turned out to be; the value is said and shown."""

    OPEN = ""
    RIGHT_PICKED = "Right, and you picked it"
    RIGHT_MISSED = "The right answer (not picked)"
    WRONG_PICKED = "Wrong: you picked it"
    WRONG_LEFT = "Wrong"

    @property
    def is_right(self) -> bool:
        """Whether the option is a right one."""
        return self in {Verdict.RIGHT_PICKED, Verdict.RIGHT_MISSED}

    @property
    def brief(self) -> str:
        """What is shown where there is no room for more; edge and colour say what was picked."""
        return "Right" if self.is_right else "Wrong"


class OptionRow(QCheckBox):
    """The digit that picks it, the text; afterwards the verdict in colour, mark and word, and the rationale.

    Whoever holds it gives it its place, and the height `fit` asks for.

    Signals:
        picked: its place, 0-based, when it is clicked or chosen by key.
        struck: its place, when it is clicked with the right button.
        rearranged: it may need another height: what it waited for has come.
        sound_wanted: the media name of a sound in its text that was clicked.
    """

    picked = Signal(int)
    struck = Signal(int)
    rearranged = Signal()
    sound_wanted = Signal(str)

    def __init__(self, place: int, theme: Theme, icons: Icons, media: Media, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._place = place
        self._theme = theme
        self._icons = icons
        self._verdict = Verdict.OPEN
        self._is_struck = False
        self._text = CardDocument(theme, media, Type.LEAD, self)
        self._why = CardDocument(theme, media, Type.BODY, self)
        for document in (self._text, self._why):
            document.redraw_wanted.connect(self.update)
            document.rearranged.connect(self.rearranged)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def verdict(self) -> Verdict:
        """What the option turned out to be."""
        return self._verdict

    def show_option(self, option: Option, *, is_picked: bool, verdict: Verdict) -> None:
        """Show an option."""
        self._verdict = verdict
        self._text.show_html(f"<div>{option.text}</div>")
        self._why.show_html(f"<div>{option.rationale}</div>" if verdict is not Verdict.OPEN else "")
        self.setChecked(is_picked)
        self.setAccessibleName(f"{self._place + 1}: {self._text.words}")
        self.setAccessibleDescription(f"{verdict.value}. {self._why.words}" if verdict.value else "")
        self.update()

    def strike(self, *, is_struck: bool) -> None:
        """Show an option crossed out, or not."""
        self._is_struck = is_struck
        if is_struck:
            self.setAccessibleDescription("Crossed out")
        self.update()

    def contextMenuEvent(self, _event: QContextMenuEvent) -> None:
        """Take the right button for crossing out."""
        self.struck.emit(self._place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Play a sound that was clicked instead of picking the option."""
        sound = self._sound_at(event.position())
        if sound is None:
            super().mouseReleaseEvent(event)
            return
        self.setDown(False)
        self.sound_wanted.emit(sound)

    def _sound_at(self, point: QPointF) -> str | None:
        """Give the media name of the sound under a point, or None."""
        sounds = self._text.composed.sounds
        inside = point - QPointF(self._left(), self._top() + self._lead())
        link = QUrl(self._text.documentLayout().anchorAt(inside)) if sounds else QUrl()
        return sounds[int(link.path())] if link.scheme() == PLAY else None

    def nextCheckState(self) -> None:
        """Ask to be picked; whoever is asked shows what comes of it."""
        self.picked.emit(self._place)

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002
        """Take clicks anywhere."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the digit, the text, and what it turned out to be."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paper, edge = self._colours()
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        width = 2 if self.isChecked() or self._verdict.is_right else 1
        box(painter, area, self._theme.colour(paper), self._theme.colour(edge), width)
        if self.hasFocus():
            ring(painter, QRectF(self.rect()), self._theme.colour("text"), Radius.CONTROL + 1, 2)
        self._draw_badge(painter)
        is_out = self._is_struck and self._verdict is Verdict.OPEN
        self._draw(painter, self._text, self._top() + self._lead(), "muted" if is_out else "text")
        if is_out:
            self._draw_strike(painter)
        if self._verdict is not Verdict.OPEN:
            self._draw_verdict(painter)

    def _colours(self) -> tuple[str, str]:
        """Give the tokens of paper and edge."""
        if self._verdict.is_right:
            return "good_soft", "good"
        if self._verdict is Verdict.WRONG_PICKED:
            return "again_soft", "again"
        if self.isChecked():
            return "accent_soft", "accent"
        is_hovered = self._verdict is Verdict.OPEN and self.underMouse()
        return ("hover" if is_hovered else "surface"), ("outline" if self._verdict is Verdict.OPEN else "border")

    def _draw_badge(self, painter: QPainter) -> None:
        side = self._badge()
        badge = QRectF(Space.M, self._top() - (side - self._line()) / 2, side, side)
        is_full = self.isChecked() and self._verdict is Verdict.OPEN
        fill(painter, badge, self._theme.colour("accent" if is_full else "sunken"), side / 2)
        painter.setFont(self._theme.font(Type.BODY_STRONG))
        painter.setPen(self._theme.colour("on_accent" if is_full else "text"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(self._place + 1))

    def _draw_strike(self, painter: QPainter) -> None:
        """Draw a line through every line of the text."""
        painter.setPen(QPen(self._theme.colour("muted"), 1.5))
        layout = self._text.documentLayout()
        block = self._text.begin()
        while block.isValid():
            corner = layout.blockBoundingRect(block).topLeft()
            for number in range(block.layout().lineCount()):
                rect = block.layout().lineAt(number).naturalTextRect().translated(corner)
                y = self._top() + self._lead() + rect.top() + self._letters() * 0.55
                painter.drawLine(QPointF(self._left() + rect.left(), y), QPointF(self._left() + rect.right(), y))
            block = block.next()

    def _draw_verdict(self, painter: QPainter) -> None:
        """Draw the mark and its word, and below them why."""
        top = self._top() + self._text.size().height() + Space.S
        pixels = self._theme.scaled(ICON_PIXELS)
        ink = "good" if self._verdict.is_right else "again" if self._verdict is Verdict.WRONG_PICKED else "muted"
        icon = self._icons.pixmap(
            "check" if self._verdict.is_right else "x", ink, pixels, painter.device().devicePixelRatio()
        )
        painter.drawPixmap(QPointF(self._left(), top), icon)
        painter.setFont(self._theme.font(Type.BODY_STRONG))
        painter.setPen(self._theme.colour(ink))
        words = QRectF(self._left() + pixels + Space.XS, top, self.width(), pixels)
        room = int(self.width() - words.left()) - Space.S
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._said(room))
        if not self._why.isEmpty():
            self._draw(painter, self._why, top + pixels + Space.XS, "text")

    def _said(self, room: int) -> str:
        """Give the verdict in so many words as there is room for."""
        fits = self._theme.metrics(Type.BODY_STRONG).horizontalAdvance(self._verdict.value) <= room
        return self._verdict.value if fits else self._verdict.brief

    def _draw(self, painter: QPainter, document: CardDocument, top: float, colour: str) -> None:
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(context.palette)
        palette.setColor(QPalette.ColorRole.Text, self._theme.colour(colour))
        context.palette = palette
        painter.save()
        painter.translate(self._left(), top)
        document.documentLayout().draw(painter, context)
        painter.restore()

    def fit(self, width: int) -> int:
        """Break the text to a width, and give the height it then needs."""
        room = max(NARROWEST // 2, width - self._left() - Space.M)
        for document in (self._text, self._why):
            if document.textWidth() != room:
                document.fit(room)
                document.setTextWidth(room)
        height = 2 * self._top() + self._text.size().height()
        if self._verdict is not Verdict.OPEN:
            height += Space.S + self._theme.scaled(ICON_PIXELS)
            height += 0 if self._why.isEmpty() else Space.XS + self._why.size().height()
        return max(round(height), self._badge() + 2 * Space.S)

    def _top(self) -> int:
        return Space.M

    def _left(self) -> int:
        return Space.M + self._badge() + Space.M

    def _badge(self) -> int:
        return self._theme.scaled(28)

    def _line(self) -> float:
        """Give the height of one line of the text."""
        return self._letters() * LINE_HEIGHT

    def _lead(self) -> float:
        """Give how far to lower the text: Qt puts all the space between lines below them."""
        return (self._line() - self._letters()) / 2

    def _letters(self) -> float:
        return self._theme.metrics(Type.LEAD).height()
