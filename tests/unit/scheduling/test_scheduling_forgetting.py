import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.scheduling.forgetting import ForgettingCurve

DEFAULT = ForgettingCurve(0.1542)

decays = st.floats(0.1, 0.8)
stabilities = st.floats(0.001, 36500)


@given(decays, stabilities)
def test_after_as_many_days_as_its_stability_a_card_is_recalled_nine_times_in_ten(decay: float, days: float) -> None:
    assert ForgettingCurve(decay).retrievability(days, days) == pytest.approx(0.9)


def test_a_card_just_reviewed_is_certain() -> None:
    assert DEFAULT.retrievability(0.0, 5.0) == 1.0


def test_the_curve_passes_through_the_published_points() -> None:
    # fsrs-rs, test_power_forgetting_curve
    found = DEFAULT.retrievability(np.array([0.0, 1.0, 2.0, 3.0, 4.0, 5.0]), np.array([1.0, 2.0, 3.0, 4.0, 4.0, 2.0]))

    assert found == pytest.approx([1.0, 0.9403443, 0.9253786, 0.9185229, 0.9, 0.8261359], abs=1e-6)


@given(decays, stabilities, st.floats(0.7, 0.99))
def test_days_until_undoes_retrievability(decay: float, stability: float, retention: float) -> None:
    curve = ForgettingCurve(decay)

    assert curve.retrievability(curve.days_until(retention, stability), stability) == pytest.approx(retention)


def test_a_higher_retention_is_reached_sooner() -> None:
    days = [DEFAULT.days_until(retention, 100.0) for retention in (0.95, 0.9, 0.8, 0.7)]

    assert days == pytest.approx([40.2559, 100.0, 331.596, 928.791], rel=1e-5)
