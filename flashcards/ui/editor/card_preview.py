"""The cards a note makes, seen while it is written."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from flashcards.ui.card.card_view import CardView
from flashcards.ui.card.showing import Choice, Showing
from flashcards.ui.editor.previewing import PreviewCard
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.text import label

NO_CARDS = "No card yet: it shows here as soon as the note asks something."
SIDES = ("Question", "Answer")
LONG = 10_000
"""Characters of HTML that take so long to lay out that typing would be felt to stop (30 ms on a slow machine)."""

HELD = "This card is long: it is shown when you leave the field."


class CardPreview(QWidget):
    """One card at a time, question or answer; which one stays while the note changes."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._cards: tuple[PreviewCard, ...] = ()
        self.setAccessibleName("Preview")
        self._which = Picker("Card", services.icons)
        self._which.chosen.connect(self._choose)
        self._place = self._gap = 0
        self.side = Segmented("Side of the card", SIDES, services.theme)
        self.side.set_current(1)
        self.side.chosen.connect(self._turn)
        self.card = CardView(services.theme, services.icons, services.media(), takes_focus=False)
        self._nothing = label(NO_CARDS, "muted", wraps=True)
        self._waits = label(HELD, "caption", wraps=True)
        self._held: tuple[PreviewCard, ...] | None = None
        self._lay_out()
        self.show_cards(())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @property
    def cards(self) -> tuple[PreviewCard, ...]:
        """What is shown."""
        return self._cards

    def show_cards(self, cards: tuple[PreviewCard, ...], gap: int = 0) -> None:
        """Show the cards of a note as it is now; long ones wait until nobody is typing.

        Args:
            gap: the number of the one that is being written: its card is shown; 0 for none.
        """
        self._follow_gap(cards, gap)
        is_long = any(sum(map(len, showing_of(card, is_answer=True).htmls)) > LONG for card in cards)
        is_typing = isinstance(QApplication.focusWidget(), QTextEdit | QPlainTextEdit)
        if is_long and is_typing and cards != self._cards:
            self._held = cards
            self._waits.show()
        else:
            self._show_now(cards)

    @Slot(int)
    def show_place(self, place: int) -> None:
        """Show another card, by its place; one that is still to come, as soon as it is there."""
        self._place = place
        if 0 <= place < len(self._cards):
            self._which.setCurrentIndex(place)
            self._show_card()

    @Slot()
    def _follow(self) -> None:
        """Show what waited when the keyboard goes to another place."""
        if self._held is not None:
            self._show_now(self._held)

    def _show_now(self, cards: tuple[PreviewCard, ...]) -> None:
        self._held = None
        self._waits.hide()
        self._cards = cards
        names = [(f"{card.name} ({place} of {len(cards)})", place) for place, card in enumerate(cards, start=1)]
        self._which.offer(names, None)
        self._which.setCurrentIndex(min(self._place, len(cards) - 1))
        self._which.setVisible(len(cards) > 1)
        self.side.setVisible(bool(cards))
        self.card.setVisible(bool(cards))
        self._nothing.setVisible(not cards)
        self._show_card()

    def _follow_gap(self, cards: tuple[PreviewCard, ...], gap: int) -> None:
        """Go to the card of another gap than before."""
        places = [place for place, card in enumerate(cards) if card.ordinal == gap - 1]
        if gap != self._gap and places:
            self._gap, self._place = gap, places[0]

    @Slot()
    def _choose(self) -> None:
        self._place = self._which.currentIndex()
        self._show_card()

    @Slot()
    def _turn(self) -> None:
        self._show_card()

    def _show_card(self) -> None:
        place = self._which.currentIndex()
        if not 0 <= place < len(self._cards):
            return
        self.card.show_card(showing_of(self._cards[place], is_answer=self.side.current == 1))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(label("Preview", "label"))
        head.addStretch(1)
        head.addWidget(self.side)
        column.addLayout(head)
        column.addWidget(self._which)
        column.addWidget(self._nothing)
        column.addWidget(self._waits)
        column.addWidget(self.card, 1)
        column.addStretch(0)


def showing_of(card: PreviewCard, *, is_answer: bool) -> Showing:
    """Give a side of a card as it looks to who has not answered, or has answered nothing."""
    options = card.content.choice
    right = frozenset(place for place, one in enumerate(options) if one.is_correct)
    picked = right if is_answer else frozenset[int]()
    choice = Choice(options, max(1, len(right)), picked, is_checked=is_answer) if options else None
    return Showing(card.ordinal, card.content, is_answer, choice)
