"""What the plan assumes of one learner: how memory answers, how they rate, what a card costs them.

Arrays have one element a card. Everything is a fixed value or a pure function of the arguments.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
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

AGAIN, GOOD = 1, 3


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
        learning_steps, relearning_steps: looks a new card or a lapse is given within its day.
        keeps_after: a part of the worth counts after the exam; see `KEPT_SHARE`.
    """

    parameters: tuple[float, ...] = FSRS6_DEFAULT_PARAMETERS
    habits: Habits = Habits()
    pace: Pace = USUAL_PACE
    learning_steps: int = 2
    relearning_steps: int = 1
    keeps_after: bool = False


class Outcomes(NamedTuple):
    """What studying a card today leads to, by rating: Again, Hard, Good, Easy.

    Attributes:
        chance: shape (4, cards); adds up to 1 over the ratings.
        stability_days: at the end of the day, shape (4, cards).
        difficulty: shape (4, cards).
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
        """Give what a review today leads to; a lapse is followed by its relearning steps."""
        recall = self.recall(stability_days, elapsed_days)
        chance = np.stack([1 - recall, *(recall * share for share in self.model.habits.passes)])
        states = [self._reviewed(stability_days, difficulty, elapsed_days, rating) for rating in (1, 2, 3, 4)]
        return Outcomes(chance, np.stack([state[0] for state in states]), np.stack([state[1] for state in states]))

    def after_first(self) -> Outcomes:
        """Give what introducing a card leads to, its learning steps included; shapes (4, 1)."""
        ratings = np.array([1.0, 2.0, 3.0, 4.0])
        stability, difficulty = self._fsrs.first(ratings)
        looks = np.array([self.model.learning_steps] * 2 + [max(self.model.learning_steps - 1, 0), 0])
        for look in range(self.model.learning_steps):
            again = self._same_day_good(stability, difficulty)
            stability = np.where(looks > look, again[0], stability)
            difficulty = np.where(looks > look, again[1], difficulty)
        return Outcomes(np.array(self.model.habits.first)[:, None], stability[:, None], difficulty[:, None])

    def _reviewed(
        self, stability_days: Floats, difficulty: Floats, elapsed_days: Floats, rating: int
    ) -> tuple[Floats, Floats]:
        ratings = np.full(stability_days.shape, float(rating))
        state = self._fsrs.following(stability_days, difficulty, elapsed_days, ratings)
        if rating == AGAIN:
            for _ in range(self.model.relearning_steps):
                state = self._same_day_good(*state)
        return state

    def _same_day_good(self, stability_days: Floats, difficulty: Floats) -> tuple[Floats, Floats]:
        nothing: NDArray[np.float64] = np.zeros(stability_days.shape)
        return self._fsrs.following(stability_days, difficulty, nothing, nothing + GOOD)
