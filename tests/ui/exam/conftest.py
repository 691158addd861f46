"""Exam pages that nobody looks at any more."""

from collections.abc import Iterator

import pytest

from flashcards.ui.exam.view import ExamPage


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Leave the page before what it asked for is waited for: a forecast takes many seconds, a minute under load."""
    for made in getattr(item, "funcargs", {}).values():
        if isinstance(made, ExamPage):
            made.leave()
    return (yield)
