from typing import NamedTuple

import pytest

from flashcards.domain.deck import Deck
from flashcards.domain.ids import DeckId
from flashcards.domain.learning import LearningSettings
from flashcards.scheduling.limits import Limits
from tests.builders import a_preset

DUTIES, FILING, MAIL, PRIVACY = DeckId(1), DeckId(2), DeckId(3), DeckId(4)


class Done(NamedTuple):
    new: int = 0
    reviews: int = 0


def decks(duties: int | None = None, filing: int | None = None, privacy: int | None = None) -> list[Deck]:
    return [
        Deck(DUTIES, "Clerk duties", preset=a_preset(new_limit=duties)),
        Deck(FILING, "Clerk duties::Filing", preset=a_preset(new_limit=filing)),
        Deck(MAIL, "Clerk duties::Mail"),
        Deck(PRIVACY, "Privacy", preset=a_preset(new_limit=privacy)),
    ]


def limits(found: list[Deck], *, general: int = 3, done: dict[DeckId, Done] | None = None) -> Limits:
    return Limits(found, LearningSettings(new_limit=general, review_limit=general), done or {})


def taken(found: Limits, deck_id: DeckId, wanted: int = 20) -> int:
    return sum(found.take_new(deck_id) for _ in range(wanted))


def test_decks_without_a_limit_share_the_general_one() -> None:
    found = limits(decks(), general=5)

    assert (taken(found, FILING, 2), taken(found, PRIVACY), taken(found, MAIL)) == (2, 3, 0)


def test_a_deck_with_a_limit_of_its_own_leaves_the_general_one_alone() -> None:
    found = limits(decks(privacy=10), general=3)

    assert (taken(found, PRIVACY), taken(found, FILING)) == (10, 3)


def test_sub_decks_share_the_limit_of_their_parent() -> None:
    found = limits(decks(duties=4))

    assert (taken(found, FILING, 3), taken(found, MAIL), taken(found, DUTIES), taken(found, PRIVACY)) == (3, 1, 0, 3)


def test_a_card_must_fit_every_limit_on_its_way_up() -> None:
    found = limits(decks(duties=4, filing=3))

    assert (taken(found, FILING), taken(found, MAIL)) == (3, 1)


def test_a_parent_with_little_left_holds_a_generous_sub_deck_back() -> None:
    found = limits(decks(duties=2, filing=50))

    assert taken(found, FILING) == 2


def test_a_refused_card_uses_nothing_up() -> None:
    found = limits(decks(duties=4, filing=0))

    assert (taken(found, FILING), taken(found, MAIL)) == (0, 4)


def test_what_was_done_today_counts_in_every_deck_above() -> None:
    found = limits(decks(duties=10, filing=6), done={FILING: Done(new=5), MAIL: Done(new=2)})

    assert (found.new_left(FILING), found.new_left(MAIL), found.new_left(PRIVACY)) == (1, 3, 3)


def test_what_was_done_in_decks_without_a_limit_counts_against_the_general_one() -> None:
    found = limits(decks(privacy=9), general=5, done={MAIL: Done(new=2), PRIVACY: Done(new=4)})

    assert (found.new_left(FILING), found.new_left(PRIVACY)) == (3, 5)


def test_what_was_done_in_a_deck_that_is_gone_counts_against_the_general_limit() -> None:
    assert limits(decks(), general=5, done={DeckId(99): Done(new=2)}).new_left(MAIL) == 3


def test_more_done_than_allowed_leaves_nothing_rather_than_less() -> None:
    found = limits(decks(), general=5, done={MAIL: Done(new=8)})

    assert found.new_left(MAIL) == 0
    assert not found.take_new(MAIL)


def test_new_cards_and_reviews_are_counted_apart() -> None:
    found = limits(
        [Deck(DUTIES, "Clerk duties", preset=a_preset(review_limit=1))],
        general=2,
        done={DUTIES: Done(new=1, reviews=0)},
    )

    assert [found.take_review(DUTIES), found.take_review(DUTIES), found.take_new(DUTIES)] == [True, False, True]
    assert (found.reviews_left(DUTIES), found.new_left(DUTIES)) == (0, 0)


def test_names_of_decks_are_matched_whatever_their_case() -> None:
    found = limits([Deck(DUTIES, "Clerk Duties", preset=a_preset(new_limit=1)), Deck(FILING, "clerk duties::Filing")])

    assert taken(found, FILING) == 1


def test_a_deck_whose_parent_is_missing_still_has_its_own_limit() -> None:
    assert taken(limits([Deck(FILING, "Clerk duties::Filing", preset=a_preset(new_limit=2))]), FILING) == 2


def test_it_is_known_when_no_deck_may_bring_another_new_card() -> None:
    found = limits(decks(privacy=1), general=1)

    seen = [found.has_new_left()]
    found.take_new(MAIL)
    seen += [found.has_new_left(), found.has_new_left()]
    found.take_new(PRIVACY)
    seen.append(found.has_new_left())

    assert seen == [True, True, True, False]


def test_a_deck_nobody_knows_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        limits(decks()).take_new(DeckId(99))
