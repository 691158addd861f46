"""Charts as values."""

from datetime import date
from itertools import pairwise

import pytest

from flashcards.domain.study_day import StudyDay, study_day_of
from flashcards.ui.progress.chart import Chart, Series, Table, csv_of, some_ticks
from flashcards.ui.progress.history_charts import buckets

JAN_1 = study_day_of(date(2026, 1, 1))


def test_a_table_is_copied_as_comma_separated_text() -> None:
    table = Table(("Day", "All"), (("Monday, March 3", "1,200"), ('a "b"', "2")))

    assert csv_of(table) == 'Day,All\r\n"Monday, March 3",1200\r\n"a ""b""",2\r\n'


def test_days_are_copied_as_spreadsheets_read_them() -> None:
    days = (date(2026, 8, 30), date(2026, 8, 31))
    daily = Table(("Days", "All"), (("Sunday, August 30, 2026", "4"),), ((days[0], days[0]),))
    weekly = Table(("Days", "All"), (("August 30 to August 31, 2026", "4"),), (days,))

    assert csv_of(daily) == "Day,All\r\n2026-08-30,4\r\n"
    assert csv_of(weekly) == "From,To,All\r\n2026-08-30,2026-08-31,4\r\n"


def test_a_place_is_read_as_a_sentence() -> None:
    chart = Chart("Answers", places=("Monday",), table=Table(("Day", "New", "All"), (("Monday", "0", "5"),)))

    assert chart.reading(0) == "Monday: all 5"


def test_the_last_place_is_always_named() -> None:
    assert some_ticks([str(place) for place in range(20)], most=5) == tuple(
        (place, str(place)) for place in (3, 7, 11, 15, 19)
    )
    assert some_ticks([]) == ()


@pytest.mark.parametrize(
    ("days", "number", "last"),
    [
        (31, 31, "Jan 31"),
        (365, 53, "Dec 28"),
        (1000, 33, "Sep 2028"),
    ],
)
def test_a_long_period_is_drawn_in_weeks_or_months(days: int, number: int, last: str) -> None:
    found = buckets(JAN_1, StudyDay(JAN_1 + days - 1))

    assert (len(found), found[-1].short_name) == (number, last)
    assert (found[0].first, found[-1].last) == (JAN_1, JAN_1 + days - 1)
    assert all(before.last + 1 == after.first for before, after in pairwise(found))


def test_a_chart_of_zeros_is_empty() -> None:
    assert Chart("", series=(Series("a", "new", (0.0, None)),)).is_empty
    assert not Chart("", table=Table(("a",), (("1",),))).is_empty
