"""Breaks: some days in a row without study, planned ahead."""

from dataclasses import dataclass
from datetime import date, timedelta

from flashcards.domain.study_day import StudyDay, study_day_of


@dataclass(frozen=True, slots=True, order=True)
class Break:
    """Days without study.

    Attributes:
        first, last: both belong to it.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a break that ends before it begins."""
        if self.last < self.first:
            problem = f"a break from {self.first} cannot end on {self.last}"
            raise ValueError(problem)

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def days(self) -> tuple[date, ...]:
        """Its days, in their order."""
        return tuple(self.first + timedelta(days=ahead) for ahead in range(self.length))

    @property
    def study_days(self) -> tuple[StudyDay, StudyDay]:
        """The first and the last of its study days."""
        return study_day_of(self.first), study_day_of(self.last)

    def has(self, day: date) -> bool:
        """Say whether a day belongs to it."""
        return self.first <= day <= self.last
