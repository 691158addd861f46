from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from flashcards.scheduling.exam_plan import Aim
from flashcards.scheduling.exam_plan_cards import PlanCards
from flashcards.scheduling.exam_plan_floor import Floor
from flashcards.scheduling.exam_plan_rollout import MOST_CARDS, Outlook, roll_out
from tests.unit.scheduling.exam_plan_builders import MODEL, NO_FLOOR, new_cards, some_cards

DAYS = 9
MIXED = new_cards([place % 6 for place in range(120)])


def outlook(cards: PlanCards = MIXED, minutes: float = 10, **more: object) -> Outlook:
    aim = Aim(MODEL, cards, (60.0 * minutes,) * DAYS, floor=NO_FLOOR)
    return roll_out(replace(aim, **more), 0.2, 4, 1)  # type: ignore[arg-type]


def test_no_day_takes_more_than_its_minutes() -> None:
    assert (outlook().seconds <= 600).all()
    assert outlook().seconds[0] > 500


def test_days_off_stay_empty() -> None:
    seconds = [600.0] * DAYS
    seconds[3] = seconds[7] = 0.0

    found = outlook(seconds=tuple(seconds))

    assert found.seconds[[DAYS - 1 - 3, DAYS - 1 - 7]].tolist() == [0, 0]
    assert (np.delete(found.seconds, [DAYS - 1 - 3, DAYS - 1 - 7]) > 0).all()


def test_nothing_is_planned_for_the_exam_day_or_after() -> None:
    assert outlook().seconds.shape == (DAYS,)


def test_the_same_seed_gives_the_same_outlook_and_another_one_another() -> None:
    aim = Aim(MODEL, MIXED, (600.0,) * DAYS)

    first, again, other = (roll_out(aim, 0.2, 2, seed).points for seed in (1, 1, 2))

    assert first.tolist() == again.tolist()
    assert first.tolist() != other.tolist()


def test_more_minutes_are_expected_to_bring_more() -> None:
    points = [outlook(minutes=minutes).points.mean() for minutes in (2, 8, 25)]

    assert all(more > less for less, more in pairwise(points))
    assert points[0] < 30 < 90 < points[-1]


def test_without_any_time_recall_only_falls() -> None:
    cards = some_cards(100, new=0.0)

    found = outlook(cards, minutes=0)

    left = np.array([0.0])
    assert found.new.sum() == found.reviews.sum() == left.sum()
    assert found.points == pytest.approx([found.points[0]] * 4)
    assert (found.afterwards < found.recall).all()


def test_a_card_never_introduced_is_not_recalled() -> None:
    found = outlook(minutes=2)

    assert not found.is_known.all()
    assert (found.recall[~found.is_known] == 0).all()
    assert (found.recall[found.is_known] > 0).all()


def test_every_area_reaches_its_floor_where_there_is_time() -> None:
    cards = new_cards([0] * 90 + [1] * 30, (0.98, 0.02))

    without, with_floor = outlook(cards, 7), outlook(cards, 7, floor=Floor(0.4))

    assert without.is_known[:, 90:].mean() < 0.3
    assert with_floor.is_known[:, 90:].mean() >= 0.4
    assert (with_floor.seconds <= 420).all()


def test_a_card_closed_today_waits_for_tomorrow() -> None:
    cards = replace(MIXED, is_open=np.zeros(len(MIXED), dtype=np.bool_))

    found = outlook(cards)

    assert found.seconds[0] == 0 < found.seconds[1]


def test_of_very_many_cards_a_sample_stands_for_all() -> None:
    cards = new_cards([place % 6 for place in range(2 * MOST_CARDS)])

    found = outlook(cards, minutes=100)

    assert found.recall.shape[1] == MOST_CARDS
    assert 5000 < found.seconds[0] <= 6000
    assert np.bincount(found.area) == pytest.approx([MOST_CARDS / 6] * 6, abs=2)


def test_the_greedy_rule_can_be_rolled_out_too() -> None:
    aim = Aim(MODEL, MIXED, (600.0,) * DAYS)

    assert roll_out(aim, None, 2, 1).points.mean() == pytest.approx(roll_out(aim, 0.2, 2, 1).points.mean(), abs=6)
