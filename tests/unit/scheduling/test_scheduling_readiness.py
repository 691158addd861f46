from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.scheduling.readiness import AreaEvidence, faded, readiness
from flashcards.scheduling.readiness_draws import Priors


def area(recall: float = 0.9, cards: int = 100, **changes: Any) -> AreaEvidence:
    known = np.full(cards, recall)
    found = AreaEvidence(share=1.0, recall=known, seen=cards if recall else 0, right=0, asked=0, questions=130)
    return replace(found, **changes)


def test_what_is_known_well_is_answered_mostly_right() -> None:
    found = readiness([area(0.95)], 0, seed=1).overall

    assert 0.78 < found.mean < 0.92
    assert found.low < found.mean < found.high


def test_nothing_known_is_guessing() -> None:
    found = readiness([area(0.0)], 0, seed=1).overall

    assert found.mean == pytest.approx(0.25, abs=0.03)
    assert not found.has_evidence


def test_an_area_without_cards_is_guessed_too() -> None:
    found = readiness([area(cards=0)], 0, seed=1).areas[0]

    assert found.mean == pytest.approx(0.25, abs=0.03)


def test_the_further_ahead_the_wider_the_interval() -> None:
    near, far = (readiness([area(0.8)], days, seed=1).overall for days in (0, 21))

    assert far.high - far.low > near.high - near.low


def test_practice_questions_pull_the_expectation_towards_them_and_narrow_it() -> None:
    before = readiness([area(0.8)], 21, seed=1).overall
    poor = readiness([area(0.8, right=40, asked=100)], 21, seed=1).overall
    good = readiness([area(0.8, right=85, asked=100)], 21, seed=1).overall

    assert poor.mean < before.mean < good.mean
    assert good.high - good.low < before.high - before.low


def test_little_is_said_before_there_is_enough_evidence() -> None:
    few = np.zeros(100)
    few[:19] = 0.9
    found = readiness([replace(area(), recall=few, seen=19), area(0.9)], 0, seed=1)

    assert [one.has_evidence for one in found.areas] == [False, True]
    assert readiness([replace(area(), recall=few, seen=19, asked=10)], 0, seed=1).overall.has_evidence


def test_an_old_practice_question_counts_less() -> None:
    assert (faded(0), faded(30), faded(-3)) == (1.0, 0.5, 1.0)


def test_the_same_seed_gives_the_same_answer() -> None:
    assert readiness([area()], 7, seed=4) == readiness([area()], 7, seed=4)


def test_an_exam_without_areas_is_refused() -> None:
    with pytest.raises(ValueError, match="needs an area"):
        readiness([], 0, seed=1)


@settings(max_examples=30, deadline=None)
@given(recall=st.floats(0, 1), cards=st.integers(0, 40), days=st.floats(0, 400), questions=st.integers(0, 60))
def test_every_share_lies_between_its_ends_and_these_within_bounds(
    recall: float, cards: int, days: float, questions: int
) -> None:
    found = readiness([area(recall, cards, questions=questions), area(0.5, 30)], days, seed=2)

    for one in (found.overall, *found.areas):
        assert 0 <= one.low <= one.high <= 1
        assert 0 <= one.mean <= 1


def test_practice_is_judged_by_what_was_known_then() -> None:
    weak = np.full(100, 0.5)
    asked = replace(area(0.9), right=38, asked=75)

    judged_now, judged_then = readiness([asked], 0, seed=1), readiness([replace(asked, recall_then=weak)], 0, seed=1)

    assert judged_now.overall.mean < judged_then.overall.mean - 0.05


def test_what_the_cards_do_not_cover_is_guessed() -> None:
    whole, half = (readiness([replace(area(0.9), cover=cover)], 0, seed=1).overall.mean for cover in (1.0, 0.5))

    assert half == pytest.approx((whole + 0.25) / 2, abs=0.03)


