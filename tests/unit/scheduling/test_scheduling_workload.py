import numpy as np
import pytest

from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.scheduling.exam_plan_model import Habits
from flashcards.scheduling.pace import Pace
from flashcards.scheduling.workload import DAYS, LEVELS, MOST_CARDS, Collection, Learner, Level, workload


def learner(new_a_day: int = 10) -> Learner:
    return Learner(FSRS6_DEFAULT_PARAMETERS, Pace(30.0, 10.0, 40.0), Habits(), new_a_day)


def a_collection(seen: int, new: int, stability: float = 20.0) -> Collection:
    nothing = np.full(new, np.nan)
    return Collection(
        np.concatenate([np.full(seen, stability), nothing]),
        np.concatenate([np.full(seen, 5.0), nothing]),
        np.concatenate([np.arange(seen) % 10, np.zeros(new)]).astype(float),
    )


def a_mixed_collection(seen: int, new: int) -> Collection:
    """Cards of every age, as a learner has them: cards that are all alike are due together for the whole year."""
    rng = np.random.default_rng(1)
    nothing = np.full(new, np.nan)
    return Collection(
        np.concatenate([rng.lognormal(3, 1, seen), nothing]),
        np.concatenate([rng.uniform(2, 8, seen), nothing]),
        np.concatenate([rng.integers(0, 10, seen), np.zeros(new)]).astype(float),
    )


def rolled_out(cards: Collection, new_a_day: int = 10) -> tuple[Level, ...]:
    return workload(learner(new_a_day), cards, seed=1)


@pytest.mark.parametrize("seed", range(5))
def test_a_higher_retention_takes_more_minutes_and_keeps_more(seed: int) -> None:
    found = workload(learner(), a_mixed_collection(1500, 1500), seed)
    high = [one for one in found if one.retention >= 0.8]

    assert [one.retention for one in found] == list(LEVELS)
    assert [one.known for one in high] == sorted(one.known for one in high)
    assert [one.minutes for one in high] == sorted(one.minutes for one in high)


def test_minutes_are_those_of_new_cards_and_of_reviews() -> None:
    (found,) = workload(learner(), a_collection(0, 100), seed=1, levels=(0.9,))
    (nothing_new,) = workload(learner(0), a_collection(0, 100), seed=1, levels=(0.9,))

    new_minutes = 100 * 30 / 60 / DAYS
    assert new_minutes + found.reviews * 10 / 60 < found.minutes < new_minutes + found.reviews * 20 / 60
    assert nothing_new == Level(0.9, 0.0, 0.0, 0.0, 100)


def test_what_is_known_at_the_end_is_near_the_retention_wanted() -> None:
    (found,) = workload(learner(), a_collection(1000, 0), seed=1, levels=(0.9,))

    assert found.known / found.cards == pytest.approx(0.95, abs=0.03)  # between a review and the day it is due again


def test_cards_drawn_from_many_stand_for_all() -> None:
    some, many = (workload(learner(0), a_collection(count, 0), seed=1, levels=(0.9,)) for count in (MOST_CARDS, 40_000))

    assert many[0].minutes == pytest.approx(10 * some[0].minutes, rel=0.05)
    assert many[0].cards == 40_000


def test_new_cards_come_as_many_a_day_as_wanted_until_there_are_no_more() -> None:
    (slow,) = workload(learner(1), a_collection(0, 1000), seed=1, levels=(0.9,))

    assert slow.known < 365
    assert slow.known > 300


def test_without_cards_there_is_nothing_to_roll_out() -> None:
    assert rolled_out(a_collection(0, 0)) == ()
