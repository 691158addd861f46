"""The list of today's cards: best first, each once, siblings apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from flashcards.scheduling.exam_plan_cards import Bools, Ints
from flashcards.scheduling.fsrs6_arrays import Floats

TEN_MINUTES_S = 600.0
LEAST_GAIN = 0.1
"""Points that ten more minutes must bring; below it is enough for today."""

LEAST_GAIN_IN_ALL = 1.0
"""Points that ten more minutes on every day until the exam must bring; below it is enough."""


@dataclass(frozen=True, eq=False)
class Ranking:
    """Cards that are worth studying today, the best first; arrays have the shape (ranked,).

    Attributes:
        ids: of the cards.
        gain: points of expected recall on exam day, of 100, that a second on the card brings.
        cost_s: seconds it is expected to take.
        is_new: not introduced yet.
        area: index into the blueprint of its (nearest) exam.
        is_wanted: it was asked for on its own, and stands before all others.
        price: lam, what a second is worth in the worth of an average card of all exams; None from the greedy rule.
    """

    ids: Ints
    gain: Floats
    cost_s: Floats
    is_new: Bools
    area: Ints
    is_wanted: Bools
    price: float | None

    def within(self, seconds: float) -> int:
        """Give how many cards of the list fit into a time."""
        return int(np.searchsorted(np.cumsum(self.cost_s), seconds, side="right"))

    def gain_of_more(self, start: int, seconds: float = TEN_MINUTES_S) -> float:
        """Give the points that more time brings after the first `start` cards of the list."""
        end = start + int(np.searchsorted(np.cumsum(self.cost_s[start:]), seconds, side="right"))
        whole = float((self.gain[start:end] * self.cost_s[start:end]).sum())
        left = seconds - float(self.cost_s[start:end].sum())
        return whole + (float(self.gain[end]) * left if end < self.gain.size else 0.0)

    def is_enough(self, start: int, days: int = 1) -> bool:
        """Say whether the first `start` cards are enough for today.

        Ten more minutes would bring next to nothing then, today and on all of the days that are left.

        Args:
            days: left until the exam.
        """
        more = self.gain_of_more(start)
        return more < LEAST_GAIN and more * days < LEAST_GAIN_IN_ALL


@dataclass(frozen=True, eq=False)
class Entries:
    """Cards of one exam as they go into the list; arrays have the shape (cards,).

    Attributes:
        ids, cost_s, is_new, area: see `Ranking`.
        worth_a_second: the index, in the worth of an average card.
        note: the same for siblings.
        is_forced: comes before others, to keep a floor.
        is_wanted: comes before all others, for the learner was found not to know it.
    """

    ids: Ints
    worth_a_second: Floats
    cost_s: Floats
    is_new: Bools
    area: Ints
    note: Ints
    is_forced: Bools
    is_wanted: Bools

    def at(self, rows: Ints) -> "Entries":
        """Give some of them, in the order of `rows`."""
        return Entries(
            self.ids[rows],
            self.worth_a_second[rows],
            self.cost_s[rows],
            self.is_new[rows],
            self.area[rows],
            self.note[rows],
            self.is_forced[rows],
            self.is_wanted[rows],
        )


def listed(parts: Sequence[Entries], scale: float, price: float | None) -> Ranking:
    """Put the best first. A card of several exams stands once, with what it brings to all of them.

    Args:
        parts: the cards of each exam.
        scale: cards of an average exam: that many average cards are 100 points.
        price: of time, or None.
    """
    entries = _once(_joined(parts))
    order = np.lexsort((-entries.worth_a_second, ~entries.is_forced, ~entries.is_wanted))
    _, first = np.unique(entries.note[order], return_index=True)
    best = entries.at(order[np.sort(first)])
    gain = 100 * best.worth_a_second / scale
    return Ranking(best.ids, gain, best.cost_s, best.is_new, best.area, best.is_wanted, price)


def _joined(parts: Sequence[Entries]) -> Entries:
    return Entries(
        np.concatenate([part.ids for part in parts]),
        np.concatenate([part.worth_a_second for part in parts]),
        np.concatenate([part.cost_s for part in parts]),
        np.concatenate([part.is_new for part in parts]),
        np.concatenate([part.area for part in parts]),
        np.concatenate([part.note for part in parts]),
        np.concatenate([part.is_forced for part in parts]),
        np.concatenate([part.is_wanted for part in parts]),
    )


def _once(entries: Entries) -> Entries:
    """Add up what a card brings to several exams; the first entry of each card stays, in the order given."""
    cards, first, member = np.unique(entries.ids, return_index=True, return_inverse=True)
    if cards.size == entries.ids.size:
        return entries
    worth: Floats = np.bincount(member, weights=entries.worth_a_second).astype(np.float64)
    is_forced = np.bincount(member, weights=entries.is_forced) > 0
    is_wanted = np.bincount(member, weights=entries.is_wanted) > 0
    rows = np.sort(first)
    return replace(
        entries.at(rows),
        worth_a_second=worth[member[rows]],
        is_forced=is_forced[member[rows]],
        is_wanted=is_wanted[member[rows]],
    )
