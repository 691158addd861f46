from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from flashcards.scheduling.exam_plan import Aim
from flashcards.scheduling.exam_plan_forecast import Forecast, difference, forecast
from tests.unit.scheduling.exam_plan_builders import MODEL, NO_FLOOR, new_cards

CARDS = new_cards([place % 6 for place in range(90)])
DAYS = 8


@cache
def at(minutes: float, seed: int = 1) -> Forecast:
    return forecast(Aim(MODEL, CARDS, (60.0 * minutes,) * DAYS, floor=NO_FLOOR), seed, 3)


def test_a_forecast_has_an_interval_overall_and_for_each_area() -> None:
    found = at(10)

    assert sorted(found.areas) == [0, 1, 2, 3, 4, 5]
    for span in (found.overall, found.afterwards, *found.areas.values()):
        assert 0 < span.low < span.mean < span.high < 1
    assert found.overall.high - found.overall.low > 0.03
    assert found.afterwards.mean < found.overall.mean


def test_more_minutes_are_forecast_to_bring_more() -> None:
    less, more = at(5), at(10)

    assert less.overall.mean + 0.05 < more.overall.mean
    assert less.overall.low < more.overall.low


def test_the_same_seed_gives_the_same_forecast() -> None:
    aim = Aim(MODEL, CARDS, (600.0,) * DAYS, floor=NO_FLOOR)

    assert forecast(aim, 1, 3).overall == at(10).overall
    assert at(10, seed=2).overall != at(10).overall


def test_the_way_leads_from_nothing_to_the_exam_day() -> None:
    found = at(10)

    assert found.on_the_way[0] == 0
    assert found.on_the_way.shape == (DAYS + 1,)
    assert found.on_the_way[-1] == pytest.approx(found.overall.mean, abs=0.04)
    assert list(found.path) == list(range(DAYS + 1))
    assert found.path[DAYS].mean == pytest.approx(found.overall.mean, abs=0.02)
    assert all(span.low <= span.mean <= span.high for span in found.path.values())
    assert (found.minutes <= 10).all()
    assert found.new.sum() == pytest.approx(90, abs=1)


def test_the_further_ahead_the_exam_the_wider_the_interval() -> None:
    known = replace(
        CARDS, stability_days=np.full(90, 400.0), difficulty=np.full(90, 5.0), elapsed_days=np.full(90, 1.0)
    )
    near, far = (forecast(Aim(MODEL, known, (0.0,) * days), 1, 3).overall for days in (1, 21))

    assert near.high - near.low < far.high - far.low


def test_a_break_costs_points() -> None:
    usual = Aim(MODEL, CARDS, (480.0,) * DAYS, floor=NO_FLOOR)
    with_break = replace(usual, seconds=(*usual.seconds[:-3], *(0.0,) * 3))

    found = difference(forecast(usual, 1, 2), forecast(with_break, 1, 2))

    assert -45 < found.on_the_day < -2
    assert found.afterwards < 0


def test_keeping_the_cards_costs_on_the_day_what_it_brings_later() -> None:
    usual = Aim(MODEL, CARDS, (720.0,) * DAYS, floor=NO_FLOOR)
    kept = replace(usual, model=replace(MODEL, keeps_after=True))

    found = difference(forecast(usual, 1, 4), forecast(kept, 1, 4))

    assert found.on_the_day < 0.5
    assert found.afterwards > found.on_the_day
