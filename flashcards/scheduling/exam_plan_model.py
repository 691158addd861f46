"""What the plan assumes of one learner: how memory answers, how they rate, what a card costs them.

Arrays have one element a card. Everything is a fixed value or a pure function of the arguments.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np

from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.scheduling.exam_plan_courses import learning_courses, relearning_courses
from flashcards.scheduling.fsrs6_arrays import Floats, FSRS6Arrays
from flashcards.scheduling.pace import Pace

FIRST_RATINGS = (0.24, 0.094, 0.495, 0.171)
"""How most learners rate a new card, Again to Easy. Source: fsrs-rs simulator defaults."""

PASS_RATINGS = (0.224, 0.631, 0.145)
"""How most learners rate a recalled card, Hard, Good, Easy. Source: as above."""

PRIOR_RATINGS = 200
"""How many of the learner's own ratings weigh as much as those figures."""

KEPT_SHARE = 0.5
KEPT_DAYS = 60
"""With “keep it after the exam too”, half of a card's worth counts this many days after the exam."""

USUAL_PACE = Pace()

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4

State = tuple[Floats, Floats]
"""Stability in days and difficulty of cards."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a learner rates.

    Attributes:
        first: shares of Again, Hard, Good, Easy on new cards.
        passes: shares of Hard, Good, Easy on recalled cards.
    """

    first: tuple[float, ...] = FIRST_RATINGS
    passes: tuple[float, ...] = PASS_RATINGS

    @classmethod
    def shrunk(cls, first: Sequence[int], passes: Sequence[int]) -> "Habits":
        """Give a learner's own shares, drawn towards the usual ones while there are few.

        Args:
            first: new cards rated Again, Hard, Good, Easy.
            passes: recalled cards rated Hard, Good, Easy.
        """
        return cls(_shrunk(first, FIRST_RATINGS), _shrunk(passes, PASS_RATINGS))


def _shrunk(counts: Sequence[int], usual: Sequence[float]) -> tuple[float, ...]:
    total = sum(counts) + PRIOR_RATINGS
    return tuple((own + share * PRIOR_RATINGS) / total for own, share in zip(counts, usual, strict=True))


@dataclass(frozen=True, slots=True)
class PlanModel:
    """Everything about a learner that the value of a card depends on; equal models share their tables.

    Attributes:
        parameters: the 21 of FSRS-6.
        learning_steps, relearning_steps: how many a new card or a lapse walks through within its day.
        keeps_after: a part of the worth counts after the exam; see `KEPT_SHARE`.
    """

    parameters: tuple[float, ...] = FSRS6_DEFAULT_PARAMETERS
    habits: Habits = Habits()
    pace: Pace = USUAL_PACE
    learning_steps: int = 2
    relearning_steps: int = 1
    keeps_after: bool = False


class Outcomes(NamedTuple):
    """What studying a card today leads to: one outcome for each course the day may take.

    Attributes:
        chance: shape (outcomes, cards); adds up to 1 over the outcomes.
        stability_days: at the end of the day, shape (outcomes, cards).
        difficulty: shape (outcomes, cards).
    """

    chance: Floats
    stability_days: Floats
    difficulty: Floats


class PlanMemory:
    """The memory model of a `PlanModel`, over arrays."""

    def __init__(self, model: PlanModel) -> None:
        """Take a model.

        Raises:
            ValueError: its parameters are not 21 finite numbers.
        """
        self.model = model
        self._fsrs = FSRS6Arrays(model.parameters)

    def recall(self, stability_days: Floats, elapsed_days: Floats) -> Floats:
        """Give the probability of recall, in the shape of the arguments."""
        return self._fsrs.retrievability(stability_days, elapsed_days)

    def cost_s(self, recall: Floats) -> Floats:
        """Give the seconds a review is expected to take, by its chance of recall."""
        pace = self.model.pace
        return recall * pace.review_s + (1 - recall) * pace.relearning_s

    def worth_on_exam_day(self, stability_days: Floats, elapsed_days: Floats) -> Floats:
        """Give what a card brings when the exam is `elapsed_days` after its last review."""
        recall = self.recall(stability_days, elapsed_days)
        if not self.model.keeps_after:
            return recall
        return (1 - KEPT_SHARE) * recall + KEPT_SHARE * self.recall(stability_days, elapsed_days + KEPT_DAYS)

    def after_review(self, stability_days: Floats, difficulty: Floats, elapsed_days: Floats) -> Outcomes:
        """Give what a review today leads to: recalled with Hard, Good or Easy, or forgotten and relearnt.

        Returns:
            The three recalled outcomes first.
        """
        recall = self.recall(stability_days, elapsed_days)
        courses = relearning_courses(self.model.relearning_steps)
        chance = [recall * share for share in self.model.habits.passes] + [(1 - recall) * one for one, _ in courses]
        before = stability_days, difficulty
        states = [self._rated(before, elapsed_days, rating) for rating in (HARD, GOOD, EASY)]
        lapsed = self._rated(before, elapsed_days, AGAIN)
        states += [self._walked(lapsed, ratings) for _, ratings in courses]
        return _outcomes(chance, states)

    @cached_property
    def after_first(self) -> Outcomes:
        """What introducing a card leads to, its learning steps included; shapes (outcomes, 1)."""
        chances, states = [], []
        for rating, share in enumerate(self.model.habits.first, start=1):
            first = self._fsrs.first(np.array([float(rating)]))
            for chance, ratings in learning_courses(rating, self.model.learning_steps):
                chances.append(np.array([share * chance]))
                states.append(self._walked(first, ratings))
        return _outcomes(chances, states)

    def _walked(self, state: State, ratings: Sequence[int]) -> State:
        for rating in ratings:
            state = self._rated(state, np.zeros(state[0].shape), rating)
        return state

    def _rated(self, state: State, elapsed_days: Floats, rating: int) -> State:
        return self._fsrs.following(*state, elapsed_days, np.full(state[0].shape, float(rating)))


@cache
def memory_of(model: PlanModel) -> PlanMemory:
    """Give the memory of a model; equal models share it.

    Raises:
        ValueError: its parameters are not 21 finite numbers.
    """
    return PlanMemory(model)


def _outcomes(chance: Sequence[Floats], states: Sequence[State]) -> Outcomes:
    return Outcomes(np.stack(chance), np.stack([one[0] for one in states]), np.stack([one[1] for one in states]))
