"""Typing an answer, and seeing it compared."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from flashcards.rendering import Part, Verdict
from flashcards.ui.card.media import Media
from flashcards.ui.card.rich_text import TEXT_INDENT, RichText
from flashcards.ui.card.showing import Typed
from flashcards.ui.text_undo import is_idle
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space, Type
from flashcards.ui.widgets.text import label, set_role

RIGHT = "Right. You typed:"
WRONG = "Not quite. Struck out is wrong, underlined was missing:"

_CLASSES = {Verdict.RIGHT: "right", Verdict.WRONG: "wrong", Verdict.MISSING: "missing"}


class AnswerLine(QLineEdit):
    """Undoes and redoes what was typed; until something is typed, the keys are the window's."""

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window when the line has none."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_idle(self, event):
            event.ignore()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on behind what is typed; Qt would select it for Tab, and the next letter would replace it."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.end(False)  # noqa: FBT003  (Qt's)


class TypedEntry(QWidget):
    """A line to type in; afterwards what was typed, letter by letter.

    Attributes:
        line: where the answer is typed.
        comparison: what was typed, with what is wrong struck out and what is missing underlined.
    """

    def __init__(self, theme: Theme, media: Media) -> None:
        super().__init__()
        self._theme = theme
        self.line = AnswerLine()
        self.line.setAccessibleName("Your answer")
        self.line.setPlaceholderText("Type the answer, then press Enter")
        self.comparison = RichText("Your answer compared", theme, media, Type.CARD)
        self._heading = label("", "strong")
        self._others = label("", "muted", wraps=True)
        for words in (self._heading, self._others):
            words.setIndent(TEXT_INDENT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for part in (self.line, self._heading, self.comparison, self._others):
            column.addWidget(part)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def ask(self) -> None:
        """Take a new answer."""
        self.line.setText("")  # unlike `clear`, which undo would take back
        self._show_parts(is_compared=False)
        self.line.show()

    def show_typed(self, typed: Typed | None) -> None:
        """Show the comparison; nothing when nothing was typed."""
        self.line.hide()
        self._show_parts(is_compared=typed is not None)
        if typed is None:
            return
        is_right = typed.comparison.is_match
        self._heading.setText(RIGHT if is_right else WRONG)
        set_role(self._heading, "right" if is_right else "wrong")
        self.comparison.show_html(comparison_html(typed.comparison.parts))
        self._others.setText("Also right: " + ", ".join(typed.others))
        self._others.setVisible(bool(typed.others))

    def _show_parts(self, *, is_compared: bool) -> None:
        for part in (self._heading, self.comparison, self._others):
            part.setVisible(is_compared)

    @Slot()
    def _dress(self) -> None:
        self.line.setFont(self._theme.font(Type.CARD))


def comparison_html(parts: tuple[Part, ...]) -> str:
    """Write a comparison so that right, wrong and missing differ in form as well as in colour."""
    spans = (f'<span class="{_CLASSES[part.verdict]}">{escape(part.text)}</span>' for part in parts)
    is_whole = [part.verdict for part in parts] == [Verdict.WRONG, Verdict.MISSING]
    return f"<div>{(' &nbsp;' if is_whole else '').join(spans)}</div>"
