import random

import pytest

from flashcards.scheduling.recalibration import recalibrate


def reviews(count: int, said: float, true: float) -> list[tuple[float, bool]]:
    rng = random.Random(1)
    return [(said, rng.random() < true) for _ in range(count)]


def test_without_reviews_nothing_is_changed() -> None:
    assert recalibrate([]) == (0.0, 1.0)


def test_a_learner_who_is_as_the_model_says_changes_next_to_nothing() -> None:
    intercept, slope = recalibrate(reviews(2000, 0.9, 0.9))

    assert intercept == pytest.approx(0, abs=0.2)
    assert slope == pytest.approx(1, abs=0.15)


def test_a_model_that_is_too_sure_is_set_right() -> None:
    intercept, slope = recalibrate(reviews(3000, 0.9, 0.7))
    logit = 2.1972

    chance = 1 / (1 + 2.718281828 ** -(intercept + slope * logit))

    assert chance == pytest.approx(0.7, abs=0.04)


def test_newer_answers_count_more() -> None:
    changed = recalibrate([*reviews(3000, 0.9, 0.6), *reviews(3000, 0.9, 0.95)])
    steady = recalibrate(reviews(3000, 0.9, 0.95))

    assert changed[0] == pytest.approx(steady[0], abs=0.25)


def test_a_recall_of_nothing_or_everything_does_no_harm() -> None:
    intercept, slope = recalibrate([(0.0, True), (1.0, False)])

    assert abs(intercept) < 2
    assert abs(slope) < 2
