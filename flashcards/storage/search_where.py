"""What the parts of a search share: the moment it is made for, and what it is made in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from numpy.typing import ArrayLike

from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.storage.catalogue import Catalogue, Floats, catalogue_of
from flashcards.storage.instants import to_ms
from flashcards.storage.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Moment:
    """When a search is made.

    Attributes:
        retrievability: the model's recall, from stabilities in days and days since the last review.
    """

    now: datetime
    calendar: StudyCalendar
    retrievability: Callable[[ArrayLike, ArrayLike], Floats]

    @property
    def today(self) -> StudyDay:
        """The study day."""
        return self.calendar.day(self.now)

    def days_ago_ms(self, days: int) -> int:
        """Give when the study day began that is so many days ago, today being the first."""
        return to_ms(self.calendar.start(StudyDay(self.today - days + 1))) or 0


@dataclass(frozen=True)
class LookUp:
    """What a search is made in."""

    snapshot: Snapshot
    moment: Moment

    @cached_property
    def catalogue(self) -> Catalogue:
        """The cards and notes."""
        return catalogue_of(self.snapshot)

    @cached_property
    def recall(self) -> Floats:
        """The chance of recalling each card now, shape (cards,); not a number for new ones."""
        cards = self.catalogue.cards
        elapsed = self.moment.today - cards.last_review_on
        return self.moment.retrievability(cards.stability, elapsed)
