"""Why a card is in today's plan, or not: what the plan makes of each card of an exam, and what studying it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from flashcards.scheduling.exam_plan import Aim, scale_of
from flashcards.scheduling.exam_plan_cards import Bools, Ints
from flashcards.scheduling.exam_plan_greedy import recall_left, recall_studied
from flashcards.scheduling.exam_plan_model import memory_of
from flashcards.scheduling.exam_plan_ranking import Ranking
from flashcards.scheduling.exam_plan_reading import read
from flashcards.scheduling.fsrs6_arrays import Floats

LEAST_WORTH = 0.005
"""Of a card: what later study must add for the plan to reckon with it."""


class Fate(IntEnum):
    """What the plan makes of a card, as things stand today."""

    TODAY = 1
    LATER = 2
    """Its time comes on another day before the exam."""
    ENOUGH = 3
    """Known, and not studied again before the exam: the time is worth more elsewhere."""
    UNSEEN = 4
    """New, and not introduced before the exam: the time does not reach."""


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What studying cards today changes; shape (cards,) each, 0 to 1.

    Attributes:
        now: chance of recalling it now; 0 for a new card.
        left: on exam day, if it is not studied any more.
        studied: on exam day, if it is studied today and never again.
    """

    now: Floats
    left: Floats
    studied: Floats


def changes(aim: Aim) -> Change:
    """Say what studying each card of an exam today changes."""
    memory = memory_of(aim.model)
    days_left = len(aim.seconds)
    return Change(
        now=recall_left(memory, aim.cards, 0),
        left=recall_left(memory, aim.cards, days_left),
        studied=recall_studied(memory, aim.cards, days_left),
    )


def fates(aims: Sequence[Aim], ranking: Ranking, count: int) -> list[Ints]:
    """Say what the plan makes of the cards of each exam.

    Args:
        aims: those that were ranked.
        ranking: what came of it.
        count: how many cards of the list are in today's plan.

    Returns:
        A `Fate` for every card of every exam. Before the tables are built, all that is not for today may come later.
    """
    today = ranking.ids[:count]
    return [_fates(aim, np.isin(aim.cards.ids, today), scale_of(aim, aims), ranking.price) for aim in aims]


def _fates(aim: Aim, is_today: Bools, scale: float, price: float | None) -> Ints:
    comes = np.ones(len(aim.cards), dtype=np.bool_) if price is None else _comes_later(aim, scale, price)
    rest = np.where(aim.cards.is_new, Fate.UNSEEN, Fate.ENOUGH)
    return np.where(is_today, Fate.TODAY, np.where(comes, Fate.LATER, rest))


def _comes_later(aim: Aim, scale: float, price: float) -> Bools:
    """Say which cards are worth studying on a later day at this price of time."""
    if aim.day is None:
        return np.ones(len(aim.cards), dtype=np.bool_)
    values = read(aim.day, aim.cards)
    _, leave = values.at(price / (aim.cards.worth * scale))
    return leave - values.leave[:, -1] > LEAST_WORTH
