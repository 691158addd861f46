from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.study_day import StudyCalendar
from flashcards.scheduling.steps import current_step, good_delay_s, hard_delay_s, step_due

DAY = 86_400
CALENDAR = StudyCalendar(4, UTC)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = CALENDAR.day(NOON)


@pytest.mark.parametrize(
    ("steps", "step", "hard", "good"),
    [
        ((), 0, None, None),
        ((600,), 0, 900, None),
        ((60, 600), 0, 330, 600),
        ((60, 600), 1, 600, None),
        ((60, 600, 6000), 1, 600, 6000),
        ((30, 50), 0, 40, 50),
        ((3 * DAY,), 0, 4 * DAY, None),
        ((DAY,), 0, 2 * DAY, None),
        ((100_000,), 0, 2 * DAY, None),
        ((DAY, 4 * DAY), 0, 3 * DAY, 4 * DAY),
        ((600, 2 * DAY), 0, DAY, 2 * DAY),
    ],
)
def test_hard_and_good_wait_as_long_as_in_anki(
    steps: tuple[int, ...], step: int, hard: int | None, good: int | None
) -> None:
    assert (hard_delay_s(step, steps), good_delay_s(step, steps)) == (hard, good)


@pytest.mark.parametrize(("step", "steps", "expected"), [(None, (1, 2), 0), (1, (1, 2), 1), (5, (1, 2), 1), (3, (), 0)])
def test_a_card_on_a_step_that_is_gone_stands_on_the_last_one(
    step: int | None, steps: tuple[int, ...], expected: int
) -> None:
    assert current_step(step, steps) == expected


def test_a_step_within_the_study_day_ends_at_its_minute() -> None:
    assert step_due(NOON, 600, CALENDAR) == (TODAY, datetime(2026, 11, 23, 12, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("delay_s", "days"),
    [(16 * 3600 - 1, 0), (16 * 3600, 1), (DAY, 1), (16 * 3600 + DAY - 1, 1), (16 * 3600 + DAY, 2), (3 * DAY, 3)],
)
def test_a_step_that_crosses_the_rollover_is_due_from_the_start_of_a_later_day(delay_s: int, days: int) -> None:
    due = step_due(NOON, delay_s, CALENDAR)

    assert due.on - TODAY == days
    assert (due.at is None) == (days > 0)


def test_a_step_of_one_day_leads_to_the_next_study_day_even_from_the_small_hours() -> None:
    small_hours = datetime(2026, 11, 24, 3, 59, tzinfo=UTC)

    assert step_due(small_hours, DAY, CALENDAR) == (TODAY + 1, None)


@pytest.mark.parametrize("night", [date(2026, 10, 25), date(2026, 3, 29), date(2026, 7, 2)])
@pytest.mark.parametrize("hour", [0, 3, 4, 5, 12, 23])
def test_a_step_of_whole_days_takes_as_many_study_days_when_the_clocks_change(night: date, hour: int) -> None:
    zone = ZoneInfo("Europe/Berlin")
    calendar = StudyCalendar(4, zone)
    now = datetime.combine(night, time(hour), zone)

    assert [step_due(now, days * DAY, calendar).on - calendar.day(now) for days in (1, 2, 7)] == [1, 2, 7]


def test_ten_minutes_are_ten_minutes_while_the_clocks_go_back() -> None:
    zone = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 10, 25, 2, 55, tzinfo=zone)

    due = step_due(before, 600, StudyCalendar(4, zone))

    assert due.at == datetime(2026, 10, 25, 1, 5, tzinfo=UTC)


@given(st.integers(1, 10 * DAY), st.integers(0, DAY - 1), st.integers(0, 23))
def test_a_longer_step_is_never_due_sooner(delay_s: int, second: int, rollover: int) -> None:
    calendar = StudyCalendar(rollover, UTC)
    now = NOON + timedelta(seconds=second)

    shorter, longer = step_due(now, delay_s, calendar), step_due(now, delay_s + 1, calendar)

    assert shorter.on <= longer.on
    assert shorter.on - calendar.day(now) in (delay_s // DAY, delay_s // DAY + 1)
