"""What today's plan leaves out of an exam's cards, and why: so that its numbers and those of the map add up."""

from typing import NamedTuple

import numpy as np

from flashcards.collection.planning import TodaysPlan
from flashcards.domain.exam import Exam


class Rest(NamedTuple):
    """Cards of an exam that are not in today's plan; each is counted once.

    Attributes:
        areas: the area, in the exam's blueprint, of each card that is worth studying and does not fit today.
        siblings: of cards that are worth studying: they come on other days.
        waiting: cards that gain more by waiting than by being studied today.
        closed: studied today already, in their steps, or set aside for today.
    """

    areas: list[int]
    siblings: int = 0
    waiting: int = 0
    closed: int = 0


def rest_of(plan: TodaysPlan, exam: Exam) -> Rest:
    """Count the cards of an exam that are not in today's plan."""
    own = plan.cards.get(exam.id)
    if own is None:
        return Rest([])
    is_listed = np.isin(own.ids, plan.ranking.ids)
    is_later = np.isin(own.ids, plan.ranking.ids[plan.count :])
    listed_notes = [cards.note[np.isin(cards.ids, plan.ranking.ids)] for cards in plan.cards.values()]
    is_sibling = np.isin(own.note, np.concatenate(listed_notes))
    others = own.is_open & ~is_listed
    return Rest(
        areas=own.area[is_later].tolist(),
        siblings=int((others & is_sibling).sum()),
        waiting=int((others & ~is_sibling).sum()),
        closed=int((~own.is_open & ~is_listed).sum()),
    )
