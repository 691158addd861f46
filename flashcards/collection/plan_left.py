"""What an exam's plan leaves of the cards that are due, and what it holds for tomorrow."""

from collections.abc import Container
from typing import NamedTuple

from flashcards.collection import exam_day, exams
from flashcards.domain.ids import CardId, DeckId
from flashcards.domain.study_day import StudyDay, date_of
from flashcards.storage import counts, reading
from flashcards.storage.snapshot import Snapshot


def left_due(snapshot: Snapshot, day: StudyDay, decks: Container[DeckId], chosen: Container[CardId]) -> int:
    """Count the reviews due by a day that its plan does not take.

    Args:
        decks: those studied for an exam ahead.
        chosen: the cards of the plan.
    """
    rest = exam_day.resting(snapshot, day, reading.decks(snapshot))
    return sum(
        card.deck_id in decks and card.deck_id not in rest and card.id not in chosen
        for card in counts.due_cards(snapshot, day)
    )


class PlannedDay(NamedTuple):
    """A day on which a plan chooses.

    Attributes:
        exams: names of those planned for; of those held on that day where `is_exam_day`.
        minutes: of study; 0 on a day off.
        due: reviews of the exams' decks due by then, of which the plan takes what it thinks right.
        others: all other cards due by then: they come whatever the plan says.
    """

    exams: tuple[str, ...]
    minutes: int
    due: int
    others: int
    is_exam_day: bool = False


def planned_day(snapshot: Snapshot, day: StudyDay) -> PlannedDay | None:
    """Give what the plan holds for a day that is still to come; None without an exam on it or after it."""
    found = exams.ahead(snapshot, day)
    if not found:
        return None
    from flashcards.collection.planning import own_minutes, study_time

    decks, own = reading.decks(snapshot), own_minutes(snapshot)
    rest = exam_day.resting(snapshot, day, decks)
    later = [exam for exam in found if exam.held_on > date_of(day)]
    planned = {deck.id for deck in decks if any(exams.is_studied(exam, deck.name) for exam in later)} - rest
    due = [card.deck_id for card in counts.due_cards(snapshot, day) if card.deck_id not in rest]
    steps = sum(card.deck_id not in rest for card in counts.learning_cards(snapshot, day))
    held = exam_day.exams_of(snapshot, day)
    return PlannedDay(
        exams=tuple(exam.name for exam in held or later),
        minutes=max((study_time(exam, own).minutes(date_of(day)) for exam in later), default=0),
        due=sum(deck in planned for deck in due),
        others=sum(deck not in planned for deck in due) + steps,
        is_exam_day=bool(held),
    )
