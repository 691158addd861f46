"""Everything known of one card, and why it is shown today."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from flashcards.domain.card import Card, CardState
from flashcards.domain.ids import CardId
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteType
from flashcards.domain.review import Review
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.scheduling.scheduler import Scheduler
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.collection.planning import TodaysPlan


@dataclass(frozen=True, slots=True)
class CardInfo:
    """A card, its history and its prospects.

    Attributes:
        retrievability: chance of recalling it now, 0 to 1; None when it was never studied.
        reviews: oldest first.
        why: why it is shown today, in plain words.
    """

    card: Card
    note: Note
    note_type: NoteType
    deck: str
    retrievability: float | None
    reviews: tuple[Review, ...]
    why: str


def card_info(
    snapshot: Snapshot,
    card_id: CardId,
    now: datetime,
    zone: tzinfo | None = None,
    plan: "TodaysPlan | None" = None,
) -> CardInfo | None:
    """Give what is known of a card, or None when it is gone.

    Args:
        plan: of the exams ahead; it says why it chose the card, or left it for later.
    """
    card = reading.cards(snapshot, [card_id]).get(card_id)
    if card is None:
        return None
    settings = reading.learning_settings(snapshot)
    calendar = StudyCalendar(settings.rollover_hour, zone)
    note = reading.notes(snapshot, [card.note_id])[card.note_id]
    recall = Scheduler(settings, calendar).retrievability(card, now)
    return CardInfo(
        card=card,
        note=note,
        note_type=reading.note_types(snapshot)[note.note_type_id],
        deck=next(deck.name for deck in reading.decks(snapshot) if deck.id == card.deck_id),
        retrievability=recall,
        reviews=reading.reviews_of_card(snapshot, card_id),
        why=why_planned(card, recall, plan) or why_today(card, recall, calendar.day(now)),
    )


def why_planned(card: Card, retrievability: float | None, plan: "TodaysPlan | None") -> str:
    """Say what an exam plan makes of a card; nothing of a card it does not plan for today."""
    place = None if plan is None else plan.place_of(card.id)
    if plan is None or place is None:
        return ""
    names = " and ".join(exam.name for exam in plan.exams)
    if place < plan.wanted:
        return (
            "A practice exam showed that it needs another look: a question about it was missed or guessed. "
            f"So it is among the first in today's plan for the {names}, {place + 1} of {plan.count}."
        )
    known = (
        "You have not seen it yet" if retrievability is None else f"Your chance of recalling it is {retrievability:.0%}"
    )
    gain = f"a minute on it adds about {60 * float(plan.ranking.gain[place]):.2f} points by exam day"
    if place < plan.count:
        return f"It is in today's plan for the {names}, {place + 1} of {plan.count}: {gain}. {known}."
    return f"The plan for the {names} leaves it for later: {gain}, and today's minutes bring more elsewhere. {known}."


def why_today(card: Card, retrievability: float | None, today: StudyDay) -> str:
    """Say why a card is shown, or when it will be."""
    if card.is_reserved:
        return "It is kept for practice exams and not shown in daily study."
    if card.is_suspended:
        return "It is suspended: it will not come until you release it."
    if card.is_buried(today):
        return "It is buried until tomorrow."
    if card.due_on is None or retrievability is None:
        return "It is new: you have not seen it yet."
    if card.state is not CardState.REVIEW:
        return "You are still learning it: it comes back the same day until you know it."
    return _why_review(card.due_on, retrievability, today)


def _why_review(due_on: StudyDay, retrievability: float, today: StudyDay) -> str:
    chance = f"your chance of recalling it is about {retrievability:.0%}"
    days = due_on - today
    if days > 0:
        return f"It is not due for {_days(days)}: {chance}."
    if days == 0:
        return f"It is due today: {chance}."
    return f"It has been due for {_days(-days)}: {chance}."


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
