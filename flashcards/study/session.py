"""A sitting: the cards of today in their order, and what becomes of each when it is answered.

The session is told everything it knows: the queue when it begins, cards as they are fetched, and the time with every
call. It writes nothing; whoever drives it saves what `answer` returns.
"""

import heapq
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from flashcards.domain.card import Card, CardState
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.review import Answered, Rating
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.pace import LONGEST_ANSWER_MS

LEARN_AHEAD = timedelta(minutes=20)
"""A card in its steps may come this much early when nothing else is left, as in Anki."""

SHORTEST_ANSWER_MS = 1
"""Time that counts for one answer at least: none at all means that nobody knows how long it took."""

PREFETCH = 12
"""How many cards the session wants to know ahead of the one it shows."""


class QueueItem(NamedTuple):
    """A card waiting its turn.

    Attributes:
        due_at: when a card in its steps comes back; None for a new card or a review.
    """

    card_id: CardId
    note_id: NoteId
    deck_id: DeckId
    state: CardState
    due_at: datetime | None = None


class Counts(NamedTuple):
    """Cards left today: new ones, ones in their steps, and reviews."""

    new: int
    learning: int
    due: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.learning + self.due


class Answers(Protocol):
    """What the session asks of a scheduler."""

    def __call__(self, card: Card, rating: Rating, now: datetime, duration_ms: int) -> Answered:
        """Answer a card."""
        ...


@dataclass(frozen=True, slots=True)
class Progress:
    """What this sitting has done so far.

    Attributes:
        done: cards that do not come back in it.
    """

    answered: int = 0
    again: int = 0
    studied_ms: int = 0
    forgotten: tuple[CardId, ...] = ()
    done: frozenset[CardId] = frozenset()

    def after(self, answered: Answered, *, comes_back: bool) -> "Progress":
        """Count one more answer."""
        review = answered.review
        failed = review.rating is Rating.AGAIN
        lapsed = failed and answered.before.state is CardState.REVIEW
        return Progress(
            answered=self.answered + 1,
            again=self.again + failed,
            studied_ms=self.studied_ms + review.duration_ms,
            forgotten=(*self.forgotten, answered.before.id) if lapsed else self.forgotten,
            done=self.done - {answered.before.id} if comes_back else self.done | {answered.before.id},
        )


