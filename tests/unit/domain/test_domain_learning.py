from typing import Any

import pytest

from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS, LearningSettings


def test_a_new_learner_begins_with_settings_that_hold() -> None:
    found = LearningSettings()

    assert (found.new_limit, found.review_limit, found.desired_retention, found.rollover_hour) == (20, 200, 0.9, 4)
    assert found.parameters == FSRS6_DEFAULT_PARAMETERS
    assert len(FSRS6_DEFAULT_PARAMETERS) == 21


@pytest.mark.parametrize(
    ("name", "low", "high", "step"),
    [
        ("rollover_hour", 0, 23, 1),
        ("new_limit", 0, 9999, 1),
        ("review_limit", 0, 9999, 1),
        ("desired_retention", 0.7, 0.99, 0.001),
        ("leech_threshold", 1, 99, 1),
        ("max_interval_days", 1, 36500, 1),
        ("minutes_a_day", 1, 1440, 1),
    ],
)
def test_values_no_screen_offers_are_refused(name: str, low: float, high: float, step: float) -> None:
    within: list[dict[str, Any]] = [{name: low}, {name: high}]
    beyond: list[dict[str, Any]] = [{name: low - step}, {name: high + step}]

    assert [LearningSettings(**changes) for changes in within]
    for changes in beyond:
        with pytest.raises(ValueError, match="is not between"):
            LearningSettings(**changes)
