from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.scheduling.exam_plan import Aim, rank
from flashcards.scheduling.exam_plan_floor import MOST_OF_THE_TIME, Floor, missing
from flashcards.scheduling.exam_plan_price import Wanting, price_of_time, weighted_seconds
from flashcards.scheduling.exam_plan_ranking import Ranking
from flashcards.scheduling.exam_plan_reading import read
from tests.unit.scheduling.exam_plan_builders import (
    MODEL,
    NO_FLOOR,
    an_aim,
    closed,
    new_cards,
    one_card,
    some_cards,
    tables,
)

MINUTES = st.integers(0, 120)
SEEDS = st.integers(0, 50)


def gain_of(ranking: Ranking, card: int) -> float:
    return float(ranking.gain[list(ranking.ids).index(card)])


@given(SEEDS, MINUTES)
def test_todays_cards_fit_into_the_minutes(seed: int, minutes: int) -> None:
    ranking = rank([an_aim(some_cards(200, seed=seed))])

    count = ranking.within(60.0 * minutes)

    assert ranking.cost_s[:count].sum() <= 60 * minutes
    assert count == ranking.ids.size or ranking.cost_s[: count + 1].sum() > 60 * minutes


@given(SEEDS, MINUTES, MINUTES)
def test_more_minutes_only_add_cards(seed: int, one: int, other: int) -> None:
    ranking = rank([an_aim(some_cards(200, seed=seed))])
    less, more = sorted((one, other))

    assert ranking.within(60.0 * less) <= ranking.within(60.0 * more)


@given(SEEDS)
def test_the_list_falls_in_gain_and_names_no_card_twice(seed: int) -> None:
    ranking = rank([an_aim(some_cards(200, seed=seed))])

    assert (np.diff(ranking.gain) <= 0).all()
    assert (ranking.gain > 0).all()
    assert np.unique(ranking.ids).size == ranking.ids.size


@given(SEEDS)
def test_the_same_cards_are_ranked_the_same_way(seed: int) -> None:
    first, second = rank([an_aim(some_cards(200, seed=seed))]), rank([an_aim(some_cards(200, seed=seed))])

    assert np.array_equal(first.ids, second.ids)
    assert np.array_equal(first.gain, second.gain)


@pytest.mark.parametrize("days", [1, 5, 20])
def test_more_time_never_lowers_what_can_be_reached(days: int) -> None:
    cards, tables_today = some_cards(300), tables(days)
    wanting = [Wanting(read(tables_today, cards), cards.worth, cards.is_open)]
    expected = [
        price_of_time(wanting, weighted_seconds((60.0 * minutes,) * days, 0.3)).expected / 3
        for minutes in (0, 1, 5, 20, 60, 200)
    ]

    assert all(more >= less - 0.02 for less, more in pairwise(expected))
    assert expected[-1] > expected[0] + 2


def test_on_a_day_off_nothing_is_planned_but_the_list_is_there() -> None:
    aim = an_aim(some_cards(100))

    ranking = rank([replace(aim, seconds=(*aim.seconds[:-1], 0.0))])

    assert ranking.within(0.0) == 0
    assert ranking.ids.size > 0


def test_a_card_set_aside_or_studied_today_is_not_listed() -> None:
    ranking = rank([an_aim(closed(some_cards(50), [3, 4]))])

    assert not {3, 4} & set(ranking.ids.tolist())
    assert ranking.ids.size > 40


def test_of_siblings_the_better_one_is_listed() -> None:
    cards = some_cards(60, new=0.0)
    alone = rank([an_aim(cards)])
    best, last = alone.ids[0], alone.ids[-1]
    note = cards.note.copy()
    note[last] = note[best]

    ranking = rank([an_aim(replace(cards, note=note))])

    assert best in ranking.ids
    assert last not in ranking.ids


def test_the_heavier_of_two_equal_new_cards_comes_first() -> None:
    cards = new_cards([0, 1, 1], (0.5, 0.5))

    assert rank([an_aim(cards)]).ids[0] == 0


def test_a_card_that_will_be_recalled_anyway_brings_next_to_nothing() -> None:
    firm, weak = rank([an_aim(one_card(700, 1))]), rank([an_aim(one_card(2, 3))])

    assert firm.ids.size == 0 or firm.gain[0] < weak.gain[0] / 10
    assert firm.is_enough(0)
    assert not weak.is_enough(0)


def test_it_is_enough_only_where_more_minutes_on_every_day_would_bring_next_to_nothing() -> None:
    ranking = rank([an_aim(some_cards(300), minutes=15)])
    start = next(place for place in range(300) if ranking.is_enough(place))

    assert ranking.gain_of_more(start) > 0
    assert not ranking.is_enough(start, round(1 / ranking.gain_of_more(start)) + 1)


