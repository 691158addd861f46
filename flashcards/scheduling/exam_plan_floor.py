"""A floor for each area of an exam, so that none is dropped unseen unless the learner agrees.

A card that costs much and is worth little may never pay for its time, and with it a whole area may go unseen. The
floor brings some of its cards in. It does so as late as it can, for a card introduced late is remembered better, but
never takes more than a part of the time.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from flashcards.scheduling.exam_plan_cards import Ints, PlanCards
from flashcards.scheduling.fsrs6_arrays import Floats

MOST_OF_THE_TIME = 0.25
"""The largest part of the time up to the exam that is spent on bringing areas up to their floor."""


@dataclass(frozen=True, slots=True)
class Floor:
    """How much of each area is introduced at least.

    Attributes:
        share: of the cards of an area, 0 to 1.
        dropped: areas, by their place in the blueprint, that the learner agreed to leave out.
    """

    share: float = 0.25
    dropped: frozenset[int] = frozenset()


def missing(cards: PlanCards, floor: Floor) -> Ints:
    """Give how many new cards each area lacks to its floor, shape (areas,)."""
    areas = int(cards.area.max(initial=-1)) + 1
    inside = cards.area >= 0
    total = np.bincount(cards.area[inside], minlength=areas)
    seen = np.bincount(cards.area[inside & ~cards.is_new], minlength=areas)
    lacking: Ints = np.maximum(np.ceil(total * floor.share - 1e-9).astype(np.intp) - seen, 0)
    lacking[[area for area in floor.dropped if area < areas]] = 0
    return lacking


def forced(cards: PlanCards, gain: Floats, seconds: Sequence[float], new_s: float, floor: Floor) -> Ints:
    """Choose the new cards that must come today so that every area can still reach its floor.

    Args:
        cards: of one exam.
        gain: what each brings for a second today; the best of an area come first.
        seconds: of study on each day, the last before the exam first, today last.
        new_s: seconds a new card costs.
        floor: of the areas.

    Returns:
        Their places in `cards`.
    """
    lacking = missing(cards, floor)
    need_s = float(lacking.sum()) * new_s
    later_s = float(sum(seconds[:-1]))
    today_s = min(need_s, MOST_OF_THE_TIME * (later_s + seconds[-1])) - MOST_OF_THE_TIME * later_s
    if today_s <= 0:
        return np.empty(0, dtype=np.intp)
    wanted = np.ceil(lacking * (today_s / need_s) - 1e-9).astype(np.intp)
    chosen = [_best_new(cards, gain, area)[:count] for area, count in enumerate(wanted) if count]
    return np.concatenate([np.empty(0, dtype=np.intp), *chosen])


def _best_new(cards: PlanCards, gain: Floats, area: int) -> Ints:
    places = np.flatnonzero(cards.is_new & cards.is_open & (cards.area == area))
    return places[np.argsort(-gain[places], kind="stable")]
