"""What was done: answers and minutes day by day, and how many reviews were recalled."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flashcards.collection.statistics.asking import Asked
from flashcards.domain.study_day import StudyDay
from flashcards.storage import tally_reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.tally_lines import Standing
from flashcards.storage.tally_reading import DayTally

HEAT_DAYS = 53 * 7
"""A year of whole weeks and the one that has begun."""

REVIEWED = frozenset({Standing.YOUNG, Standing.MATURE})
RATINGS = ("again", "hard", "good", "easy")


class Recalled(NamedTuple):
    """Reviews, and how many of them were recalled."""

    reviews: int = 0
    recalled: int = 0

    @property
    def share(self) -> float | None:
        """The retention, 0 to 1; None without reviews."""
        return self.recalled / self.reviews if self.reviews else None

    def plus(self, other: "Recalled") -> "Recalled":
        """Add up."""
        return Recalled(self.reviews + other.reviews, self.recalled + other.recalled)


class Retention(NamedTuple):
    """True retention over some days: first looks at cards in review on the day they were due, or later."""

    young: Recalled
    mature: Recalled

    @property
    def both(self) -> Recalled:
        """Of all reviews."""
        return self.young.plus(self.mature)


@dataclass(frozen=True, slots=True)
class Day:
    """One study day.

    Attributes:
        by_standing: answers by how the cards stood before, in the order of `Standing`.
        by_rating: answers, Again to Easy.
        seconds: by how the cards stood before.
    """

    day: StudyDay
    by_standing: tuple[int, ...]
    by_rating: tuple[int, ...]
    seconds: tuple[float, ...]

    @property
    def answers(self) -> int:
        """How many there were."""
        return sum(self.by_rating)


class StandingsOn(NamedTuple):
    """How many cards stood how at the end of a study day; those that are gone by now left out."""

    day: StudyDay
    learning: int
    young: int
    mature: int


@dataclass(frozen=True, slots=True)
class History:
    """What was done.

    Attributes:
        first, today: the period, in study days.
        days: those of the period with an answer, oldest first.
        heat: answers by study day, of the last year, whatever the period.
        retention: today, yesterday, the last 7, 30 and 365 days, and all, with what they are called.
        streak: study days without a break up to today; one that has only begun is no break.
        longest: the longest such run there ever was.
        standings: day by day over the period; only days on which something moved.
    """

    first: StudyDay
    today: StudyDay
    days: tuple[Day, ...]
    heat: dict[StudyDay, int]
    retention: tuple[tuple[str, Retention], ...]
    streak: int
    longest: int
    standings: tuple[StandingsOn, ...]


def history(snapshot: Snapshot, asked: Asked) -> History:
    """Count what was done."""
    rows = tally_reading.every_day(snapshot, asked.today, asked.scope)
    answered = sorted({row.day for row in rows if row.answers})
    looks = [row for row in rows if row.standing in REVIEWED]
    return History(
        first=asked.first,
        today=asked.today,
        days=tuple(_days(row for row in rows if row.day >= asked.first)),
        heat=_heat(rows, asked.today),
        retention=tuple((name, _retention(looks, first, last)) for name, first, last in spans(asked.today)),
        streak=_streak(answered, asked.today),
        longest=_longest(answered),
        standings=tuple(_standings(rows, asked.first)),
    )


def spans(today: StudyDay) -> list[tuple[str, int, int]]:
    """Give the spans retention is told of: name, first and last study day."""
    return [
        ("Today", today, today),
        ("Yesterday", today - 1, today - 1),
        ("Last 7 days", today - 6, today),
        ("Last 30 days", today - 29, today),
        ("Last 365 days", today - 364, today),
        ("All time", 0, today),
    ]


def _days(rows: Iterable[DayTally]) -> list[Day]:
    by_day: dict[StudyDay, list[DayTally]] = defaultdict(list)
    for row in rows:
        if row.answers:
            by_day[row.day].append(row)
    return [_day(day, by_day[day]) for day in sorted(by_day)]


def _day(day: StudyDay, rows: Sequence[DayTally]) -> Day:
    answers, seconds = [0] * len(Standing), [0.0] * len(Standing)
    for row in rows:
        answers[row.standing] += row.answers
        seconds[row.standing] += row.duration_ms / 1000
    by_rating = tuple(sum(getattr(row, name) for row in rows) for name in RATINGS)
    return Day(day, tuple(answers), by_rating, tuple(seconds))


def _heat(rows: Iterable[DayTally], today: StudyDay) -> dict[StudyDay, int]:
    found: dict[StudyDay, int] = defaultdict(int)
    for row in rows:
        if row.day > today - HEAT_DAYS and row.answers:
            found[row.day] += row.answers
    return dict(found)


def _retention(rows: Iterable[DayTally], first: int, last: int) -> Retention:
    inside = [row for row in rows if first <= row.day <= last]
    young, mature = (
        _recalled(row for row in inside if row.standing is one) for one in (Standing.YOUNG, Standing.MATURE)
    )
    return Retention(young, mature)


def _recalled(rows: Iterable[DayTally]) -> Recalled:
    found = Recalled()
    for row in rows:
        found = found.plus(Recalled(row.answers, row.answers - row.again))
    return found


def _streak(days: Sequence[StudyDay], today: StudyDay) -> int:
    done = set(days)
    end = today if today in done else today - 1
    length = 0
    while end - length in done:
        length += 1
    return length


def _longest(days: Sequence[StudyDay]) -> int:
    best = run = 0
    before: int | None = None
    for day in days:
        run = run + 1 if before is not None and day == before + 1 else 1
        best, before = max(best, run), day
    return best


def _standings(rows: Iterable[DayTally], first: StudyDay) -> list[StandingsOn]:
    moved: dict[StudyDay, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        changes = moved[max(row.day, StudyDay(first - 1))]
        for place, change in enumerate((row.learning, row.young, row.mature)):
            changes[place] += change
    found: list[StandingsOn] = []
    now = (0, 0, 0)
    for day in sorted(moved):
        learning, young, mature = (level + change for level, change in zip(now, moved[day], strict=True))
        now = (learning, young, mature)
        found.append(StandingsOn(day, *now))
    return found
