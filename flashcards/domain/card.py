"""Cards: the questions a note yields, and what is scheduled."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.study_day import StudyDay


class CardState(IntEnum):
    """Where a card stands in its schedule. The numbers are stored: never change them."""

    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class MemoryState:
    """What the memory model knows of one card.

    Attributes:
        stability_days: days until retrievability falls to 90 %; above 0.
        difficulty: how slowly stability grows for this card, 1.0 to 10.0.
    """

    stability_days: float
    difficulty: float

    def __post_init__(self) -> None:
        """Refuse numbers the model cannot have produced."""
        if not self.stability_days > 0:
            problem = f"stability {self.stability_days} is not above 0"
            raise ValueError(problem)
        if not 1.0 <= self.difficulty <= 10.0:
            problem = f"difficulty {self.difficulty} is not between 1 and 10"
            raise ValueError(problem)


@dataclass(frozen=True, slots=True)
class Card:
    """One question a note yields.

    A card never studied has no memory: `state` is NEW exactly when `memory` is None.

    Attributes:
        ordinal: which of the note's cards: 0-based template, or cloze number minus one.
        step: 0-based position in the learning or relearning steps, or None outside them.
        due_on: study day the card falls due, or None when new.
        due_at: the instant a card in its steps comes back the same day, else None.
        position: place among the new cards; lower comes first.
        interval_days: study days from the last review to the due day; 0 inside a day's steps.
        last_review_at: when it was last answered.
        last_review_on: the study day of that.
        reps: answers given.
        lapses: Again answers while in review.
        flag: 0 for none, or 1 to 7.
        is_reserved: kept for practice exams, never shown in daily study.
        buried_until: first study day on which a buried card shows again, or None.
        revision: counts writes; a write with an old one is refused.
    """

    id: CardId
    note_id: NoteId
    deck_id: DeckId
    ordinal: int = 0
    state: CardState = CardState.NEW
    memory: MemoryState | None = None
    step: int | None = None
    due_on: StudyDay | None = None
    due_at: datetime | None = None
    position: int = 0
    interval_days: int = 0
    last_review_at: datetime | None = None
    last_review_on: StudyDay | None = None
    reps: int = 0
    lapses: int = 0
    flag: int = 0
    is_suspended: bool = False
    is_reserved: bool = False
    buried_until: StudyDay | None = None
    revision: int = 0

    def __post_init__(self) -> None:
        """Refuse combinations that mean nothing."""
        if (self.state is CardState.NEW) != (self.memory is None):
            problem = f"card {self.id}: a card is new exactly when it has no memory"
            raise ValueError(problem)
        if not 0 <= self.flag <= 7:
            problem = f"card {self.id}: flag {self.flag} is not between 0 and 7"
            raise ValueError(problem)

    def is_buried(self, today: StudyDay) -> bool:
        """Say whether the card is set aside for today."""
        return self.buried_until is not None and today < self.buried_until
