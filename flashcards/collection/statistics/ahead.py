"""What is to come: cards that fall due, and the minutes they take."""

from dataclasses import dataclass

from flashcards.collection.statistics.asking import Asked
from flashcards.collection.studying import learner_pace
from flashcards.domain.study_day import StudyDay
from flashcards.storage import card_figures, reading
from flashcards.storage.card_figures import Standings
from flashcards.storage.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Ahead:
    """Reviews to come, each card counted once, on the day it is due next.

    Attributes:
        first, last: the study days shown; as many as the period, from today.
        due: cards by study day.
        overdue: cards that were due before today.
        review_s: seconds one of them takes, relearning included.
    """

    first: StudyDay
    last: StudyDay
    due: dict[StudyDay, int]
    overdue: int
    review_s: float
    standings: Standings


def ahead(snapshot: Snapshot, asked: Asked) -> Ahead:
    """Count what falls due; a review is taken to be recalled as often as desired."""
    last = StudyDay(2 * asked.today - asked.first)
    due = card_figures.due_by_day(snapshot, last, asked.scope)
    settings = reading.learning_settings(snapshot)
    return Ahead(
        first=asked.today,
        last=last,
        due={day: cards for day, cards in due.items() if day >= asked.today},
        overdue=sum(cards for day, cards in due.items() if day < asked.today),
        review_s=learner_pace(snapshot).review_cost_s(settings.desired_retention),
        standings=card_figures.standings(snapshot, asked.scope),
    )
