"""What the parts of a compiled search share: a condition with its values, and the moment it is made for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flashcards.domain.search import Compare
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.storage.instants import to_ms
from flashcards.storage.snapshot import Snapshot


@dataclass(slots=True)
class Where:
    """A condition on `card` joined with `note`, and its values."""

    sql: str
    values: list[int | float | str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a search is made.

    Attributes:
        retrievability: the model's recall, from stability and days since the last review.
    """

    now: datetime
    calendar: StudyCalendar
    retrievability: Callable[[float, int], float]

    @property
    def today(self) -> StudyDay:
        """The study day."""
        return self.calendar.day(self.now)

    def days_ago_ms(self, days: int) -> int:
        """Give when the study day began that is so many days ago, today being the first."""
        return to_ms(self.calendar.start(StudyDay(self.today - days + 1))) or 0


@dataclass(frozen=True, slots=True)
class LookUp:
    """What a search is made in."""

    snapshot: Snapshot
    moment: Moment


OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


def sql_operator(node: Compare) -> str:
    """Give a comparison as SQL writes it."""
    return "<>" if node.operator == "!=" else node.operator


def among(column: str, ids: Sequence[int]) -> Where:
    """Ask for ids, however many there are: numbers need no binding."""
    return Where(f"{column} IN ({','.join(str(int(one)) for one in ids)})")
