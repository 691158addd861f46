"""Custom study: cards the learner chose, gathered into a sitting where they are. No card changes its deck for it."""

import random
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import islice

from flashcards.collection.searching import moment_of
from flashcards.collection.sitting import Sitting, prepare, put_back
from flashcards.domain.browsing import Column, Order, Unit
from flashcards.domain.card import Card
from flashcards.domain.custom_study import Chosen, CustomSession, SessionOrder
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.review import Rating
from flashcards.domain.search import Both, CardFilter, Compare, InDomain, Is, Node, Not, Property, Rated
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.deck_settings import kept_apart
from flashcards.search.language import parse
from flashcards.search.writing import term
from flashcards.storage import browsing, reading
from flashcards.storage.snapshot import Snapshot
from flashcards.study.session import QueueItem

_ORDERS = {
    SessionOrder.FADED: Order(Column.RETRIEVABILITY),
    SessionOrder.DUE: Order(Column.DUE),
    SessionOrder.LAPSES: Order(Column.LAPSES, is_descending=True),
    SessionOrder.ADDED: Order(Column.CREATED),
    SessionOrder.RANDOM: None,
}


_SHOWN = tuple(Not(Is(state)) for state in (CardFilter.SUSPENDED, CardFilter.BURIED, CardFilter.RESERVED))
READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Found:
    """The cards of a custom session.

    Attributes:
        ids: in the order they are shown, no more than were asked for.
        matching: how many there are without the limit, siblings included.
        left_out: how many more match and cannot be shown: suspended, buried, or kept for practice exams.
        minutes: expected for those shown, rounded up.
    """

    ids: tuple[CardId, ...]
    matching: int
    left_out: int
    minutes: int


def find(snapshot: Snapshot, asked: CustomSession, now: datetime, zone: tzinfo | None = None) -> Found:
    """Give the cards a custom session would show.

    Raises:
        SearchError: its search cannot be understood; says which part is meant.
    """
    moment, wanted = moment_of(snapshot, now, zone), node_of(asked)
    every = len(browsing.found_ids(snapshot, wanted, moment, Unit.CARDS, None))
    free = browsing.found_ids(snapshot, Both((wanted, *_SHOWN)), moment, Unit.CARDS, _ORDERS[asked.order])
    ids = [CardId(one) for one in free.tolist()]
    if asked.order is SessionOrder.RANDOM:
        random.Random(moment.today).shuffle(ids)  # noqa: S311 - the same all day long
    sitting = prepare(snapshot, now, reading.decks(snapshot), None, zone)
    taken = list(islice(_chosen(snapshot, ids, sitting, asked), asked.limit))
    sitting.begin(_items(taken, sitting, asked), None)
    return Found(tuple(card.id for card in taken), len(ids), every - len(ids), sitting.minutes_left())


def node_of(asked: CustomSession) -> Node:
    """Give what a custom session asks for as one search.

    Raises:
        SearchError: its search cannot be understood; says which part is meant.
    """
    parts: list[Node] = [parse(asked.line), *_of_choice(asked)]
    parts += [parse(term(word, name)) for word, name in (("deck", asked.deck), ("tag", asked.tag)) if name]
    if asked.domain is not None:
        parts.append(InDomain(asked.domain))
    return Both(tuple(parts))


def gather_custom(  # noqa: PLR0913 - as `sitting.gather`, with what was chosen
    snapshot: Snapshot,
    asked: CustomSession,
    ids: Iterable[CardId],
    now: datetime,
    zone: tzinfo | None = None,
    *,
    first: CardId | None = None,
    done: Collection[CardId] = (),
) -> Sitting:
    """Gather the cards of a custom session, or what is left of it.

    Args:
        ids: the cards `find` gave when the session began; a session does not change while it is studied.
        first: a card to begin with, such as one just put back by undo.
        done: those it has dealt with; a card in its steps that comes back today does so anyway.
    """
    sitting = prepare(snapshot, now, reading.decks(snapshot), None, zone)
    sitting.moves_schedule = asked.moves_schedule
    wanted = [one for one in ids if one != first and one not in done]
    cards = reading.cards(snapshot, wanted)
    shown = [cards[one] for one in wanted if one in cards and _can_show(cards[one], sitting.day)]
    sitting.begin(_items(shown, sitting, asked), None if first is None else put_back(snapshot, first))
    return sitting


def _of_choice(asked: CustomSession) -> list[Node]:
    match asked.chosen:
        case Chosen.MISSED:
            return [Rated(asked.days, Rating.AGAIN)]
        case Chosen.FADED:
            return [Not(Is(CardFilter.NEW))]
        case Chosen.AHEAD:
            return [Compare(Property.DUE, "<=", asked.days), Not(Is(CardFilter.LEARN))]
        case Chosen.NEW:
            return [Is(CardFilter.NEW)]
    return []


def _can_show(card: Card, today: StudyDay) -> bool:
    return not (card.is_suspended or card.is_reserved or card.is_buried(today))


def _chosen(snapshot: Snapshot, ids: Sequence[CardId], sitting: Sitting, asked: CustomSession) -> Iterator[Card]:
    """Give the cards one after the other; of a note only one, where answering it buries the others for the day."""
    apart = kept_apart(sitting.by_deck) if asked.moves_schedule else frozenset()
    seen: set[NoteId] = set()
    for at in range(0, len(ids), READ_AT_ONCE):
        some = ids[at : at + READ_AT_ONCE]
        cards = reading.cards(snapshot, some)
        for card in (cards[one] for one in some):
            if card.note_id not in seen or card.deck_id not in apart:
                yield card
            seen.add(card.note_id)


def _items(cards: Sequence[Card], sitting: Sitting, asked: CustomSession) -> list[QueueItem]:
    """Put cards in their places; one in its steps waits for its time, unless nothing moves."""
    made = [QueueItem(card.id, card.note_id, card.deck_id, card.state) for card in cards]
    if not asked.moves_schedule:
        return made
    return [
        item._replace(due_at=card.due_at) if card.due_on is not None and card.due_on <= sitting.day else item
        for item, card in zip(made, cards, strict=True)
    ]
