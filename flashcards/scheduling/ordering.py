"""The order in which the cards of each deck follow each other, whatever is studied together.

Due reviews of all decks stand in one sequence, the best remembered first, and new cards in the order they were added.
Cards of decks that want another order change places among themselves only, so that how decks are mixed stays as it is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from flashcards.domain.ids import CardId, DeckId
from flashcards.domain.learning import NewOrder, ReviewOrder
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.deck_settings import SettingsByDeck
from flashcards.scheduling.fuzz import hashed
from flashcards.scheduling.memory_model import MemoryModel
from flashcards.scheduling.queue import Fading, Waiting, by_retrievability


class Due(Fading, Protocol):
    """A review that is due, with the day it was due on."""

    @property
    def due_on(self) -> StudyDay:
        """Study day on which it fell due."""
        ...


Dated = TypeVar("Dated", bound=Due)
Fresh = TypeVar("Fresh", bound=Waiting)
Card = TypeVar("Card", bound=Waiting)
Key = Callable[[Due], tuple[float, int]]


def in_review_order(
    cards: Iterable[Dated], settings: SettingsByDeck, model: MemoryModel, today: StudyDay
) -> list[Dated]:
    """Put due reviews in order. Ties fall differently every day, but the same way all day long.

    Args:
        settings: of every deck the cards are in.
    """
    ordered = by_retrievability(cards, model, today)
    for order, key in _keys(model, today).items():
        places = [place for place, card in enumerate(ordered) if settings[card.deck_id].review_order is order]
        _exchange(ordered, places, key)
    return ordered


def in_new_order(cards: Iterable[Fresh], settings: SettingsByDeck) -> Iterable[Fresh]:
    """Put new cards in order; they are read only as far as somebody asks, unless a deck is shuffled.

    A shuffled deck has the same order every day, so that what is left today comes tomorrow.

    Args:
        cards: as they were added.
        settings: of every deck the cards are in.
    """
    shuffled = [deck_id for deck_id, one in settings.items() if one.new_order is NewOrder.RANDOM]
    return _shuffled(list(cards), shuffled) if shuffled else cards


def _keys(model: MemoryModel, today: StudyDay) -> Mapping[ReviewOrder, Key]:
    def chance(card_id: CardId) -> int:
        return hashed(hashed(today) ^ card_id)

    def recall(card: Due) -> float:
        return model.retrievability(card.stability_days, today - card.last_review_on)

    return {
        ReviewOrder.LEAST_REMEMBERED: lambda card: (recall(card), chance(card.id)),
        ReviewOrder.LONGEST_DUE: lambda card: (card.due_on, chance(card.id)),
        ReviewOrder.RANDOM: lambda card: (0.0, chance(card.id)),
    }


def _shuffled(cards: list[Fresh], decks: Iterable[DeckId]) -> Iterator[Fresh]:
    places: dict[DeckId, list[int]] = {deck_id: [] for deck_id in decks}
    for place, card in enumerate(cards):
        if card.deck_id in places:
            places[card.deck_id].append(place)
    for found in places.values():
        _exchange(cards, found, lambda card: (0.0, hashed(card.id)))
    return iter(cards)


def _exchange(cards: list[Card], places: list[int], key: Callable[[Card], tuple[float, int]]) -> None:
    """Put the cards at some places in the order of their keys, in those places."""
    for place, card in zip(places, sorted((cards[place] for place in places), key=key), strict=True):
        cards[place] = card