def test_ten_more_minutes_bring_what_the_next_cards_do() -> None:
    ranking = rank([an_aim(some_cards(300))])

    whole = (ranking.gain * ranking.cost_s).sum()

    assert ranking.gain_of_more(0, 1e9) == pytest.approx(whole)
    assert ranking.gain_of_more(0, 30.0) == pytest.approx(ranking.gain[0] * 30, rel=0.2)
    assert ranking.gain_of_more(10) >= ranking.gain_of_more(40) > 0
    assert ranking.gain_of_more(ranking.ids.size) == 0


def test_without_tables_the_greedy_rule_ranks() -> None:
    aim = replace(an_aim(some_cards(300)), day=None)

    ranking = rank([aim])

    assert ranking.price is None
    assert ranking.ids.size > 200
    assert (np.diff(ranking.gain) <= 0).all()


def test_the_greedy_rule_and_the_tables_agree_on_the_last_day() -> None:
    aim = an_aim(some_cards(200, new=0.0), days=1)

    priced, greedy = rank([aim]), rank([replace(aim, day=None)])

    assert set(priced.ids[:30].tolist()) & set(greedy.ids[:30].tolist()) >= set(greedy.ids[:24].tolist())


def test_two_exams_share_one_list_and_a_card_of_both_counts_for_both() -> None:
    near, far = some_cards(40, new=0.0), some_cards(40, new=0.0, seed=2)
    far = replace(far, ids=far.ids + 39, note=far.ids + 39)

    alone, both = rank([an_aim(near, 10)]), rank([an_aim(near, 10), an_aim(far, 20)])

    assert np.unique(both.ids).size == both.ids.size
    assert {0, 78} <= set(both.ids.tolist())
    assert alone.ids.size < both.ids.size


def test_the_same_exam_twice_is_planned_like_one() -> None:
    aim = an_aim(some_cards(200), minutes=5)

    once, twice = rank([aim]), rank([aim, aim])

    assert set(twice.ids[:40].tolist()) & set(once.ids[:40].tolist()) >= set(once.ids[:36].tolist())
    assert twice.price == pytest.approx(2 * (once.price or 0), rel=0.05), "paid once, worth it twice"
    assert twice.gain_of_more(0) == pytest.approx(2 * once.gain_of_more(0), rel=0.05)


def test_an_exam_that_is_over_cannot_be_planned() -> None:
    with pytest.raises(ValueError, match="no day before the exam"):
        rank([Aim(MODEL, some_cards(3), ())])


def floored(share: float, dropped: frozenset[int] = frozenset()) -> Aim:
    """An exam with little time, in which the second of two areas is worth a twentieth of the first."""
    cards = new_cards([0] * 100 + [1] * 100, (0.95, 0.05))
    return Aim(MODEL, cards, (600.0,) * 10, tables(10), Floor(share, dropped))


def test_an_area_that_does_not_pay_is_left_out_without_a_floor() -> None:
    ranking = rank([floored(0.0)])

    assert not ranking.area[: ranking.within(600.0)].any()


def test_a_floor_brings_cards_of_every_area_in_before_it_is_too_late() -> None:
    aim = floored(0.25)
    introduced = set[int]()

    for left in range(10, 0, -1):
        stability = aim.cards.stability_days.copy()
        stability[list(introduced)] = 5.0
        cards = replace(aim.cards, stability_days=stability, difficulty=np.full(200, 5.0), elapsed_days=np.ones(200))
        ranking = rank([replace(aim, cards=cards, seconds=(600.0,) * left, day=tables(left))])
        introduced |= set(ranking.ids[: ranking.within(600.0)].tolist())

    assert sum(card >= 100 for card in introduced) >= 25


def test_an_area_the_learner_dropped_has_no_floor() -> None:
    assert missing(floored(0.25).cards, Floor(0.25)).tolist() == [25, 25]
    assert missing(floored(0.25).cards, Floor(0.25, frozenset({1}))).tolist() == [25, 0]


def test_a_floor_never_takes_more_than_its_part_of_the_time() -> None:
    aim = replace(floored(1.0), seconds=(600.0,))

    ranking = rank([replace(aim, day=tables(1))])
    forced = int((np.diff(ranking.gain) > 0).argmax()) + 1

    assert forced * MODEL.pace.new_s <= MOST_OF_THE_TIME * 600 + 2 * MODEL.pace.new_s


def test_no_floor_is_asked_for_when_every_card_is_known() -> None:
    assert missing(some_cards(50, new=0.0), Floor(1.0)).sum() == 0
    assert missing(some_cards(50), NO_FLOOR).sum() == 0
