from datetime import date

from flashcards.domain.exam import DaysOff
from flashcards.scheduling.exam_time import StudyTime, kept_share

MONDAY = date(2026, 11, 23)
SUNDAYS = DaysOff(weekdays=frozenset({6}), dates=(date(2026, 11, 26),))


def test_days_are_counted_back_from_the_exam() -> None:
    time = StudyTime(20, SUNDAYS)

    seconds = time.seconds_back(MONDAY, date(2026, 12, 1))

    assert seconds == (1200.0, 0.0, 1200.0, 1200.0, 0.0, 1200.0, 1200.0, 1200.0)


def test_what_today_took_is_gone_but_never_less_than_nothing() -> None:
    time = StudyTime(20)

    assert time.seconds_back(MONDAY, date(2026, 11, 25), 900.0) == (1200.0, 300.0)
    assert time.seconds_back(MONDAY, date(2026, 11, 24), 9000.0) == (0.0,)


def test_no_day_is_left_on_the_day_of_the_exam_and_after() -> None:
    assert StudyTime(20).seconds_back(MONDAY, MONDAY) == ()
    assert StudyTime(20).seconds_back(MONDAY, date(2026, 11, 1)) == ()


def test_a_break_takes_its_days_and_a_lighter_day_keeps_some_minutes() -> None:
    time = StudyTime(20).with_break(date(2026, 11, 24), date(2026, 11, 25)).with_minutes(MONDAY, 5)

    assert [time.minutes(date(2026, 11, day)) for day in (23, 24, 25, 26)] == [5, 0, 0, 20]


def test_minutes_given_to_a_day_off_count() -> None:
    time = StudyTime(20, SUNDAYS).with_minutes(date(2026, 11, 29), 45)

    assert time.minutes(date(2026, 11, 29)) == 45


def test_of_days_ahead_as_many_are_expected_as_were_kept_but_all_of_today() -> None:
    time = StudyTime(20, kept=0.75)

    assert time.seconds_back(MONDAY, date(2026, 11, 26)) == (900.0, 900.0, 1200.0)


def test_who_missed_no_day_is_trusted_with_all_of_them_and_who_misses_some_little_by_little() -> None:
    assert (kept_share(0, 0), kept_share(28, 28)) == (1.0, 1.0)
    assert 0.8 < kept_share(24, 30) < kept_share(8, 10) < kept_share(4, 5) < 1
