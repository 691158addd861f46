import time as clock
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.domain.study_day import StudyCalendar, StudyDay, date_of, study_day_of

SECOND = timedelta(seconds=1)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Asia/Kathmandu", "UTC")
CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29), 23),
    ("Europe/Berlin", date(2026, 10, 25), 25),
    ("America/New_York", date(2026, 3, 8), 23),
    ("America/New_York", date(2026, 11, 1), 25),
    ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
    ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
]

calendars = st.builds(StudyCalendar, st.integers(0, 23), st.sampled_from(ZONES).map(ZoneInfo))
days = st.integers(study_day_of(date(2015, 1, 1)), study_day_of(date(2035, 12, 31))).map(StudyDay)
instants = st.integers(0, 20 * 366 * 86_400).map(lambda second: datetime(2015, 1, 1, tzinfo=UTC) + second * SECOND)


def test_study_days_count_from_1970() -> None:
    assert study_day_of(date(1970, 1, 1)) == 0
    assert study_day_of(date(2026, 11, 23)) == 20_780
    assert date_of(StudyDay(20_780)) == date(2026, 11, 23)


@given(days)
def test_a_study_day_and_its_date_name_each_other(day: StudyDay) -> None:
    assert study_day_of(date_of(day)) == day


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 23, 3, 59, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 23, 4, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 22, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 0, 30, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_half_past_midnight_belongs_to_the_evening_before(at: datetime, expected: date) -> None:
    assert date_of(StudyCalendar(4, UTC).day(at)) == expected


def test_the_learners_own_wall_clock_decides() -> None:
    at = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

    found = [
        date_of(StudyCalendar(4, ZoneInfo(zone)).day(at)).day for zone in ("America/New_York", "UTC", "Asia/Tokyo")
    ]

    assert found == [22, 22, 23]


@given(calendars, days)
def test_a_study_day_begins_at_its_start_and_not_a_second_earlier(calendar: StudyCalendar, day: StudyDay) -> None:
    start = calendar.start(day)

    assert calendar.day(start) == day
    assert calendar.day(start - SECOND) == day - 1
    assert start.tzinfo is UTC


@given(calendars, days)
def test_a_study_day_ends_where_the_next_begins(calendar: StudyCalendar, day: StudyDay) -> None:
    length = calendar.end(day) - calendar.start(day)

    assert calendar.end(day) == calendar.start(StudyDay(day + 1))
    assert timedelta(hours=23) <= length <= timedelta(hours=25)


@given(calendars, instants)
def test_every_instant_lies_within_its_study_day(calendar: StudyCalendar, at: datetime) -> None:
    day = calendar.day(at)

    assert calendar.start(day) <= at < calendar.end(day)


@given(calendars, instants, st.integers(0, 3 * 86_400))
@example(StudyCalendar(2, ZoneInfo("Europe/Berlin")), datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 3600)
@example(StudyCalendar(1, ZoneInfo("America/New_York")), datetime(2026, 11, 1, 5, 30, tzinfo=UTC), 3600)
@example(StudyCalendar(1, ZoneInfo("Australia/Lord_Howe")), datetime(2026, 4, 4, 14, 45, tzinfo=UTC), 1800)
def test_time_never_runs_back_into_an_earlier_study_day(calendar: StudyCalendar, at: datetime, seconds: int) -> None:
    assert calendar.day(at) <= calendar.day(at + seconds * SECOND)


@pytest.mark.parametrize(("zone", "on", "hours"), CHANGES)
@pytest.mark.parametrize("rollover", range(24))
def test_a_day_whose_clocks_change_is_one_day_whatever_the_rollover(
    zone: str, on: date, hours: float, rollover: int
) -> None:
    calendar = StudyCalendar(rollover, ZoneInfo(zone))
    day = study_day_of(on)

    lengths = [
        (calendar.end(StudyDay(one)) - calendar.start(StudyDay(one))) / timedelta(hours=1) for one in (day - 1, day)
    ]

    assert sorted(lengths) == sorted([24, hours])
    minutes = [calendar.start(StudyDay(day - 1)) + timedelta(minutes=minute) for minute in range(0, 60 * 48, 7)]
    seen = [calendar.day(at) for at in minutes if at < calendar.end(day)]
    assert seen == sorted(seen)
    assert set(seen) == {day - 1, day}


def test_a_rollover_the_clock_skips_happens_when_it_moves_on() -> None:
    calendar = StudyCalendar(2, ZoneInfo("Europe/Berlin"))

    assert calendar.start(study_day_of(date(2026, 3, 29))) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_rollover_the_clock_shows_twice_happens_the_first_time() -> None:
    calendar = StudyCalendar(2, ZoneInfo("Europe/Berlin"))

    assert calendar.start(study_day_of(date(2026, 10, 25))) == datetime(2026, 10, 25, 0, 0, tzinfo=UTC)


@pytest.fixture
def new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/New_York")
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


@pytest.mark.skipif(not hasattr(clock, "tzset"), reason="the system's zone cannot be changed here")
def test_without_a_zone_the_operating_system_is_asked(new_york: None) -> None:
    system, named = StudyCalendar(4), StudyCalendar(4, ZoneInfo("America/New_York"))
    for on in (date(2026, 3, 7), date(2026, 3, 8), date(2026, 7, 1), date(2026, 10, 31), date(2026, 11, 1)):
        day = study_day_of(on)

        assert system.start(day) == named.start(day)
        assert system.day(system.start(day)) == day
        assert system.day(system.start(day) - SECOND) == day - 1


def test_an_hour_before_the_rollover_has_the_date_of_the_evening_before() -> None:
    calendar = StudyCalendar(4, ZoneInfo("America/New_York"))

    assert calendar.date_at(datetime(2026, 11, 24, 8, 59, tzinfo=UTC)) == date(2026, 11, 23)
    assert calendar.date_at(datetime(2026, 11, 24, 9, 0, tzinfo=UTC)) == date(2026, 11, 24)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs an aware time"):
        StudyCalendar(4, UTC).day(datetime(2026, 11, 23, 12))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize("hour", [-1, 24])
def test_an_hour_no_clock_shows_is_refused(hour: int) -> None:
    with pytest.raises(ValueError, match="not between 0 and 23"):
        StudyCalendar(hour)
