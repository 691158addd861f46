"""Orders found quickly are those numpy finds."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.array_order import by_runs, distinct, order_of

few = st.integers(-3, 3)
any_whole = few | st.integers(-(2**63), 2**63 - 1)


@given(st.lists(any_whole, max_size=30), st.lists(few, min_size=30, max_size=30), st.booleans())
def test_the_order_is_that_of_numpy(keys: list[int], then: list[int], is_sorted: bool) -> None:
    first = np.array(keys, np.int64)
    second = np.array(sorted(then) if is_sorted else then, np.int64)[: len(first)]

    assert order_of(first).tolist() == np.argsort(first, kind="stable").tolist()
    assert order_of(first, second).tolist() == np.lexsort((second, first)).tolist()


@pytest.mark.parametrize("values", [[], [5], [1, 1, 2, 2, 2, 1]])
def test_what_is_told_of_a_run_holds_for_each_of_it(values: list[int]) -> None:
    asked: list[int] = []

    def tell(some: npt.NDArray[Any]) -> npt.NDArray[Any]:
        asked.extend(some.tolist())
        return some * 10

    assert by_runs(np.array(values, np.int64), tell).tolist() == [value * 10 for value in values]
    assert len(asked) <= 3


@given(st.lists(any_whole, max_size=30))
def test_distinct_numbers_are_those_numpy_finds(values: list[int]) -> None:
    numbers = np.array(values, np.int64)

    assert distinct(numbers).tolist() == np.unique(numbers).tolist()
