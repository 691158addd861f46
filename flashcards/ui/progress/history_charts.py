"""Charts of what was done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from flashcards.domain.study_day import StudyDay, date_of
from flashcards.ui.progress.chart import Chart, Series, Table, some_ticks
from flashcards.wording import counted, day_and_month, grouped, long_date, percent, short

if TYPE_CHECKING:
    from flashcards.collection.statistics.history import Day, History, Recalled

WEEKLY_FROM = 100
"""A period of more days is drawn in weeks."""

HEAT_DAYS = 53 * 7
"""What `statistics.history` counts for the calendar."""

MONTHLY_FROM = 800
"""A period of more days is drawn in months."""


class Split(Enum):
    """What the answers of a day are told apart by."""

    STANDING = "By card"
    RATING = "By rating"
    MINUTES = "Minutes"


STANDINGS = (
    ("New", "new"),
    ("Learning", "learning"),
    ("Young", "young"),
    ("Mature", "mature"),
    ("Relearning", "relearning"),
    ("Early", "early"),
)
"""Names and colours in the order of `Standing`."""

RATINGS = (("Again", "relearning"), ("Hard", "learning"), ("Good", "young"), ("Easy", "easy"))


@dataclass(frozen=True, slots=True)
class Bucket:
    """Study days drawn as one bar."""

    first: StudyDay
    last: StudyDay

    @property
    def name(self) -> str:
        """What it is called in full."""
        first, last = date_of(self.first), date_of(self.last)
        if first == last:
            return f"{first:%A}, {long_date(first)}"
        if is_month(first, last):
            return f"{first:%B %Y}"
        return f"{day_and_month(first)} to {long_date(last)}"

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last of them."""
        return date_of(self.first), date_of(self.last)

    @property
    def short_name(self) -> str:
        """What it is called below a chart."""
        first = date_of(self.first)
        return f"{first:%b %Y}" if is_month(first, date_of(self.last)) else f"{first:%b} {first.day}"


def is_month(first: date, last: date) -> bool:
    """Say whether days belong to one calendar month, and are too many for a week."""
    return first != last and (last - first).days > 6 and first.month == last.month


def buckets(first: StudyDay, last: StudyDay) -> list[Bucket]:
    """Part a period into days, weeks from Monday, or calendar months, by its length."""
    days = last - first + 1
    if days <= WEEKLY_FROM:
        return [Bucket(StudyDay(day), StudyDay(day)) for day in range(first, last + 1)]
    is_new: Callable[[date], bool] = (
        (lambda day: day.weekday() == 0) if days <= MONTHLY_FROM else (lambda day: day.day == 1)
    )
    starts = [first, *(StudyDay(day) for day in range(first + 1, last + 1) if is_new(date_of(StudyDay(day))))]
    return [Bucket(begin, StudyDay(end - 1)) for begin, end in zip(starts, [*starts[1:], last + 1], strict=True)]


def answers_chart(history: "History", split: Split) -> Chart:
    """Draw the answers, or the minutes, of each day."""
    parts = buckets(history.first, history.today)
    find: Callable[[Day], Sequence[float]] = {
        Split.STANDING: lambda day: day.by_standing,
        Split.RATING: lambda day: day.by_rating,
        Split.MINUTES: lambda day: [seconds / 60 for seconds in day.seconds],
    }[split]
    kinds = RATINGS if split is Split.RATING else STANDINGS
    sums = _sums(parts, history.days, find, len(kinds))
    used = [place for place in range(len(kinds)) if any(row[place] for row in sums)]
    write = short if split is Split.MINUTES else _whole
    names, dates = tuple(bucket.name for bucket in parts), tuple(bucket.days for bucket in parts)
    rows = tuple(
        (name, *(write(row[place]) for place in used), write(sum(row))) for name, row in zip(names, sums, strict=True)
    )
    return Chart(
        title="Minutes" if split is Split.MINUTES else "Answers",
        summary=_done(history.days),
        places=names,
        ticks=some_ticks([bucket.short_name for bucket in parts]),
        series=tuple(Series(*kinds[place], tuple(row[place] for row in sums)) for place in used),
        table=Table(("Days", *(kinds[place][0] for place in used), "All"), rows, dates),
        searches=_searches(parts, history.today),
        beside="minutes" if split is Split.MINUTES else "answers",
        empty="No answers in this time. Study a few cards, and they show here at once.",
    )


