import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.formats.calculation import CalculationError, check, evaluate, round_half_up


@pytest.mark.parametrize(
    "calculation",
    [
        "9300 / 30 = 310",
        "4,080 ÷ 5,400 × 100 = 75.6",
        "200 + 0.2 * (1000 - 200) = 360",
        "340 / 200 = 1.70",
        "2^10 = 1,024",
        "2 ** 3 ** 2 = 512",
        "-2^2 = -4",
        "1 / 8 = 0.13",
        "5 − 7 = -2",
        ".5 + .25 = 0.75",
        "0.1 + 0.2 = 0.3",
    ],
)
def test_a_calculation_that_comes_out_passes(calculation: str) -> None:
    check(calculation)


@pytest.mark.parametrize(
    ("calculation", "problem"),
    [
        ("9300 / 31 = 310", "9300 / 31 is 300, not 310"),
        ("2 / 3 = 0.66", "2 / 3 is 0.67, not 0.66"),
        ("9300 / 30", "“9300 / 30” is not a calculation and its result, such as 9300 / 30 = 310"),
        ("1 = 1 = 1", "“1 = 1 = 1” is not a calculation and its result, such as 9300 / 30 = 310"),
        ("90% = 90", "“%” is not arithmetic"),
        ("import os = 1", "“import os” is not arithmetic"),
        ("1 / (2 - 2) = 0", "it divides by zero"),
        ("(1 + 2 = 3", "a “(” is never closed"),
        ("1 + = 3", "a number is missing at the end"),
        ("* 2 = 2", "a number is missing before “*”"),
        ("1 2 = 12", "“2” is not expected in “1 2”"),
        ("9^9^9 = 1", "an exponent must be a whole number from 0 to 100"),
        ("((9^99)^99)^99 = 1", "the numbers get too large"),
        ("(" * 50 + "1" + ")" * 50 + " = 1", "the parentheses are nested too deeply"),
        ("1+" * 200 + "1 = 201", "the calculation is too long"),
    ],
)
def test_one_that_does_not_says_what_is_wrong(calculation: str, problem: str) -> None:
    with pytest.raises(CalculationError) as caught:
        check(calculation)

    assert str(caught.value) == problem


def test_halves_are_rounded_away_from_zero() -> None:
    assert [round_half_up(Fraction(n, 2), 0) for n in (1, 3, 5, -1)] == [1, 2, 3, -1]


@given(st.text(alphabet="0123456789.,+-*/^() ×÷=a", max_size=60))
def test_any_text_is_worked_out_or_refused(text: str) -> None:
    with contextlib.suppress(CalculationError):
        assert isinstance(evaluate(text), Fraction)
    with contextlib.suppress(CalculationError):
        check(text)
