"""Hard pressed for forgotten cards is found in the logs of simulated learners, and in no honest one."""

from dataclasses import replace

import pytest

from flashcards.domain.review import Rating
from flashcards.scheduling.hard_use import HardUse, Seen, hard_use
from tests.unit.scheduling.rating_learners import Learner

HONEST = (
    Learner(),
    Learner(effort=0.0),
    Learner(effort=0.3, spread=2),
    Learner(effort=0.5, spread=2, memory=0.5),
    Learner(effort=0.15, spread=1.2, memory=4),
    Learner(effort=0.3, spread=2, memory=20),
)
MISUSING = (
    Learner(as_hard=1.0, effort=0.0),
    Learner(as_hard=1.0, effort=0.15, spread=1.2, memory=0.5),
    Learner(as_hard=1.0, effort=0.05, memory=4),
    Learner(as_hard=0.97, effort=0.05),
)
SUSPECT = HardUse(500, 0, 90, 50.0, after_hard=60, well_after_hard=33, after_good=300, well_after_good=255)


@pytest.mark.parametrize("learner", HONEST)
@pytest.mark.parametrize("seed", [1, 2])
def test_who_rates_honestly_is_never_asked(learner: Learner, seed: int) -> None:
    assert not hard_use(learner.reviews(seed)).is_suspect


@pytest.mark.parametrize("learner", MISUSING)
@pytest.mark.parametrize("seed", [1, 2])
def test_who_presses_hard_for_forgotten_cards_is_asked(learner: Learner, seed: int) -> None:
    assert hard_use(learner.reviews(seed)).is_suspect


def test_reviews_are_counted_by_what_the_card_was_rated_before() -> None:
    found = hard_use(
        [
            Seen(None, Rating.GOOD, 0.9),
            Seen(Rating.GOOD, Rating.HARD, 0.8),
            Seen(Rating.HARD, Rating.GOOD, 0.9),
            Seen(Rating.EASY, Rating.EASY, 0.9),
            Seen(Rating.AGAIN, Rating.AGAIN, 0.5),
        ]
    )

    assert replace(found, expected=round(found.expected, 6)) == HardUse(
        5, 1, 1, 1.0, after_hard=1, well_after_hard=1, after_good=2, well_after_good=1
    )


@pytest.mark.parametrize(
    "otherwise",
    [
        replace(SUSPECT, expected=19.0),
        replace(SUSPECT, after_hard=19, well_after_hard=10),
        replace(SUSPECT, after_good=19, well_after_good=16),
        replace(SUSPECT, again=8),
        replace(SUSPECT, hard=39),
        replace(SUSPECT, well_after_hard=48),
    ],
)
def test_every_mark_must_be_there_beyond_chance(otherwise: HardUse) -> None:
    assert SUSPECT.is_suspect
    assert not otherwise.is_suspect
