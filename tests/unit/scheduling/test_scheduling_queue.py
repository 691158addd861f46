from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.deck import Deck
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.limits import Limits
from flashcards.scheduling.memory_model import model_of
from flashcards.scheduling.queue import Today, by_retrievability, mixed, todays_cards
from tests.builders import a_preset

TODAY = StudyDay(20_000)
MODEL = model_of(LearningSettings())
DECK, OTHER = DeckId(1), DeckId(2)
BOTH = {DECK, OTHER}


class Waiting(NamedTuple):
    id: CardId
    note_id: NoteId
    deck_id: DeckId = DECK


class Due(NamedTuple):
    id: CardId
    note_id: NoteId
    stability_days: float
    last_review_on: StudyDay
    deck_id: DeckId = DECK


Todays = Today[Waiting, Waiting, Waiting]


def waiting(card: int, note: int | None = None, deck: DeckId = DECK) -> Waiting:
    return Waiting(CardId(card), NoteId(card if note is None else note), deck)


def due(card: int, stability: float = 10.0, days_ago: int = 10) -> Due:
    return Due(CardId(card), NoteId(card), stability, StudyDay(TODAY - days_ago))


def limits(new: int = 100, reviews: int = 100) -> Limits:
    settings = LearningSettings(new_limit=new, review_limit=reviews)
    return Limits([Deck(DECK, "Clerk duties"), Deck(OTHER, "Privacy", preset=a_preset(new_limit=1))], settings, {})


def test_the_best_remembered_card_comes_first() -> None:
    cards = [due(1, stability=10, days_ago=40), due(2, stability=10, days_ago=5), due(3, stability=300, days_ago=20)]

    assert [card.id for card in by_retrievability(cards, MODEL, TODAY)] == [3, 2, 1]


def test_ties_fall_the_same_way_all_day_and_another_way_tomorrow() -> None:
    cards = [due(card) for card in range(100)]

    today = by_retrievability(cards, MODEL, TODAY)
    tomorrow = by_retrievability(cards, MODEL, StudyDay(TODAY + 1))

    assert by_retrievability(reversed(cards), MODEL, TODAY) == today
    assert sorted(today) == cards
    assert today != cards
    assert today != tomorrow


def test_the_order_of_two_tied_cards_does_not_hang_on_the_others() -> None:
    cards = [due(card) for card in range(100)]
    fewer = [card for card in cards if card.id % 3]

    order = [card for card in by_retrievability(cards, MODEL, TODAY) if card.id % 3]

    assert by_retrievability(fewer, MODEL, TODAY) == order


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("123", "abc", "1a2b3c"),
        ("123", "ab", "1a2b3"),
        ("123", "abcdef", "a1bc2de3f"),
        ("123", "", "123"),
        ("", "ab", "ab"),
        ("1234567", "a", "1234a567"),
    ],
)
def test_new_cards_are_spread_evenly_among_reviews(one: str, other: str, expected: str) -> None:
    assert "".join(mixed(one, other)) == expected


@given(st.integers(0, 60), st.integers(0, 60))
def test_no_stretch_of_a_mix_holds_more_than_its_share(reviews: int, new: int) -> None:
    found = mixed(["review"] * reviews, ["new"] * new)

    for end in range(len(found) + 1):
        share = end * new / max(len(found), 1)
        assert abs(found[:end].count("new") - share) <= 1.5


def test_steps_come_first_then_reviews_and_new_cards_in_turn() -> None:
    found: Todays = todays_cards(
        [waiting(1)], [waiting(11), waiting(12)], [waiting(21), waiting(22)], limits=limits(), apart=BOTH
    )

    assert found.in_order() == [waiting(1), waiting(11), waiting(21), waiting(12), waiting(22)]


def test_limits_are_kept() -> None:
    reviews = [waiting(card) for card in range(10, 20)]
    new = [waiting(card) for card in range(20, 30)]

    found: Todays = todays_cards([], reviews, new, limits=limits(new=2, reviews=3), apart=BOTH)

    assert (found.reviews, found.new) == (tuple(reviews[:3]), tuple(new[:2]))


def test_a_full_deck_does_not_hold_others_back() -> None:
    new = [waiting(1, deck=OTHER), waiting(2, deck=OTHER), waiting(3)]

    found: Todays = todays_cards([], [], new, limits=limits(), apart=BOTH)

    assert found.new == (new[0], new[2])


def test_no_more_new_cards_are_read_than_the_limits_allow() -> None:
    read: list[int] = []

    def new_cards() -> Iterator[Waiting]:
        for card in range(1000):
            read.append(card)
            yield waiting(card, deck=OTHER if card == 0 else DECK)

    found: Todays = todays_cards([], [], new_cards(), limits=limits(new=2), apart=BOTH)

    assert len(found.new) == 3
    assert len(read) == 4


def test_a_review_goes_before_a_new_sibling_and_one_before_a_later_one() -> None:
    reviews = [waiting(1, note=7), waiting(2, note=7), waiting(3, note=8)]
    new = [waiting(4, note=7), waiting(5, note=9), waiting(6, note=9)]

    found: Todays = todays_cards([], reviews, new, limits=limits(), apart=BOTH)

    assert (found.reviews, found.new) == ((reviews[0], reviews[2]), (new[1],))


def test_a_card_in_its_steps_keeps_its_siblings_away_but_not_those_already_begun() -> None:
    steps = [waiting(1, note=7), waiting(2, note=7)]

    found: Todays = todays_cards(steps, [waiting(3, note=7)], [waiting(4, note=7)], limits=limits(), apart=BOTH)

    assert found == Today(tuple(steps), (), ())


def test_a_note_seen_today_rests_until_tomorrow() -> None:
    found: Todays = todays_cards(
        [], [waiting(1, note=7)], [waiting(2, note=8)], limits=limits(), apart=BOTH, seen={NoteId(7)}
    )

    assert (found.reviews, found.new) == ((), (waiting(2, note=8),))


def test_a_sibling_set_aside_uses_no_limit_up() -> None:
    reviews = [waiting(1, note=7), waiting(2, note=7), waiting(3, note=8)]

    found: Todays = todays_cards([], reviews, [], limits=limits(reviews=2), apart=BOTH)

    assert found.reviews == (reviews[0], reviews[2])


def test_a_card_beyond_the_limit_does_not_set_its_sibling_aside() -> None:
    reviews = [waiting(1, note=7)]
    new = [waiting(2, note=7)]

    found: Todays = todays_cards([], reviews, new, limits=limits(reviews=0), apart=BOTH)

    assert found.new == (new[0],)


def test_siblings_may_come_together_when_the_learner_wants_that() -> None:
    reviews = [waiting(1, note=7), waiting(2, note=7)]
    new = [waiting(3, note=7)]

    found: Todays = todays_cards([], reviews, new, limits=limits(), apart=())

    assert [card.id for card in found.in_order()] == [1, 3, 2]
