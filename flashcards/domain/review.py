"""Reviews: one answer to one card at one time."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.ids import CardId, ReviewId
from flashcards.domain.study_day import StudyDay


class Rating(IntEnum):
    """How well a card was recalled. The numbers are stored: never change them."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def label(self) -> str:
        """The word on the button."""
        return self.name.capitalize()


class ReviewKind(IntEnum):
    """Why a line is in the review log. The numbers are stored (and are Anki's): never change them."""

    LEARNING = 0
    REVIEW = 1
    RELEARNING = 2
    CUSTOM = 3
    MANUAL = 4
    RESCHEDULED = 5


@dataclass(frozen=True, slots=True)
class Review:
    """One line of the review log.

    Attributes:
        id: None until stored.
        reviewed_at: when the rating was given, aware.
        reviewed_on: the study day of that, by the calendar of the time; never recomputed.
        rating: None for a manual change of the schedule, and for an answer in another program that the schedule left
            alone; its kind is `CUSTOM`, and it counts nowhere.
        state: the card's state before the answer.
        elapsed_days: study days since the review before; 0 on the first.
        interval_days: study days to the next due day; 0 when it comes back the same day.
        duration_ms: from showing the question to the rating.
        retrievability: the model's prediction before the answer, 0 to 1; None when new.
        memory: the memory after the answer; None after a reset.
    """

    card_id: CardId
    reviewed_at: datetime
    reviewed_on: StudyDay
    rating: Rating | None
    kind: ReviewKind
    state: CardState
    elapsed_days: int
    interval_days: int
    duration_ms: int
    retrievability: float | None
    memory: MemoryState | None
    id: ReviewId | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer did: the card as it was, as it is now, and the line for the log."""

    before: Card
    after: Card
    review: Review
    became_leech: bool = False