def _sums(
    parts: Sequence[Bucket], days: "Sequence[Day]", find: "Callable[[Day], Sequence[float]]", width: int
) -> list[list[float]]:
    sums = [[0.0] * width for _ in parts]
    place = 0
    for day in days:
        while parts[place].last < day.day:
            place += 1
        sums[place] = [one + more for one, more in zip(sums[place], find(day), strict=True)]
    return sums


def _done(days: "Sequence[Day]") -> str:
    minutes = round(sum(sum(day.seconds) for day in days) / 60)
    return f"{counted(sum(day.answers for day in days), 'answer')} in {counted(minutes, 'minute')}"


def _searches(parts: Sequence[Bucket], today: StudyDay) -> tuple[str, ...]:
    """Give what finds the cards answered in each part: the search language counts days back from today."""
    return tuple(_rated(today - part.first + 1, today - part.last) for part in parts)


def _rated(since: int, until: int) -> str:
    return f"rated:{since}" if until <= 0 else f"rated:{until + 1}-{since}"


def heat_chart(history: "History") -> Chart:
    """Give the answers of each day of the last year."""
    days = range(history.today - HEAT_DAYS + 1, history.today + 1)
    counts = [history.heat.get(StudyDay(day), 0) for day in days]
    names = tuple(f"{date_of(StudyDay(day)):%A}, {long_date(date_of(StudyDay(day)))}" for day in days)
    studied = sum(count > 0 for count in counts)
    streak = f", {counted(history.streak, 'day')} in a row now, {history.longest} at most" if history.streak else ""
    return Chart(
        title="The last year",
        summary=f"{counted(sum(counts), 'answer')} on {counted(studied, 'day')}{streak}",
        places=names,
        series=(Series("Answers", "new", tuple(float(count) for count in counts)),),
        table=Table(
            ("Day", "Answers"),
            tuple((name, grouped(count)) for name, count in zip(names, counts, strict=True)),
            tuple(Bucket(StudyDay(day), StudyDay(day)).days for day in days),
        ),
        searches=tuple(_rated(history.today - day + 1, history.today - day) for day in days),
        until=date_of(history.today),
        empty="After your first answers, every day you study gets a square here.",
    )


def standings_chart(history: "History") -> Chart:
    """Draw how many cards were learning, young and mature at the end of each part of the period."""
    parts = buckets(history.first, history.today)
    levels = []
    place, now = 0, (0, 0, 0)
    for part in parts:
        while place < len(history.standings) and history.standings[place].day <= part.last:
            _, *rest = history.standings[place]
            now = (rest[0], rest[1], rest[2])
            place += 1
        levels.append(tuple(max(0, level) for level in now))
    kinds = STANDINGS[1:4]
    names = tuple(f"{long_date(date_of(part.last))}" for part in parts)
    return Chart(
        title="Cards over time",
        summary=f"{counted(sum(levels[-1]), 'card')} in study, {grouped(levels[-1][2])} of them mature",
        places=names,
        ticks=some_ticks([part.short_name for part in parts]),
        series=tuple(
            Series(name, colour, tuple(float(row[place]) for row in levels))
            for place, (name, colour) in enumerate(kinds)
        ),
        table=Table(
            ("At the end of", *(name for name, _ in kinds)),
            tuple((name, *map(grouped, row)) for name, row in zip(names, levels, strict=True)),
            tuple((date_of(part.last), date_of(part.last)) for part in parts),
        ),
        beside="cards",
        empty="No card has been studied yet.",
    )


def retention_table(history: "History") -> Table:
    """Give true retention of young and mature cards over the usual spans."""
    return Table(
        ("Reviews when due", "Young", "Mature", "All", "Reviews"),
        tuple(
            (name, _share(found.young), _share(found.mature), _share(found.both), grouped(found.both.reviews))
            for name, found in history.retention
        ),
    )


def _share(recalled: "Recalled") -> str:
    return "–" if recalled.share is None else percent(recalled.share)


def retention_chart(history: "History") -> Chart:
    """Give how many reviews were recalled, as a table: there is nothing to draw of a handful of shares."""
    reviewed = history.retention[-1][1].both.reviews
    return Chart(
        title="True retention",
        summary="Reviews you recalled, of those that were due",
        table=retention_table(history) if reviewed else Table(),
        empty="After your first week of reviews, this tells how many of them you recalled.",
    )


def _whole(value: float) -> str:
    return grouped(round(value))
