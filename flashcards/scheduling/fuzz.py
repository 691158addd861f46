"""Spread due dates, so that cards learned together do not come back together for ever.

A review is moved within a range around its interval. Where in the range is decided by the card and its number of
answers, so that what a button promises is what the answer does; days with little to do are preferred.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from flashcards.domain.ids import CardId
from flashcards.domain.study_day import StudyDay

LONGEST_BALANCED_DAYS = 90
"""Beyond this interval the load of a day says nothing yet; the whole range is equally likely, as in Anki."""

LOAD_EXPONENT = 2.15
"""How strongly a day with more cards is avoided. Source: Anki 26.09, load balancer."""

_SHORTEST = 2.5
_BANDS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))
_MASK = (1 << 64) - 1


def rounded(days: float) -> int:
    """Give whole days, halves up."""
    return math.floor(days + 0.5)


def hashed(number: int) -> int:
    """Give 64 well-mixed bits for a number; the same on every machine and in every version.

    Source:
        Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators" (SplitMix64).
    """
    bits = (number + 0x9E3779B97F4A7C15) & _MASK
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & _MASK
    return bits ^ (bits >> 31)


def chance(card_id: CardId, reps: int) -> float:
    """Give the number in [0, 1) that decides where in its range a card's next interval lies."""
    return hashed(hashed(card_id) ^ reps) / (_MASK + 1)


def fuzz_range(interval: float, minimum: int, maximum: int) -> tuple[int, int]:
    """Give the shortest and the longest interval a card may be given.

    Nothing below 2.5 days. Above, one day either way, plus 15 % of the days from 2.5 to 7, 10 % of those from 7 to 20
    and 5 % of the rest. The ranges are Anki's.

    Args:
        interval: days, unrounded.
        minimum: the shortest allowed, at least 1.
        maximum: the longest allowed; where the two disagree it wins.
    """
    minimum = min(minimum, maximum)
    middle = min(max(interval, minimum), maximum)
    reach = 0.0
    if middle >= _SHORTEST:
        reach = 1.0 + sum(share * max(min(middle, end) - start, 0.0) for start, end, share in _BANDS)
    lower = min(max(rounded(middle - reach), minimum), maximum)
    upper = min(max(rounded(middle + reach), minimum), maximum)
    return lower, upper


@dataclass(frozen=True, slots=True)
class Fuzz:
    """How intervals of one card are spread at one answer.

    Attributes:
        chance: in [0, 1); see `chance`.
        today: the study day intervals count from.
        load: cards already due, by study day; days left out have none.
    """

    chance: float
    today: StudyDay
    load: Mapping[StudyDay, int] = field(default_factory=dict)

    def spread(self, interval: float, minimum: int, maximum: int) -> int:
        """Give the interval in whole days.

        Args:
            interval: days, unrounded.
            minimum: the shortest allowed, at least 1.
            maximum: the longest allowed; where the two disagree it wins.
        """
        lower, upper = fuzz_range(interval, minimum, maximum)
        if lower == upper or not self.load or interval > LONGEST_BALANCED_DAYS:
            return lower + int(self.chance * (upper - lower + 1))
        return self._lightly_loaded(lower, upper)

    def _lightly_loaded(self, lower: int, upper: int) -> int:
        """Draw a day, one with n cards being (1 + n)^2.15 times less likely than an empty one."""
        days = range(lower, upper + 1)
        weights = [(1 + self.load.get(StudyDay(self.today + day), 0)) ** -LOAD_EXPONENT for day in days]
        left = self.chance * sum(weights)
        for day, weight in zip(days, weights, strict=True):
            left -= weight
            if left < 0:
                return day
        return upper
