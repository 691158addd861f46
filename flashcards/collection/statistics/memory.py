"""How the memory of cards stands, and whether what the model predicts comes true."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from flashcards.collection.statistics.asking import Asked
from flashcards.collection.statistics.unpredicted import Unpredicted, tallied
from flashcards.scheduling.memory_model import MemoryModel, model_of
from flashcards.storage import card_figures, reading, tally_reading
from flashcards.storage.card_figures import Measure
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.tally_lines import BINS
from flashcards.storage.tally_reading import BinTally

RECALLS = tuple(share / 20 for share in range(1, 20))
"""Where bins of retrievability end: every twentieth."""

STABILITIES = (1.0, 2.0, 4.0, 7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0, 730.0)
INTERVALS = (2.0, 4.0, 8.0, 15.0, 31.0, 61.0, 91.0, 181.0, 366.0, 731.0)
"""Whole days: a bin ends below them."""
DIFFICULTIES = tuple(value / 2 for value in range(3, 20))
"""From 1 to 10, in halves."""

PREDICTIONS = (25, 30, 35, 38, 40, 42, 43, 44, 45, 46, 47, 48, 49)
"""Where bins of predicted recall end, in fiftieths: narrow where most predictions lie."""

Z_90 = 1.645


class Bar(NamedTuple):
    """Cards with a measure from `low` up to `high`; None where it is open."""

    low: float | None
    high: float | None
    cards: int


class Calibration(NamedTuple):
    """Reviews whose recall was predicted about alike.

    Attributes:
        predicted: their mean prediction, 0 to 1.
        recalled: the share that was recalled.
        low, high: the 90 % interval of that share, by Wilson.
    """

    reviews: int
    predicted: float
    recalled: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Memory:
    """How cards in study stand today.

    Attributes:
        recall: cards by retrievability, lowest first.
        known: how many of them are expected to be recalled today.
        calibration: lowest prediction first.
        predicted, recalled: over all these reviews; None without.
        afterwards: how many of them were predicted afterwards, as nothing was when they were answered.
        left_out: reviews of any time that could not be.
    """

    recall: tuple[Bar, ...]
    known: float
    stability: tuple[Bar, ...]
    difficulty: tuple[Bar, ...]
    interval: tuple[Bar, ...]
    calibration: tuple[Calibration, ...]
    predicted: float | None
    recalled: float | None
    afterwards: int = 0
    left_out: int = 0


def memory(snapshot: Snapshot, asked: Asked, unpredicted: Unpredicted | None = None) -> Memory:
    """Count how cards stand, and what became of predictions.

    Args:
        unpredicted: reviews to count in with what would have been predicted of them.
    """
    ages = ages_at(model_of(reading.learning_settings(snapshot)), RECALLS)
    edges = {
        Measure.AGE: ages,
        Measure.STABILITY: STABILITIES,
        Measure.DIFFICULTY: DIFFICULTIES,
        Measure.INTERVAL: INTERVALS,
    }
    counts = card_figures.spread(snapshot, edges, asked.today, asked.scope)
    recall = recall_bars(counts[Measure.AGE])
    found = tally_reading.recall(snapshot, asked.first, asked.today, asked.scope)
    late = [] if unpredicted is None else tallied(snapshot, unpredicted, asked)
    found += late
    reviews = sum(one.answers for one in found)
    return Memory(
        recall=recall,
        known=expected(recall),
        stability=_bars(counts[Measure.STABILITY], STABILITIES),
        difficulty=_bars(counts[Measure.DIFFICULTY], DIFFICULTIES),
        interval=_bars(counts[Measure.INTERVAL], INTERVALS),
        calibration=calibration(found),
        predicted=sum(one.predicted for one in found) / reviews if reviews else None,
        recalled=sum(one.recalled for one in found) / reviews if reviews else None,
        afterwards=sum(one.answers for one in late),
        left_out=0 if unpredicted is None else unpredicted.left_out,
    )


def recall_bars(counts: Sequence[int]) -> tuple[Bar, ...]:
    """Make counts by age over stability into counts by recall, which falls with it: it is worked out for no card."""
    ends = (0.0, *RECALLS, 1.0)
    return tuple(Bar(ends[place], ends[place + 1], cards) for place, cards in enumerate(reversed(counts)))


def ages_at(model: MemoryModel, recalls: Sequence[float]) -> list[float]:
    """Give the ages, as shares of the stability, at which recall has fallen to each of some values; rising."""
    return [model.interval(1.0, recall) for recall in reversed(recalls)]


def expected(bars: Sequence[Bar]) -> float:
    """Give how many cards are expected to be recalled, by the middle of their bins."""
    return sum(bar.cards * ((bar.low or 0.0) + (bar.high or 0.0)) / 2 for bar in bars)


def calibration(found: Sequence[BinTally]) -> tuple[Calibration, ...]:
    """Put predictions into bins wide enough to count on."""
    ends = (0, *PREDICTIONS, BINS)
    groups = [[one for one in found if low <= one.bin < high] for low, high in pairwise(ends)]
    return tuple(_calibrated(group) for group in groups if group)


def _calibrated(group: Sequence[BinTally]) -> Calibration:
    reviews = sum(one.answers for one in group)
    recalled = sum(one.recalled for one in group)
    low, high = wilson(recalled, reviews)
    return Calibration(reviews, sum(one.predicted for one in group) / reviews, recalled / reviews, low, high)


def wilson(hits: int, trials: int, z: float = Z_90) -> tuple[float, float]:
    """Give the interval of a share by Wilson's score, at 90 % unless told.

    Source:
        E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    share, weight = hits / trials, z * z / trials
    middle = (share + weight / 2) / (1 + weight)
    reach = z / (1 + weight) * math.sqrt(share * (1 - share) / trials + weight / (4 * trials))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _bars(counts: Sequence[int], edges: Sequence[float]) -> tuple[Bar, ...]:
    ends: tuple[float | None, ...] = (None, *edges, None)
    return tuple(Bar(ends[place], ends[place + 1], cards) for place, cards in enumerate(counts))
