"""How well parameters predict a learner's reviews: log loss, and how far groups of like reviews are off.

Only reviews of a later day than the card's answer before count: the rest says nothing of forgetting.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from flashcards.domain.fit import Quality
from flashcards.scheduling.fitting import Log
from flashcards.scheduling.fsrs6_arrays import Floats, FSRS6Arrays

Ints = NDArray[np.intp]
Mask = NDArray[np.bool_]

LEAST_CHANCE = 1e-6
"""No prediction counts as surer than this."""


class Predictions(NamedTuple):
    """What was predicted of the reviews that count, in the order of the log; shape (reviews,) each.

    Attributes:
        recall: 0 to 1.
        is_recalled: what happened.
        place: which answers of the log they are.
        group: like reviews have the same number.
    """

    recall: Floats
    is_recalled: Mask
    place: Ints
    group: Ints


def predictions(log: Log, parameters: tuple[float, ...]) -> Predictions:
    """Predict every review from what was answered before it."""
    model = FSRS6Arrays(parameters)
    first, counts, number = _places(log)
    recall = np.full(log.card.size, np.nan)
    order = np.argsort(-counts, kind="stable")
    stability = difficulty = np.empty(0)
    for column in range(int(counts.max(initial=0))):
        going = order[: int(np.searchsorted(-counts[order], -column, side="left"))]
        rows = first[going] + column
        if column == 0:
            stability, difficulty = model.first(log.rating[rows])
            continue
        before = stability[: rows.size], difficulty[: rows.size]
        recall[rows] = model.retrievability(before[0], log.elapsed_days[rows])
        stability, difficulty = model.following(*before, log.elapsed_days[rows], log.rating[rows])
    place = np.flatnonzero((number > 0) & (log.elapsed_days > 0))
    held = np.clip(recall[place], LEAST_CHANCE, 1 - LEAST_CHANCE)
    return Predictions(held, log.rating[place] > 1, place, _groups(log, number)[place])


def quality(found: Predictions, chosen: Mask | None = None) -> Quality:
    """Say how good predictions were, all of them or some.

    Args:
        chosen: shape (reviews,).

    Returns:
        Zeros when there is nothing to judge.
    """
    if chosen is not None:
        recall, is_recalled, place, group = found
        found = Predictions(recall[chosen], is_recalled[chosen], place[chosen], group[chosen])
    if not found.recall.size:
        return Quality(0.0, 0.0, 0)
    chance = np.where(found.is_recalled, found.recall, 1 - found.recall)
    _, member = np.unique(found.group, return_inverse=True)
    size, predicted, true = (
        np.bincount(member, weights=weights) for weights in (None, found.recall, found.is_recalled.astype(np.float64))
    )
    square = float(((predicted - true) ** 2 / size).sum()) / found.recall.size
    return Quality(float(-np.log(chance).mean()), float(np.sqrt(square)), int(found.recall.size))


def _places(log: Log) -> tuple[Ints, Ints, Ints]:
    """Give the first answer of each card, how many it has, and the place of each answer among those of its card."""
    first = np.flatnonzero(np.diff(log.card, prepend=log.card[:1] - 1))
    counts = np.diff(np.append(first, log.card.size))
    return first, counts, np.arange(log.card.size) - np.repeat(first, counts)


def _groups(log: Log, number: Ints) -> Ints:
    """Number groups of like reviews: days since the answer before, answers and lapses so far, on rising scales.

    Source:
        srs-benchmark (Open Spaced Repetition), `RMSE (bins)`.
    """
    is_lapse = (log.rating == 1) & (log.elapsed_days > 0) & (number > 0)
    so_far = np.cumsum(is_lapse) - is_lapse
    lapses = so_far - so_far[np.arange(log.card.size) - number]
    scales = ((log.elapsed_days, 3.62), (number + 1, 1.89), (lapses, 1.73))
    steps = [np.floor(np.log(np.maximum(values, 1)) / np.log(base)) + (values > 0) for values, base in scales]
    found: Ints = ((steps[0] * 100 + steps[1]) * 100 + steps[2]).astype(np.intp)
    return found
