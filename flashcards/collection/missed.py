"""The recall cards behind what was missed or guessed in a practice exam: they come up from tomorrow, some each day."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from types import MappingProxyType
from typing import TYPE_CHECKING

from flashcards.collection import breaks, exams, practice, wanted
from flashcards.collection.card_actions import set_due
from flashcards.collection.sitting import last_days
from flashcards.collection.studying import learner_calendar, learner_pace
from flashcards.domain.breaks import Break
from flashcards.domain.card import Card, CardState
from flashcards.domain.deck import Deck
from flashcards.domain.exam import Exam
from flashcards.domain.ids import AttemptId, CardId, DeckId, NoteId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.review import ReviewKind
from flashcards.domain.study_day import StudyCalendar, StudyDay, date_of
from flashcards.exam.scoring import Outcome
from flashcards.scheduling.exam_time import StudyTime
from flashcards.scheduling.limits import Limits
from flashcards.scheduling.pace import Pace
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

MOST_A_DAY = 40
"""Cards one day is given; the others come on the days after."""

PART_OF_THE_MINUTES = 2 / 3
"""How much of a day's minutes for an exam they may take, so that something else comes, too."""

DAYS_AHEAD = 60
"""What finds no room within these days stays where it is."""


NO_DAYS: Mapping[CardId, StudyDay] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class BroughtForward:
    """What comes up again.

    Attributes:
        today: the study day it was asked for.
        first_on: the first day with any; None when there is nothing.
        first: cards on it.
        later: cards on the days after, up to `last_on`.
        left: cards for which there is no room, for instance before the exam.
    """

    today: date
    first_on: date | None = None
    first: int = 0
    later: int = 0
    last_on: date | None = None
    left: int = 0


def bring_forward(
    transaction: "Transaction", attempt_id: AttemptId, now: datetime, zone: tzinfo | None = None
) -> BroughtForward:
    """Give the recall cards behind missed and guessed questions the next days, the surest mistakes first.

    Those of the newest paper come before what earlier ones left to come, which then moves back, and that comes before
    its guesses and gaps. Questions that were never shown bring nothing. Studied cards fall due; for new ones and for a
    plan the days are kept in `wanted`.
    """
    snapshot = transaction.snapshot
    calendar = learner_calendar(snapshot, zone)
    today = calendar.day(now)
    surest, others = _by_sureness(snapshot, attempt_id)
    own = {card.id for card in (*surest, *others)}
    waiting = {card_id: one for card_id, one in wanted.wants(snapshot).items() if one.on > today}
    earlier = _earlier(snapshot, waiting, {card.id for card in surest})
    moved = {card.id for card in earlier}
    cards = [*surest, *earlier, *(card for card in others if card.id not in moved)]
    taken = Counter(one.on for card_id, one in waiting.items() if card_id not in moved | own)
    room = _Room.of(snapshot, today, taken)
    days = _spread(cards, room, {card_id: waiting[card_id].on for card_id in moved})
    days |= {card_id: waiting[card_id].on for card_id in moved if card_id not in days}
    days |= _due_before(cards, days, room, moved)
    _make_due(transaction, cards, days, waiting, now, calendar)
    if days:
        wanted.add(transaction, days, today)
    mine = {card_id: day for card_id, day in days.items() if card_id in own}
    return _told(date_of(today), mine, len(own))


def _due_before(
    cards: Sequence[Card], days: Mapping[CardId, StudyDay], room: "_Room", moved: Container[CardId]
) -> dict[CardId, StudyDay]:
    """Give the days of studied cards that fall due by themselves before they had room; a plan looks at no due days."""
    free = [card for card in cards if card.id in days and card.id not in moved and card.deck_id not in room.planned]
    return {
        card.id: StudyDay(max(card.due_on, room.today + 1))
        for card in free
        if card.due_on is not None and card.due_on < days[card.id]
    }


def _make_due(
    transaction: "Transaction",
    cards: Sequence[Card],
    days: Mapping[CardId, StudyDay],
    waiting: Mapping[CardId, wanted.Want],
    now: datetime,
    calendar: StudyCalendar,
) -> None:
    """Let studied cards fall due on their days: what would come later, or had its day from an earlier paper."""
    changed: dict[StudyDay, list[CardId]] = {}
    for card in cards:
        day = days.get(card.id)
        if day is None or card.due_on is None or card.due_on == day:
            continue
        was_given = card.id in waiting and card.due_on == waiting[card.id].on
        if card.due_on > day or was_given:
            changed.setdefault(day, []).append(card.id)
    for day in sorted(changed):
        set_due(transaction, changed[day], day, now, calendar, ReviewKind.RESCHEDULED)


def _earlier(snapshot: Snapshot, waiting: Mapping[CardId, wanted.Want], surest: Container[CardId]) -> list[Card]:
    """Give the cards that earlier papers left to come, in their order, without the surest mistakes of the newest."""
    found = reading.cards(snapshot, list(waiting)).values() if waiting else ()
    kept = [
        card
        for card in found
        if card.id not in surest and _can_come(card) and waiting[card.id].holds(card.last_review_on)
    ]
    return sorted(kept, key=lambda card: (waiting[card.id].on, card.id))


def missed_cards(snapshot: Snapshot, attempt_id: AttemptId) -> list[Card]:
    """Give the recall cards behind missed and guessed questions, those of the surest mistakes first.

    Cards that are set aside, kept for exams or still in their steps are left out.
    """
    surest, others = _by_sureness(snapshot, attempt_id)
    return [*surest, *others]


