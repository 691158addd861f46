"""Which cards today brings, and in which order.

Plain Python on purpose: putting 20,000 due cards in order takes about 20 ms, a fifth of what loading numpy costs.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.fuzz import hashed
from flashcards.scheduling.limits import Limits
from flashcards.scheduling.memory_model import MemoryModel


class Waiting(Protocol):
    """A card that could be shown today."""

    @property
    def id(self) -> CardId:
        """The card."""
        ...

    @property
    def note_id(self) -> NoteId:
        """Its note; cards of one note are siblings."""
        ...

    @property
    def deck_id(self) -> DeckId:
        """Its deck, for the limits."""
        ...


class Fading(Waiting, Protocol):
    """A review that is due, with what its retrievability depends on."""

    @property
    def stability_days(self) -> float:
        """Days until retrievability falls to 90 %."""
        ...

    @property
    def last_review_on(self) -> StudyDay:
        """Study day of the last review."""
        ...


Step = TypeVar("Step", bound=Waiting)
Due = TypeVar("Due", bound=Waiting)
Fresh = TypeVar("Fresh", bound=Waiting)
Faded = TypeVar("Faded", bound=Fading)
One = TypeVar("One")
Other = TypeVar("Other")

_MASK = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Today(Generic[Step, Due, Fresh]):
    """The cards of one study day.

    Attributes:
        steps: in their learning or relearning steps, as given; they count against no limit.
        reviews: due reviews within the limits, as given.
        new: new cards within the limits, as given.
    """

    steps: tuple[Step, ...]
    reviews: tuple[Due, ...]
    new: tuple[Fresh, ...]

    def in_order(self) -> list[Step | Due | Fresh]:
        """Give all of them as they are to be shown: steps first, then new cards spread evenly among the reviews."""
        return [*self.steps, *mixed(self.reviews, self.new)]


def todays_cards(
    steps: Iterable[Step],
    reviews: Iterable[Due],
    new: Iterable[Fresh],
    *,
    limits: Limits,
    apart: Collection[DeckId],
    seen: Collection[NoteId] = (),
) -> Today[Step, Due, Fresh]:
    """Choose the cards of a study day.

    Args:
        steps: cards in their steps that come back today, soonest first.
        reviews: all that are due, in the order they are to be chosen and shown; see `by_retrievability`.
        new: in the order they are to be introduced; read only as far as the limits allow.
        limits: used up by the cards taken.
        apart: decks whose cards are not shown on a day a sibling is.
        seen: notes a card of which was already answered today.

    Returns:
        At most one card of a note, a review before a new one, unless several are in their steps already or their decks
        do not keep siblings apart.
    """
    begun = tuple(steps)
    taken = {*seen, *(card.note_id for card in begun)}

    def is_free(card: Waiting) -> bool:
        return card.note_id not in taken or card.deck_id not in apart

    chosen = tuple(card for card in reviews if is_free(card) and _take(limits.take_review, card, taken))
    introduced: list[Fresh] = []
    for card in new:
        if not limits.has_new_left():
            break
        if is_free(card) and _take(limits.take_new, card, taken):
            introduced.append(card)
    return Today(begun, chosen, tuple(introduced))


def by_retrievability(cards: Iterable[Faded], model: MemoryModel, today: StudyDay) -> list[Faded]:
    """Put due cards in order: the best remembered first.

    Most is kept that way when there is more to review than time. Ties fall differently every day, but the same way
    all day long.
    """
    spin = hashed(today) | 1
    recall = model.retrievability
    return sorted(
        cards,
        key=lambda card: (-recall(card.stability_days, today - card.last_review_on), card.id * spin & _MASK),
    )


def mixed(one: Sequence[One], other: Sequence[Other]) -> list[One | Other]:
    """Spread two sequences evenly through each other, each in its own order; at equal places `one` goes first."""
    placed: list[tuple[float, int, int]] = [((at + 1) / (len(one) + 1), 0, at) for at in range(len(one))]
    placed += [((at + 1) / (len(other) + 1), 1, at) for at in range(len(other))]
    return [one[at] if which == 0 else other[at] for _, which, at in sorted(placed)]


def _take(take: Callable[[DeckId], bool], card: Waiting, taken: set[NoteId]) -> bool:
    """Take a card if its limits allow one, and set its siblings aside."""
    if not take(card.deck_id):
        return False
    taken.add(card.note_id)
    return True
