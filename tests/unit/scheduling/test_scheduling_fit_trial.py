import numpy as np
import pytest

from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.fit_quality import predictions, quality
from flashcards.scheduling.fit_trial import newest_part, try_out
from flashcards.scheduling.fitting import Log
from flashcards.scheduling.fsrs6_arrays import FSRS6Arrays
from tests.unit.scheduling.test_scheduling_fitting import OTHER, a_log

TODAY = StudyDay(20_000)
FORGETFUL = tuple(
    {2: 0.6, 3: 2.0, 8: 1.1, 20: 0.3}.get(place, value) for place, value in enumerate(FSRS6_DEFAULT_PARAMETERS)
)


def log_of(*cards: list[tuple[int, int]]) -> Log:
    """Give a log of cards, each with elapsed days and ratings; card after card, also in time."""
    card = np.repeat(np.arange(len(cards)), [len(one) for one in cards])
    elapsed, rating = np.array([answer for one in cards for answer in one]).T
    return Log(card, elapsed, rating, np.arange(card.size))


def begun_at_different_times(log: Log, days: int = 300) -> Log:
    """Give a log whose cards were begun on any of some days, so that the newest answers are of all kinds."""
    starts = np.random.default_rng(1).integers(0, days, int(log.card.max()) + 1)
    first = np.flatnonzero(np.diff(log.card, prepend=-1))
    total = np.cumsum(log.elapsed_days)
    day = total - np.repeat(total[first], np.diff(np.append(first, total.size))) + starts[log.card]
    return log._replace(age=np.argsort(np.argsort(day, kind="stable")))


def test_every_review_of_a_later_day_is_predicted_from_what_came_before_it() -> None:
    log = log_of([(0, 3), (0, 3), (2, 3), (9, 1)], [(0, 1)], [(0, 4), (8, 3)])
    model = FSRS6Arrays(FSRS6_DEFAULT_PARAMETERS)

    found = predictions(log, FSRS6_DEFAULT_PARAMETERS)

    first = model.first([3])
    second = model.following(*first, [0], [3])
    third = model.following(*second, [2], [3])
    easy = model.first([4])
    expected = [model.retrievability(memory[0], days)[0] for memory, days in ((second, 2), (third, 9), (easy, 8))]
    assert found.recall == pytest.approx(expected)
    assert found.is_recalled.tolist() == [True, False, True]
    assert found.place.tolist() == [2, 3, 6]


def test_log_loss_is_that_of_the_chance_given_to_what_happened() -> None:
    log = log_of([(0, 3), (2, 3)], [(0, 3), (2, 1)])
    recall = predictions(log, FSRS6_DEFAULT_PARAMETERS).recall[0]

    found = quality(predictions(log, FSRS6_DEFAULT_PARAMETERS))

    assert found.log_loss == pytest.approx(-(np.log(recall) + np.log(1 - recall)) / 2)
    assert found.rmse_bins == pytest.approx(abs(recall - 0.5))
    assert found.reviews == 2


def test_only_like_reviews_are_taken_together() -> None:
    log = log_of([(0, 3), (2, 3)], [(0, 3), (300, 1)])
    first, second = predictions(log, FSRS6_DEFAULT_PARAMETERS).recall

    found = quality(predictions(log, FSRS6_DEFAULT_PARAMETERS))

    assert found.rmse_bins == pytest.approx(np.sqrt(((first - 1) ** 2 + second**2) / 2))


def test_nothing_to_judge_is_judged_as_nothing() -> None:
    assert quality(predictions(log_of([(0, 3)]), FSRS6_DEFAULT_PARAMETERS)) == (0.0, 0.0, 0)


def test_a_learner_unlike_most_is_predicted_better_after_a_fit() -> None:
    told: list[float] = []

    log = begun_at_different_times(a_log(400, 6, FORGETFUL))

    fit = try_out(log, FSRS6_DEFAULT_PARAMETERS, TODAY, told.append)

    assert fit is not None
    assert fit.is_better
    assert fit.after.rmse_bins < fit.before.rmse_bins
    assert (fit.on, fit.reviews, fit.after.reviews) == (TODAY, 2000, 400)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_too_few_reviews_are_not_tried() -> None:
    assert try_out(a_log(60, 6, OTHER), FSRS6_DEFAULT_PARAMETERS, TODAY, lambda _share: None) is None


def test_the_newest_part_of_a_log_has_whole_cards_and_the_latest() -> None:
    log = a_log(100, 5, OTHER)

    found = newest_part(log, 120)

    assert found.card.size == 120
    assert set(np.unique(found.card, return_counts=True)[1]) == {5}
    last = {card: int(log.age[log.card == card].max()) for card in range(100)}
    assert set(found.card.tolist()) == set(sorted(last, key=last.__getitem__)[-24:])
    assert sorted(found.age.tolist()) == list(range(120))
    assert newest_part(log, 500) is log