class StudySession:
    """The cards of one sitting.

    Attributes:
        progress: what was done so far.
    """

    def __init__(
        self,
        queue: Iterable[QueueItem],
        today: StudyDay,
        answers: Answers,
        *,
        current: QueueItem | None = None,
        progress: Progress | None = None,
        is_scheduled: bool = True,
    ) -> None:
        """Begin a sitting.

        Args:
            queue: in the order it is to be shown; cards in their steps may stand anywhere in it.
            current: a card to show before the queue, such as one put back by undo.
            is_scheduled: when a card comes back is for the answers to say; otherwise it comes once more at the end
                after Again, and not after other ratings.
        """
        items = list(queue)
        self.progress = progress or Progress()
        self._today = today
        self._answers = answers
        self._is_scheduled = is_scheduled
        self._main = deque(item for item in items if item.due_at is None)
        self._left = Counter(item.state for item in self._main)
        self._steps = [(item.due_at, item.card_id, item) for item in items if item.due_at is not None]
        heapq.heapify(self._steps)
        self._current = current
        self._cards: dict[CardId, Card] = {}

    @property
    def current(self) -> QueueItem | None:
        """The card being shown, or None before `advance` and at the end."""
        return self._current

    @property
    def card(self) -> Card | None:
        """The card being shown, once it was supplied."""
        return self._cards.get(self._current.card_id) if self._current else None

    @property
    def ahead(self) -> tuple[QueueItem, ...]:
        """The new cards and reviews that wait, in the order they will be shown."""
        return tuple(self._main)

    def supply(self, cards: Mapping[CardId, Card]) -> None:
        """Hand over cards that `wanted` asked for."""
        self._cards.update(cards)

    def wanted(self) -> tuple[CardId, ...]:
        """Give the ids of cards to be fetched: the current one and the next few, without those already known."""
        soon = [self._current] if self._current else []
        soon += [item for _, _, item in heapq.nsmallest(PREFETCH // 2, self._steps)]
        soon += [item for item, _ in zip(self._main, range(PREFETCH), strict=False)]
        return tuple(item.card_id for item in soon if item.card_id not in self._cards)

    def advance(self, now: datetime) -> QueueItem | None:
        """Move on to the next card and give it; None when nothing can be shown yet or any more.

        A card whose step is over comes first, then the queue, then a card whose step is nearly over.
        """
        if self._current is None:
            self._current = self._take(now)
        return self._current

    def comes_back_at(self) -> datetime | None:
        """Give when the next card in its steps may be shown, or None when none waits."""
        return self._steps[0][0] - LEARN_AHEAD if self._steps else None

    def answer(self, rating: Rating, now: datetime, duration_ms: int) -> Answered:
        """Answer the current card and let go of it.

        A card that comes back today joins the queue again, as it will be once the answer is stored.

        Args:
            duration_ms: since the question was shown; a minute at most is counted.

        Raises:
            ValueError: no card is shown.
        """
        card = self.card
        if card is None or self._current is None:
            problem = "there is no card to answer"
            raise ValueError(problem)
        answered = self._answers(card, rating, now, max(SHORTEST_ANSWER_MS, min(duration_ms, LONGEST_ANSWER_MS)))
        comes_back = self.comes_back(answered)
        self.progress = self.progress.after(answered, comes_back=comes_back)
        self._settle(self._current, answered.after, comes_back=comes_back)
        return answered

    def comes_back(self, answered: Answered) -> bool:
        """Say whether a card comes back in this sitting after an answer."""
        if not self._is_scheduled:
            return answered.review.rating is Rating.AGAIN
        after = answered.after
        return after.due_at is not None and after.due_on is not None and after.due_on <= self._today

    def show_again(self, item: QueueItem) -> None:
        """Take back an answer that was not stored: show its card once more, and what was shown next after it."""
        self.drop(lambda one: one.card_id == item.card_id)
        if self._current is not None:
            self._main.appendleft(self._current)
            self._left[self._current.state] += 1
        self._current = item

    def replace(self, card: Card) -> None:
        """Take over a card that was changed by something other than an answer."""
        if card.id in self._cards:
            self._cards[card.id] = card

    def drop(self, gone: Callable[[QueueItem], bool]) -> None:
        """Take cards out of the queue, the current one included."""
        self._main = deque(item for item in self._main if not gone(item))
        self._left = Counter(item.state for item in self._main)
        self._steps = [entry for entry in self._steps if not gone(entry[2])]
        heapq.heapify(self._steps)
        if self._current is not None and gone(self._current):
            self._current = None

    def counts(self) -> Counts:
        """Count the cards left, the current one included."""
        left = Counter(self._left)
        if self._current is not None:
            left[self._current.state] += 1
        new, due = left[CardState.NEW], left[CardState.REVIEW]
        return Counts(new, left.total() - new - due + len(self._steps), due)

    def _take(self, now: datetime) -> QueueItem | None:
        if self._steps and self._steps[0][0] <= now:
            return heapq.heappop(self._steps)[2]
        if self._main:
            item = self._main.popleft()
            self._left[item.state] -= 1
            return item
        if self._steps and self._steps[0][0] <= now + LEARN_AHEAD:
            return heapq.heappop(self._steps)[2]
        return None

    def _settle(self, item: QueueItem, after: Card, *, comes_back: bool) -> None:
        self._current = None
        self._cards.pop(item.card_id, None)
        if not comes_back:
            return
        if not self._is_scheduled:
            self._main.append(item)
            self._left[item.state] += 1
        elif after.due_at is not None:
            self._cards[after.id] = replace(after, revision=after.revision + 1)
            again = item._replace(state=after.state, due_at=after.due_at)
            heapq.heappush(self._steps, (after.due_at, after.id, again))
