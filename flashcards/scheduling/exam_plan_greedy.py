"""The greedy rule: rank by what a review today adds to recall on exam day, as if the card were never seen again.

It needs no tables. It stands in while they are being built, and it is one of the rules the plan chooses between.
"""

from collections.abc import Callable

import numpy as np

from flashcards.scheduling.exam_plan_cards import PlanCards
from flashcards.scheduling.exam_plan_model import Outcomes, PlanMemory
from flashcards.scheduling.fsrs6_arrays import Floats

Worth = Callable[[Floats, Floats], Floats]
"""What cards bring by their stability and the days since their last review."""


def greedy_index(memory: PlanMemory, cards: PlanCards, days_left: int) -> Floats:
    """Give the worth that a second on each card adds: `r (E R_exam(studied today) - R_exam(left)) / c`.

    Args:
        memory: of the learner.
        cards: to rank.
        days_left: study days to the exam, 1 on the last.

    Returns:
        In the worth of an average card, shape (cards,).
    """
    return (
        cards.worth
        * (studied_today(memory, cards, days_left) - left_alone(memory, cards, days_left))
        / cost_s(memory, cards)
    )


def recall_studied(memory: PlanMemory, cards: PlanCards, days_left: int) -> Floats:
    """Give the chance of recall on exam day of cards studied today for the last time, shape (cards,)."""
    return _after_today(memory, cards, days_left, memory.recall)


def recall_left(memory: PlanMemory, cards: PlanCards, days_left: int) -> Floats:
    """Give the chance of recall on exam day of cards not studied any more, shape (cards,); 0 for new ones."""
    return _left(cards, days_left, memory.recall)


def studied_today(memory: PlanMemory, cards: PlanCards, days_left: int) -> Floats:
    """Give the worth expected on exam day of cards studied today for the last time, shape (cards,)."""
    return _after_today(memory, cards, days_left, memory.worth_on_exam_day)


def left_alone(memory: PlanMemory, cards: PlanCards, days_left: int) -> Floats:
    """Give the worth expected on exam day of cards not studied any more, shape (cards,); 0 for new ones."""
    return _left(cards, days_left, memory.worth_on_exam_day)


def cost_s(memory: PlanMemory, cards: PlanCards) -> Floats:
    """Give the seconds each card is expected to take today, shape (cards,)."""
    found = np.full(len(cards), memory.model.pace.new_s)
    known = np.flatnonzero(~cards.is_new)
    found[known] = memory.cost_s(memory.recall(cards.stability_days[known], cards.elapsed_days[known]))
    return found


def _after_today(memory: PlanMemory, cards: PlanCards, days_left: int, worth: Worth) -> Floats:
    found = np.full(len(cards), _expected(memory.after_first, days_left, worth)[0])
    known = np.flatnonzero(~cards.is_new)
    outcomes = memory.after_review(cards.stability_days[known], cards.difficulty[known], cards.elapsed_days[known])
    found[known] = _expected(outcomes, days_left, worth)
    return found


def _left(cards: PlanCards, days_left: int, worth: Worth) -> Floats:
    found = np.zeros(len(cards))
    known = np.flatnonzero(~cards.is_new)
    found[known] = worth(cards.stability_days[known], cards.elapsed_days[known] + days_left)
    return found


def _expected(outcomes: Outcomes, days_left: int, worth: Worth) -> Floats:
    elapsed = np.full(outcomes.stability_days.shape, float(days_left))
    total: Floats = (outcomes.chance * worth(outcomes.stability_days, elapsed)).sum(axis=0)
    return total
