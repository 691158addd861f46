from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.domain.study_day import StudyCalendar
from flashcards.scheduling.study_days import study_days

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ZONES = [
    "UTC",
    "America/New_York",
    "Europe/London",
    "Asia/Kolkata",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("rollover", [0, 2, 4, 23])
def test_around_every_change_of_the_clocks_the_days_are_those_of_the_calendar(zone: str, rollover: int) -> None:
    calendar = StudyCalendar(rollover, ZoneInfo(zone))
    first = datetime(2011, 1, 1, tzinfo=UTC)
    times = [first + timedelta(minutes=97 * number) for number in range(6_000)]

    days = study_days(calendar, np.array([(time - EPOCH) // timedelta(milliseconds=1) for time in times], np.int64))

    assert days.tolist() == [calendar.day(time) for time in times]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 4_000_000_000_000), min_size=1, max_size=20), st.sampled_from(ZONES), st.integers(0, 23))
def test_any_times_have_the_days_of_the_calendar(times: list[int], zone: str, rollover: int) -> None:
    calendar = StudyCalendar(rollover, ZoneInfo(zone))

    days = study_days(calendar, np.array(times, np.int64))

    assert days.tolist() == [calendar.day(EPOCH + timedelta(milliseconds=time)) for time in times]


def test_no_times_have_no_days() -> None:
    assert study_days(StudyCalendar(4, UTC), np.empty(0, np.int64)).size == 0
