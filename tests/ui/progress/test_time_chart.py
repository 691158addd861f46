"""The minutes expected and needed, as a chart."""

from flashcards.collection.expecting import DaysTime
from flashcards.domain.study_day import StudyDay
from flashcards.ui.progress.time_chart import NONE_YET, NOT_OF_A_PART, time_chart

FIRST, LAST = StudyDay(20_000), StudyDay(20_009)


def times(*needed: float, expected: float = 20.0) -> list[DaysTime]:
    return [DaysTime(StudyDay(FIRST + place), 25, expected, one) for place, one in enumerate(needed)]


def test_days_stand_beside_what_was_expected_of_what_was_studied() -> None:
    chart = time_chart(FIRST, LAST, times(18.0, 22.0))

    needed, expected = chart.series
    assert (needed.values[:3], expected.values[:3]) == ((18.0, 22.0, None), (20.0, 20.0, None))
    assert chart.table.rows[0][1:] == ("25", "20", "18")
    assert chart.table.rows[2][1:] == ("–", "–", "–"), "of a day without study nothing is told"
    assert chart.reading(2) == chart.places[2]
    assert chart.summary == "What you studied on 2 days took 40 minutes; 40 were expected"


def test_with_days_enough_it_is_said_how_the_reckoning_errs() -> None:
    assert time_chart(FIRST, LAST, times(*[21.0] * 5)).summary.endswith("105 minutes; 100 were expected: about right")
    assert time_chart(FIRST, LAST, times(*[26.0] * 5)).summary.endswith(": 30\u202f% more than expected")
    assert time_chart(FIRST, LAST, times(*[10.0] * 5)).summary.endswith(": 50\u202f% less than expected")


def test_a_long_period_is_told_in_weeks() -> None:
    chart = time_chart(StudyDay(LAST - 200), LAST, times(*[21.0] * 5))

    assert len(chart.places) < 40
    assert sum(value or 0 for value in chart.series[0].values) == 105.0


def test_without_a_day_it_is_said_what_will_be_here_and_of_a_part_that_there_is_none() -> None:
    assert (time_chart(FIRST, LAST, []).is_empty, time_chart(FIRST, LAST, []).empty) == (True, NONE_YET)
    assert time_chart(FIRST, LAST, None).empty == NOT_OF_A_PART
