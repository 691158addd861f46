import random
from dataclasses import astuple
from typing import NamedTuple

import pytest

from flashcards.domain.card import CardState
from flashcards.domain.ids import CardId
from flashcards.domain.review import Rating
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.pace import Measured, Pace

MONDAY, TUESDAY = StudyDay(20_000), StudyDay(20_001)


class Answer(NamedTuple):
    card_id: CardId
    reviewed_on: StudyDay
    state: CardState
    rating: Rating | None
    duration_ms: int


def answer(card: int, state: CardState, rating: Rating | None, seconds: float, day: StudyDay = MONDAY) -> Answer:
    return Answer(CardId(card), day, state, rating, int(seconds * 1000))


def test_a_beginner_is_taken_to_be_like_most_learners() -> None:
    assert Pace.of([]) == Pace(new_s=38.0, review_s=13.0, relearning_s=38.2)


def test_fifty_of_ones_own_cards_weigh_as_much_as_the_usual_figure() -> None:
    found = Pace.shrunk(new=Measured(60.0, 50))

    assert found.new_s == pytest.approx(49.0)


def test_who_is_quick_with_new_cards_is_taken_to_be_quick_with_reviews() -> None:
    found = Pace.shrunk(new=Measured(19.0, 50))

    assert astuple(found) == pytest.approx((28.5, 13.0 * 0.75, 38.2 * 0.75))


def test_what_is_measured_of_a_kind_outweighs_what_is_known_of_the_others() -> None:
    found = Pace.shrunk(new=Measured(19.0, 450), review=Measured(26.0, 450))

    assert found.new_s == pytest.approx(0.9 * 19.0 + 0.1 * 1.9 * 38.0)
    assert found.review_s == pytest.approx(0.9 * 26.0 + 0.1 * 0.55 * 13.0)


def test_a_new_card_costs_all_its_answers_of_the_first_day() -> None:
    log = [
        answer(1, CardState.NEW, Rating.GOOD, 30),
        answer(1, CardState.LEARNING, Rating.GOOD, 20),
        answer(1, CardState.LEARNING, Rating.GOOD, 99, TUESDAY),
    ]

    assert Pace.of(log).new_s == pytest.approx((50 + 50 * 38.0) / 51)


def test_a_forgotten_review_costs_its_relearning_too() -> None:
    log = [
        answer(1, CardState.REVIEW, Rating.AGAIN, 20),
        answer(1, CardState.RELEARNING, Rating.AGAIN, 15),
        answer(1, CardState.RELEARNING, Rating.GOOD, 5),
    ]

    assert Pace.of(log).relearning_s == pytest.approx((40 + 50 * 38.2) / 51)


def test_a_recalled_review_costs_its_one_answer_a_minute_at_most() -> None:
    log = [answer(card, CardState.REVIEW, Rating.GOOD, seconds) for card, seconds in enumerate([4, 6, 300])]

    assert Pace.of(log).review_s == pytest.approx((4 + 6 + 60 + 50 * 13.0) / 53)


def test_what_is_expected_of_a_day_is_what_it_takes_however_skewed_the_times_are() -> None:
    chance = random.Random(1)
    seconds = [min(60.0, chance.lognormvariate(2.4, 0.7)) for _ in range(4000)]
    log = [answer(card, CardState.REVIEW, Rating.GOOD, one) for card, one in enumerate(seconds)]

    expected = Pace.of(log).minutes(new=0, steps=0, retrievabilities=[1.0] * len(log))

    assert expected == pytest.approx(sum(seconds) / 60, rel=0.02)


def test_the_same_card_on_two_days_is_two_measurements() -> None:
    log = [
        answer(1, CardState.REVIEW, Rating.GOOD, 10, MONDAY),
        answer(1, CardState.REVIEW, Rating.GOOD, 30, TUESDAY),
    ]

    assert Pace.of(log).review_s == pytest.approx((10 + 30 + 50 * 13.0) / 52)


def test_changes_of_the_schedule_by_hand_take_no_time() -> None:
    assert Pace.of([answer(1, CardState.REVIEW, None, 500)]) == Pace()


def test_a_card_begun_and_forgotten_on_one_day_counts_once_as_new() -> None:
    log = [
        answer(1, CardState.NEW, Rating.EASY, 10),
        answer(1, CardState.REVIEW, Rating.AGAIN, 10),
        answer(1, CardState.REVIEW, Rating.GOOD, 10),
    ]

    assert Pace.of(log) == Pace.shrunk(new=Measured(30.0, 1))


@pytest.mark.parametrize(("chance", "seconds"), [(1.0, 13.0), (0.0, 38.2), (0.9, 15.52)])
def test_a_review_costs_its_relearning_as_often_as_it_is_forgotten(chance: float, seconds: float) -> None:
    assert Pace().review_cost_s(chance) == pytest.approx(seconds)


def test_minutes_add_up_over_the_queue() -> None:
    found = Pace().minutes(new=10, steps=3, retrievabilities=[0.9] * 100)

    assert found == pytest.approx((380 + 39 + 1552) / 60)


def test_an_empty_queue_takes_no_time() -> None:
    assert Pace().minutes(new=0, steps=0, retrievabilities=[]) == 0