def test_the_interval_of_few_questions_does_not_claim_more_than_it_holds() -> None:
    rng = np.random.default_rng(3)
    certain = Priors((2500.0, 7500.0), (100000.0, 1.0))
    known = np.full(200, 0.6)
    found = readiness([replace(area(), recall=known, questions=20)], 0, 1, priors=certain).overall
    chances = 1 / (1 + np.exp(-(np.log(1.5) + rng.normal(0, 0.58, 4000))))

    results = rng.binomial(20, chances + (1 - chances) * 0.25) / 20
    held = ((found.low <= results) & (results <= found.high)).mean()

    assert 0.75 < held < 0.88


def test_practice_shows_what_a_learner_knew_before() -> None:
    """Of cards hardly seen nothing is known but by practice: the exam will look like it."""
    few = np.zeros(200)
    few[:20] = 0.9
    asked = replace(area(), recall=few, seen=20, right=112, asked=150)

    found = readiness([asked, replace(asked, right=105)], 20, seed=1).overall

    assert found.mean == pytest.approx(0.72, abs=0.03)
    assert found.low < 0.7 < 0.75 < found.high


def test_without_practice_nothing_unseen_counts_as_known() -> None:
    few = np.zeros(200)
    few[:20] = 0.95

    found = readiness([replace(area(), recall=few, seen=20)], 0, seed=1).overall

    assert found.mean < 0.4


def test_practice_that_nobody_would_have_expected_is_believed_and_said_to_contradict() -> None:
    hopeless = replace(area(0.98), right=5, asked=150)

    found = readiness([hopeless], 0, seed=1)

    assert found.overall.high < 0.3
    assert found.overall.high - found.overall.low > 0.07
    assert found.contradicted == -1


def test_practice_as_the_cards_would_have_it_contradicts_nothing() -> None:
    asked = replace(area(0.8), asked=100)

    found = [readiness([replace(asked, right=right)], 0, seed=1).contradicted for right in (30, 78, 100)]

    assert found == [-1, 0, 1]
    assert readiness([replace(area(0.9), right=1, asked=5)], 0, seed=1).contradicted == 0


def test_bad_practice_in_one_area_is_not_forgotten_over_practice_in_others() -> None:
    """More evidence elsewhere once made that of an area count for less, and its figure rose after a bad paper."""
    few = np.zeros(300)
    few[:40] = 0.85
    strong = area(0.84, 346, share=0.2, right=5.7, asked=23.5, questions=26)
    others = [replace(area(), share=0.16, recall=few, seen=40, right=3, asked=18, questions=20) for _ in range(5)]
    worse = [replace(one, right=8, asked=46) for one in others]

    cards = readiness([replace(strong, right=0, asked=0), *others], 0, seed=1).areas[0].mean
    first = readiness([strong, *others], 0, seed=1).areas[0].mean
    second = readiness([replace(strong, asked=27.5), *worse], 0, seed=1).areas[0].mean

    assert second < first - 0.01
    assert first < cards - 0.05


@settings(max_examples=20, deadline=None)
@given(
    recall=st.floats(0.05, 0.99),
    other=st.floats(0.05, 0.99),
    seen=st.integers(10, 100),
    asked=st.integers(0, 60),
    share=st.floats(0.25, 1),  # fewer than guessing gives is not what anybody's answers come to
    more=st.integers(8, 60),
    is_bad=st.booleans(),
)
def test_practice_beyond_the_interval_never_moves_the_figure_away_from_it(
    recall: float, other: float, seen: int, asked: int, share: float, more: int, is_bad: bool
) -> None:
    known = np.zeros(100)
    known[:seen] = recall
    before = replace(area(), recall=known, seen=seen, asked=asked, right=round(share * asked), questions=40)
    beside = area(other, 80, questions=60, asked=20, right=round(20 * other))
    usual = readiness([before, beside], 0, seed=3).areas[0]
    beyond = 0.7 * usual.low if is_bad else 1 - 0.7 * (1 - usual.high)
    after = replace(before, asked=asked + more, right=before.right + beyond * more)

    moved = np.mean([_mean_of(after, beside, seed) - _mean_of(before, beside, seed) for seed in (3, 4, 5)])

    assert moved < 0.02 if is_bad else moved > -0.02  # what chance leaves of three draws


def _mean_of(one: AreaEvidence, beside: AreaEvidence, seed: int) -> float:
    return readiness([one, beside], 0, seed=seed).areas[0].mean
