"""How long the cards left take."""

from flashcards.collection.studying import minutes_for
from flashcards.scheduling.pace import Pace
from flashcards.study.session import Counts

PACE = Pace(new_s=40.0, review_s=10.0, relearning_s=60.0)


def test_every_kind_of_card_is_counted_with_what_it_costs_and_rounded_up() -> None:
    assert minutes_for(Counts(new=3, learning=6, due=4), PACE, 0.9) == 4


def test_any_number_of_reviews_is_counted_at_once() -> None:
    assert minutes_for(Counts(new=0, learning=0, due=10**12), PACE, 0.9) == 250_000_000_000


def test_nothing_left_takes_no_time() -> None:
    assert minutes_for(Counts(0, 0, 0), PACE, 0.9) == 0
