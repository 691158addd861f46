"""The memory of very many cards worked out from their histories, each as long as it is."""

import numpy as np
import numpy.typing as npt

from flashcards.scheduling.fsrs6 import (
    MAX_DIFFICULTY,
    MAX_STABILITY,
    MIN_DIFFICULTY,
    MIN_STABILITY,
    clipped,
)
from flashcards.scheduling.fsrs6_arrays import Floats, FSRS6Arrays

Counts = npt.NDArray[np.int64]

SM2_RETENTION = 0.9
"""How much was recalled where the intervals of SM-2 had passed."""

SM2_EASE = 2.5
"""The ease of a card whose file gives none."""


def replay(
    model: FSRS6Arrays, counts: Counts, elapsed_days: Floats, ratings: Floats, start: tuple[Floats, Floats]
) -> tuple[Floats, Floats]:
    """Give stability in days and difficulty after whole histories.

    Takes as long as there are answers, not as the longest history times the cards.

    Args:
        counts: answers of each card, shape (cards,).
        elapsed_days: study days since the answer before, shape (answers,): those of the first card, then the second …
        ratings: 1 to 4, likewise.
        start: stability and difficulty before the first answer, shape (cards,); not a number where there is none yet.

    Returns:
        Both, shape (cards,): as at the start for a card without answers.
    """
    order = np.argsort(-counts, kind="stable")
    offsets = (np.cumsum(counts) - counts)[order]
    sorted_counts = counts[order]
    stability, difficulty = start[0][order], start[1][order]
    for column in range(int(sorted_counts[0]) if len(order) else 0):
        going = int(np.searchsorted(-sorted_counts, -column, side="left"))
        places = offsets[:going] + column
        after = _next(model, stability[:going], difficulty[:going], elapsed_days[places], ratings[places])
        stability[:going], difficulty[:going] = after
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return stability[back], difficulty[back]


def _next(
    model: FSRS6Arrays, stability: Floats, difficulty: Floats, elapsed_days: Floats, ratings: Floats
) -> tuple[Floats, Floats]:
    is_first = np.isnan(stability)
    if not is_first.any():
        return model.following(stability, difficulty, elapsed_days, ratings)
    first = model.first(ratings)
    if is_first.all():
        return first
    later = model.following(
        np.where(is_first, 1.0, stability), np.where(is_first, 5.0, difficulty), elapsed_days, ratings
    )
    return np.where(is_first, first[0], later[0]), np.where(is_first, first[1], later[1])


def from_sm2(parameters: tuple[float, ...], interval_days: Floats, ease: Floats) -> tuple[Floats, Floats]:
    """Give stability in days and difficulty of cards of which only interval and ease are known, shape (cards,).

    The stability is what gives `SM2_RETENTION` after the interval; the difficulty is what makes the stability grow by
    the ease when the card is then recalled.

    Args:
        interval_days: the last interval; below 1 counts as 1.
        ease: 1.3 and up; 0 where there is none.

    Source:
        fsrs-rs, `memory_state_from_sm2`.
    """
    w = clipped(parameters)
    decay = -w[20]
    factor = 0.9 ** (1 / decay) - 1
    interval = np.maximum(interval_days, 1.0)
    stability = np.clip(interval * factor / (SM2_RETENTION ** (1 / decay) - 1), MIN_STABILITY, MAX_STABILITY)
    growth = np.exp(w[8]) * stability ** -w[9] * np.expm1((1 - SM2_RETENTION) * w[10])
    known = np.where(ease > 0, ease, SM2_EASE)
    return stability, np.clip(11 - (known - 1) / growth, MIN_DIFFICULTY, MAX_DIFFICULTY)
