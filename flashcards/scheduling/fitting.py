"""Fitting the FSRS-6 parameters to a learner's own review log.

Minimises `sum w_i logloss_i / sum w_i + (1 / n) sum_k ((p_k - p0_k) / sd_k)^2` over the reviews of a later day than
the one before, newer ones weighing more, with p0 the parameters of most learners and sd their spread. All 21
derivatives come from one pass over 22 parameter sets (forward differences); steps are Adam's, with a falling rate.

Source: docs/exam-planning.md; the spread is that of fsrs-optimizer (Open Spaced Repetition).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.scheduling.fsrs6 import BOUNDS
from flashcards.scheduling.fsrs6_arrays import Floats, FSRS6Sets

Ints = NDArray[np.intp]

SPREAD = (
    *(6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33),
    *(0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27),
)
"""Standard deviation of each parameter between learners."""

LEAST_REVIEWS = 64
"""Reviews of a later day, below which nothing is fitted."""

STEPS, RATE = 60, 0.06
STEPS_NEAR, RATE_NEAR = 20, 0.02
MOMENTUM, VARIANCE = 0.9, 0.999
SMALL = 1e-5
OLDEST_WEIGHT = 0.25


class Log(NamedTuple):
    """Answers of a learner, those of each card together and in order; shape (answers,) each.

    Attributes:
        card: which card, any number.
        elapsed_days: study days since the card's answer before; of no account for its first.
        rating: 1 to 4.
        age: place in time among all answers, the oldest 0.
    """

    card: Ints
    elapsed_days: Ints
    rating: Ints
    age: Ints


@dataclass(frozen=True, slots=True, eq=False)
class _Level:
    """The answers that are the n-th of their card, equal histories taken together; shape (nodes,) each.

    Attributes:
        parent: place of the history before in the level before.
        weight: of the answers to be predicted.
    """

    parent: Ints
    elapsed_days: Floats
    rating: Floats
    weight: Floats


def fit(
    log: Log, on_step: Callable[[int], None] | None = None, near: tuple[float, ...] | None = None
) -> tuple[float, ...]:
    """Fit the parameters.

    Args:
        log: of one learner.
        on_step: told after each of `STEPS` steps, or `STEPS_NEAR`, how many are done; what it raises ends the work.
        near: parameters fitted to nearly the same log, to begin with: that takes fewer and smaller steps.

    Returns:
        21 parameters within their bounds; the usual ones where there are too few reviews.
    """
    histories = _Histories(log)
    usual = np.array(FSRS6_DEFAULT_PARAMETERS)
    steps, highest = (STEPS, RATE) if near is None else (STEPS_NEAR, RATE_NEAR)
    if histories.reviews < LEAST_REVIEWS:
        return FSRS6_DEFAULT_PARAMETERS
    low, high = np.array(BOUNDS).T
    scale = np.maximum(np.abs(usual), 0.1)
    place, momentum, variance = usual if near is None else np.array(near), np.zeros(21), np.zeros(21)
    for step in range(1, steps + 1):
        slope = histories.slope(place) * scale
        momentum = MOMENTUM * momentum + (1 - MOMENTUM) * slope
        variance = VARIANCE * variance + (1 - VARIANCE) * slope**2
        rate = highest * (1 + math.cos(math.pi * (step - 1) / steps)) / 2
        ahead = momentum / (1 - MOMENTUM**step) / (np.sqrt(variance / (1 - VARIANCE**step)) + 1e-8)
        place = np.clip(place - rate * scale * ahead, low, high)
        if on_step is not None:
            on_step(step)
    return tuple(float(one) for one in place)


def log_loss(log: Log, parameters: tuple[float, ...]) -> float:
    """Give the weighted log loss of the reviews of a later day, without the pull towards the usual parameters."""
    return float(_Histories(log).losses(np.array([parameters]))[0])


class _Histories:
    """A log as a tree of histories: every history that cards share is worked out once.

    Attributes:
        reviews: of a later day than the answer before.
    """

    def __init__(self, log: Log) -> None:
        self.levels: list[_Level] = []
        first = np.flatnonzero(np.diff(log.card, prepend=log.card[:1] - 1))
        counts = np.diff(np.append(first, log.card.size))
        newness = (log.age + 1) / max(log.age.size, 1)
        weight = OLDEST_WEIGHT + (1 - OLDEST_WEIGHT) * newness**3
        node = np.zeros(log.card.size, dtype=np.intp)
        for column in range(int(counts.max(initial=0))):
            rows = first[counts > column] + column
            self.levels.append(self._level(log, rows, node, weight))
        total = sum(float(level.weight.sum()) for level in self.levels)
        self.total = max(total, 1e-12)
        is_later = np.ones(log.card.size, dtype=np.bool_)
        is_later[first] = False
        self.reviews = int((is_later & (log.elapsed_days > 0)).sum())

    def _level(self, log: Log, rows: Ints, node: Ints, weight: Floats) -> _Level:
        """Take the answers at some rows together where their histories are equal; `node` is written for the next."""
        is_first = not self.levels
        before = np.zeros(rows.size, dtype=np.intp) if is_first else node[rows - 1]
        elapsed = np.zeros(rows.size, dtype=np.intp) if is_first else np.maximum(log.elapsed_days[rows], 0)
        is_lapse = log.rating[rows] == 1
        kind = np.where(elapsed > 0, is_lapse, 2)  # one formula's answers side by side
        keys = np.stack([kind, before, elapsed, log.rating[rows]], axis=1)
        unique, member = np.unique(keys, axis=0, return_inverse=True)
        node[rows] = member.ravel()
        counted = np.where(elapsed > 0, weight[rows], 0.0)
        return _Level(
            unique[:, 1],
            unique[:, 2].astype(np.float64),
            unique[:, 3].astype(np.float64),
            np.bincount(member.ravel(), weights=counted, minlength=len(unique)).astype(np.float64),
        )

    def losses(self, sets: Floats) -> Floats:
        """Give the weighted log loss for every parameter set, shape (sets,)."""
        model = FSRS6Sets(sets)
        found = np.zeros(len(sets))
        stability = difficulty = np.empty((len(sets), 0))
        for place, level in enumerate(self.levels):
            if place == 0:
                stability, difficulty = model.first(level.rating)
                continue
            before = stability.take(level.parent, axis=1), difficulty.take(level.parent, axis=1)
            recall = model.retrievability(before[0], level.elapsed_days)
            likely = np.clip(np.where(level.rating == 1, 1 - recall, recall), 1e-6, 1 - 1e-6)
            found -= np.log(likely) @ level.weight
            stability, difficulty = model.following(*before, level.elapsed_days, level.rating, recall)
        return found / self.total

    def slope(self, place: Floats) -> Floats:
        """Give the derivatives of what is minimised, shape (21,)."""
        shift = SMALL * np.maximum(np.abs(place), 0.1)
        sets = np.vstack([place, place + np.diag(shift)])
        usual, spread = np.array(FSRS6_DEFAULT_PARAMETERS), np.array(SPREAD)
        pull = (((sets - usual) / spread) ** 2).sum(axis=1) / max(self.reviews, 1)
        loss = self.losses(sets) + pull
        slope: Floats = (loss[1:] - loss[0]) / shift
        return slope
