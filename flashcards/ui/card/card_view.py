"""The card: case, question, what is typed or picked, the rule, the answer."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from flashcards.rendering.hints import hint_place, uncovered
from flashcards.ui.card.choice_list import ChoiceList
from flashcards.ui.card.composing import PLAY, Shape
from flashcards.ui.card.enlarged import EnlargedPicture
from flashcards.ui.card.media import Media
from flashcards.ui.card.rich_text import TEXT_INDENT, RichText
from flashcards.ui.card.showing import Showing
from flashcards.ui.card.style import measure
from flashcards.ui.card.typed_entry import TypedEntry
from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import CARD_MEASURE_CHARACTERS, Space, Type
from flashcards.ui.widgets.panel import Panel, line

LINE_STEP = 48
"""Pixels scrolled by one press of an arrow key."""


HOLD_MS = 250
"""How long a card may wait for its formulas and for the size of its pictures, so that it need not move under the eyes;
one that waits longer is shown with the source of its formulas."""


class CardView(QScrollArea):
    """Built once; shows one card after another in a centred column that scrolls when the card is long.

    Attributes:
        entry: where an answer is typed.
        choice: the options.

    Signals:
        link_wanted: a `QUrl` in the card was clicked.
    """

    link_wanted = Signal(QUrl)

    def __init__(self, theme: Theme, icons: Icons, media: Media, *, takes_focus: bool = True) -> None:
        """Make an empty one.

        Args:
            takes_focus: the keyboard goes to a card that is shown or turned; not so beside what is being written.
        """
        super().__init__()
        self._theme = theme
        self._takes_focus = takes_focus
        self._media = media
        self._showing: Showing | None = None
        self._is_new = self._is_turned = False
        self._uncovered: set[int] = set()
        self._enlarged: EnlargedPicture | None = None
        self._patience = QTimer(self, singleShot=True, interval=HOLD_MS)
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
            text.anchorClicked.connect(partial(self._follow, text))
            text.picture_wanted.connect(self._enlarge)
        self.choice.sound_wanted.connect(self._play)
        self.verticalScrollBar().rangeChanged.connect(self._balance)
        self._patience.timeout.connect(self._present)
        media.arrived.connect(self._look_again)
        theme.changed.connect(self._dress)
        self._dress()

    def show_card(self, showing: Showing) -> None:
        """Show a card's side, at once or when what it shows is ready.

        The keyboard then goes where it is wanted when that is another, and before what had it is hidden, for Qt would
        give it to a rating button in between.
        """
        before, self._showing = self._showing, showing
        is_new = before is None or before.key != showing.key
        self._is_new |= is_new
        self._is_turned |= is_new or (before is not None and before.is_answer != showing.is_answer)
        if is_new:
            self._uncovered.clear()
        if self._media.want(*showing.htmls):
            self._present()
        elif not self._patience.isActive():
            self._middle.setVisible(not self._is_new)
            self._patience.start()

    def uncover_hint(self) -> None:
        """Show the next hint of the question."""
        if self._showing is not None:
            covered = (place for place in range(len(self._showing.content.hints)) if place not in self._uncovered)
            self._uncover(next(covered, None))

    def enlarge_picture(self) -> None:
        """Show the first picture of what was shown last, as large as the window allows."""
        for text in (self.answer, self.question, self.case):
            if text.composed.pictures and not text.isHidden():
                self._enlarge(text.composed.pictures[0])
                return

    @property
    def has_pictures(self) -> bool:
        """Whether there is a picture to enlarge."""
        return any(text.composed.pictures for text in (self.answer, self.question, self.case))

    @Slot()
    def _look_again(self) -> None:
        """Show a card that waited, once all of it is ready."""
        if self._patience.isActive() and self._showing is not None and self._media.want(*self._showing.htmls):
            self._present()

    @Slot()
    def _present(self) -> None:
        self._patience.stop()
        showing = self._showing
        if showing is None:
            return
        content = showing.content
        is_new, is_turned = self._is_new, self._is_turned
        replaces = showing.is_answer and content.answer_replaces_question
        has_below = showing.is_answer and not replaces and bool(content.answer)
        self._middle.show()
        self.case.show_html(f"<div>{content.case}</div>")
        self.question.show_html(_revealed(content.answer) if replaces else f"<div>{self._question(showing)}</div>")
        self.answer.show_html(f"<div>{content.answer}</div>" if has_below else "")
        if showing.choice is not None:
            self.choice.show_choice(showing.choice)
        if content.typed is not None and self._is_new:
            self.entry.ask()
        self._is_new = self._is_turned = False
        wanted: dict[QWidget, bool] = {
            self._case_panel: bool(content.case),
            self.entry: content.typed is not None,
            self.choice: showing.choice is not None,
            self._rule: has_below and showing.choice is None,
            self.answer: has_below,
        }
        _set_visible(wanted, is_visible=True)
        if is_turned and self._takes_focus:
            self.take_focus()
        if content.typed is not None and showing.is_answer:
            self.entry.show_typed(showing.typed)
        _set_visible(wanted, is_visible=False)
        self._settle()
        if any(text.composed.has_more for text in (self.case, self.question, self.answer)):
            self._settle()  # pictures take their room once the width of the text is known
        if is_turned and showing.is_answer:
            self._scroll_to_what_came(showing, has_below=has_below, is_read=not is_new)

    def _scroll_to_what_came(self, showing: Showing, *, has_below: bool, is_read: bool) -> None:
        """Bring into view what came with the answer and lies below what is seen, as under a tall picture.

        Args:
            is_read: the question was shown alone before; else the card begins with it.
        """
        bar = self.verticalScrollBar()
        if not is_read:
            bar.setValue(0)
            return
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))  # the scroll bar learns how tall it is
        if showing.choice is not None:
            self._scroll_to_options(bar)
        elif has_below:
            top = self._middle.y() + self.answer.y()
            if top + min(self.answer.height(), 2 * LINE_STEP) > bar.value() + self.viewport().height():
                bar.setValue(top - Space.XXL)

    def _scroll_to_options(self, bar: QScrollBar) -> None:
        """Bring what is right into view, and what was picked with it where there is room for both."""
        room = self.viewport().height() - 2 * Space.L
        for span in filter(None, (self.choice.right_span(), self.choice.marked_span())):
            top, bottom = (self._middle.y() + self.choice.y() + edge for edge in span)
            if bottom - top <= room:
                bar.setValue(min(max(bar.value(), bottom - room - Space.L), top - Space.L))
            elif span == self.choice.right_span():
                bar.setValue(top - Space.L)

    def _question(self, showing: Showing) -> str:
        """Give the question's HTML with the hints that were asked for; once it is answered, with all of them."""
        hints = showing.content.hints
        return uncovered(showing.content.question, hints, range(len(hints)) if showing.is_answer else self._uncovered)

    def _uncover(self, place: int | None) -> None:
        if place is not None and self._showing is not None and not self._showing.is_answer:
            self._uncovered.add(place)
            self.question.show_html(f"<div>{self._question(self._showing)}</div>")
            self._settle()

    def _follow(self, text: RichText, link: QUrl) -> None:
        """Play a sound, show a hint, or hand a link on."""
        if link.scheme() == PLAY:
            self._play(text.composed.sounds[int(link.path())])
        elif (place := hint_place(link.toString())) is not None:
            self._uncover(place)
        else:
            self.link_wanted.emit(link)

    @Slot(str)
    def _play(self, name: str) -> None:
        self._media.player.play([name])

    @Slot(object)
    def _enlarge(self, picture: Shape) -> None:
        if self._enlarged is None:
            self._enlarged = EnlargedPicture(self.window(), self._media)
        self._enlarged.enlarge(picture)

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

    def leave_entry(self) -> bool:
        """Take the keyboard from a line that something is typed in, to the question above; say whether it was there."""
        is_begun = self.entry.line.hasFocus() and bool(self.entry.text)
        if is_begun:
            self.question.setFocus(Qt.FocusReason.OtherFocusReason)
        return is_begun

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
