import numpy as np
import pytest

from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.scheduling.fitting import STEPS, Log, fit, log_loss
from flashcards.scheduling.fsrs6 import BOUNDS
from flashcards.scheduling.fsrs6_arrays import FSRS6Arrays, FSRS6Sets

OTHER = tuple(
    {2: 6.0, 8: 2.3, 11: 1.0, 20: 0.4}.get(place, value) for place, value in enumerate(FSRS6_DEFAULT_PARAMETERS)
)


def a_log(cards: int, times: int, parameters: tuple[float, ...], seed: int = 1) -> Log:
    """Let a learner with some parameters answer at about 90 %."""
    rng, model = np.random.default_rng(seed), FSRS6Arrays(parameters)
    rating = rng.choice([1, 2, 3, 4], cards, p=[0.24, 0.094, 0.495, 0.171])
    stability, difficulty = model.first(rating)
    columns = [(np.zeros(cards, dtype=np.intp), rating)]
    for _ in range(times - 1):
        elapsed = np.maximum(1, np.round(model.interval(stability, 0.9) * rng.uniform(0.5, 1.6, cards))).astype(np.intp)
        passed = rng.random(cards) < model.retrievability(stability, elapsed)
        rating = np.where(passed, rng.choice([2, 3, 4], cards, p=[0.224, 0.631, 0.145]), 1)
        stability, difficulty = model.following(stability, difficulty, elapsed, rating)
        columns.append((elapsed, rating))
    elapsed, rating = (np.stack([column[part] for column in columns], axis=1).ravel() for part in (0, 1))
    card = np.repeat(np.arange(cards), times)
    age = np.argsort(np.argsort(np.tile(np.arange(times), cards), kind="stable"), kind="stable")
    return Log(card, elapsed, rating, age)


def test_parameter_sets_give_what_each_set_gives() -> None:
    rng = np.random.default_rng(2)
    low, high = np.array(BOUNDS).T
    sets = rng.uniform(low, high, (4, 21))
    s, d = np.exp(rng.uniform(-2, 5, 60)), rng.uniform(1, 10, 60)
    elapsed, rating = rng.integers(0, 60, 60).astype(float), rng.integers(1, 5, 60).astype(float)
    many = FSRS6Sets(sets)

    recall = many.retrievability(np.tile(s, (4, 1)), elapsed)
    after = many.following(np.tile(s, (4, 1)), np.tile(d, (4, 1)), elapsed, rating, recall)

    for place, one in enumerate(sets):
        single = FSRS6Arrays(tuple(one))
        expected = single.following(s, d, elapsed, rating)
        assert after[0][place] == pytest.approx(expected[0])
        assert after[1][place] == pytest.approx(expected[1])
        assert many.first(rating)[0][place] == pytest.approx(single.first(rating)[0])
        assert recall[place] == pytest.approx(single.retrievability(s, elapsed))


def test_a_fit_predicts_a_learner_better_also_on_reviews_it_has_not_seen() -> None:
    seen, unseen = a_log(400, 6, OTHER), a_log(400, 6, OTHER, seed=2)

    fitted = fit(seen)

    assert log_loss(seen, fitted) < log_loss(seen, FSRS6_DEFAULT_PARAMETERS) - 0.005
    assert log_loss(unseen, fitted) < log_loss(unseen, FSRS6_DEFAULT_PARAMETERS) - 0.003
    assert log_loss(unseen, fitted) == pytest.approx(log_loss(unseen, OTHER), abs=0.005)


def test_fitted_parameters_lie_within_their_bounds() -> None:
    fitted = fit(a_log(60, 6, OTHER))

    assert all(low <= value <= high for value, (low, high) in zip(fitted, BOUNDS, strict=True))


def test_too_few_reviews_change_nothing() -> None:
    assert fit(a_log(10, 4, OTHER)) == FSRS6_DEFAULT_PARAMETERS
    nothing = np.empty(0, dtype=np.intp)
    assert fit(Log(nothing, nothing, nothing, nothing)) == FSRS6_DEFAULT_PARAMETERS


def test_the_same_log_gives_the_same_parameters() -> None:
    assert fit(a_log(50, 4, OTHER)) == fit(a_log(50, 4, OTHER))


def test_looks_within_a_day_are_walked_through_but_not_predicted() -> None:
    card = np.array([0, 0, 0, 1, 1])
    log = Log(card, np.array([0, 0, 3, 0, 3]), np.array([1, 3, 3, 3, 3]), np.array([0, 1, 3, 2, 4]))
    model = FSRS6Arrays(FSRS6_DEFAULT_PARAMETERS)
    stability, difficulty = model.first([1, 3])
    again = model.following(stability[:1], difficulty[:1], [0], [3])
    recall = model.retrievability([again[0][0], stability[1]], [3, 3])
    weight = 0.25 + 0.75 * np.array([4 / 5, 1.0]) ** 3

    expected = -(weight * np.log(recall)).sum() / weight.sum()

    assert log_loss(log, FSRS6_DEFAULT_PARAMETERS) == pytest.approx(expected)


def test_fitting_tells_how_far_it_is_and_can_be_stopped() -> None:
    log, told = a_log(40, 4, OTHER), list[int]()

    fit(log, told.append)

    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    assert told == list(range(1, STEPS + 1))
    with pytest.raises(KeyboardInterrupt):
        fit(log, stop)
