"""Roll-outs: the plan carried out in its own model, for several imagined learners who are the same but for luck.

They say what to expect at given minutes, how much work each day brings, and which rule suits the exam. Chance comes
from a seed, card by card and day by day, so that two roll-outs differ only by what was decided.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from flashcards.scheduling.exam_plan import Aim
from flashcards.scheduling.exam_plan_cards import Bools, Ints, PlanCards
from flashcards.scheduling.exam_plan_floor import forced, missing
from flashcards.scheduling.exam_plan_greedy import cost_s, greedy_index
from flashcards.scheduling.exam_plan_model import memory_of
from flashcards.scheduling.exam_plan_price import Wanting, price_of_time, weighted_seconds
from flashcards.scheduling.exam_plan_reading import read, read_gain
from flashcards.scheduling.exam_plan_tables import COARSE, Slice, slices_forwards
from flashcards.scheduling.fsrs6_arrays import Floats

MOST_CARDS = 1500
"""Of more cards a fair sample is rolled out, with its part of the time."""

PRICED_CARDS = 2000
"""So many cards, of all learners together, are enough to find a day's price."""

AFTERWARDS_DAYS = 30

MORNINGS = 13
"""On so many mornings at most, today and the exam day among them, the recall of every card is kept."""

RECALLED = 3
"""Outcomes of a review before those of a lapse; see `PlanMemory.after_review`."""


@dataclass(frozen=True, eq=False)
class Outlook:
    """What several imagined learners end with.

    Attributes:
        recall: chance of recalling each card on exam day, shape (learners, cards); 0 for a card never introduced.
        afterwards: the same `AFTERWARDS_DAYS` later, without any study in between.
        worth: of the cards, adding up to 1.
        area: of the cards.
        is_known: whether each card was introduced, shape (learners, cards).
        seconds: of study on each day, today first, shape (days,), mean over learners.
        new, reviews: cards on each day, likewise.
        on_the_way: recall in percent on each morning, weighted by worth, the exam day last; shape (days + 1,).
        mornings: some of these mornings, in days from today; today first, the exam day last; shape (mornings,).
        recall_then: as `recall`, on these mornings; shape (mornings, learners, cards).
    """

    recall: Floats
    afterwards: Floats
    worth: Floats
    area: Ints
    is_known: Bools
    seconds: Floats
    new: Floats
    reviews: Floats
    on_the_way: Floats
    mornings: Ints
    recall_then: Floats

    @property
    def points(self) -> Floats:
        """Expected recall on exam day weighted by worth, of 100, shape (learners,)."""
        points: Floats = 100 * self.recall @ self.worth
        return points


class Way(NamedTuple):
    """How it goes until the exam; see `Outlook`."""

    on_the_way: Floats
    mornings: Ints
    recall_then: Floats


def roll_out(aim: Aim, steepness: float | None, learners: int, seed: int) -> Outlook:
    """Carry the plan out to the exam.

    Args:
        aim: the exam; its tables are not used.
        steepness: beta of the plan; None for the greedy rule.
        learners: how many to imagine.
        seed: of chance.
    """
    sample, share = _sample(aim.cards)
    aim = replace(aim, cards=sample, seconds=tuple(one * share for one in aim.seconds))
    group = _Group(aim, learners, seed)
    days = len(aim.seconds)
    mornings = np.unique(np.linspace(0, days, MORNINGS).round().astype(np.intp))
    load, on_the_way, recall = [], [group.points()], [group.recall()]
    for left, day in _days(aim, steepness):
        load.append(group.study(left, day))
        on_the_way.append(group.points())
        if days - left + 1 in mornings:
            recall.append(group.recall())
    way = Way(np.array(on_the_way), mornings, np.stack(recall))
    return group.outlook(np.array(load).reshape(-1, 3) / share, way)


def _days(aim: Aim, steepness: float | None) -> Iterator[tuple[int, Slice | None]]:
    """Give each day, today first: study days left and its tables."""
    if steepness is None:
        yield from ((left, None) for left in range(len(aim.seconds), 0, -1))
    else:
        is_study = [time > 0 for time in aim.seconds]
        yield from ((day.days_left, day) for day in slices_forwards(aim.model, steepness, is_study, COARSE))


def _sample(cards: PlanCards) -> tuple[PlanCards, float]:
    """Give at most `MOST_CARDS` cards that stand for all, and what part they are."""
    if len(cards) <= MOST_CARDS:
        return cards, 1.0
    order = np.lexsort((cards.stability_days, cards.is_new, cards.area))
    places = np.sort(order[np.linspace(0, len(cards) - 1, MOST_CARDS).round().astype(np.intp)])
    return cards.at(places), MOST_CARDS / len(cards)


