"""Whether Hard is pressed for cards that were forgotten, as far as a log can show it.

For the memory model Hard is a pass. Who presses it after forgetting leaves a log in which next to nothing is ever
forgotten, Hard stands where lapses were expected, and a card after Hard is known well less often than one after Good,
because it came back as late as a card that was known. All three must hold, each beyond chance.

What no log can show: somebody who remembers far better than the model expects, and takes pains with the same cards
again and again, leaves the same marks until the model is fitted to them. So what is found is a question, not a verdict.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from flashcards.domain.review import Rating

LEAST_EXPECTED = 20.0
"""Lapses the model must have expected before anything is said: some 200 reviews at the usual retention."""

LEAST_AFTER = 20
"""Reviews of cards whose review before was rated Hard, and Good or Easy, below which these are not compared."""

MOST_AGAIN = 0.25
"""The share of the expected lapses that were rated Again, below which Again is hardly used.

Simulated learners who rate honestly stay above it even when they remember twenty times as long as the model expects.
"""

GAP_FILLED = 0.8
"""The share of the expected lapses that Again and Hard together must reach."""

BEYOND_CHANCE = 2.0
"""Standard errors that count as more than chance."""


class Seen(NamedTuple):
    """A review.

    Attributes:
        before: how the review of the card before was rated; None for its first.
        retrievability: what was expected, 0 to 1.
    """

    before: Rating | None
    rating: Rating
    retrievability: float


@dataclass(frozen=True, slots=True)
class HardUse:
    """How Again and Hard were used over some reviews.

    Attributes:
        expected: lapses the model expected.
        after_hard, after_good: reviews of cards rated Hard, or Good and Easy, in the review before.
        well_after_hard, well_after_good: how many of them were rated Good or Easy.
    """

    reviews: int = 0
    again: int = 0
    hard: int = 0
    expected: float = 0.0
    after_hard: int = 0
    well_after_hard: int = 0
    after_good: int = 0
    well_after_good: int = 0

    @property
    def is_suspect(self) -> bool:
        """Whether the log looks as if Hard was pressed for forgotten cards."""
        if self.expected < LEAST_EXPECTED or min(self.after_hard, self.after_good) < LEAST_AFTER:
            return False
        most_again = self.again + BEYOND_CHANCE * math.sqrt(self.again + 1)
        is_again_rare = most_again < MOST_AGAIN * self.expected
        is_gap_filled = self.again + self.hard >= GAP_FILLED * self.expected
        return is_again_rare and is_gap_filled and self._is_hard_followed_by_trouble()

    def _is_hard_followed_by_trouble(self) -> bool:
        hard, good = self.well_after_hard / self.after_hard, self.well_after_good / self.after_good
        error = math.sqrt(hard * (1 - hard) / self.after_hard + good * (1 - good) / self.after_good)
        return good - hard > BEYOND_CHANCE * error


def hard_use(reviews: Iterable[Seen]) -> HardUse:
    """Count how Again and Hard were used."""
    seen = list(reviews)
    after = {hard: [one for one in seen if one.before in ratings] for hard, ratings in _BEFORE.items()}
    return HardUse(
        reviews=len(seen),
        again=sum(one.rating is Rating.AGAIN for one in seen),
        hard=sum(one.rating is Rating.HARD for one in seen),
        expected=sum(1 - one.retrievability for one in seen),
        after_hard=len(after["hard"]),
        well_after_hard=sum(one.rating >= Rating.GOOD for one in after["hard"]),
        after_good=len(after["good"]),
        well_after_good=sum(one.rating >= Rating.GOOD for one in after["good"]),
    )


_BEFORE = {"hard": (Rating.HARD,), "good": (Rating.GOOD, Rating.EASY)}
