import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flashcards.scheduling.exam_plan_model import PlanModel, memory_of
from flashcards.scheduling.shifting import lighter, loss_of_waiting, spread, to_bring_forward, to_put_off

MEMORY = memory_of(PlanModel())
LOSSES = st.lists(st.floats(-1, 1), min_size=1, max_size=60)


def losses(stability: list[float], elapsed: list[float], days: int = 1) -> list[float]:
    found = loss_of_waiting(MEMORY, np.array(stability), np.full(len(stability), 5.0), np.array(elapsed), days)
    return [float(one) for one in found]


def test_a_weak_card_long_overdue_loses_more_by_waiting_than_a_firm_one() -> None:
    weak, firm = losses([2.0, 200.0], [20.0, 200.0], days=5)

    assert weak > firm


def test_a_card_studied_a_moment_ago_gains_by_waiting() -> None:
    assert losses([30.0], [1.0], days=10)[0] < 0


def test_the_least_harmed_are_put_off_and_the_most_harmed_brought_forward() -> None:
    found = np.array([0.3, -0.1, 0.2])

    assert to_put_off(found, 2).tolist() == [1, 2]
    assert to_bring_forward(found, 2).tolist() == [0, 2]


@given(LOSSES, st.integers(1, 28))
def test_cards_are_spread_evenly_the_most_harmed_first(found: list[float], days: int) -> None:
    wait = spread(np.array(found), days)

    counts = np.bincount(wait, minlength=days)
    assert wait.min() >= 0
    assert wait.max() < days
    assert counts.max() - counts.min() <= 1
    assert np.array(found)[wait == 0].min() >= np.array(found)[wait > 0].max(initial=-2) - 1e-12


@given(LOSSES, st.floats(0, 600))
def test_a_lighter_day_fits_into_its_time_and_puts_off_no_card_too_many(found: list[float], limit: float) -> None:
    seconds = [13.0] * len(found)

    off = lighter(seconds, found, limit)

    left = sum(seconds) - 13 * len(off)
    assert left <= limit + 1e-9
    assert len(off) == 0 or left + 13 > limit


def test_a_day_that_fits_stays_as_it_is() -> None:
    assert lighter([10.0, 20.0], [0.1, 0.2], 30.0).tolist() == []
    assert lighter([], [], 0.0).tolist() == []


def test_without_cards_there_is_nothing_to_spread() -> None:
    assert spread(np.empty(0), 14).tolist() == []


def test_the_longer_a_forgotten_card_waits_the_more_it_loses() -> None:
    day, month = (losses([5.0], [50.0], days=days)[0] for days in (1, 30))

    assert 0 < day < month
