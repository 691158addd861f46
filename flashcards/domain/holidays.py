"""The federal holidays of the United States, by rule, so that no calendar need be fetched.

Source: 5 U.S.C. 6103(a). Inauguration Day is left out: it is one in Washington only. A holiday on a weekend stays where
it is: what is asked is on which days people do not study, not on which days offices are closed instead.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

MONDAY, THURSDAY = 0, 3
WEEK = timedelta(weeks=1)


class Holiday(NamedTuple):
    """A day people do not work on."""

    on: date
    name: str


def federal_holidays(first: date, last: date) -> tuple[Holiday, ...]:
    """Give the federal holidays from one day to another, both included, in the order of the calendar."""
    years = range(first.year, last.year + 1)
    return tuple(holiday for year in years for holiday in _of_year(year) if first <= holiday.on <= last)


def _of_year(year: int) -> Iterator[Holiday]:
    for name, on in _RULES:
        yield Holiday(on(year), name)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _counted(month: int, weekday: int, count: int) -> Callable[[int], date]:
    """Give the rule for the so-manieth of a weekday in a month."""

    def on(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7) + (count - 1) * WEEK

    return on


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=(last.weekday() - MONDAY) % 7)


_RULES: tuple[tuple[str, Callable[[int], date]], ...] = (
    ("New Year’s Day", _fixed(1, 1)),
    ("Martin Luther King, Jr. Day", _counted(1, MONDAY, 3)),
    ("Presidents’ Day", _counted(2, MONDAY, 3)),
    ("Memorial Day", _last_monday_of_may),
    ("Juneteenth", _fixed(6, 19)),
    ("Independence Day", _fixed(7, 4)),
    ("Labor Day", _counted(9, MONDAY, 1)),
    ("Columbus Day", _counted(10, MONDAY, 2)),
    ("Veterans Day", _fixed(11, 11)),
    ("Thanksgiving Day", _counted(11, THURSDAY, 4)),
    ("Christmas Day", _fixed(12, 25)),
)
