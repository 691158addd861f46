"""How many new cards and reviews a day may still bring, deck by deck."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from flashcards.domain.deck import Deck, chain, parents
from flashcards.domain.ids import DeckId
from flashcards.domain.learning import LearningSettings


class Counted(Protocol):
    """What was done today in one deck, its sub-decks left out."""

    @property
    def new(self) -> int:
        """New cards introduced."""
        ...

    @property
    def reviews(self) -> int:
        """Reviews answered."""
        ...


class Limits:
    """What is left of the daily limits. Taking a card uses them up.

    A card must fit the limit of its deck and of every deck above it that has one. The general limits of the settings
    hold for the cards that have none on their way up, all taken together.
    """

    def __init__(self, decks: Sequence[Deck], settings: LearningSettings, done: Mapping[DeckId, Counted]) -> None:
        """Begin a day, or go on with one.

        Args:
            decks: all of them.
            done: what was done today by the deck the cards are in; decks left out did nothing.
        """
        own_new = {deck.id: deck.options.new_limit for deck in decks}
        own_reviews = {deck.id: deck.options.review_limit for deck in decks}
        self._new = _Allowance(decks, own_new, settings.new_limit, {id_: one.new for id_, one in done.items()})
        self._reviews = _Allowance(
            decks, own_reviews, settings.review_limit, {id_: one.reviews for id_, one in done.items()}
        )

    def take_new(self, deck_id: DeckId) -> bool:
        """Take one new card of a deck, if the limits still allow one.

        Raises:
            KeyError: there is no such deck.
        """
        return self._new.take(deck_id)

    def take_review(self, deck_id: DeckId) -> bool:
        """Take one review of a deck, if the limits still allow one.

        Raises:
            KeyError: there is no such deck.
        """
        return self._reviews.take(deck_id)

    def new_left(self, deck_id: DeckId) -> int:
        """Give how many new cards directly in a deck the limits still allow."""
        return self._new.left(deck_id)

    def reviews_left(self, deck_id: DeckId) -> int:
        """Give how many reviews directly in a deck the limits still allow."""
        return self._reviews.left(deck_id)

    def has_new_left(self) -> bool:
        """Say whether any deck may still bring a new card: when not, there is no need to look for more."""
        return self._new.has_any_left()


class _Allowance:
    """One kind of limit: what is left of it in each deck that has its own, and of the general one (None)."""

    def __init__(
        self,
        decks: Sequence[Deck],
        own: Mapping[DeckId, int | None],
        general: int,
        done: Mapping[DeckId, int],
    ) -> None:
        """Begin with the limits less what was done."""
        above = parents(decks)
        self._binding: dict[DeckId, tuple[DeckId | None, ...]] = {
            deck.id: tuple(one for one in chain(deck.id, above) if own[one] is not None) or (None,) for deck in decks
        }
        self._left: dict[DeckId | None, int] = {None: general}
        self._left.update({deck_id: limit for deck_id, limit in own.items() if limit is not None})
        for deck_id, count in done.items():
            for key in self._binding.get(deck_id, (None,)):
                self._left[key] -= count
        self._keeps_any: bool | None = None

    def left(self, deck_id: DeckId) -> int:
        """Give what the tightest of the limits on a deck still allows, at least 0."""
        return max(0, min(self._left[key] for key in self._binding[deck_id]))

    def take(self, deck_id: DeckId) -> bool:
        """Use up one of every limit on a deck, if all of them still have one."""
        if self.left(deck_id) == 0:
            return False
        for key in self._binding[deck_id]:
            self._left[key] -= 1
        self._keeps_any = None
        return True

    def has_any_left(self) -> bool:
        """Say whether any deck may take one; remembered until something is taken."""
        if self._keeps_any is None:
            self._keeps_any = any(self.left(deck_id) for deck_id in self._binding)
        return self._keeps_any
