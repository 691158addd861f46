"""HTML or CSS typed, with what is wrong in it underlined."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontDatabase, QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip

from flashcards.rendering.checking import TemplateProblem
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Type


class CodeEdit(QPlainTextEdit):
    """Plain text in letters of one width. A problem says what it is under the pointer."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._problems: tuple[TemplateProblem, ...] = ()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        theme.changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str) -> None:
        """Show other text, without telling anybody."""
        if text != self.toPlainText():
            self.blockSignals(True)  # noqa: FBT003
            self.setPlainText(text)
            self.blockSignals(False)  # noqa: FBT003

    def mark(self, problems: Sequence[TemplateProblem]) -> None:
        """Underline what is wrong."""
        self._problems = tuple(problems)
        self.setExtraSelections([self._marked(one) for one in problems if one.end > one.start])

    def event(self, event: QEvent) -> bool:
        """Say what is wrong where the pointer rests."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self.cursorForPosition(event.pos()).position()
            found = next((one.text for one in self._problems if one.start <= at <= one.end), "")
            QToolTip.showText(event.globalPos(), found, self)
            return True
        return super().event(event)

    def _marked(self, problem: TemplateProblem) -> QTextEdit.ExtraSelection:
        found = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(problem.start, last))
        cursor.setPosition(min(problem.end, last), QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(self._theme.colour("again"))
        found.cursor, found.format = cursor, form
        return found

    def _dress(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(self._theme.px(Type.BODY))
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.mark(self._problems)
