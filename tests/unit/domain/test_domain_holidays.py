from datetime import date

import pytest

from flashcards.domain.holidays import federal_holidays


def days_of(year: int) -> list[tuple[int, int]]:
    return [(one.on.month, one.on.day) for one in federal_holidays(date(year, 1, 1), date(year, 12, 31))]


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (
            2026,
            [(1, 1), (1, 19), (2, 16), (5, 25), (6, 19), (7, 4), (9, 7), (10, 12), (11, 11), (11, 26), (12, 25)],
        ),
        (
            2027,
            [(1, 1), (1, 18), (2, 15), (5, 31), (6, 19), (7, 4), (9, 6), (10, 11), (11, 11), (11, 25), (12, 25)],
        ),
        (
            2028,
            [(1, 1), (1, 17), (2, 21), (5, 29), (6, 19), (7, 4), (9, 4), (10, 9), (11, 11), (11, 23), (12, 25)],
        ),
    ],
)
def test_every_federal_holiday_is_on_its_day(year: int, days: list[tuple[int, int]]) -> None:
    assert days_of(year) == days


def test_holidays_lie_within_both_days_and_in_the_order_of_the_calendar() -> None:
    found = federal_holidays(date(2026, 11, 26), date(2027, 1, 1))

    assert [(one.on, one.name) for one in found] == [
        (date(2026, 11, 26), "Thanksgiving Day"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2027, 1, 1), "New Year’s Day"),
    ]


def test_there_is_none_where_the_days_end_before_they_begin() -> None:
    assert federal_holidays(date(2027, 1, 1), date(2026, 11, 26)) == ()
