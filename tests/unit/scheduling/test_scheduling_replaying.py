import random

import numpy as np
import pytest

from flashcards.domain.card import MemoryState
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.domain.review import Rating
from flashcards.scheduling.fsrs6 import FSRS6
from flashcards.scheduling.fsrs6_arrays import FSRS6Arrays
from flashcards.scheduling.replaying import from_sm2, replay


def test_many_histories_of_different_lengths_end_where_each_alone_does() -> None:
    chance = random.Random(7)
    histories = [
        [
            (chance.choice([0, 1, 3, 40, 400]), Rating(chance.randint(1, 4)))
            for _ in range(chance.choice([0, 1, 2, 5, 30]))
        ]
        for _ in range(200)
    ]
    starts = [MemoryState(12.5, 6.5) if number % 3 == 0 else None for number in range(200)]
    model = FSRS6(FSRS6_DEFAULT_PARAMETERS)

    stability, difficulty = replay(
        FSRS6Arrays(FSRS6_DEFAULT_PARAMETERS),
        np.array([len(history) for history in histories]),
        np.array([days for history in histories for days, _ in history], float),
        np.array([rating for history in histories for _, rating in history], float),
        (
            np.array([start.stability_days if start else np.nan for start in starts]),
            np.array([start.difficulty if start else np.nan for start in starts]),
        ),
    )

    for number, history in enumerate(histories):
        alone = model.replay(history, starts[number])
        assert np.isnan(stability[number]) == (alone is None)
        if alone is not None:
            assert stability[number] == pytest.approx(alone.stability_days, rel=1e-12)
            assert difficulty[number] == pytest.approx(alone.difficulty, rel=1e-12)


def test_an_interval_of_sm2_is_the_stability_and_its_ease_the_growth_that_follows() -> None:
    stability, difficulty = from_sm2(FSRS6_DEFAULT_PARAMETERS, np.array([10.0, 100.0]), np.array([2.5, 1.3]))

    assert stability == pytest.approx([10.0, 100.0])
    (after,) = (FSRS6(FSRS6_DEFAULT_PARAMETERS).replay([(10, Rating.GOOD)], MemoryState(10.0, float(difficulty[0]))),)
    assert after is not None
    assert after.stability_days == pytest.approx(25.0, rel=1e-3)
    assert difficulty[1] > difficulty[0]


def test_a_card_whose_file_gives_neither_interval_nor_ease_still_gets_a_memory() -> None:
    stability, difficulty = from_sm2(FSRS6_DEFAULT_PARAMETERS, np.array([0.0]), np.array([0.0]))

    assert stability == pytest.approx([1.0])
    assert 1 <= difficulty[0] <= 10
