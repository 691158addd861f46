"""The cards studied for an exam, as arrays, and what each is worth on the exam day."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from flashcards.scheduling.fsrs6 import MAX_DIFFICULTY, MAX_STABILITY, MIN_DIFFICULTY, MIN_STABILITY
from flashcards.scheduling.fsrs6_arrays import Floats

Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]

NO_AREA = -1
"""For a card that belongs to no area of the blueprint."""


def worths(areas: Ints, shares: Sequence[float]) -> Floats:
    """Give what each card is worth relative to the average card.

    An area's share is divided equally among its cards. Cards of no area weigh as much as an average card each; the
    others share what that leaves. An area without cards leaves its share to the rest: nothing can be learnt for it.

    Args:
        areas: index into the blueprint, or `NO_AREA`; shape (cards,).
        shares: of the areas, in the order of the blueprint; above 0, not necessarily adding up to 1.

    Returns:
        Shape (cards,), 1 on average.

    Raises:
        ValueError: an area is not in the blueprint, or a share is not above 0.
    """
    weights = np.asarray(shares, dtype=np.float64)
    if areas.size and not NO_AREA <= int(areas.min()) <= int(areas.max()) < weights.size:
        problem = f"areas {areas.min()} to {areas.max()} are not all in a blueprint of {weights.size}"
        raise ValueError(problem)
    if not (weights > 0).all():
        problem = "the share of an area must be above 0"
        raise ValueError(problem)
    in_area = areas >= 0
    counts = np.bincount(areas[in_area], minlength=weights.size)
    owned = np.where(counts > 0, weights, 0.0)
    each = owned / np.maximum(counts, 1) * (in_area.sum() / max(owned.sum(), 1e-300))
    return np.where(in_area, each[areas], 1.0)


class Memory(NamedTuple):
    """What is known of the memory of cards, shape (cards,) each; not a number for new ones."""

    stability_days: Floats
    difficulty: Floats
    elapsed_days: Floats


@dataclass(frozen=True, eq=False)
class PlanCards:
    """Cards of one exam; every array has one element a card.

    Attributes:
        ids: which cards they are.
        stability_days, difficulty: the memory; not a number for a new card.
        elapsed_days: study days since the last review; of no account for a new card.
        worth: what it is worth relative to the average card; see `worths`.
        area: index into the blueprint, or `NO_AREA`.
        note: cards with the same number are siblings; only one of them is planned a day.
        is_open: it may be studied today: neither studied already today, nor buried.
    """

    ids: Ints
    stability_days: Floats
    difficulty: Floats
    elapsed_days: Floats
    worth: Floats
    area: Ints
    note: Ints
    is_open: Bools

    @classmethod
    def of(cls, ids: Ints, memory: Memory, area: Ints, shares: Sequence[float]) -> "PlanCards":
        """Make cards of what is known about them: none are siblings, all may be studied today.

        Args:
            ids: of the cards.
            memory: see `Memory`.
            area: index into the blueprint, or `NO_AREA`.
            shares: of the areas, in the order of the blueprint.

        Raises:
            ValueError: an area is not in the blueprint, or a share is not above 0.
        """
        stability = np.clip(memory.stability_days, MIN_STABILITY, MAX_STABILITY)
        difficulty = np.clip(memory.difficulty, MIN_DIFFICULTY, MAX_DIFFICULTY)
        elapsed = np.maximum(memory.elapsed_days, 0.0)
        return cls(ids, stability, difficulty, elapsed, worths(area, shares), area, ids, np.ones(ids.size, np.bool_))

    def __len__(self) -> int:
        return self.worth.size

    def at(self, places: Ints) -> "PlanCards":
        """Give some of the cards, in the order of `places`; their worths stay."""
        return PlanCards(
            self.ids[places],
            self.stability_days[places],
            self.difficulty[places],
            self.elapsed_days[places],
            self.worth[places],
            self.area[places],
            self.note[places],
            self.is_open[places],
        )

    @cached_property
    def is_new(self) -> Bools:
        """Which have not been introduced, shape (cards,)."""
        return np.isnan(self.stability_days)
