"""One sitting being played: its session, the content of the cards it is about to show, and how it went. No Qt."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from flashcards.domain.card import Card
from flashcards.domain.custom_study import BegunSession
from flashcards.domain.ids import CardId
from flashcards.domain.note import LEECH, Note
from flashcards.domain.review import Answered, Rating
from flashcards.rendering import render
from flashcards.study.session import PREFETCH, Counts, Progress, QueueItem
from flashcards.ui.study import describing
from flashcards.ui.study.lanes import Fetched, Gathered
from flashcards.ui.study.state import NOTHING_LEFT

if TYPE_CHECKING:
    from flashcards.collection.sitting import Sitting, StudyCard

REFILL = PREFETCH // 2
"""Cards are fetched when this many are missing among the next few, or when the one to show is."""


class Play:
    """A sitting with its cards' content. Survives being gathered anew: what was done so far stays counted.

    Attributes:
        sitting: None until the first was gathered.
        titles: questions of cards that were forgotten, in plain text.
        previous: the card answered or put aside last.
        session: the custom session it is, or None.
    """

    def __init__(self, session: BegunSession | None = None) -> None:
        self.session = session
        self.sitting: Sitting | None = None
        self.titles: dict[CardId, str] = {}
        self.previous: CardId | None = None
        self._cards: dict[CardId, StudyCard] = {}
        self._asked: set[CardId] = set()
        self._progress = Progress()
        self._past: list[Progress] = []
        self._undone: list[Progress] = []
        self._unstored: list[QueueItem | None] = []
        self._with_note: dict[CardId, bool] = {}

    @property
    def card(self) -> "StudyCard | None":
        """The card being shown with its content, or None when there is none or its content has not come."""
        if self.sitting is None:
            return None
        card = self.sitting.session.card
        content = None if card is None else self._cards.get(card.id)
        if card is None or content is None:
            return None
        return content if content.card is card else replace(content, card=card)

    @property
    def current(self) -> QueueItem | None:
        """The place in the queue being shown, whether its content has come or not."""
        return None if self.sitting is None else self.sitting.session.current

    @property
    def progress(self) -> Progress:
        """What was done so far."""
        return self._progress

    @property
    def counts(self) -> Counts:
        """Cards left, the one shown included."""
        return NOTHING_LEFT if self.sitting is None else self.sitting.session.counts()

    def take(self, gathered: Gathered) -> None:
        """Play on with a newly gathered sitting."""
        self.sitting = gathered.sitting
        self.sitting.session.progress = self._progress
        self._cards = {}
        self._asked = set()
        self._supply(gathered.cards)

    def advance(self, now: datetime) -> None:
        """Move on to the next card, if none is shown."""
        if self.sitting is not None:
            self.sitting.session.advance(now)

    def missing(self) -> tuple[CardId, ...]:
        """Give the ids of cards to be fetched now; often none, so that they come several at a time."""
        if self.sitting is None:
            return ()
        ids = tuple(card_id for card_id in self.sitting.session.wanted() if card_id not in self._asked)
        current = self.current
        if len(ids) < REFILL and (current is None or current.card_id not in ids):
            return ()
        self._asked.update(ids)
        return ids

    def receive(self, fetched: Fetched) -> None:
        """Take cards that were asked for, and let go of those that are gone."""
        self._asked.difference_update(fetched.asked)
        self._supply(fetched.cards)
        gone = set(fetched.asked) - fetched.cards.keys()
        if gone:
            self.drop(lambda item: item.card_id in gone)

    def answer(self, rating: Rating, now: datetime, duration_ms: int) -> Answered:
        """Answer the card being shown.

        Raises:
            ValueError: no card is shown.
        """
        card = self.card
        if card is None or self.sitting is None:
            problem = "there is no card to answer"
            raise ValueError(problem)
        if not self.sitting.moves_schedule:
            self._unstored.append(self.current)
        answered = self.sitting.session.answer(rating, now, duration_ms)
        self._count(self.sitting.session.progress)
        self._undone.clear()
        if self._progress.forgotten[-1:] == (card.card.id,):
            self.titles[card.card.id] = describing.title(card)
        if answered.after.due_at is None:
            self._cards.pop(card.card.id, None)
        elif answered.became_leech and LEECH not in card.note.tags:
            self.replace_note(replace(card.note, tags=(*card.note.tags, LEECH), revision=card.note.revision + 1))
        self.previous = card.card.id
        return answered

    def replace_card(self, card: Card) -> None:
        """Take over a card that was changed by something other than an answer."""
        if self.sitting is not None:
            self.sitting.session.replace(card)

    def replace_note(self, note: Note) -> None:
        """Take over a note that was changed, on every card of it that was fetched."""
        for card_id, card in self._cards.items():
            if card.note.id == note.id:
                content = render(
                    card.note_type, note.fields, card.card.ordinal, deck=card.deck, tags=note.tags, flag=card.card.flag
                )
                self._cards[card_id] = replace(card, note=note, content=content)

    def drop(self, is_gone: Callable[[QueueItem], bool]) -> None:
        """Take cards out of the sitting, the current one included."""
        if self.sitting is not None:
            self.sitting.session.drop(is_gone)

    def put_aside(self, item: QueueItem, *, is_whole_note: bool) -> None:
        """Take a card out of the sitting, or all cards of its note."""
        self._with_note[item.card_id] = is_whole_note
        self.drop(lambda one: one.note_id == item.note_id if is_whole_note else one.card_id == item.card_id)

    def put_aside_again(self, card_id: CardId | None) -> bool:
        """Put the card shown aside as it was before undo; False when it is another, or never was put aside here."""
        item = self.current
        if item is None or item.card_id != card_id or item.card_id not in self._with_note:
            return False
        self.put_aside(item, is_whole_note=self._with_note[item.card_id])
        return True

    def count_again(self, answered: Answered) -> None:
        """Count an answer whose storing is tried once more."""
        comes_back = self.sitting is not None and self.sitting.session.comes_back(answered)
        self._count(self._progress.after(answered, comes_back=comes_back))

    def count_back(self) -> None:
        """Count the last answer no more: it was undone, or could not be stored."""
        if self._past:
            self._undone.append(self._progress)
            self._set_progress(self._past.pop())

    def count_forth(self) -> None:
        """Count the answer undone last again."""
        if self._undone:
            self._count(self._undone.pop())

    @property
    def can_take_back(self) -> bool:
        """Whether the last thing done was an answer that is not stored."""
        return bool(self._unstored) and self._unstored[-1] is not None

    def take_back(self) -> bool:
        """Ask the card again whose answer is not stored; False when that was not the last thing done."""
        item = self._unstored[-1] if self._unstored else None
        if item is None or self.sitting is None:
            return False
        self._unstored.pop()
        self.sitting.session.show_again(item)
        self.count_back()
        return True

    def count_deed(self, *, is_undone: bool = False) -> None:
        """Remember that something was stored after answers that are not; or that it was undone."""
        if not is_undone:
            self._unstored.append(None)
        elif self._unstored and self._unstored[-1] is None:
            self._unstored.pop()

    def _count(self, progress: Progress) -> None:
        self._past.append(self._progress)
        self._set_progress(progress)

    def _set_progress(self, progress: Progress) -> None:
        self._progress = progress
        if self.sitting is not None:
            self.sitting.session.progress = progress

    def _supply(self, cards: "dict[CardId, StudyCard]") -> None:
        """Hand the session the cards it still wants; one answered while it was fetched is out of date."""
        if self.sitting is None:
            return
        wanted = set(self.sitting.session.wanted())
        fresh = {card_id: card for card_id, card in cards.items() if card_id in wanted}
        self._cards.update(fresh)
        self.sitting.session.supply({card_id: card.card for card_id, card in fresh.items()})
