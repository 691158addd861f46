"""Moving reviews with the least damage: which to put off, and which to bring forward.

What a card loses is measured by the stability it can be expected to have after its next review: waiting makes that
review harder, being early makes it teach less.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from flashcards.scheduling.exam_plan_model import PlanMemory
from flashcards.scheduling.fsrs6_arrays import Floats

Ints = NDArray[np.intp]


def expected_log_stability(
    memory: PlanMemory, stability_days: Floats, difficulty: Floats, elapsed_days: Floats
) -> Floats:
    """Give the logarithm of the stability expected after a review so many days after the last, shape (cards,)."""
    outcomes = memory.after_review(stability_days, difficulty, elapsed_days)
    expected: Floats = (outcomes.chance * np.log(outcomes.stability_days)).sum(axis=0)
    return expected


def loss_of_waiting(
    memory: PlanMemory, stability_days: Floats, difficulty: Floats, elapsed_days: Floats, days: int | Floats
) -> Floats:
    """Give what cards lose when they wait some days more, the same for all or each its own, shape (cards,).

    Returns:
        The share of the expected stability that is lost, below 0 where waiting makes it grow.
    """
    now = expected_log_stability(memory, stability_days, difficulty, elapsed_days)
    later = expected_log_stability(memory, stability_days, difficulty, elapsed_days + days)
    lost: Floats = 1 - np.exp(later - now)
    return lost


def to_put_off(losses: Floats, count: int) -> Ints:
    """Choose the cards that lose least by waiting: their places, the least harmed first."""
    return np.argsort(losses, kind="stable")[:count]


def to_bring_forward(losses: Floats, count: int) -> Ints:
    """Choose the cards that would lose most by waiting for their day, and so gain most by being studied now."""
    return np.argsort(-losses, kind="stable")[:count]


def spread(losses: Floats, days: int) -> Ints:
    """Spread cards evenly over some days, those that lose most by waiting first.

    Args:
        losses: of a day's delay, shape (cards,).
        days: at least 1.

    Returns:
        How many days each card waits, 0 to `days` - 1.
    """
    wait = np.empty(losses.size, dtype=np.intp)
    wait[np.argsort(-losses, kind="stable")] = np.arange(losses.size) * days // max(losses.size, 1)
    return wait


def lighter(seconds: Sequence[float], losses: Sequence[float], limit: float) -> Ints:
    """Make a day fit into a time: the places of the cards to put off, so few and so little harmed as can be.

    Args:
        seconds: each card costs.
        losses: of a day's delay.
        limit: seconds the day may take.
    """
    order = to_put_off(np.asarray(losses, dtype=np.float64), len(losses))
    over = sum(seconds) - limit
    saved = np.cumsum(np.asarray(seconds, dtype=np.float64)[order])
    return order[: int(np.searchsorted(saved, over)) + 1] if over > 0 else order[:0]
