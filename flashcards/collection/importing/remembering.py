"""What cards remember, worked out from the review log of their file."""

from typing import NamedTuple

import numpy as np

from flashcards.collection.importing.review_log import Ints, Log, is_reset, is_uncounted
from flashcards.domain.learning import LearningSettings
from flashcards.domain.review import ReviewKind
from flashcards.scheduling.fsrs6_arrays import Floats, FSRS6Arrays
from flashcards.scheduling.replaying import from_sm2, replay

LONGEST_HISTORY = 2_000
"""A card with more answers is remembered by its interval alone: nobody gives so many."""


class Histories(NamedTuple):
    """Which lines of the log tell the history of each card, shape (cards,).

    Attributes:
        begin, end: indices of lines; nothing is known where they are equal.
        is_whole: it begins with the first answer of all.
    """

    begin: Ints
    end: Ints
    is_whole: Ints


def memories(
    log: Log, cards: Ints, intervals: Floats, eases: Floats, settings: LearningSettings
) -> tuple[Floats, Floats]:
    """Work out stability in days and difficulty from histories, and where there is none, from interval and ease.

    A history begins with the card's last time as a new one: after its last reset, at its last run of learning steps.
    Where the log does not go back so far, the first answer after which the card was sent away for days stands for all
    before it: its interval and the card's ease give the memory to go on from.

    Args:
        cards: source ids, without repeats.
        intervals: their last intervals in days.
        eases: their SM-2 eases; 0 where there is none.
        settings: the learner's, for the parameters.

    Returns:
        Both, shape (cards,).

    Source:
        The rules by which Anki prepares a log for FSRS.
    """
    stability, difficulty = from_sm2(settings.parameters, intervals, eases)
    known, counts, places, history = answers_of(log, cards)
    if len(known):
        is_whole = history.is_whole.astype(np.bool_)
        started = from_sm2(settings.parameters, log.interval_days[history.begin].astype(np.float64), eases[known])
        after = replay(
            FSRS6Arrays(settings.parameters),
            counts,
            log.elapsed_days[places].astype(np.float64),
            log.rating[places].astype(np.float64),
            (np.where(is_whole, np.nan, started[0]), np.where(is_whole, np.nan, started[1])),
        )
        stability[known], difficulty[known] = after
    return stability, difficulty


def answers_of(log: Log, cards: Ints) -> tuple[Ints, Ints, Ints, Histories]:
    """Give the indices of cards with a history, how many answers each has, where in the log, and the histories."""
    history = _histories(log, cards)
    answered: Ints = np.concatenate((np.zeros(1, np.int64), np.cumsum(log.rating > 0, dtype=np.int64)))
    is_part = (history.begin < history.end) & (history.is_whole == 0)
    first: Ints = answered[history.begin] + is_part.astype(np.int64)
    counts: Ints = answered[history.end] - first
    known = np.flatnonzero((history.begin < history.end) & (counts <= LONGEST_HISTORY))
    first, counts = first[known], counts[known]
    offsets: Ints = np.cumsum(counts, dtype=np.int64) - counts
    inside = np.arange(int(counts.sum()), dtype=np.int64)
    chosen: Ints = np.repeat(first - offsets, counts) + inside
    return known, counts, np.flatnonzero(log.rating > 0)[chosen], Histories(*(one[known] for one in history))


def _histories(log: Log, cards: Ints) -> Histories:
    """Find each card's history in the log."""
    low, end = (np.searchsorted(log.card, cards, side=side) for side in ("left", "right"))
    if not len(log.card):
        return Histories(end, end, np.ones_like(end))
    places = np.arange(len(log.card))
    last = np.maximum(end - 1, 0)
    reset = is_reset(log.rating, log.kind, log.interval_days)
    start = np.where(reset[last], end, np.maximum(log.start[last], low))
    is_learning = (log.rating > 0) & (log.kind == ReviewKind.LEARNING)
    last_learning = np.maximum.accumulate(np.where(is_learning, places, -1))[last]
    is_other = ~is_learning & ~is_uncounted(log.rating, log.kind)
    last_other = np.maximum.accumulate(np.where(is_other, places, -1))
    run = np.maximum(last_other[np.maximum(last_learning, 0)] + 1, start)
    is_whole = last_learning >= start
    is_for_days = (log.rating > 0) & (log.interval_days > 0)
    next_for_days = np.minimum.accumulate(np.where(is_for_days, places, len(places))[::-1])[::-1]
    later = np.append(next_for_days, len(places))[np.minimum(start, len(places))]
    begin = np.where(is_whole, run, np.minimum(later, end))
    return Histories(np.where(low < end, begin, end), end, is_whole.astype(np.int64))
