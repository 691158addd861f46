"""Today's cards for an exam: those that add most to the blueprint-weighted recall on exam day, minute for minute.

The index of a card is the price of a second at which studying it today and leaving it break even. Today's plan is the
cards in decreasing index, as far as the minutes reach; whoever has more time goes on down the list, whoever has less
stops earlier. docs/exam-planning.md describes the method.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from flashcards.scheduling.exam_plan_cards import PlanCards
from flashcards.scheduling.exam_plan_floor import Floor, forced
from flashcards.scheduling.exam_plan_greedy import cost_s, greedy_index
from flashcards.scheduling.exam_plan_model import PlanMemory, PlanModel, memory_of
from flashcards.scheduling.exam_plan_price import Wanting, price_of_time
from flashcards.scheduling.exam_plan_ranking import Entries, Ranking, listed
from flashcards.scheduling.exam_plan_reading import Values, read
from flashcards.scheduling.exam_plan_tables import Slice, dearness
from flashcards.scheduling.fsrs6_arrays import Floats

USUAL_FLOOR = Floor()


@dataclass(frozen=True, eq=False)
class Aim:
    """One exam, as far as its plan needs to know it.

    Attributes:
        model: the learner.
        cards: studied for it.
        seconds: of study on each day, the last before the exam first, today last; 0 on days off.
        day: today's tables, or None while they are being built: then the greedy rule ranks.
        floor: how much of each area is introduced at least.
        wanted: ids of cards that come before all others, whatever they bring.
    """

    model: PlanModel
    cards: PlanCards
    seconds: tuple[float, ...]
    day: Slice | None = None
    floor: Floor = USUAL_FLOOR
    wanted: frozenset[int] = frozenset()

    @cached_property
    def values(self) -> Values | None:
        """What today's tables say of its cards, read once for every list it is in; None while they are being built."""
        return None if self.day is None else read(self.day, self.cards)


def rank(aims: Sequence[Aim]) -> Ranking:
    """Rank today's cards of all exams in one list.

    A card studied for several exams counts for each of them. All exams are ranked by the greedy rule while the tables
    of one are missing.

    Args:
        aims: the exams that are still to come.

    Raises:
        ValueError: there is none, or one of them is over.
    """
    if not aims or not all(aim.seconds for aim in aims):
        problem = "there is no day before the exam to plan"
        raise ValueError(problem)
    scale = sum(len(aim.cards) for aim in aims) / len(aims)
    memories = [memory_of(aim.model) for aim in aims]
    costs = [cost_s(memory, aim.cards) for memory, aim in zip(memories, aims, strict=True)]
    indexes, price = _priced(aims, costs) if all(aim.day for aim in aims) else (_greedy(aims, memories), None)
    entries = [_entries(*parts) for parts in zip(aims, indexes, costs, strict=True)]
    return listed(entries, scale, price)


def _greedy(aims: Sequence[Aim], memories: Sequence[PlanMemory]) -> list[Floats]:
    return [
        greedy_index(memory, aim.cards, len(aim.seconds)) * scale_of(aim, aims)
        for memory, aim in zip(memories, aims, strict=True)
    ]


def _priced(aims: Sequence[Aim], costs: Sequence[Floats]) -> tuple[list[Floats], float]:
    """Give the index of every card, and the price of time."""
    days = [aim.day for aim in aims if aim.day is not None]
    values = [aim.values for aim in aims if aim.values is not None]
    wanting = [
        Wanting(known, worth, aim.cards.is_open, share)
        for known, aim, (worth, share) in zip(values, aims, _shared(aims), strict=True)
    ]
    price = price_of_time(wanting, _paid_seconds(aims)).per_second
    indexes = []
    for day, one, cost in zip(days, wanting, costs, strict=True):
        study, leave = one.values.at(price / one.worth)
        indexes.append(one.share * (one.worth * (study - leave) / cost + price * day.dearness))
    return indexes, price


def _shared(aims: Sequence[Aim]) -> list[tuple[Floats, Floats]]:
    """Give what each card of each exam is worth to all exams together, and the part of it that this exam stands for.

    A card of two exams is paid for once: each of them counts it half, at the worth it has for both.
    """
    ids = np.concatenate([aim.cards.ids for aim in aims])
    worth = np.concatenate([aim.cards.worth * scale_of(aim, aims) for aim in aims])
    _, member, times = np.unique(ids, return_inverse=True, return_counts=True)
    total = np.bincount(member, weights=worth)[member]
    ends = np.cumsum([len(aim.cards) for aim in aims])[:-1]
    return list(zip(np.split(total, ends), np.split(1.0 / times[member], ends), strict=True))


def scale_of(aim: Aim, aims: Sequence[Aim]) -> float:
    """Give what makes an average card of one exam comparable with those of the others: a point is a point."""
    return sum(len(one.cards) for one in aims) / len(aims) / max(len(aim.cards), 1)


def _paid_seconds(aims: Sequence[Aim]) -> float:
    """Add up the time there is, each day as dear as the next exam makes it; see `exam_plan_price`."""
    total = 0.0
    longest = max(aims, key=lambda aim: len(aim.seconds))
    for ahead, seconds in enumerate(reversed(longest.seconds)):
        nearest = min((aim for aim in aims if len(aim.seconds) > ahead), key=lambda aim: len(aim.seconds))
        steepness = nearest.day.steepness if nearest.day else 0.0
        total += seconds * dearness(len(nearest.seconds) - ahead, steepness)
    return total


def _entries(aim: Aim, index: Floats, cost: Floats) -> Entries:
    cards = aim.cards
    is_forced = np.zeros(len(cards), dtype=np.bool_)
    is_forced[forced(cards, index, aim.seconds, aim.model.pace.new_s, aim.floor)] = True
    is_wanted = np.isin(cards.ids, np.fromiter(aim.wanted, dtype=np.intp, count=len(aim.wanted)))
    gain = np.where(is_wanted, np.maximum(index, 0.0), index)
    entries = Entries(cards.ids, gain, cost, cards.is_new, cards.area, cards.note, is_forced, is_wanted)
    return entries.at(np.flatnonzero(cards.is_open & ((index > 0) | is_forced | is_wanted)))
