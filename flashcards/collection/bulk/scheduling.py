"""The schedules of many cards changed by hand; each change leaves a line in the review log.

Each gives the ids of the cards that were changed.
"""

import random
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from itertools import compress, count, repeat
from typing import TYPE_CHECKING

from flashcards.collection.bulk.chosen import by_id, in_parts
from flashcards.collection.bulk.due_days import DueDays
from flashcards.collection.hand_scheduling import interval_until
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.ids import CardId
from flashcards.domain.progress import Progress, no_progress
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.storage import matching, reading
from flashcards.storage.hand_schedules import Due, Standing

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

    New ones that were suspended or buried are released, as in Anki; of these the log says nothing.

    Args:
        keeps_counts: how often they were answered and forgotten stays.
        keeps_position: they take the place among the new cards they had; otherwise they go behind all others, those
            that are new already, too.
    """
    today = _today(transaction, zone)
    place = 0 if keeps_position else 1 + matching.last_position(transaction.snapshot)
    edits = transaction.edits()
    done: list[CardId] = []
    for part in in_parts(by_id(ids) if keeps_position else ids, "Resetting", progress):
        cards = edits.schedules.of(part)
        changed = edits.schedules.reset([card.id for card in cards], keeps_counts=keeps_counts)
        edits.schedules.log([card for card in cards if card.state != CardState.NEW], repeat(None), today)
        if not keeps_position:
            changed = [card.id for card in cards]
            edits.place(dict(zip(changed, count(place + len(done)), strict=False)))
        done += changed
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
    today = _today(transaction, zone)
    schedules = transaction.edits().schedules
    done: list[CardId] = []
    for part in in_parts(by_id(ids), "Setting due dates", progress):
        cards = schedules.of(part)
        ahead = chance.choices(range(days.first, days.last + 1), k=len(cards))
        dues = _dues(transaction, cards, ahead, today, restarts=days.restarts)
        schedules.set_due(dues)
        schedules.log(cards, dues, today)
        done += [card.id for card in cards]
    return done


def _dues(
    transaction: "Transaction", cards: Sequence[Standing], ahead: Sequence[int], today: StudyDay, *, restarts: bool
) -> list[Due]:
    """Give when cards come that are to be due in so many days."""
    begins = [restarts or card.stability_days is None for card in cards]
    memories = iter(_memories_of(transaction, list(compress(ahead, begins))) if any(begins) else ())
    return [
        _beginning(card, next(memories), StudyDay(today + number), today)
        if is_beginning
        else Due(
            card.id, StudyDay(today + number), interval_until(StudyDay(today + number), card.last_review_on, today)
        )
        for card, number, is_beginning in zip(cards, ahead, begins, strict=True)
    ]


def _beginning(card: Standing, memory: MemoryState, due_on: StudyDay, today: StudyDay) -> Due:
    """Give when a card comes that begins anew; one that was hard stays so.

    It has no date of a last review: that there was none today, the log says.
    """
    difficulty = memory.difficulty if card.difficulty is None else card.difficulty
    return Due(card.id, due_on, interval_until(due_on, None, today), MemoryState(memory.stability_days, difficulty))


def _memories_of(transaction: "Transaction", intervals_days: Sequence[int]) -> list[MemoryState]:
    """Give what is remembered of cards of which only the interval is known."""
    import numpy as np  # seldom needed, and slow to load

    from flashcards.scheduling.replaying import from_sm2

    parameters = reading.learning_settings(transaction.snapshot).parameters
    intervals = np.array(intervals_days, np.float64)
    stability, difficulty = from_sm2(parameters, intervals, np.zeros_like(intervals))
    return [MemoryState(*both) for both in zip(stability.tolist(), difficulty.tolist(), strict=True)]


def _today(transaction: "Transaction", zone: tzinfo | None) -> StudyDay:
    return StudyCalendar(reading.learning_settings(transaction.snapshot).rollover_hour, zone).day(transaction.now)
