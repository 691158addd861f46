"""The formula the caret is in, drawn below it while it is typed."""

import re
from html import escape

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QTextEdit, QVBoxLayout
from shiboken6 import isValid

from flashcards.rendering.formulas import Formula
from flashcards.rendering.typesetting import inked
from flashcards.ui.card.media import Media
from flashcards.ui.card.placing import draw_formula, formula_box
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space, Type
from flashcards.ui.widgets.text import label

REST_MS = 120
"""How long typing must rest before the formula is drawn anew."""

WIDEST = 420
NOT_DRAWN = "Cannot be drawn yet"

_FORMULAS = (
    (re.compile(r"\\\((.*?)(?:\\\)|$)"), False),
    (re.compile(r"\\\[(.*?)(?:\\\]|$)"), True),
    (re.compile(r"\[\$\](.*?)(?:\[/\$\]|$)"), False),
    (re.compile(r"\[\$\$\](.*?)(?:\[/\$\$\]|$)"), True),
)


class FormulaHint(QFrame):
    """Floats in the window below the caret; goes when the caret leaves the formula, or the keyboard the area."""

    def __init__(self, area: QTextEdit, theme: Theme, media: Media) -> None:
        super().__init__(area.window())
        self._area = area
        self._theme = theme
        self._media = media
        self._formula: Formula | None = None
        self._wanted: Formula | None = None
        self.setProperty("role", "overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture = QLabel()
        self._words = label(NOT_DRAWN, "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.addWidget(self._picture)
        column.addWidget(self._words)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.look)
        area.cursorPositionChanged.connect(self._rest.start)
        area.textChanged.connect(self._rest.start)
        area.destroyed.connect(self.deleteLater)
        media.arrived.connect(self._take_arrived)
        theme.changed.connect(self.look)
        self.hide()

    @property
    def formula(self) -> Formula | None:
        """What is drawn, or None."""
        return self._formula if self.isVisible() else None

    @Slot()
    def look(self) -> None:
        """Draw the formula the caret is in, or go."""
        if not isValid(self._area):  # it went a moment ago, and this goes after it
            return
        cursor = self._area.textCursor()
        self._wanted = formula_at(cursor.block().text(), cursor.positionInBlock()) if self._area.hasFocus() else None
        if self._wanted is None:
            self.hide()
        else:
            self._show(self._wanted)

    @Slot()
    def _take_arrived(self) -> None:
        if self._wanted is not None and isValid(self._area):
            self._show(self._wanted)

    def _show(self, formula: Formula) -> None:
        is_ready = self._media.want(f'<span class="formula">{_written(formula)}</span>')
        drawing = self._media.drawing(formula)
        if drawing is None and not is_ready:
            return  # what was drawn before stays until this is
        self._picture.setVisible(drawing is not None)
        self._words.setVisible(drawing is None)
        if drawing is not None:
            scale = self._area.devicePixelRatioF()
            box = formula_box(drawing, self._theme.font(Type.CARD), self._theme.scaled(WIDEST))
            svg = inked(drawing, self._theme.palette.text, self._theme.palette.surface)
            self._picture.setPixmap(QPixmap.fromImage(draw_formula(svg, box, scale)))
        self._formula = formula
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        """Stand below the caret, within the window."""
        window = self._area.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.adjustSize()
        caret = self._area.cursorRect()
        below = self._area.viewport().mapTo(window, caret.bottomLeft() + QPoint(0, Space.S))
        if below.y() + self.height() > window.height():
            below.setY(self._area.viewport().mapTo(window, caret.topLeft()).y() - self.height() - Space.S)
        below.setX(max(0, min(below.x(), window.width() - self.width() - Space.S)))
        self.move(below)


def formula_at(text: str, place: int) -> Formula | None:
    """Give the formula of a paragraph a caret is in, closed or not; None when it is in none, or in an empty one."""
    for pattern, is_block in _FORMULAS:
        for match in pattern.finditer(text):
            if match.start() < place <= match.end() and match[1].strip():
                return Formula(match[1].strip(), is_block)
    return None


def _written(formula: Formula) -> str:
    opening, closing = ("\\[", "\\]") if formula.is_block else ("\\(", "\\)")
    return f"{opening}{escape(formula.tex, quote=False)}{closing}"
