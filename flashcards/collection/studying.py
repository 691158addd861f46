"""Today's numbers, today's cards, and keeping an answer."""

import math
from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from flashcards.collection import breaks, days_ahead, exam_day, exams, expecting, wanted
from flashcards.collection.deck_counts import shown_today
from flashcards.domain.breaks import Break
from flashcards.domain.card import Card, CardState
from flashcards.domain.exam import Exam
from flashcards.domain.ids import DeckId, ReviewId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.note import LEECH
from flashcards.domain.review import Answered
from flashcards.domain.study_day import StudyCalendar, StudyDay, date_of, study_day_of
from flashcards.scheduling.deck_settings import kept_apart, settings_by_deck
from flashcards.scheduling.pace import Pace
from flashcards.storage import counts, reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.waiting import Waiting, waiting_by_deck
from flashcards.study.session import Counts

if TYPE_CHECKING:
    from flashcards.collection.planning import TodaysPlan
    from flashcards.storage.transaction import Transaction

WEEKS_SHOWN = 12
DAYS_AHEAD = 7
DIGITS = 6
"""Of minutes, before they are rounded up: sums differ in the last bits by the order they are taken in."""


@dataclass(frozen=True, slots=True)
class Today:
    """What the learner sees first.

    Attributes:
        new, learning, due: cards to study today, within the limits.
        minutes: what they will take, relearning included, rounded up.
        days_to_exam: study days until the exam; 0 on its day, negative after it; None without one.
        reviewed_today: answers given today.
        weeks: answers on each of the last 84 study days, oldest first, today last.
        ahead: cards that fall due on each of the next 7 study days, tomorrow first, and new ones wanted on them; see
            `days_ahead`.
        next_due_on: the next study day after today that brings a card seen before; where nothing is left to study, what
            is buried or beyond today's limits comes on the next day.
        next_new_on: the next study day after today that may bring new cards; None when there are none, or no limit for
            them.
        breaks: those that are not over, the next one first.
        held_today: the exams of this day; what is studied for them rests.
        is_off: it is a day off for every exam ahead.
        expected_today: minutes that were expected for the cards studied so far; None where nothing was said before.
    """

    day: StudyDay
    on: date
    new: int
    learning: int
    due: int
    minutes: int
    exam_name: str
    exam_on: date | None
    days_to_exam: int | None
    reviewed_today: int
    minutes_today: float
    weeks: tuple[int, ...]
    ahead: tuple[int, ...]
    next_due_on: StudyDay | None
    has_notes: bool
    next_new_on: StudyDay | None = None
    breaks: tuple[Break, ...] = ()
    held_today: tuple[Exam, ...] = ()
    is_off: bool = False
    expected_today: float | None = None


def today(snapshot: Snapshot, now: datetime, zone: tzinfo | None = None, plan: "TodaysPlan | None" = None) -> Today:
    """Give today's numbers.

    Args:
        plan: of the exams ahead; without one the decks studied for them count as any others.
    """
    settings = reading.learning_settings(snapshot)
    day = StudyCalendar(settings.rollover_hour, zone).day(now)
    shown = _shown(snapshot, settings, day, plan)
    first = StudyDay(day - 7 * WEEKS_SHOWN + 1)
    studied = counts.studied_by_day(snapshot, first, day)
    exams_ahead = exams.ahead(snapshot, day)
    ahead = days_ahead.by_day(snapshot, StudyDay(day + 1), StudyDay(day + DAYS_AHEAD), exams_ahead)
    new_ahead = {on for on, _ in wanted.new_by_day(snapshot, StudyDay(day + 1), StudyDay(day + DAYS_AHEAD))}
    next_day = breaks.next_day(snapshot, day)
    is_left_over = not any(shown) and counts.has_left_over(snapshot, day)
    next_on = (counts.next_due_on(snapshot, day), next_day if is_left_over else None, *new_ahead)
    exam = exams.counted_down(snapshot, day)
    return Today(
        day=day,
        on=date_of(day),
        new=shown.new,
        learning=shown.learning,
        due=shown.due,
        minutes=_minutes(snapshot, settings, shown, plan),
        exam_name="" if exam is None else exam.name,
        exam_on=None if exam is None else exam.held_on,
        days_to_exam=None if exam is None else study_day_of(exam.held_on) - day,
        reviewed_today=studied.get(day, (0, 0))[0],
        minutes_today=studied.get(day, (0, 0))[1] / 60_000,
        weeks=tuple(studied.get(StudyDay(one), (0, 0))[0] for one in range(first, day + 1)),
        ahead=tuple(ahead.get(StudyDay(one), 0) for one in range(day + 1, day + 1 + DAYS_AHEAD)),
        next_due_on=min((one for one in next_on if one is not None), default=None),
        has_notes=counts.has_notes(snapshot),
        next_new_on=next_day if settings.new_limit and counts.has_new(snapshot) else None,
        held_today=exam_day.exams_of(snapshot, day),
        breaks=breaks.ahead(snapshot, date_of(day)),
        is_off=days_ahead.is_off(exams_ahead, date_of(day)),
        expected_today=next((one.expected for one in expecting.days(snapshot, day, day)), None),
    )