class _Group:
    """Imagined learners; the cards of the first come first, then those of the second, and so on."""

    def __init__(self, aim: Aim, learners: int, seed: int) -> None:
        self._aim = aim
        self._memory = memory_of(aim.model)
        self._learners = learners
        self._seed = seed
        self._count = len(aim.cards)
        self._cards = aim.cards.at(np.tile(np.arange(self._count), learners))
        self._first = self._memory.after_first

    def study(self, left: int, day: Slice | None) -> tuple[float, float, float]:
        """Let every learner study for a day; all cards grow a day older.

        Returns:
            Seconds, new cards and reviews of one learner.
        """
        seconds, load = self._aim.seconds[left - 1], (0.0, 0.0, 0.0)
        if seconds > 0:
            load = self._study_for(left, seconds, self._index(left, day))
        self._cards = replace(
            self._cards, elapsed_days=self._cards.elapsed_days + 1, is_open=np.ones_like(self._cards.is_open)
        )
        return load

    def points(self) -> float:
        """Give the recall this morning in percent, weighted by worth, mean over learners."""
        worth = self._aim.cards.worth
        return 100 * float((self.recall() @ worth).mean() / worth.sum())

    def recall(self) -> Floats:
        """Give the chance of recalling each card this morning, shape (learners, cards)."""
        return self._recall(0).reshape(self._learners, self._count)

    def outlook(self, load: Floats, way: Way) -> Outlook:
        """Give how they stand on the morning of the exam."""
        shape = (self._learners, self._count)
        worth = self._aim.cards.worth
        return Outlook(
            recall=self.recall(),
            afterwards=self._recall(AFTERWARDS_DAYS).reshape(shape),
            worth=worth / worth.sum(),
            area=self._aim.cards.area,
            is_known=~self._cards.is_new.reshape(shape),
            seconds=load[:, 0],
            new=load[:, 1],
            reviews=load[:, 2],
            **way._asdict(),
        )

    def _recall(self, later: int) -> Floats:
        known = ~self._cards.is_new
        found = np.zeros(known.size)
        found[known] = self._memory.recall(self._cards.stability_days[known], self._cards.elapsed_days[known] + later)
        return found

    def _index(self, left: int, day: Slice | None) -> Floats:
        """Give what a second on each card is worth, all cards of all learners; at one price for all of them."""
        if day is None:
            return greedy_index(self._memory, self._cards, left)
        some = self._cards.at(np.arange(0, len(self._cards), max(len(self._cards) // PRICED_CARDS, 1)))
        part = len(some) / self._count
        paid = part * weighted_seconds(self._aim.seconds[:left], day.steepness)
        price = price_of_time([Wanting(read(day, some), some.worth, some.is_open)], paid).per_second
        gain = read_gain(day, self._cards, price)
        return gain / cost_s(self._memory, self._cards) + price * day.dearness

    def _study_for(self, left: int, seconds: float, index: Floats) -> tuple[float, float, float]:
        index = np.where(self._cards.is_open, index, -np.inf).reshape(self._learners, self._count)
        index = self._with_floor(left, index)
        picks = _best(index, int(seconds / self._aim.model.pace.review_s) + 2)
        places = picks + self._count * np.arange(self._learners)[:, None]
        luck = np.random.default_rng([self._seed, left]).random((self._learners, self._count))
        rows = np.arange(self._learners)[:, None]
        after = self._studied(places.ravel(), luck[rows, picks].ravel())
        cost = after.seconds.reshape(picks.shape)
        done = (np.cumsum(cost, axis=1) <= seconds) & (index[rows, picks] > 0)
        is_new = self._cards.is_new[places]
        load = (cost[done].sum(), (done & is_new).sum(), (done & ~is_new).sum())
        self._learn(places[done], after.at(np.flatnonzero(done.ravel())))
        return tuple(float(one) / self._learners for one in load)  # type: ignore[return-value]

    def _with_floor(self, left: int, index: Floats) -> Floats:
        if not missing(self._aim.cards, self._aim.floor).any():
            return index
        new_s, floor = self._aim.model.pace.new_s, self._aim.floor
        for learner in range(self._learners):
            own = self._cards.at(np.arange(learner * self._count, (learner + 1) * self._count))
            index[learner, forced(own, index[learner], self._aim.seconds[:left], new_s, floor)] += 1e6
        return index

    def _studied(self, places: Ints, luck: Floats) -> "_Studied":
        """Draw what studying some cards leads to."""
        cards, pace = self._cards, self._aim.model.pace
        is_new = cards.is_new[places]
        stability, difficulty = np.empty(places.size), np.empty(places.size)
        seconds = np.full(places.size, pace.new_s)
        new, known = np.flatnonzero(is_new), np.flatnonzero(~is_new)
        pick = np.searchsorted(np.cumsum(self._first.chance[:, 0])[:-1], luck[new])
        stability[new], difficulty[new] = self._first.stability_days[pick, 0], self._first.difficulty[pick, 0]
        old = places[known]
        outcomes = self._memory.after_review(cards.stability_days[old], cards.difficulty[old], cards.elapsed_days[old])
        pick = (np.cumsum(outcomes.chance, axis=0)[:-1] < luck[known]).sum(axis=0)
        stability[known] = outcomes.stability_days[pick, np.arange(old.size)]
        difficulty[known] = outcomes.difficulty[pick, np.arange(old.size)]
        seconds[known] = np.where(pick < RECALLED, pace.review_s, pace.relearning_s)
        return _Studied(stability, difficulty, seconds)

    def _learn(self, places: Ints, after: "_Studied") -> None:
        cards = self._cards
        columns = cards.stability_days.copy(), cards.difficulty.copy(), cards.elapsed_days.copy()
        columns[0][places], columns[1][places], columns[2][places] = after.stability_days, after.difficulty, 0.0
        stability, difficulty, elapsed = columns
        self._cards = replace(cards, stability_days=stability, difficulty=difficulty, elapsed_days=elapsed)


class _Studied(NamedTuple):
    """What came of cards studied today, shape (cards,) each."""

    stability_days: Floats
    difficulty: Floats
    seconds: Floats

    def at(self, rows: Ints) -> "_Studied":
        return _Studied(self.stability_days[rows], self.difficulty[rows], self.seconds[rows])


def _best(index: Floats, most: int) -> Ints:
    """Give the places of the highest of each row, the highest first, shape (rows, most or fewer)."""
    if most < index.shape[1]:
        picks = np.argpartition(-index, most - 1, axis=1)[:, :most]
    else:
        picks = np.tile(np.arange(index.shape[1]), (index.shape[0], 1))
    order = np.argsort(-np.take_along_axis(index, picks, axis=1), axis=1, kind="stable")
    return np.take_along_axis(picks, order, axis=1)
