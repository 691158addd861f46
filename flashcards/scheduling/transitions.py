"""What each button does to a card's place in its schedule: the next step, or an interval in days.

The rules are those of Anki with FSRS, so that a learner who knows it finds nothing new.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from flashcards.domain.card import CardState
from flashcards.domain.review import Rating
from flashcards.scheduling.fuzz import fuzz_range, rounded
from flashcards.scheduling.steps import DAY_S, current_step, good_delay_s, hard_delay_s

HALF_A_DAY = 0.5
"""Without steps, a card whose interval is shorter than this stays in learning and returns when it is over."""

Spread = Callable[[float, int, int], int]
"""Makes whole days of an interval: days, the shortest allowed, the longest allowed."""


class Place(NamedTuple):
    """Where a card stands after an answer.

    Attributes:
        step: position in the steps, or None in review.
        delay_s: seconds to the end of the step, or None in review.
        interval_days: days to the next review; 0 in steps.
    """

    state: CardState
    step: int | None
    delay_s: int | None
    interval_days: int


@dataclass(frozen=True, slots=True)
class Rules:
    """What the buttons depend on besides the card.

    Attributes:
        learning_steps_s: seconds, for new cards.
        relearning_steps_s: seconds, after a lapse.
        max_interval_days: the longest interval.
        has_short_term: intervals under half a day are meant.
        spread: makes whole days of an interval.
    """

    learning_steps_s: tuple[int, ...]
    relearning_steps_s: tuple[int, ...]
    max_interval_days: int
    has_short_term: bool
    spread: Spread

    def steps_of(self, state: CardState) -> tuple[int, ...]:
        """Give the steps a card in a state walks through, or is sent back to."""
        is_new = state in (CardState.NEW, CardState.LEARNING)
        return self.learning_steps_s if is_new else self.relearning_steps_s

    def review(self, interval: float, minimum: int) -> Place:
        """Send a card to review after an interval of at least `minimum` days."""
        return Place(CardState.REVIEW, None, None, self.spread(interval, minimum, self.max_interval_days))

    def graduate(self, state: CardState, step: int, interval: float) -> Place:
        """Send a card to review, or let it wait for some hours where there are no steps to do that."""
        if interval < HALF_A_DAY and self.has_short_term and not self.steps_of(state):
            return Place(state, step, int(interval * DAY_S), 0)
        return self.review(max(rounded(interval), 1), 1)


def places(
    state: CardState, step: int | None, last_interval: int, intervals: Mapping[Rating, float], rules: Rules
) -> dict[Rating, Place]:
    """Give the place of a card after each button.

    Args:
        state: before the answer.
        step: before the answer.
        last_interval: days it was last sent away for; only asked of cards in review.
        intervals: days, unrounded, the memory model wants after each rating.
    """
    if state is CardState.REVIEW:
        return _from_review(last_interval, intervals, rules)
    return _from_steps(CardState.LEARNING if state is CardState.NEW else state, step, intervals, rules)


def _from_steps(
    state: CardState, step: int | None, intervals: Mapping[Rating, float], rules: Rules
) -> dict[Rating, Place]:
    steps = rules.steps_of(state)
    here = current_step(step, steps)

    def wait(delay_s: int | None, next_step: int, interval: float) -> Place:
        if delay_s is None:
            return rules.graduate(state, next_step, interval)
        return Place(state, next_step, delay_s, 0)

    good_days = rules.review(max(rounded(intervals[Rating.GOOD]), 1), 1).interval_days
    return {
        Rating.AGAIN: wait(steps[0] if steps else None, 0, intervals[Rating.AGAIN]),
        Rating.HARD: wait(hard_delay_s(here, steps), here, intervals[Rating.HARD]),
        Rating.GOOD: wait(good_delay_s(here, steps), here + 1 if steps else 0, intervals[Rating.GOOD]),
        Rating.EASY: rules.review(max(rounded(intervals[Rating.EASY]), 1), good_days + 1),
    }


def _from_review(last_interval: int, intervals: Mapping[Rating, float], rules: Rules) -> dict[Rating, Place]:
    found = {Rating.AGAIN: _lapse(intervals[Rating.AGAIN], rules)}
    minimum = 1
    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        interval = intervals[rating]
        found[rating] = rules.review(interval, max(minimum, _not_backwards(interval, last_interval, rules)))
        minimum = found[rating].interval_days + 1
    return found


def _not_backwards(interval: float, last_interval: int, rules: Rules) -> int:
    """Give the shortest interval that fuzz may make of one, so that a card recalled is not sent away for less.

    A longer interval than the last stays longer; one that the last lies within reach of is not made shorter than it.
    An interval that is shorter for another reason, such as a changed retention, is left alone.
    """
    if rounded(interval) > last_interval:
        return last_interval + 1
    return last_interval if last_interval <= fuzz_range(interval, 1, rules.max_interval_days)[1] else 1


def _lapse(interval: float, rules: Rules) -> Place:
    if rules.relearning_steps_s:
        return Place(CardState.RELEARNING, 0, rules.relearning_steps_s[0], 0)
    if interval < HALF_A_DAY and rules.has_short_term:
        return Place(CardState.RELEARNING, 0, int(interval * DAY_S), 0)
    return Place(CardState.REVIEW, None, None, min(max(rounded(interval), 1), rules.max_interval_days))