def learning_of(snapshot: Snapshot, decks: Container[DeckId], now: datetime, zone: tzinfo | None = None) -> int:
    """Count the cards of some decks that are in their steps and come today."""
    settings = reading.learning_settings(snapshot)
    by_deck = settings_by_deck(reading.decks(snapshot), settings)
    day = StudyCalendar(settings.rollover_hour, zone).day(now)
    waiting = waiting_by_deck(snapshot, day, by_deck, kept_apart(by_deck))
    return sum(one.learning for key, one in waiting.items() if key in decks)


def learner_calendar(snapshot: Snapshot, zone: tzinfo | None = None) -> StudyCalendar:
    """Give where and when the learner's days begin."""
    return StudyCalendar(reading.learning_settings(snapshot).rollover_hour, zone)


def learner_pace(snapshot: Snapshot) -> Pace:
    """Give how long the learner takes for a card, from the newest answers."""
    return Pace.of(counts.newest_answers(snapshot))


class Planned(NamedTuple):
    """Cards of which an exam plan says how long they take."""

    new: int = 0
    reviews: int = 0
    seconds: float = 0.0


NOTHING_PLANNED = Planned()


def minutes_for(left: Counts, pace: Pace, desired_retention: float, planned: Planned = NOTHING_PLANNED) -> int:
    """Give the minutes a number of cards is expected to take, rounded up.

    Each review counts as recalled as often as desired, so that tens of thousands take no longer to count than one:
    this is worked out after every answer.

    Args:
        planned: those among them that take as long as a plan says.
    """
    others = pace.minutes(new=left.new - planned.new, steps=left.learning, retrievabilities=())
    reviews_s = (left.due - planned.reviews) * pace.review_cost_s(desired_retention)
    return math.ceil(round(planned.seconds / 60 + others + reviews_s / 60, DIGITS))


def record_answer(transaction: "Transaction", answered: Answered, settings: LearningSettings) -> ReviewId:
    """Store an answer: the card, the line in the review log, and the day's rest for its siblings.

    Args:
        settings: those of the card's deck.

    Raises:
        StaleCardError: the card was changed elsewhere since it was shown.
    """
    review_id = transaction.add_review(answered.review)
    transaction.update_card(answered.after)
    if settings.buries_siblings:
        _bury_siblings(transaction, answered.after, answered.review.reviewed_on)
    if answered.became_leech:
        _tag_leech(transaction, answered.after)
    return review_id


def _shown(snapshot: Snapshot, settings: LearningSettings, day: StudyDay, plan: "TodaysPlan | None") -> Waiting:
    decks = reading.decks(snapshot)
    by_deck = settings_by_deck(decks, settings)
    waiting = breaks.without_new(snapshot, day, waiting_by_deck(snapshot, day, by_deck, kept_apart(by_deck)))
    waiting = exam_day.without_resting(snapshot, day, decks, waiting)
    done = counts.done_on(snapshot, day)
    return shown_today(decks, settings, waiting, done, plan.by_deck() if plan else None)[None]


def _minutes(snapshot: Snapshot, settings: LearningSettings, shown: Waiting, plan: "TodaysPlan | None") -> int:
    planned = NOTHING_PLANNED if plan is None else Planned(plan.new, plan.reviews, 60 * plan.minutes)
    return minutes_for(Counts(*shown), learner_pace(snapshot), settings.desired_retention, planned)


def _bury_siblings(transaction: "Transaction", card: Card, day: StudyDay) -> None:
    family = reading.cards_of_notes(transaction.snapshot, [card.note_id])
    waiting = [one for one in family if one.id != card.id and would_show(one, day)]
    transaction.update_cards([replace(one, buried_until=StudyDay(day + 1)) for one in waiting])


def would_show(card: Card, day: StudyDay) -> bool:
    """Say whether a card could be shown on a day, as far as it goes by itself."""
    if card.is_suspended or card.is_reserved or card.is_buried(day):
        return False
    return card.state is CardState.NEW or (
        card.state is CardState.REVIEW and card.due_on is not None and card.due_on <= day
    )


def _tag_leech(transaction: "Transaction", card: Card) -> None:
    note = reading.notes(transaction.snapshot, [card.note_id])[card.note_id]
    if LEECH not in note.tags:
        transaction.update_note(replace(note, tags=(*note.tags, LEECH)))
