import random

import numpy as np
import pytest

from flashcards.domain.card import MemoryState
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.domain.review import Rating
from flashcards.scheduling.fsrs6 import BOUNDS, FSRS6
from flashcards.scheduling.fsrs6_arrays import FSRS6Arrays

ARRAYS = FSRS6Arrays(FSRS6_DEFAULT_PARAMETERS)


def test_arrays_give_what_single_cards_give() -> None:
    rng = random.Random(3)
    for _ in range(50):
        parameters = tuple(rng.uniform(low, high) for low, high in BOUNDS)
        stability = [10 ** rng.uniform(-3, 4.5) for _ in range(200)]
        difficulty = [rng.uniform(1, 10) for _ in range(200)]
        elapsed = [rng.choice([-2, 0, 1, 7, 400]) for _ in range(200)]
        ratings = [rng.randint(1, 4) for _ in range(200)]
        one = FSRS6(parameters)

        after = FSRS6Arrays(parameters).following(stability, difficulty, elapsed, ratings)

        expected = [
            one.next_states(MemoryState(s, d), t)[Rating(g)]
            for s, d, t, g in zip(stability, difficulty, elapsed, ratings, strict=True)
        ]
        assert after[0] == pytest.approx([memory.stability_days for memory in expected], rel=1e-12)
        assert after[1] == pytest.approx([memory.difficulty for memory in expected], rel=1e-12)


def test_first_answers_of_many_cards() -> None:
    stability, difficulty = ARRAYS.first([1, 2, 3, 4])

    assert stability == pytest.approx([0.212, 1.2931, 2.3065, 8.2956])
    assert difficulty == pytest.approx([6.4133, 5.1122, 2.1181, 1.0], abs=1e-4)


def test_histories_of_unlike_length_are_replayed_together() -> None:
    elapsed = [[0, 0, 0], [2, 1, 0], [11, 2, 0]]
    ratings = [[3, 3, 0], [3, 3, 0], [3, 0, 0]]

    stability, difficulty = ARRAYS.replay(zip(elapsed, ratings, strict=True))

    one = FSRS6(FSRS6_DEFAULT_PARAMETERS)
    longer = one.replay([(0, Rating.GOOD), (2, Rating.GOOD), (11, Rating.GOOD)])
    shorter = one.replay([(0, Rating.GOOD), (1, Rating.GOOD)])
    assert longer is not None
    assert shorter is not None
    assert stability[:2] == pytest.approx([longer.stability_days, shorter.stability_days])
    assert difficulty[:2] == pytest.approx([longer.difficulty, shorter.difficulty])
    assert np.isnan([stability[2], difficulty[2]]).all()


def test_a_replay_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no review"):
        ARRAYS.replay([])


def test_retrievability_and_interval_of_many_cards() -> None:
    assert ARRAYS.retrievability([10.0, 10.0, 1e-9], [10, -5, 0]) == pytest.approx([0.9, 1.0, 1.0])
    assert ARRAYS.interval([10.0, 46.28], 0.9) == pytest.approx([10.0, 46.28])
