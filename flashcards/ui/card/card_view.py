"""The card: case, question, what is typed or picked, the rule, the answer."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from flashcards.ui.card.choice_list import ChoiceList
from flashcards.ui.card.document import measure
from flashcards.ui.card.rich_text import TEXT_INDENT, RichText
from flashcards.ui.card.showing import Showing
from flashcards.ui.card.typed_entry import TypedEntry
from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import CARD_MEASURE_CHARACTERS, Space, Type
from flashcards.ui.widgets.panel import Panel, line

LINE_STEP = 48
"""Pixels scrolled by one press of an arrow key."""


class CardView(QScrollArea):
    """Built once; shows one card after another in a centred column that scrolls when the card is long.

    Attributes:
        entry: where an answer is typed.
        choice: the options.

    Signals:
        link_wanted: a `QUrl` in the card was clicked.
    """

    link_wanted = Signal(QUrl)

    def __init__(self, theme: Theme, icons: Icons, media: Path | None) -> None:
        super().__init__()
        self._theme = theme
        self._showing: Showing | None = None
        self.case = RichText("Case", theme, media, Type.LEAD)
        self.question = RichText("Question", theme, media)
        self.answer = RichText("Answer", theme, media)
        self.entry = TypedEntry(theme, media)
        self.choice = ChoiceList(theme, icons, media)
        self._case_panel = Panel("Case", indent=TEXT_INDENT)
        self._case_panel.column.addWidget(self.case)
        self._rule = line()
        self._lay_out()
        for text in (self.case, self.question, self.answer, self.entry.comparison):
            text.scroll_wanted.connect(self._scroll)
            text.anchorClicked.connect(self.link_wanted)
        self.verticalScrollBar().rangeChanged.connect(self._balance)
        theme.changed.connect(self._dress)
        self._dress()

    def show_card(self, showing: Showing) -> None:
        """Show a card's side; the keyboard goes where it is wanted when that is another.

        It goes before what had it is hidden, for Qt would give it to a rating button in between.
        """
        before, self._showing = self._showing, showing
        is_new = before is None or before.key != showing.key
        content = showing.content
        replaces = showing.is_answer and content.answer_replaces_question
        has_below = showing.is_answer and not replaces and bool(content.answer)
        self.case.show_html(f"<div>{content.case}</div>")
        self.question.show_html(_revealed(content.answer) if replaces else f"<div>{content.question}</div>")
        self.answer.show_html(f"<div>{content.answer}</div>" if has_below else "")
        if showing.choice is not None:
            self.choice.show_choice(showing.choice)
        if content.typed is not None and is_new:
            self.entry.ask()
        wanted: dict[QWidget, bool] = {
            self._case_panel: bool(content.case),
            self.entry: content.typed is not None,
            self.choice: showing.choice is not None,
            self._rule: has_below and showing.choice is None,
            self.answer: has_below,
        }
        _set_visible(wanted, is_visible=True)
        if is_new or (before is not None and before.is_answer != showing.is_answer):
            self.take_focus()
        if content.typed is not None and showing.is_answer:
            self.entry.show_typed(showing.typed)
        _set_visible(wanted, is_visible=False)
        self._settle()

    def take_focus(self) -> None:
        """Put the keyboard on what is to be read or done first."""
        showing = self._showing
        if showing is None:
            return
        if showing.is_answer:
            has_answer = self.answer.isVisibleTo(self) and showing.choice is None
            (self.answer if has_answer else self.question).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        asked = self.question if showing.content.typed is None else self.entry.line
        asked.setFocus(Qt.FocusReason.OtherFocusReason)
        self.verticalScrollBar().setValue(0)

    def _settle(self) -> None:
        """Lay everything out now, inside out, so that the first paint is already right."""
        for layout in (self._case_panel.layout(), self.entry.layout(), self._middle.layout(), self._body.layout()):
            if layout is not None:
                layout.activate()

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(Space.XL, Space.XXL, Space.XL, Space.XXL)
        column.setSpacing(Space.L)
        for part in (self._case_panel, self.question, self.entry, self.choice, self._rule, self.answer):
            column.addWidget(part)
        column.addStretch(1)
        body = self._body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._middle, 100)
        row.addStretch(1)
        self.setWidget(body)

    def _dress(self) -> None:
        width = measure(self._theme.font(Type.CARD), CARD_MEASURE_CHARACTERS)
        self._middle.setMaximumWidth(width + 2 * Space.XL + 2 * Space.XS)

    def _balance(self, _low: int, high: int) -> None:
        """Leave as much room at the left as the scroll bar takes at the right, so that no card stands askew."""
        width = self.verticalScrollBar().sizeHint().width() if high > 0 else 0
        self.setViewportMargins(width, 0, 0, 0)

    def _scroll(self, steps: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + steps * self._theme.scaled(LINE_STEP))


def _revealed(html: str) -> str:
    """Mark text whose gaps are filled, so that the filling stands out."""
    return f'<div class="revealed">{html}</div>'


def _set_visible(wanted: dict[QWidget, bool], *, is_visible: bool) -> None:
    for part, is_wanted in wanted.items():
        if is_wanted is is_visible:
            part.setVisible(is_visible)
