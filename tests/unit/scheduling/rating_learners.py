"""Simulated learners who rate honestly, or press Hard when they forgot."""

import random
from dataclasses import dataclass
from itertools import pairwise

from flashcards.domain.card import MemoryState
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.domain.review import Rating
from flashcards.scheduling.fsrs6 import FSRS6
from flashcards.scheduling.hard_use import Seen

MODEL = FSRS6(FSRS6_DEFAULT_PARAMETERS)
LAST_DAY = 180
FIRST_DAYS = 60
LATE = 0.15
"""The chance of coming to a card late."""


@dataclass(frozen=True)
class Learner:
    """How one remembers and rates.

    Attributes:
        as_hard: the share of forgotten cards that are rated Hard.
        effort: the mean share of recalled cards that are rated Hard.
        spread: how much the cards differ in that; 0 for not at all.
        memory: how many times as long cards are remembered as the model expects.
    """

    as_hard: float = 0.0
    effort: float = 0.1
    spread: float = 0.0
    memory: float = 1.0

    def reviews(self, seed: int, cards: int = 150) -> list[Seen]:
        """Study some cards for half a year; give the reviews, the cards' own in their order."""
        chance = random.Random(seed)
        return [seen for _ in range(cards) for seen in self._card(chance)]

    def _card(self, chance: random.Random) -> list[Seen]:
        truth, effort = self._truth(), self._effort(chance)
        first = Rating.AGAIN if chance.random() < 0.25 else Rating.GOOD
        known, expected = truth.next_states(None, 0)[first], MODEL.next_states(None, 0)[first]
        day, before, found = chance.randint(0, FIRST_DAYS), None, []
        while (day := day + (elapsed := _interval(expected, chance))) <= LAST_DAY:
            recall = truth.retrievability(known.stability_days, elapsed)
            true = self._recalled(recall, effort, chance) if chance.random() < recall else Rating.AGAIN
            pressed = Rating.HARD if true is Rating.AGAIN and chance.random() < self.as_hard else true
            found.append(Seen(before, pressed, MODEL.retrievability(expected.stability_days, elapsed)))
            known, expected = truth.next_states(known, elapsed)[true], MODEL.next_states(expected, elapsed)[pressed]
            before = pressed
        assert all(later.before is earlier.rating for earlier, later in pairwise(found))
        return found

    def _truth(self) -> FSRS6:
        first = tuple(value * self.memory for value in FSRS6_DEFAULT_PARAMETERS[:4])
        return FSRS6((*first, *FSRS6_DEFAULT_PARAMETERS[4:]))

    def _effort(self, chance: random.Random) -> float:
        if not self.spread:
            return self.effort
        return min(0.95, chance.betavariate(self.effort / self.spread, (1 - self.effort) / self.spread))

    @staticmethod
    def _recalled(recall: float, effort: float, chance: random.Random) -> Rating:
        """Rate a card that was recalled: what was nearly forgotten takes more effort."""
        if chance.random() < effort * (1.6 if recall < 0.85 else 0.9):
            return Rating.HARD
        return Rating.EASY if chance.random() < 0.08 else Rating.GOOD


def _interval(expected: MemoryState, chance: random.Random) -> int:
    days = max(1, round(expected.stability_days))
    return days + (chance.randint(1, days // 3 + 1) if chance.random() < LATE else 0)
