from collections.abc import Iterator
from typing import NamedTuple

import pytest

from flashcards.domain.deck import Deck
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.learning import LearningSettings, NewOrder, ReviewOrder
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.deck_settings import kept_apart, settings_by_deck
from flashcards.scheduling.memory_model import model_of
from flashcards.scheduling.ordering import in_new_order, in_review_order
from flashcards.scheduling.queue import by_retrievability
from tests.builders import a_preset

ONE, OTHER = DeckId(1), DeckId(2)
TODAY = StudyDay(20_000)
MODEL = model_of(LearningSettings())


class Due(NamedTuple):
    id: CardId
    stability_days: float
    due_on: StudyDay
    deck_id: DeckId = ONE
    note_id: NoteId = NoteId(0)
    last_review_on: StudyDay = StudyDay(TODAY - 20)


def due(card: int, deck: DeckId = ONE, stability: float = 10.0, late: int = 0) -> Due:
    return Due(CardId(card), stability, StudyDay(TODAY - late), deck)


def settings(**said: object) -> dict[DeckId, LearningSettings]:
    """Give what holds where deck 1 says something and deck 2 nothing."""
    return settings_by_deck([Deck(ONE, "One", preset=a_preset(**said)), Deck(OTHER, "Other")], LearningSettings())


def ids(cards: list[Due]) -> list[int]:
    return [card.id for card in cards]


def test_without_a_wish_the_best_remembered_come_first() -> None:
    cards = [due(1, stability=5), due(2, OTHER, stability=50), due(3, stability=20)]

    assert in_review_order(cards, settings(), MODEL, TODAY) == by_retrievability(cards, MODEL, TODAY)


@pytest.mark.parametrize(
    ("order", "expected"),
    [(ReviewOrder.LEAST_REMEMBERED, [1, 2, 3]), (ReviewOrder.LONGEST_DUE, [3, 1, 2])],
)
def test_a_decks_reviews_come_in_its_own_order(order: ReviewOrder, expected: list[int]) -> None:
    cards = [due(1, stability=5, late=2), due(2, stability=20, late=1), due(3, stability=50, late=9)]

    assert ids(in_review_order(cards, settings(review_order=order), MODEL, TODAY)) == expected


def test_the_order_of_one_deck_leaves_the_places_of_others() -> None:
    cards = [due(1, stability=80), due(2, OTHER, stability=60), due(3, stability=40), due(4, OTHER, stability=20)]

    found = in_review_order(cards, settings(review_order=ReviewOrder.LEAST_REMEMBERED), MODEL, TODAY)

    assert ids(found) == [3, 2, 1, 4]


def test_chance_falls_the_same_way_all_day_and_another_way_tomorrow() -> None:
    cards = [due(card) for card in range(50)]
    wish = settings(review_order=ReviewOrder.RANDOM)

    today = in_review_order(cards, wish, MODEL, TODAY)

    assert in_review_order(list(reversed(cards)), wish, MODEL, TODAY) == today
    assert in_review_order(cards, wish, MODEL, StudyDay(TODAY + 1)) != today
    assert sorted(today) == cards


def test_new_cards_of_a_shuffled_deck_change_places_among_themselves() -> None:
    cards = [due(card, OTHER if card % 3 == 0 else ONE) for card in range(30)]

    found = list(in_new_order(cards, settings(new_order=NewOrder.RANDOM)))

    assert [card.deck_id for card in found] == [card.deck_id for card in cards]
    assert [card for card in found if card.deck_id == OTHER] == cards[::3]
    assert sorted(found) == cards
    assert found != cards


def test_new_cards_are_read_no_further_than_asked_when_no_deck_is_shuffled() -> None:
    read: list[int] = []

    def cards() -> Iterator[Due]:
        for card in range(10):
            read.append(card)
            yield due(card)

    found = iter(in_new_order(cards(), settings()))

    assert (next(found).id, read) == (0, [0])


def test_a_deck_without_a_preset_is_studied_as_the_deck_above() -> None:
    decks = [
        Deck(DeckId(1), "A", preset=a_preset(new_limit=3, leech_threshold=4)),
        Deck(DeckId(2), "A::B", preset=a_preset(leech_threshold=5, buries_siblings=False)),
        Deck(DeckId(3), "A::B::C"),
        Deck(DeckId(4), "D"),
    ]

    found = settings_by_deck(decks, LearningSettings())

    assert [(one.new_limit, one.leech_threshold) for one in found.values()] == [(3, 4), (3, 5), (3, 5), (20, 8)]
    assert found[DeckId(2)] == found[DeckId(3)]
    assert kept_apart(found) == {1, 4}
