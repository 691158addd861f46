"""Sitting down to study: today's cards gathered, what the buttons promise, and the cards' content."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from itertools import chain
from typing import TYPE_CHECKING

from flashcards.collection import breaks, exam_day, exams, wanted
from flashcards.collection.studying import Planned, learner_pace, minutes_for, would_show
from flashcards.domain.card import Card, CardState
from flashcards.domain.deck import Deck, is_within
from flashcards.domain.exam import Exam
from flashcards.domain.ids import CardId, DeckId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteType
from flashcards.domain.review import Answered, Rating
from flashcards.domain.study_day import StudyCalendar, StudyDay, date_of, study_day_of
from flashcards.rendering import RenderedCard, render
from flashcards.scheduling.deck_settings import SettingsByDeck, kept_apart, settings_by_deck
from flashcards.scheduling.limits import Limits
from flashcards.scheduling.ordering import in_new_order, in_review_order
from flashcards.scheduling.pace import Pace
from flashcards.scheduling.queue import mixed, todays_cards
from flashcards.scheduling.scheduler import Outcomes, Scheduler
from flashcards.storage import counts, reading
from flashcards.storage.counts import DueCard, LearningCard, NewCard
from flashcards.storage.instants import from_ms
from flashcards.storage.snapshot import Snapshot
from flashcards.study.session import QueueItem, StudySession

if TYPE_CHECKING:
    from flashcards.collection.planning import TodaysPlan

LOAD_DAYS = 400
"""How far ahead the number of due cards is known when a due day is chosen."""


@dataclass(frozen=True, slots=True)
class StudyCard:
    """A card with all that is shown of it.

    Attributes:
        deck: full name of its deck.
        content: safe HTML for both sides.
    """

    card: Card
    note: Note
    note_type: NoteType
    deck: str
    content: RenderedCard


@dataclass(slots=True)
class Sitting:
    """A session and everything it is played by.

    Attributes:
        settings: the general ones.
        by_deck: those of each deck.
        schedulers: one for each of these.
        deck: the deck studied, or None for all of them.
        day: the study day the cards were gathered for.
        has_cards: there is a card in the deck at all, whether it can be studied today or not.
        moves_schedule: answers are reviews; otherwise they change nothing and are not to be stored.
        planned_s: how long the cards take that an exam plan chose.
    """

    settings: LearningSettings
    calendar: StudyCalendar
    day: StudyDay
    deck: Deck | None
    pace: Pace
    by_deck: SettingsByDeck
    schedulers: Mapping[LearningSettings, Scheduler]
    load: dict[StudyDay, int]
    last_days: Mapping[DeckId, StudyDay]
    has_cards: bool = True
    moves_schedule: bool = True
    planned_s: Mapping[CardId, float] = field(default_factory=dict)
    session: StudySession = field(init=False)

    def begin(self, queue: Iterable[QueueItem], current: QueueItem | None) -> None:
        """Start with a queue, and the card to show before it."""
        self.session = StudySession(queue, self.day, self.answer, current=current, is_scheduled=self.moves_schedule)

    def outcomes(self, card: Card, now: datetime) -> Outcomes:
        """Give what each button does to a card: exactly what answering does."""
        settings = self.by_deck[card.deck_id]
        return self.schedulers[settings].outcomes(
            card,
            now,
            desired_retention=settings.desired_retention,
            load=self.load,
            last_day=self.last_days.get(card.deck_id),
        )

    def minutes_left(self) -> int:
        """Give the minutes the cards left are expected to take, rounded up."""
        left = [self.session.current, *self.session.ahead] if self.planned_s else []
        found = [item for item in left if item and item.due_at is None and item.card_id in self.planned_s]
        new = sum(item.state is CardState.NEW for item in found)
        planned = Planned(new, len(found) - new, sum(self.planned_s[item.card_id] for item in found))
        return minutes_for(self.session.counts(), self.pace, self.settings.desired_retention, planned)

    def answer(self, card: Card, rating: Rating, now: datetime, duration_ms: int) -> Answered:
        """Answer a card, and count it on the day it is due then; nothing is stored.

        Where the schedule does not move, the card is afterwards as it was before.
        """
        settings = self.by_deck[card.deck_id]
        answered = self.schedulers[settings].answer(
            card,
            rating,
            now,
            duration_ms,
            desired_retention=settings.desired_retention,
            load=self.load,
            last_day=self.last_days.get(card.deck_id),
        )
        if not self.moves_schedule:
            return replace(answered, after=card, became_leech=False)
        due_on = answered.after.due_on
        if due_on is not None:
            self.load[due_on] = self.load.get(due_on, 0) + 1
        return answered


def gather(
    snapshot: Snapshot,
    now: datetime,
    deck_id: DeckId | None = None,
    zone: tzinfo | None = None,
    *,
    first: CardId | None = None,
    plan: "TodaysPlan | None" = None,
) -> Sitting:
    """Gather today's cards of a deck, or of all decks, in the order they are to be shown.

    Args:
        deck_id: with all its sub-decks; None for everything.
        first: a card to begin with, due or not, such as one just put back by undo.
        plan: of the exams ahead; it chooses the cards of the decks studied for them.
    """
    decks = reading.decks(snapshot)
    sitting = prepare(snapshot, now, decks, deck_id, zone)
    sitting.planned_s = {} if plan is None else plan.seconds_by_card()
    queue = _queue(snapshot, sitting, decks, plan)
    sitting.has_cards = bool(queue) or counts.has_cards(snapshot, sorted(_inside(decks, sitting.deck)))
    current = None if first is None else put_back(snapshot, first)
    sitting.begin((item for item in queue if item.card_id != first), current)
    return sitting


def prepare(
    snapshot: Snapshot,
    now: datetime,
    decks: Sequence[Deck],
    deck_id: DeckId | None = None,
    zone: tzinfo | None = None,
) -> Sitting:
    """Get ready to answer cards, before any are gathered.

    Args:
        decks: all there are.
        deck_id: the one to be studied; None for everything.
    """
    settings = reading.learning_settings(snapshot)
    calendar = StudyCalendar(settings.rollover_hour, zone)
    day = calendar.day(now)
    deck = next((one for one in decks if one.id == deck_id), None)
    by_deck = settings_by_deck(decks, settings)
    free = breaks.ahead(snapshot, date_of(day))
    return Sitting(
        settings=settings,
        calendar=calendar,
        day=day,
        deck=deck,
        pace=learner_pace(snapshot),
        by_deck=by_deck,
        schedulers={one: Scheduler(one, calendar, free) for one in {settings, *by_deck.values()}},
        load=counts.due_by_day(snapshot, day, StudyDay(day + LOAD_DAYS)),
        last_days=last_days(exams.ahead(snapshot, day), decks),
    )


def study_cards(snapshot: Snapshot, ids: Sequence[CardId]) -> dict[CardId, StudyCard]:
    """Give cards with their content; ids of cards that are gone are left out."""
    cards = reading.cards(snapshot, ids)
    notes = reading.notes(snapshot, list({card.note_id for card in cards.values()}))
    note_types = reading.note_types(snapshot)
    names = {deck.id: deck.name for deck in reading.decks(snapshot)}
    return {
        card.id: _study_card(
            card, notes[card.note_id], note_types[notes[card.note_id].note_type_id], names[card.deck_id]
        )
        for card in cards.values()
    }


def _study_card(card: Card, note: Note, note_type: NoteType, deck: str) -> StudyCard:
    content = render(note_type, note.fields, card.ordinal, deck=deck, tags=note.tags, flag=card.flag)
    return StudyCard(card, note, note_type, deck, content)


def last_days(ahead: Sequence[Exam], decks: Sequence[Deck]) -> dict[DeckId, StudyDay]:
    """Give the last study day before the next exam of each deck that is studied for one and not kept beyond it."""
    return {
        deck.id: StudyDay(study_day_of(exam.held_on) - 1)
        for exam in reversed(ahead)
        if not exam.keeps_after
        for deck in decks
        if exams.is_studied(exam, deck.name)
    }


def _queue(snapshot: Snapshot, sitting: Sitting, decks: Sequence[Deck], plan: "TodaysPlan | None") -> list[QueueItem]:
    inside = _inside(decks, sitting.deck) - exam_day.resting(snapshot, sitting.day, decks)
    free = inside if plan is None else inside - plan.decks
    due = [card for card in counts.due_cards(snapshot, sitting.day) if card.deck_id in free]
    done = counts.done_on(snapshot, sitting.day)
    new = () if breaks.is_break(snapshot, date_of(sitting.day)) else counts.new_cards(snapshot, sitting.day)
    model = sitting.schedulers[sitting.settings].model
    found = todays_cards(
        [card for card in counts.learning_cards(snapshot, sitting.day) if card.deck_id in inside],
        in_review_order(due, sitting.by_deck, model, sitting.day),
        _wanted_first(
            snapshot, in_new_order((card for card in new if card.deck_id in free), sitting.by_deck), sitting.day, free
        ),
        limits=Limits(decks, sitting.settings, {key: one for key, one in done.items() if key in free or plan is None}),
        apart=kept_apart(sitting.by_deck),
    )
    steps = [_item(card, sitting) for card in found.steps]
    others = [_item(card, sitting) for card in mixed(found.reviews, found.new)]
    return [*steps, *(() if plan is None else planned_items(snapshot, plan, inside)), *others]


def _wanted_first(
    snapshot: Snapshot, new: Iterable[NewCard], day: StudyDay, inside: Collection[DeckId]
) -> Iterable[NewCard]:
    """Put new cards before the others that a practice exam showed to be missing."""
    ids = [card_id for card_id, want in wanted.wants(snapshot).items() if want.on <= day]
    first = {
        card.id: NewCard(card.id, card.note_id, card.deck_id)
        for card in reading.cards(snapshot, ids).values()
        if card.state is CardState.NEW and would_show(card, day) and card.deck_id in inside
    }
    return chain(first.values(), (card for card in new if card.id not in first)) if first else new


def planned_items(snapshot: Snapshot, plan: "TodaysPlan", inside: Collection[DeckId]) -> list[QueueItem]:
    """Give today's cards of a plan in the order they are shown.

    What a practice exam showed to be missing comes first; then the best first, new ones in the first two thirds.
    """
    wanted, others = plan.chosen[: plan.wanted], plan.chosen[plan.wanted :]
    return [
        item
        for part in (wanted, others)
        for item in _planned(snapshot, [card_id for card_id in part if plan.deck_of[card_id] in inside])
    ]


def _planned(snapshot: Snapshot, chosen: Sequence[CardId]) -> list[QueueItem]:
    cards = reading.cards(snapshot, chosen)
    items = [
        QueueItem(card.id, card.note_id, card.deck_id, card.state)
        for card in (cards[card_id] for card_id in chosen if card_id in cards)
    ]
    new = [item for item in items if item.state is CardState.NEW]
    reviews = [item for item in items if item.state is not CardState.NEW]
    early = min(len(reviews), max(0, round(len(items) * 2 / 3) - len(new)))
    return [*mixed(reviews[:early], new), *reviews[early:]]


def _inside(decks: Sequence[Deck], deck: Deck | None) -> set[DeckId]:
    """Give a deck with all its sub-decks; all decks for None."""
    return {one.id for one in decks if deck is None or is_within(one.name, deck.name)}


def _item(card: LearningCard | DueCard | NewCard, sitting: Sitting) -> QueueItem:
    if isinstance(card, LearningCard):
        due_at = from_ms(card.due_at) if card.due_at is not None else sitting.calendar.start(sitting.day)
        return QueueItem(card.id, card.note_id, card.deck_id, card.state, due_at)
    state = CardState.REVIEW if isinstance(card, DueCard) else CardState.NEW
    return QueueItem(card.id, card.note_id, card.deck_id, state)


def put_back(snapshot: Snapshot, card_id: CardId) -> QueueItem | None:
    """Give the place of a card that is shown first, or None when it is gone."""
    card = reading.cards(snapshot, [card_id]).get(card_id)
    return None if card is None else QueueItem(card.id, card.note_id, card.deck_id, card.state)
