"""A collection whose learner has studied for a while: cards, and a log that leads to their memory."""

import random
from collections.abc import Sequence
from datetime import timedelta

from flashcards.collection.collection import Collection
from flashcards.domain.card import Card, CardState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.review import Answered, Rating
from flashcards.domain.study_day import date_of
from flashcards.scheduling.fsrs6 import FSRS6
from flashcards.scheduling.scheduler import Scheduler
from flashcards.storage import reading
from tests.builders import CALENDAR, NOON, a_note, add_notes

FORGETFUL = tuple(
    {2: 0.6, 3: 2.0, 8: 1.1, 20: 0.3}.get(place, value) for place, value in enumerate(LearningSettings().parameters)
)
"""A learner who forgets faster than most."""


def studied_collection(collection: Collection, cards: int, days: int, seed: int = 1) -> list[CardId]:
    """Let a forgetful learner study some cards for some days up to yesterday; give the cards."""
    ids = [
        CardId(one) for one in add_notes(collection, "Terms", [a_note(f"n{seed}-{place}") for place in range(cards)])
    ]
    before = collection.read(lambda snapshot: reading.cards(snapshot, ids))
    answered = [one for card in before.values() for one in _history(card, days, random.Random(seed * 10_000 + card.id))]
    answered.sort(key=lambda one: one.review.reviewed_at)
    collection.transact(Operation.IMPORT, lambda change: change.add_reviews([one.review for one in answered]))
    last = {one.after.id: one.after for one in answered}
    collection.transact(Operation.IMPORT, lambda change: change.update_cards(last.values()))
    return ids


def _history(card: Card, days: int, chance: random.Random) -> Sequence[Answered]:
    scheduler, truth = Scheduler(LearningSettings(), CALENDAR), FSRS6(FORGETFUL)
    now = NOON - timedelta(days=chance.randint(days // 2, days))
    memory, found = None, []
    while now < NOON:
        if memory is None:
            rating = chance.choice([Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.EASY])
        else:
            elapsed = CALENDAR.day(now) - (card.last_review_on or 0)
            recall = truth.retrievability(memory.stability_days, elapsed)
            rating = chance.choice([Rating.HARD, Rating.GOOD]) if chance.random() < recall else Rating.AGAIN
        elapsed = 0 if card.last_review_on is None else CALENDAR.day(now) - card.last_review_on
        memory = truth.next_states(memory, elapsed)[rating]
        answered = scheduler.answer(card, rating, now, 9000, desired_retention=0.9, load={})
        found.append(answered)
        card = answered.after
        now = card.due_at or now + (date_of(card.due_on or CALENDAR.day(now)) - CALENDAR.date_at(now))
    assert card.state is not CardState.NEW
    return found
