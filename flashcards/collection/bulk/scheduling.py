"""The schedules of many cards changed by hand; each change leaves a line in the review log.

Each gives the ids of the cards that were changed.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import TYPE_CHECKING

from flashcards.collection.bulk.chosen import in_parts
from flashcards.collection.bulk.due_days import DueDays
from flashcards.collection.hand_scheduling import due_card, fresh_card, manual_line, restarted_card
from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.ids import CardId
from flashcards.domain.progress import Progress, no_progress
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.storage import matching, reading

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

Ids = Iterable[CardId]


def reset(
    transaction: "Transaction",
    ids: Ids,
    zone: tzinfo | None = None,
    *,
    keeps_counts: bool = False,
    keeps_position: bool = True,
    progress: Progress = no_progress,
) -> list[CardId]:
    """Make cards new again. Their reviews stay in the log, with a line that says they were reset.

    Args:
        keeps_counts: how often they were answered and forgotten stays.
        keeps_position: they take the place among the new cards they had; otherwise they go behind all others.
    """
    calendar = _calendar(transaction, zone)
    place = 1 + matching.last_position(transaction.snapshot)
    edits = transaction.edits()
    done: list[CardId] = []
    for part in in_parts(ids, "Resetting", progress):
        cards = [card for card in _cards(transaction, part) if card.state is not CardState.NEW]
        fresh = [_fresh(card, keeps_counts=keeps_counts) for card in cards]
        if not keeps_position:
            fresh = [replace(card, position=position) for position, card in enumerate(fresh, start=place + len(done))]
        edits.reschedule(fresh)
        transaction.add_reviews([manual_line(card, transaction.now, calendar, interval_days=0) for card in cards])
        done += [card.id for card in cards]
    return done


def set_due(
    transaction: "Transaction",
    ids: Ids,
    days: DueDays,
    chance: random.Random,
    zone: tzinfo | None = None,
    *,
    progress: Progress = no_progress,
) -> list[CardId]:
    """Make cards due in a number of days.

    What is known of their memory stays, unless `days` says that it starts anew. A new card becomes one in review,
    whose stability is the interval.

    Args:
        chance: draws the day of each card where there are several.
    """
    calendar = _calendar(transaction, zone)
    today = calendar.day(transaction.now)
    edits = transaction.edits()
    done: list[CardId] = []
    for part in in_parts(ids, "Setting due dates", progress):
        cards = _cards(transaction, part)
        after = _rescheduled(transaction, cards, [chance.randint(days.first, days.last) for _ in cards], today, days)
        edits.reschedule(after)
        transaction.add_reviews(
            [
                manual_line(
                    card,
                    transaction.now,
                    calendar,
                    interval_days=(new.due_on or today) - today,
                    memory=new.memory,
                )
                for card, new in zip(cards, after, strict=True)
            ]
        )
        done += [card.id for card in cards]
    return done


def _rescheduled(
    transaction: "Transaction", cards: Sequence[Card], ahead: Sequence[int], today: StudyDay, days: DueDays
) -> list[Card]:
    memories = _memories_of(transaction, ahead)
    return [
        due_card(card, StudyDay(today + number), today)
        if card.memory is not None and not days.restarts
        else restarted_card(card, _restarted(card.memory, memory), number, today)
        for card, number, memory in zip(cards, ahead, memories, strict=True)
    ]


def _restarted(before: MemoryState | None, memory: MemoryState) -> MemoryState:
    """Give a memory anew; a card that was hard stays so."""
    return memory if before is None else replace(memory, difficulty=before.difficulty)


def _memories_of(transaction: "Transaction", intervals_days: Sequence[int]) -> list[MemoryState]:
    """Give what is remembered of cards of which only the interval is known."""
    import numpy as np  # seldom needed, and slow to load

    from flashcards.scheduling.replaying import from_sm2

    parameters = reading.learning_settings(transaction.snapshot).parameters
    intervals = np.array(intervals_days, np.float64)
    stability, difficulty = from_sm2(parameters, intervals, np.zeros_like(intervals))
    return [MemoryState(*both) for both in zip(stability.tolist(), difficulty.tolist(), strict=True)]


def _fresh(card: Card, *, keeps_counts: bool) -> Card:
    fresh = fresh_card(card, card.note_id)
    return replace(fresh, reps=card.reps, lapses=card.lapses) if keeps_counts else fresh


def _cards(transaction: "Transaction", ids: Sequence[CardId]) -> list[Card]:
    """Give cards in the order of their ids."""
    found = reading.cards(transaction.snapshot, ids)
    return [found[card_id] for card_id in ids if card_id in found]


def _calendar(transaction: "Transaction", zone: tzinfo | None) -> StudyCalendar:
    return StudyCalendar(reading.learning_settings(transaction.snapshot).rollover_hour, zone)
