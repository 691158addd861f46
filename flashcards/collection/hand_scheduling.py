"""What a change of the schedule by hand makes of a card, and the line it leaves in the review log. Pure."""

from dataclasses import replace
from datetime import datetime

from flashcards.domain.card import Card, CardState
from flashcards.domain.ids import NoteId
from flashcards.domain.review import Review, ReviewKind
from flashcards.domain.study_day import StudyDay


def fresh_card(card: Card, note_id: NoteId) -> Card:
    """Give a card as it was before anybody saw it, for its note or for a copy of that."""
    return Card(
        id=card.id,
        note_id=note_id,
        deck_id=card.deck_id,
        ordinal=card.ordinal,
        position=card.position,
        flag=card.flag,
        is_suspended=card.is_suspended,
        is_reserved=card.is_reserved,
        revision=card.revision,
    )


def due_card(card: Card, due_on: StudyDay, today: StudyDay) -> Card:
    """Give a studied card due on a day, with what is known of its memory."""
    return replace(
        card,
        state=CardState.REVIEW,
        step=None,
        due_at=None,
        due_on=due_on,
        interval_days=interval_until(due_on, card.last_review_on, today),
        buried_until=None,
    )


def interval_until(due_on: StudyDay, last_review_on: int | None, today: StudyDay) -> int:
    """Give the interval of a card that is due on a day."""
    return max(1, due_on - (today if last_review_on is None else last_review_on))


def manual_line(card: Card, now: datetime, today: StudyDay, *, interval_days: int) -> Review:
    """Give the line of the log that says a schedule was changed, and what is known of the memory was not.

    Args:
        card: as it was before.
        interval_days: study days from today to the day it is due now.
    """
    return Review(
        card_id=card.id,
        reviewed_at=now,
        reviewed_on=today,
        rating=None,
        kind=ReviewKind.MANUAL,
        state=card.state,
        elapsed_days=today - card.last_review_on if card.last_review_on is not None else 0,
        interval_days=interval_days,
        duration_ms=0,
        retrievability=None,
        memory=card.memory,
    )