def _by_sureness(snapshot: Snapshot, attempt_id: AttemptId) -> tuple[list[Card], list[Card]]:
    """Give the cards behind what was surely known and wrong, and those behind other misses, each in their order."""
    sat = practice.sat(snapshot, attempt_id)
    places: dict[str, int] = {}
    sure = 0
    for place in sat.review_order():
        if sat.score.outcomes[place].needs_study:
            for guid in sat.questions[place].tests:
                places.setdefault(guid, len(places))
        if sat.score.outcomes[place] is Outcome.SURE_BUT_WRONG:
            sure = len(places)
    notes = reading.note_ids_by_guid(snapshot, sorted(places))
    order = {note_id: places[guid] for guid, note_id in notes.items()}
    found = [card for card in reading.cards_of_notes(snapshot, list(order)) if _can_come(card)]
    found.sort(key=lambda card: (order[card.note_id], card.ordinal))
    first_other = next((at for at, card in enumerate(found) if order[card.note_id] >= sure), len(found))
    return found[:first_other], found[first_other:]


def _can_come(card: Card) -> bool:
    return not card.is_suspended and not card.is_reserved and card.state in {CardState.NEW, CardState.REVIEW}


@dataclass
class _Day:
    """What is left of one day; taking a card uses it up."""

    seconds: float | None
    limits: Limits
    cards: int = MOST_A_DAY
    notes: set[NoteId] = field(default_factory=set)

    def take(self, card: Card, seconds: float, *, is_planned: bool) -> bool:
        """Take a card, if it fits."""
        if self.cards <= 0 or card.note_id in self.notes:
            return False
        if is_planned and self.seconds is not None:
            if seconds > self.seconds:
                return False
            self.seconds -= seconds
        elif card.memory is None and not self.limits.take_new(card.deck_id):
            return False
        self.cards -= 1
        self.notes.add(card.note_id)
        return True


@dataclass(frozen=True)
class _Room:
    """Which days there are for cards.

    Attributes:
        last_on: the last day before the exam, of the decks studied for one.
        planned: decks whose cards the plan for an exam chooses.
        taken: cards that earlier exams gave to each day.
        breaks: those that are not over.
    """

    today: StudyDay
    pace: Pace
    settings: LearningSettings
    decks: Sequence[Deck]
    ahead: Sequence[Exam]
    own: Mapping[date, int]
    last_on: Mapping[DeckId, StudyDay]
    planned: frozenset[DeckId]
    taken: Mapping[StudyDay, int]
    breaks: tuple[Break, ...]

    @classmethod
    def of(cls, snapshot: Snapshot, today: StudyDay, taken: Mapping[StudyDay, int]) -> "_Room":
        """Read what it depends on."""
        decks, ahead = reading.decks(snapshot), exams.ahead(snapshot, today)
        return cls(
            today=today,
            pace=learner_pace(snapshot),
            settings=reading.learning_settings(snapshot),
            decks=decks,
            ahead=ahead,
            own=_own_minutes(snapshot) if ahead else {},
            last_on=last_days(ahead, decks),
            planned=frozenset(deck.id for deck in decks if any(exams.is_studied(exam, deck.name) for exam in ahead)),
            taken=taken,
            breaks=breaks.ahead(snapshot, date_of(today)),
        )

    def is_off(self, day: StudyDay) -> bool:
        """Say whether a day belongs to a break."""
        return any(one.has(date_of(day)) for one in self.breaks)

    def day(self, day: StudyDay) -> _Day:
        """Give a day with nothing taken from it."""
        on = date_of(day)
        minutes = [
            StudyTime(exam.minutes_a_day, exam.days_off, self.own).minutes(on)
            for exam in self.ahead
            if exam.held_on > on
        ]
        taken = self.taken.get(day, 0)
        seconds = 60 * PART_OF_THE_MINUTES * max(minutes) - taken * self.pace.new_s if minutes else None
        return _Day(seconds, Limits(self.decks, self.settings, {}), MOST_A_DAY - taken)

    def cost_s(self, card: Card) -> float:
        """Give the seconds a card takes; a review counts as recalled as often as desired."""
        if card.memory is None:
            return self.pace.new_s
        return self.pace.review_cost_s(self.settings.desired_retention)


def _spread(
    cards: Sequence[Card], room: _Room, earliest: Mapping[CardId, StudyDay] = NO_DAYS
) -> dict[CardId, StudyDay]:
    """Give each card the first day that has room for it; cards without one are left out.

    Args:
        earliest: the day before which a card does not come, where it has one.
    """
    days: dict[CardId, StudyDay] = {}
    left = list(cards)
    for ahead in range(1, DAYS_AHEAD + 1):
        if not left:
            break
        on = StudyDay(room.today + ahead)
        if room.is_off(on):
            continue
        day = room.day(on)
        days |= {
            card.id: on
            for card in left
            if earliest.get(card.id, on) <= on <= room.last_on.get(card.deck_id, on)
            and day.take(card, room.cost_s(card), is_planned=card.deck_id in room.planned)
        }
        left = [card for card in left if card.id not in days]
    return days


def _own_minutes(snapshot: Snapshot) -> dict[date, int]:
    from flashcards.collection.planning import own_minutes  # which loads numpy

    return own_minutes(snapshot)


def _told(today: date, days: Mapping[CardId, StudyDay], number: int) -> BroughtForward:
    if not days:
        return BroughtForward(today, left=number)
    first_on, last_on = min(days.values()), max(days.values())
    first = sum(day == first_on for day in days.values())
    return BroughtForward(today, date_of(first_on), first, len(days) - first, date_of(last_on), number - len(days))
