"""The chart of the minutes that were expected for the days of study, beside those they took."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flashcards.domain.study_day import StudyDay
from flashcards.ui.progress.chart import Chart, Form, Series, Table, some_ticks
from flashcards.ui.progress.history_charts import Bucket, buckets
from flashcards.wording import counted, short

if TYPE_CHECKING:
    from flashcards.collection.expecting import DaysTime

TITLE = "Minutes expected and needed"
ABOUT_RIGHT = 5
"""Up to so many per cent off, a reckoning is called right."""

FEW_DAYS = 5
"""With fewer days nothing is said of how the reckoning errs."""

COLUMNS = ("Days", "Said before the first answer", "Expected for what was studied", "Needed")

NONE_YET = (
    "From now on, what Today says a day will take is kept with its first answer, and shown here beside what it took."
)
NOT_OF_A_PART = "This is told of everything you study, not of one deck or search: Today reckons for all of it."


def time_chart(first: StudyDay, last: StudyDay, times: "Sequence[DaysTime] | None") -> Chart:
    """Set expected minutes beside those needed.

    Args:
        times: None where one deck or search is looked at.
    """
    if not times:
        return Chart(TITLE, empty=NOT_OF_A_PART if times is None else NONE_YET)
    parts = [(bucket, _within(bucket, times)) for bucket in buckets(first, last)]
    needed, expected = ([_sum(found, name) for _, found in parts] for name in ("needed", "expected"))
    return Chart(
        title=TITLE,
        summary=_summary(times),
        places=tuple(bucket.name for bucket, _ in parts),
        ticks=some_ticks([bucket.short_name for bucket, _ in parts]),
        series=(Series("Needed", "young", tuple(needed)), Series("Expected", "new", tuple(expected), Form.DOTS)),
        table=_table(parts),
        beside="minutes",
        empty=NONE_YET,
    )


def _within(bucket: Bucket, times: "Sequence[DaysTime]") -> "list[DaysTime]":
    return [one for one in times if bucket.first <= one.day <= bucket.last]


def _sum(found: "Sequence[DaysTime]", name: str) -> float | None:
    return sum(getattr(one, name) for one in found) if found else None


def _table(parts: "Sequence[tuple[Bucket, Sequence[DaysTime]]]") -> Table:
    sums = [(bucket, [_sum(found, name) for name in ("said", "expected", "needed")]) for bucket, found in parts]
    rows = tuple((bucket.name, *("–" if one is None else short(one) for one in row)) for bucket, row in sums)
    return Table(COLUMNS, rows, tuple(bucket.days for bucket, _ in parts))


def _summary(times: "Sequence[DaysTime]") -> str:
    """Say how the reckoning errs; of few days only what they came to."""
    expected, needed = sum(one.expected for one in times), sum(one.needed for one in times)
    came = (
        f"What you studied on {counted(len(times), 'day')} took {counted(round(needed), 'minute')}; "
        f"{round(expected)} were expected"
    )
    if len(times) < FEW_DAYS or not expected:
        return came
    off = round(100 * (needed / expected - 1))
    if abs(off) <= ABOUT_RIGHT:
        return f"{came}: about right"
    return f"{came}: {abs(off)}\N{NARROW NO-BREAK SPACE}% {'more' if off > 0 else 'less'} than expected"
