"""The review log of a file, made fit for the collection's: study days, states, and the days that passed between.

Everything is worked out for all lines at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from flashcards.array_order import by_runs
from flashcards.domain.card import CardState
from flashcards.domain.review import ReviewKind
from flashcards.domain.study_day import StudyCalendar
from flashcards.formats.transfer import ReviewChunk
from flashcards.scheduling.study_days import study_days

Ints = npt.NDArray[np.int64]
Whole = npt.NDArray[np.integer[Any]]
"""Whole numbers, in as few bytes as they need: there may be a million of each."""
Mask = npt.NDArray[np.bool_]

LONGEST_INTERVAL = 36_500
"""Days. Longer ones are taken for this."""

_LONGEST_DURATION_MS = 24 * 3_600_000
_TYPES = (np.int64, np.int64, np.int8, np.int8, np.int32, np.int32)


@dataclass(frozen=True, slots=True)
class Log:
    """Lines of a review log, one array a column, shape (lines,), sorted by card, then time.

    Attributes:
        card: source ids.
        at: ms.
        day: study days.
        state: of the card before the answer.
        elapsed_days: study days since the answer before; 0 on the first, and after a reset.
        start: index of the card's first line, or of the one after its last reset before this line.
        dropped: lines left out, because their time or their numbers cannot be.
    """

    card: Ints
    at: Ints
    day: Whole
    rating: Whole
    kind: Whole
    state: Whole
    elapsed_days: Whole
    interval_days: Whole
    duration_ms: Whole
    start: Whole
    dropped: int = 0


def read_log(chunks: Iterable[ReviewChunk], cards: Ints, calendar: StudyCalendar, latest_ms: int) -> Log:
    """Read the lines of some cards.

    Args:
        chunks: of a transfer's `Reviews`.
        cards: the source ids that count, in any order.
        latest_ms: lines after it are left out, as those before 1970 are.
    """
    columns = _columns(chunks, np.sort(cards))
    card, at, rating, kind, interval, duration = columns
    sound = are_sound(at, rating, kind, latest_ms)
    order = np.flatnonzero(sound)
    if len(order) < len(card) or not _is_sorted(card, at):
        order = order[np.lexsort((at[order], card[order]))]
        card, at, rating, kind, interval, duration = (
            one[order] for one in (card, at, rating, kind, interval, duration)
        )
    interval = np.clip(interval, 0, LONGEST_INTERVAL)
    day = study_days(calendar, at).astype(np.int32)
    start = starts(card, is_reset(rating, kind, interval))
    answered = _last_before(rating > 0, start)
    return Log(
        card=card,
        at=at,
        day=day,
        rating=rating,
        kind=kind,
        state=_states(kind, answered < 0),
        elapsed_days=np.where(answered >= 0, np.maximum(day - day[answered], 0), 0).astype(np.int32),
        interval_days=interval,
        duration_ms=np.clip(duration, 0, _LONGEST_DURATION_MS),
        start=start,
        dropped=len(sound) - len(order),
    )


def are_sound(at: Ints, rating: Whole, kind: Whole, latest_ms: int) -> Mask:
    """Say which lines can be: those of no time after `latest_ms`, or before 1970, and of a rating and kind there is."""
    is_rating, is_kind = (rating >= 0) & (rating <= 4), (kind >= 0) & (kind <= max(ReviewKind))
    found: Mask = np.logical_and.reduce(((at > 0) & (at <= latest_ms), is_rating, is_kind))
    return found


def is_reset(rating: Whole, kind: Whole, interval_days: Whole) -> Mask:
    """Say of each line whether it made the card new again."""
    found: Mask = np.logical_and.reduce((kind == ReviewKind.MANUAL, rating == 0, interval_days == 0))
    return found


def is_uncounted(rating: Whole, kind: Whole) -> Mask:
    """Say of each line whether it is an answer that the schedule left alone: for all that is told of it, none."""
    found: Mask = np.logical_and(kind == ReviewKind.CUSTOM, rating == 0)
    return found


def _columns(chunks: Iterable[ReviewChunk], wanted: Ints) -> tuple[Any, ...]:
    """Give the columns of the lines of some cards; `wanted` is sorted, perhaps with repeats."""
    parts: list[tuple[Whole, ...]] = [tuple(np.empty(0, dtype) for dtype in _TYPES)]
    for chunk in chunks:
        chosen = by_runs(chunk.card, partial(_are_among, wanted))
        columns = (chunk.card, chunk.reviewed_at, chunk.rating, chunk.kind, chunk.interval_days, chunk.duration_ms)
        parts.append(columns if chosen.all() else tuple(column[chosen] for column in columns))
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))


def _are_among(wanted: Ints, card: Ints) -> Mask:
    if not len(wanted):
        return np.zeros(len(card), np.bool_)
    found: Mask = np.equal(wanted[np.minimum(np.searchsorted(wanted, card), len(wanted) - 1)], card)
    return found


def _is_sorted(card: Ints, at: Ints) -> bool:
    rises = (card[1:] > card[:-1]) | ((card[1:] == card[:-1]) & (at[1:] >= at[:-1]))
    return bool(rises.all())


def starts(card: Ints, reset: Mask) -> Whole:
    """Give for each line the first of its card, or the one after its last reset before the line."""
    begins = np.ones(len(card), np.bool_)
    begins[1:] = (card[1:] != card[:-1]) | reset[:-1]
    return np.maximum.accumulate(np.where(begins, np.arange(len(card), dtype=np.int32), 0))


def _last_before(chosen: Mask, start: Whole) -> Whole:
    """Give for each line the last chosen one before it, not before its start; -1 when there is none."""
    last = np.maximum.accumulate(np.where(chosen, np.arange(len(chosen), dtype=np.int32), -1))
    before = np.concatenate((np.array([-1], np.int32), last))[: len(chosen)]
    return np.where(before >= start, before, -1)


def _states(kind: Whole, is_first: Mask) -> Whole:
    """Give the state of the card before each line, as far as the kind of the review tells it."""
    states = np.where(is_first, np.int8(CardState.NEW), np.int8(CardState.REVIEW))
    states[(kind == ReviewKind.LEARNING) & ~is_first] = CardState.LEARNING
    states[kind == ReviewKind.REVIEW] = CardState.REVIEW
    states[kind == ReviewKind.RELEARNING] = CardState.RELEARNING
    return states
