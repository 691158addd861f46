"""Card text on the page: read, selected and heard, never edited; as tall as what it says."""

import math

from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from flashcards.ui.card.composing import PICTURE, Composed, Shape
from flashcards.ui.card.document import CardDocument
from flashcards.ui.card.media import Media
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space, Type
from flashcards.ui.widgets.painted import ring

TEXT_INDENT = Space.XS
"""Pixels between the edge of card text and its letters: room for the ring. Labels beside it are set in as far."""

SCROLL_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class RichText(QTextBrowser):
    """HTML that grows with its content. The page around it scrolls.

    Signals:
        scroll_wanted: steps to scroll the page by; a whole page is ten.
        picture_wanted: a picture (a `Shape`) was clicked.
    """

    scroll_wanted = Signal(int)
    picture_wanted = Signal(object)

    def __init__(
        self, name: str, theme: Theme, media: Media, kind: Type = Type.CARD, parent: QWidget | None = None
    ) -> None:
        """Make an empty one.

        Args:
            name: what a screen reader calls it.
        """
        super().__init__(parent)
        self._theme = theme
        self._has_ring = False
        self._content = CardDocument(theme, media, kind, self)
        self.setDocument(self._content)
        self._content.setDocumentMargin(TEXT_INDENT)
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content.documentLayout().documentSizeChanged.connect(self._fit)
        self._content.redraw_wanted.connect(self.viewport().update)

    @property
    def text(self) -> str:
        """What it says, without markup."""
        return self._content.toPlainText()

    @property
    def composed(self) -> Composed:
        """What it shows, with what stands behind its links and images."""
        return self._content.composed

    def show_html(self, html: str) -> None:
        """Say something else."""
        self._content.show_html(html)
        self.setAccessibleDescription(self._content.words if self._content.composed.has_more else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make pictures fit before the text is laid out around them."""
        self._content.fit(event.size().width() - 2 * TEXT_INDENT)
        super().resizeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a picture can be clicked."""
        super().mouseMoveEvent(event)
        if self._picture_at(event):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        elif not self.anchorAt(event.position().toPoint()):
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for a picture that was clicked."""
        super().mouseReleaseEvent(event)
        event.accept()
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            picture = self._picture_at(event)
            if picture is not None:
                self.picture_wanted.emit(picture)

    def _picture_at(self, event: QMouseEvent) -> Shape | None:
        """Give the picture under the pointer, or None."""
        pictures = self.composed.pictures
        if not pictures:
            return None
        what, _, which = self._content.documentLayout().imageAt(event.position()).partition(":")
        return pictures[int(which)] if what == PICTURE else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the page by the keys that scroll; leave the rest to Qt."""
        key = Qt.Key(event.key())
        if key not in SCROLL_KEYS or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        steps = 10 if key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown} else 1
        self.scroll_wanted.emit(steps if key in {Qt.Key.Key_Down, Qt.Key.Key_PageDown} else -steps)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is when the learner moved it here; not each time a card is shown."""
        self._set_ring(has_ring=event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._set_ring(has_ring=False)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text with what is selected, and the ring around it when the keyboard was moved here.

        Qt's own painting would add a caret, for which nobody can edit here; of width 0 it shows at 150 % all the same.
        """
        painter = QPainter(self.viewport())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = self.palette()
        context.clip = QRectF(event.rect())
        if self.textCursor().hasSelection():
            context.selections = [self._selection()]
        self._content.documentLayout().draw(painter, context)
        if self._has_ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring(painter, QRectF(self.viewport().rect()), self._theme.colour("accent"))

    def _selection(self) -> QAbstractTextDocumentLayout.Selection:
        made = QAbstractTextDocumentLayout.Selection()
        made.cursor = self.textCursor()
        made.format.setBackground(self._theme.colour("accent"))
        made.format.setForeground(self._theme.colour("on_accent"))
        return made

    def _set_ring(self, *, has_ring: bool) -> None:
        if has_ring is not self._has_ring:
            self._has_ring = has_ring
            self.viewport().update()

    def _fit(self, size: QSizeF) -> None:
        height = math.ceil(size.height())
        if height != self.minimumHeight():
            self.setFixedHeight(height)
